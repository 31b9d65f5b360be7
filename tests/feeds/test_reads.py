"""The feed: what it shows to whom and why, page by page, in how many statements."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.cast import publish
from forklore.feeds.reads import feed
from forklore.feeds.rows import Entry, Kind
from forklore.foundations.database import Connection
from forklore.foundations.paging import BadCursor, Page, cursor
from forklore.foundations.queries import Query
from forklore.relations import actions
from forklore.relations.reads import reader
from relations.cast import make_cooks

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


async def feed_of(connection: Connection, account_id: UUID, after: str | None = None, limit: int = 20) -> Page[Entry]:
    return await feed(connection, await reader(connection, account_id), after=after, limit=limit)


async def ids_in_feed(connection: Connection, account_id: UUID) -> list[UUID]:
    return [entry.recipe.id for entry in (await feed_of(connection, account_id)).items]


async def test_the_newest_of_the_followed_come_first_and_say_why(tx: Connection) -> None:
    me, ana, ben, stranger = await make_cooks(tx, 4)
    await actions.follow(tx, me, ana)
    await actions.follow(tx, me, ben)
    soup = await publish(tx, ana, NOW - 3 * HOUR)
    await publish(tx, stranger, NOW - HOUR)
    fork = await publish(tx, ben, NOW - 2 * HOUR, parent_id=soup)
    page = await feed_of(tx, me)
    assert [entry.recipe.id for entry in page.items] == [fork, soup]
    first, second = page.items
    assert (first.kind, second.kind) == (Kind.FORK, Kind.RECIPE)
    assert first.reason == f"you follow @{first.recipe.author.handle}"
    assert first.parent is not None
    assert (first.parent.id, first.parent.author, second.parent) == (soup, second.recipe.author, None)
    assert first.at == first.recipe.published_at
    assert page.next is None


async def test_followers_only_is_shown_and_private_drafts_and_suspended_cooks_are_not(tx: Connection) -> None:
    me, ana, gone = await make_cooks(tx, 3)
    await actions.follow(tx, me, ana)
    await actions.follow(tx, me, gone)
    close = await publish(tx, ana, NOW - HOUR, visibility="followers")
    await publish(tx, ana, NOW - HOUR, visibility="private")
    await publish(tx, ana, NOW - HOUR, state="withdrawn")
    await publish(tx, gone, NOW - HOUR)
    await tx.execute("UPDATE account SET state = 'suspended' WHERE id = $1", gone)
    assert await ids_in_feed(tx, me) == [close]


async def test_a_reader_who_follows_nobody_is_shown_what_is_new_and_public(tx: Connection) -> None:
    me, ana, blocked = await make_cooks(tx, 3)
    await actions.block(tx, me, blocked)
    public = await publish(tx, ana, NOW)
    await publish(tx, ana, NOW, visibility="followers")
    await publish(tx, blocked, NOW)
    entries = (await feed_of(tx, me)).items
    assert [(entry.recipe.id, entry.reason) for entry in entries] == [(public, "new in the community")]


async def test_a_feed_of_cooks_who_published_nothing_is_not_empty(tx: Connection) -> None:
    me, quiet, stranger = await make_cooks(tx, 3)
    await actions.follow(tx, me, quiet)
    public = await publish(tx, stranger, NOW)
    assert await ids_in_feed(tx, me) == [public]
    own = await publish(tx, quiet, NOW - 900 * 24 * HOUR)
    assert await ids_in_feed(tx, me) == [own]


async def test_a_blocked_cook_and_a_blocked_cooks_original_are_hidden(tx: Connection) -> None:
    me, ana, troll = await make_cooks(tx, 3)
    await actions.follow(tx, me, ana)
    await actions.follow(tx, me, troll)
    original = await publish(tx, troll, NOW - 2 * HOUR)
    fork = await publish(tx, ana, NOW - HOUR, parent_id=original)
    await actions.block(tx, troll, me)
    (entry,) = (await feed_of(tx, me)).items
    assert (entry.recipe.id, entry.kind, entry.parent) == (fork, Kind.FORK, None)


async def test_the_parents_title_is_told_only_when_it_is_public(tx: Connection) -> None:
    me, ana, ben = await make_cooks(tx, 3)
    await actions.follow(tx, me, ana)
    secret = await publish(tx, ben, NOW - 2 * HOUR, visibility="private")
    await publish(tx, ana, NOW - HOUR, parent_id=secret)
    (entry,) = (await feed_of(tx, me)).items
    assert entry.parent is not None
    assert entry.parent.title is None


# Hours before now at which one cook published; many share an hour, so the id decides.
AGES = st.lists(st.integers(0, 3) | st.integers(0, 24 * 800), min_size=0, max_size=14)


@given(ages=AGES, limit=st.integers(1, 4), added=st.lists(st.integers(0, 24 * 800), max_size=3), follows=st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_union_of_the_pages_is_the_set_while_recipes_are_added(
    shared_url: str, ages: list[int], limit: int, added: list[int], *, follows: bool
) -> None:
    async def play() -> None:
        connection = await asyncpg.connect(shared_url)
        transaction = connection.transaction()
        await transaction.start()
        try:
            me, ana, ben = await make_cooks(connection, 3)
            if follows:
                await actions.follow(connection, me, ana)
                await actions.follow(connection, me, ben)
            there = [await publish(connection, (ana, ben)[age % 2], NOW - age * HOUR) for age in ages]
            late = list(added)
            page = await feed_of(connection, me, limit=limit)
            seen = [(entry.at, entry.recipe.id) for entry in page.items]
            while page.next is not None:
                if late:
                    await publish(connection, ana, NOW - late.pop() * HOUR)
                page = await feed_of(connection, me, page.next, limit)
                assert page.items
                seen += [(entry.at, entry.recipe.id) for entry in page.items]
            assert seen == sorted(set(seen), reverse=True)
            assert set(there) <= {recipe_id for _, recipe_id in seen}
        finally:
            await transaction.rollback()
            await connection.close()

    asyncio.run(play())


async def test_the_number_of_statements_does_not_depend_on_the_number_of_rows(tx: Connection) -> None:
    me, *cooks = await make_cooks(tx, 41)
    statements: list[str] = []

    def count(query: Any) -> None:  # noqa: ANN401 (the driver's own record)
        statements.append(query.query)

    async def fill(some: list[UUID]) -> None:
        for cook in some:
            await actions.follow(tx, me, cook)
            original = await publish(tx, cook, NOW - HOUR)
            await publish(tx, cook, NOW, parent_id=original)

    async def ask(limit: int) -> tuple[int, int]:
        statements.clear()
        tx.add_query_logger(count)
        page = await feed_of(tx, me, limit=limit)
        await asyncio.sleep(0.01)  # the driver tells of a statement a turn of the loop later
        tx.remove_query_logger(count)
        return len(page.items), len(statements)

    await fill(cooks[:10])
    await ask(1)  # the driver looks up types once
    few = [await ask(10), await ask(100)]
    await fill(cooks[10:])
    many = [await ask(40), await ask(100)]
    assert [shown for shown, _ in few] == [10, 20]
    assert [shown for shown, _ in many] == [40, 80]
    # Full pages take four; pages that are not full look further back, twice, and no more.
    assert [counted for _, counted in few] == [counted for _, counted in many] == [4, 6]


async def test_pages_are_walks_along_indexes_from_the_cursor_on(tx: Connection) -> None:
    cooks = await make_cooks(tx, 20)
    await tx.execute(
        """WITH made AS (
             INSERT INTO recipe (author_id, slug, title, state, published_at, root_id)
             SELECT ($1::uuid[])[1 + i % 20], 's' || i, 't', 'published', now() - i * interval '1 hour', uuidv7()
               FROM generate_series(1, 20000) i RETURNING id)
           INSERT INTO recipe_stats (recipe_id) SELECT id FROM made""",
        cooks,
    )
    await tx.execute("ANALYZE recipe, recipe_stats, account")
    place = {"before": NOW - 10 * HOUR, "before_id": UUID(int=0), "most": 21}
    followed = await plan(tx, "published_by", {"authors": cooks, "since": NOW - 30 * 24 * HOUR, **place})
    anyone = await plan(tx, "published_by_anyone", {"hidden": [], **place})
    for text, index in ((followed, "recipe_author_published"), (anyone, "recipe_published")):
        assert re.search(rf"on {index} |using {index} on", text), text
        assert "Seq Scan on recipe" not in text, text
        assert "Rows Removed" not in text, text


async def plan(connection: Connection, name: str, arguments: dict[str, object]) -> str:
    """The plan of a query as it ran."""
    query = next(query for query in Query.every if query.name == name)
    rows = await connection.fetch(
        f"EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF) {query.sql}", *query.arguments(arguments)
    )
    return "\n".join(row[0] for row in rows)


@pytest.mark.parametrize(
    "after",
    [
        "nonsense",
        cursor("followers", NOW, UUID(int=1)),
        cursor("feed", "nobody", NOW, UUID(int=1)),
        cursor("feed", "followed", "2026-01-01T00:00:00", UUID(int=1)),
        cursor("feed", "followed", NOW),
    ],
    ids=["nonsense", "of another list", "of another feed", "without zone", "without id"],
)
async def test_a_foreign_cursor_is_refused(tx: Connection, after: str) -> None:
    (me,) = await make_cooks(tx, 1)
    with pytest.raises(BadCursor):
        await feed_of(tx, me, after)


async def test_a_cursor_at_the_beginning_of_time_ends_the_feed(tx: Connection) -> None:
    me, ana = await make_cooks(tx, 2)
    await actions.follow(tx, me, ana)
    await publish(tx, ana, NOW)
    page = await feed_of(tx, me, cursor("feed", "followed", datetime(1, 1, 1, tzinfo=UTC), UUID(int=1)))
    assert page == Page([])
