"""What can be asked about how cooks stand to one another."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from forklore.accounts.errors import NoSuchCook
from forklore.accounts.reads import account
from forklore.accounts.rows import Account
from forklore.foundations.database import Connection
from forklore.foundations.drift import Drift
from forklore.foundations.paging import CursorMaker, Page, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.relations.rows import Followed, NamedCook, Reader, RelatedCook, Relationship, Tie

_sql = SqlFile(__name__, "reads.sql")
_hidden_from = _sql.many("hidden_from", UUID)
_follows = _sql.value("follows", bool)
_blocked_between = _sql.value("blocked_between", bool)
_followed_among = _sql.many("followed_among", UUID)
_followed_ids = _sql.one("followed_ids", Followed)
_followers_of = _sql.many("followers_of", RelatedCook)
_followed_by = _sql.many("followed_by", RelatedCook)
_named_cooks = _sql.many("named_cooks", NamedCook)
drifted_cooks = _sql.many("drifted_cooks", Drift)
_ties = _sql.many("ties", Tie)

_NOBODY = Reader()


async def reader(connection: Connection, account_id: UUID | None) -> Reader:
    """Tell which cooks are hidden from who is looking: one statement, and none when nobody is signed in."""
    if account_id is None:
        return _NOBODY
    return Reader(account_id, tuple(await _hidden_from(connection, account_id=account_id)))


async def follows(connection: Connection, follower_id: UUID, followee_id: UUID) -> bool:
    """Tell whether one cook follows another."""
    return bool(await _follows(connection, follower_id=follower_id, followee_id=followee_id))


async def blocked_between(connection: Connection, account_id: UUID, other_id: UUID) -> bool:
    """Tell whether one of two cooks has blocked the other."""
    return bool(await _blocked_between(connection, account_id=account_id, other_id=other_id))


async def followed_among(connection: Connection, follower_id: UUID, others: Sequence[UUID]) -> frozenset[UUID]:
    """Tell whom of some cooks a cook follows: one statement."""
    return frozenset(await _followed_among(connection, follower_id=follower_id, others=list(others)))


async def followed_ids(connection: Connection, follower_id: UUID) -> tuple[UUID, ...]:
    """Give the ids of all cooks whom a cook follows, suspended ones too, in no order."""
    found = await _followed_ids(connection, follower_id=follower_id)
    return found.ids if found else ()


async def visible_cook(connection: Connection, looking: Reader, handle: str) -> Account:
    """Find a cook by handle, an old one too; raises `NoSuchCook` also for one who is hidden from the reader."""
    found = await account(connection, handle)
    if found.id in looking.hidden:
        raise NoSuchCook
    return found


async def followers(
    connection: Connection, looking: Reader, account_id: UUID, *, after: str | None, limit: int
) -> Page[RelatedCook]:
    """Give a page of who follows a cook, newest first, without cooks hidden from the reader; raises `BadCursor`."""
    since, last = read_cursor(after, "followers", tuple[datetime, UUID]) or (None, None)
    rows = await _followers_of(
        connection, account_id=account_id, hidden=looking.hidden, since=since, id=last, limit=limit + 1
    )
    return page(rows, limit, CursorMaker("followers", "since", "id"))


async def following(
    connection: Connection, looking: Reader, account_id: UUID, *, after: str | None, limit: int
) -> Page[RelatedCook]:
    """Give a page of whom a cook follows, newest first, without cooks hidden from the reader; raises `BadCursor`."""
    since, last = read_cursor(after, "following", tuple[datetime, UUID]) or (None, None)
    rows = await _followed_by(
        connection, account_id=account_id, hidden=looking.hidden, since=since, id=last, limit=limit + 1
    )
    return page(rows, limit, CursorMaker("following", "since", "id"))


async def relationships(connection: Connection, account_id: UUID, handles: list[str]) -> list[Relationship]:
    """Tell how a cook stands to others, by handle; unknown cooks and those who blocked the cook are left out.

    Two statements, however many are asked for.
    """
    cooks = await _named_cooks(connection, handles=handles)
    ties = await _ties_to(connection, account_id, [cook.id for cook in cooks])
    return [
        _relationship(ties, cook.id, cook.handle)
        for cook in cooks
        if (cook.id, "blocks") in ties or (cook.id, "blocked_by") not in ties
    ]


async def relationship(connection: Connection, account_id: UUID, cook: Account) -> Relationship:
    """Tell how a cook stands to another one who was found already."""
    return _relationship(await _ties_to(connection, account_id, [cook.id]), cook.id, cook.handle)


async def _ties_to(connection: Connection, account_id: UUID, others: list[UUID]) -> set[tuple[UUID, str]]:
    return {(tie.id, tie.kind) for tie in await _ties(connection, account_id=account_id, others=others)}


def _relationship(ties: set[tuple[UUID, str]], cook_id: UUID, handle: str) -> Relationship:
    follows_cook, followed_by, blocks = ((cook_id, kind) in ties for kind in ("follows", "followed_by", "blocks"))
    return Relationship(handle, follows_cook, followed_by, blocks)
