"""Accounts in the database: what is stored, what is never stored, what the sums do."""

import asyncio
import secrets
from datetime import date
from decimal import Decimal
from uuid import UUID

import asyncpg
import pytest

from forklore.accounts import actions, reads
from forklore.accounts.errors import HandleTaken, NoSuchCook, NoSuchKey, WrongLogin
from forklore.accounts.rows import Account, StarsAdded
from forklore.foundations.database import Connection
from forklore.foundations.errors import Moved
from forklore.foundations.secret_words import hash_of

PASSWORD = "correct horse battery"


async def new_cook(connection: Connection) -> Account:
    handle = f"cook_{secrets.token_hex(6)}"
    return await actions.sign_up(
        connection,
        handle=handle,
        display_name="  Cook \u202e Name ",
        email=f" {handle.upper()}@example.org",
        password_hash=await actions.hash_password(PASSWORD),
    )


async def test_a_password_is_stored_as_argon2id_and_names_are_cleaned(tx: Connection) -> None:
    cook = await new_cook(tx)
    assert cook.display_name == "Cook Name"
    stored = await tx.fetchval("SELECT password_hash FROM credential WHERE account_id = $1", cook.id)
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored
    for name in (cook.handle, f"{cook.handle}@example.org"):
        assert await actions.check_password(await reads.login(tx, name), PASSWORD) == cook.id
        with pytest.raises(WrongLogin):
            await actions.check_password(await reads.login(tx, name), PASSWORD.upper())


async def test_nobody_signs_in_with_the_password_that_unknown_logins_are_checked_against() -> None:
    with pytest.raises(WrongLogin):
        await actions.check_password(None, "nobody has this password")


async def test_secrets_are_stored_as_hashes_only_and_run_out(tx: Connection) -> None:
    cook = await new_cook(tx)
    secret = await actions.sign_in(tx, cook.id, device="x" * 500, days=1)
    token_id, token = await actions.make_token(tx, cook.id, name="program", scopes=["read"], expires_at=None)
    stored = await tx.fetch("SELECT session::text FROM session UNION ALL SELECT access_token::text FROM access_token")
    assert not [row for row in stored if secret in row[0] or token in row[0]]
    signed = await reads.signed_by_session(tx, hash=hash_of(secret))
    assert signed is not None
    assert signed.account_id == cook.id
    await tx.execute("UPDATE session SET expires_at = now() WHERE account_id = $1", cook.id)
    assert await reads.signed_by_session(tx, hash=hash_of(secret)) is None
    await actions.revoke_token(tx, cook.id, token_id)
    assert await reads.signed_by_token(tx, hash=hash_of(token)) is None
    with pytest.raises(NoSuchKey):
        await actions.revoke_token(tx, cook.id, token_id)


async def test_a_suspended_cook_is_gone_at_once(tx: Connection) -> None:
    cook = await new_cook(tx)
    secret = await actions.sign_in(tx, cook.id, device="", days=1)
    await tx.execute("UPDATE account SET state = 'suspended' WHERE id = $1", cook.id)
    assert await reads.signed_by_session(tx, hash=hash_of(secret)) is None
    assert await reads.login(tx, cook.handle) is None
    for find in (reads.account(tx, cook.handle), reads.profile(tx, cook.handle), reads.own_account(tx, cook.id)):
        with pytest.raises(NoSuchCook):
            await find


async def test_an_edit_of_what_has_moved_changes_nothing(tx: Connection) -> None:
    old = await new_cook(tx)
    new = await actions.edit_profile(tx, old, handle=None, display_name=None, bio="first")
    assert (new.version, new.bio, new.handle) == (2, "first", old.handle)
    with pytest.raises(Moved):
        await actions.edit_profile(tx, old, handle=None, display_name=None, bio="second")
    assert (await reads.own_account(tx, old.id)).bio == "first"


async def test_two_cooks_who_take_one_handle_at_once_get_one_of_them(own_url: str) -> None:
    wanted = f"wanted_{secrets.token_hex(4)}"

    async def take() -> str:
        connection = await asyncpg.connect(own_url)
        try:
            async with connection.transaction():
                cook = await new_cook(connection)
            async with connection.transaction():
                return (await actions.edit_profile(connection, cook, handle=wanted, display_name=None, bio=None)).handle
        except HandleTaken:
            return "taken"
        finally:
            await connection.close()

    async with asyncio.timeout(60):
        assert sorted(await asyncio.gather(*(take() for _ in range(4)))) == ["taken", "taken", "taken", wanted]


async def test_stars_add_up_and_are_taken_away_again(tx: Connection) -> None:
    cook = await new_cook(tx)
    before = await sums(tx, cook.id)
    month = date(2026, 1, 1)
    five = StarsAdded(
        count=2,
        total=9,
        histogram=(0, 0, 0, 1, 1),
        as_written_count=1,
        as_written_total=5,
        rated=1,
        means=Decimal("4.5"),
        months=((month, 2, 9),),
    )
    await actions.add_stars(tx, cook.id, five)
    assert await sums(tx, cook.id) == (2, 9, [0, 0, 0, 1, 1], 1, 5, 1, Decimal("4.5"))
    months = await tx.fetch("SELECT stars_count, stars_sum FROM account_month WHERE account_id = $1", cook.id)
    assert [tuple(row) for row in months] == [(2, 9)]
    away = StarsAdded(
        count=-2,
        total=-9,
        histogram=(0, 0, 0, -1, -1),
        as_written_count=-1,
        as_written_total=-5,
        rated=-1,
        means=Decimal("-4.5"),
        months=((month, -2, -9),),
    )
    await actions.add_stars(tx, cook.id, away)
    assert await sums(tx, cook.id) == before


async def sums(connection: Connection, account_id: UUID) -> tuple[object, ...]:
    row = await connection.fetchrow(
        """SELECT stars_count, stars_sum, stars_histogram, as_written_count, as_written_sum, recipes_rated,
                  recipe_means_sum
             FROM account_stats WHERE account_id = $1""",
        account_id,
    )
    assert row is not None
    return tuple(row)
