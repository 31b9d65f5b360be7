"""The feed of a reader."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from forklore.feeds.rows import Entry, Kind, Parent
from forklore.foundations.database import Connection
from forklore.foundations.paging import Page, cursor, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.recipes.reads import names_by_ids
from forklore.recipes.rows import Author, CardRow, card
from forklore.relations.reads import followed_ids
from forklore.relations.rows import Reader

_sql = SqlFile(__name__, "reads.sql")
_published_by = _sql.many("published_by", CardRow)
_published_by_anyone = _sql.many("published_by_anyone", CardRow)

# Whose recipes a page shows; the cursor keeps it, so that a walk through the pages never changes from one to the other.
Source = Literal["followed", "anyone"]
Place = tuple[Source, Annotated[datetime, Meta(tz=True)], UUID]

# How far back a page looks at first, and when it is not full by then.
_SPANS = (timedelta(days=30), timedelta(days=365), None)
_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
_END_OF_TIME = datetime(9999, 12, 30, tzinfo=UTC)
_LAST_ID = UUID(int=2**128 - 1)


async def feed(connection: Connection, reader: Reader, *, after: str | None, limit: int) -> Page[Entry]:
    """Give a page of what the cooks whom the reader follows published, newest first; raises `BadCursor`.

    Who follows nobody, or only cooks who published nothing yet, is shown the newest public recipes.

    Cost: at most six statements. With f cooks followed, n recipes in all and w recipes that those cooks published in
    the span looked at (30 days; a year or everything only when fewer than a page were published in less), a page costs
    O(f log n + w): it does not grow with what everybody ever wrote, and publishing writes nothing for the feed.
    """
    place: Place | None = read_cursor(after, "feed", Place)  # type: ignore[arg-type]  # an alias of a tuple type
    source: Source = place[0] if place else "followed"
    before, before_id = place[1:] if place else (_END_OF_TIME, _LAST_ID)
    rows: list[CardRow] = []
    if source == "followed" and reader.account_id is not None:
        rows = await _of_followed(connection, reader, before, before_id, limit + 1)
    if source == "anyone" or (place is None and not rows):
        source = "anyone"
        rows = await _published_by_anyone(
            connection, hidden=reader.hidden, before=before, before_id=before_id, most=limit + 1
        )
    shown = rows[:limit]
    items = await _entries(connection, reader, shown, source)
    end = len(rows) <= limit
    return Page(items, None if end else cursor("feed", source, shown[-1].published_at, shown[-1].id))


async def _of_followed(
    connection: Connection, reader: Reader, before: datetime, before_id: UUID, most: int
) -> list[CardRow]:
    """Give the newest cards before a place, looking further back only when a shorter span does not fill the page."""
    assert reader.account_id is not None  # noqa: S101 (asked by the caller)
    hidden = set(reader.hidden)
    authors = [author for author in await followed_ids(connection, reader.account_id) if author not in hidden]
    rows: list[CardRow] = []
    if not authors:
        return rows
    start = min(before, datetime.now(UTC))
    for span in _SPANS:
        since = start - span if span is not None and start - _LONG_AGO > span else _LONG_AGO
        rows = await _published_by(
            connection, authors=authors, since=since, before=before, before_id=before_id, most=most
        )
        if len(rows) == most:
            break
    return rows


async def _entries(connection: Connection, reader: Reader, rows: list[CardRow], source: Source) -> list[Entry]:
    ids = {row.parent_id for row in rows if row.parent_id is not None}
    names = await names_by_ids(connection, ids=list(ids)) if ids else []
    parents = {
        name.id: Parent(name.id, name.title, Author(name.author_handle, name.author_name))
        for name in names
        if name.author_id not in reader.hidden
    }
    return [
        Entry(
            Kind.RECIPE if row.parent_id is None else Kind.FORK,
            row.published_at,
            card(row),
            parents.get(row.parent_id) if row.parent_id else None,
            f"you follow @{row.author_handle}" if source == "followed" else "new in the community",
        )
        for row in rows
    ]
