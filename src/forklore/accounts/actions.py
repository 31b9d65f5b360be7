"""Signing up, in and out; tokens; the profile."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from asyncpg import UniqueViolationError

from forklore.accounts import reads, rules, writes
from forklore.accounts.errors import EmailTaken, HandleTaken, NoSuchKey, WrongLogin
from forklore.accounts.rows import Account, Kind, Login, StarsAdded
from forklore.foundations.database import Connection
from forklore.foundations.errors import FieldFault, Moved, invalid
from forklore.foundations.secret_words import hash_of, new_secret
from forklore.foundations.text import clean, clean_line

_hasher = PasswordHasher()
# What the password of an unknown login is checked against, so that the answer takes as long as for a known one.
_NOBODY = _hasher.hash("nobody has this password")


async def hash_password(password: str) -> str:
    """Hash a password (argon2id); in a thread, because it takes tens of milliseconds on purpose."""
    return await asyncio.to_thread(_hasher.hash, password)


async def check_password(found: Login | None, password: str) -> UUID:
    """Tell whose password this is; raises `WrongLogin` after the same work for a wrong one and an unknown login."""
    try:
        await asyncio.to_thread(_hasher.verify, found.password_hash if found else _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        raise WrongLogin from None
    if found is None:
        raise WrongLogin
    return found.account_id


def check_sign_up(handle: str, display_name: str, email: str, password: str) -> None:
    """Raise `Invalid` with every fault of a sign-up."""
    rules.refuse(
        rules.handle_faults(handle)
        + rules.display_name_faults(display_name)
        + rules.email_faults(email)
        + rules.password_faults(password)
    )


async def sign_up(connection: Connection, *, handle: str, display_name: str, email: str, password_hash: str) -> Account:
    """Make an account that can sign in; raises `HandleTaken` or `EmailTaken`."""
    account_id = await open_account(connection, handle=handle, display_name=display_name)
    await set_login(connection, account_id, email=email, password_hash=password_hash)
    return await reads.own_account(connection, account_id)


async def set_login(connection: Connection, account_id: UUID, *, email: str, password_hash: str) -> None:
    """Let an account that has no login yet sign in; raises `EmailTaken`."""
    if not await writes.insert_email(connection, address=email.strip().lower(), account_id=account_id):
        raise EmailTaken(errors=(FieldFault("/email", "there is an account with this address already"),))
    await writes.insert_credential(connection, account_id=account_id, password_hash=password_hash)


async def open_account(
    connection: Connection,
    *,
    handle: str,
    display_name: str,
    bio: str = "",
    kind: Kind = Kind.PERSON,
    created_at: datetime | None = None,
) -> UUID:
    """Make an account that nobody can sign in to yet (an imported cook has no password); raises `HandleTaken`."""
    rules.refuse(rules.handle_faults(handle) + rules.display_name_faults(display_name) + rules.bio_faults(bio))
    taken = HandleTaken(errors=(FieldFault("/handle", "this handle belongs to somebody"),))
    if await reads.handle_is_used(connection, handle=handle):
        raise taken
    account_id = await writes.insert_account(
        connection,
        handle=handle,
        display_name=clean_line(display_name),
        bio=clean(bio),
        kind=kind.value,
        created_at=created_at,
    )
    if account_id is None:
        raise taken
    await writes.insert_stats(connection, account_id=account_id)
    return account_id


async def sign_in(connection: Connection, account_id: UUID, *, device: str, days: int) -> str:
    """Begin a session; returns its secret, which is shown once and never stored."""
    secret = new_secret("fls")
    await writes.insert_session(
        connection, hash=hash_of(secret), account_id=account_id, device=clean_line(device)[:300], days=days
    )
    return secret


async def sign_out(connection: Connection, account_id: UUID, session_id: UUID) -> None:
    """End a session; raises `NoSuchKey` when it is not this account's."""
    if not await writes.delete_session(connection, account_id=account_id, id=session_id):
        raise NoSuchKey


async def make_token(
    connection: Connection, account_id: UUID, *, name: str, scopes: list[str], expires_at: datetime | None
) -> tuple[UUID, str]:
    """Make an access token; returns its id and its secret, which is shown once and never stored."""
    if not 1 <= len(clean_line(name)) <= rules.TOKEN_NAME_LENGTH:
        raise invalid("/name", f"a name has 1 to {rules.TOKEN_NAME_LENGTH} characters")
    if not scopes or len(set(scopes)) != len(scopes):
        raise invalid("/scopes", "name each scope once, and at least one")
    if expires_at is not None and not rules.may_end_at(expires_at, datetime.now(UTC)):
        raise invalid("/expires_at", f"lies ahead, by at most {rules.TOKEN_DAYS_AT_MOST} days")
    if len(await reads.tokens_of(connection, account_id=account_id)) >= rules.TOKENS_AT_MOST:
        raise invalid("/name", f"a cook has at most {rules.TOKENS_AT_MOST} tokens; take one back first")
    secret = new_secret("flt")
    token_id = await writes.insert_token(
        connection,
        hash=hash_of(secret),
        account_id=account_id,
        name=clean_line(name),
        scopes=list(scopes),
        expires_at=expires_at,
    )
    if token_id is None:
        raise NoSuchKey
    return token_id, secret


async def revoke_token(connection: Connection, account_id: UUID, token_id: UUID) -> None:
    """Take a token back; raises `NoSuchKey` when it is not this account's."""
    if not await writes.delete_token(connection, account_id=account_id, id=token_id):
        raise NoSuchKey


async def edit_profile(
    connection: Connection, old: Account, *, handle: str | None, display_name: str | None, bio: str | None
) -> Account:
    """Change the profile that was read as `old`; raises `Moved` when it has changed since, `HandleTaken`."""
    new_handle = handle if handle is not None else old.handle
    new_name = clean_line(display_name) if display_name is not None else old.display_name
    new_bio = clean(bio) if bio is not None else old.bio
    rules.refuse(rules.handle_faults(new_handle) + rules.display_name_faults(new_name) + rules.bio_faults(new_bio))
    taken = HandleTaken(errors=(FieldFault("/handle", "this handle belongs to somebody"),))
    if new_handle != old.handle:
        if await reads.belongs_to_other(connection, handle=new_handle, account_id=old.id):
            raise taken
        await writes.keep_old_handle(connection, handle=old.handle, account_id=old.id)
    try:
        changed = await writes.update_profile(
            connection, account_id=old.id, version=old.version, handle=new_handle, display_name=new_name, bio=new_bio
        )
    except UniqueViolationError:  # somebody took it between our look and our change
        raise taken from None
    if not changed:
        raise Moved
    return await reads.own_account(connection, old.id)


async def add_relations(connection: Connection, account_id: UUID, *, followers: int = 0, following: int = 0) -> None:
    """Add to the counts of followers and followed of an account; negative numbers take away."""
    await writes.add_relations(connection, account_id=account_id, followers=followers, following=following)


async def add_recipes(connection: Connection, account_id: UUID, *, recipes: int = 0, forks: int = 0) -> None:
    """Add to the counts of visible recipes and forks of an account; negative numbers take away."""
    await writes.add_recipes(connection, account_id=account_id, recipes=recipes, forks=forks)


async def add_stars(connection: Connection, account_id: UUID, added: StarsAdded) -> None:
    """Add stars that a cook's recipes received (or lost) to the cook's sums, and to the months they fell in."""
    await writes.add_stars(
        connection,
        account_id=account_id,
        count=added.count,
        total=added.total,
        histogram=list(added.histogram),
        as_written_count=added.as_written_count,
        as_written_total=added.as_written_total,
        rated=added.rated,
        means=added.means,
    )
    for month, count, total in added.months:
        await writes.add_month(connection, account_id=account_id, month=month, count=count, total=total)
