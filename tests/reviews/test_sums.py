"""Sums equal a recount: after any sequence of actions, and with many acting at once."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import asyncpg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import UNSET

from forklore.foundations.database import Connection
from forklore.foundations.errors import Fault
from forklore.recipes import actions as recipes
from forklore.recipes.inputs import Edit
from forklore.recipes.rows import Visibility
from forklore.relations.rows import Reader
from forklore.reviews import actions, reads
from forklore.reviews.rows import CookSums
from reviews.community import cook, recipe

REVIEWERS, RECIPES = 3, 3


class Step(NamedTuple):
    verb: str
    reviewer: int
    recipe: int
    stars: int
    as_written: bool
    months_ago: int


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(
            ["put", "put", "put", "take back", "cooked", "uncooked", "withdraw", "publish", "hide", "show"]
        ),
        st.integers(0, REVIEWERS - 1),
        st.integers(0, RECIPES - 1),
        st.integers(1, 5),
        st.booleans(),
        st.integers(0, 3),
    ),
    max_size=25,
)


async def do(tx: Connection, step: Step, author: UUID, readers: list[Reader], soups: list[UUID]) -> None:
    ben, soup = readers[step.reviewer], soups[step.recipe]
    match step.verb:
        case "put":
            at = datetime.now(UTC) - timedelta(days=31 * step.months_ago)
            await actions.put_review(tx, ben, soup, stars=step.stars, as_written=step.as_written, at=at)
        case "take back":
            await actions.withdraw_review(tx, ben, soup)
        case "cooked":
            await actions.mark_cooked(tx, ben, soup)
        case "uncooked":
            await actions.unmark_cooked(tx, ben, soup)
        case "withdraw":
            await recipes.withdraw(tx, author, soup)
        case "publish":
            await recipes.publish(tx, author, soup)
        case "hide" | "show":
            visibility = Visibility.PRIVATE if step.verb == "hide" else Visibility.PUBLIC
            await recipes.edit(tx, author, soup, None, Edit(title=UNSET, visibility=visibility))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
async def test_after_any_sequence_sums_equal_a_recount(tx: Connection, sequence: list[Step]) -> None:
    example = tx.transaction()
    await example.start()
    author = await cook(tx)
    readers = [Reader(await cook(tx)) for _ in range(REVIEWERS)]
    soups = [await recipe(tx, author, title=f"Soup {n}") for n in range(RECIPES)]
    for step in sequence:
        try:
            async with tx.transaction():
                await do(tx, step, author, readers, soups)
        except Fault:
            continue
    assert await reads.drifted_recipes(tx) == []
    assert await reads.drifted_cooks(tx) == []
    await assert_recounted(tx, author)
    await example.rollback()


async def assert_recounted(connection: Connection, author: UUID) -> None:
    counted = await reads.recount(connection, author)
    handle = await connection.fetchval("SELECT handle FROM account WHERE id = $1", author)
    stars = await reads.stars_of_cook(connection, Reader(), handle)
    if counted is None:
        assert (stars.count, stars.recipes_rated, stars.by_month) == (0, 0, ())
        return
    assert_equal(stars.count, counted)
    assert stars.histogram == counted.stars_histogram
    assert sum(m.count for m in stars.by_month) == counted.stars_count


def assert_equal(count: int, counted: CookSums) -> None:
    assert count == counted.stars_count == sum(counted.stars_histogram)
    assert counted.stars_sum == sum((i + 1) * n for i, n in enumerate(counted.stars_histogram))


async def test_a_sum_that_was_tampered_with_is_found(tx: Connection) -> None:
    author = await cook(tx)
    soup = await recipe(tx, author)
    await actions.put_review(tx, Reader(await cook(tx)), soup, stars=4)
    await tx.execute("UPDATE account_stats SET stars_sum = stars_sum + 1 WHERE account_id = $1", author)
    await tx.execute("UPDATE recipe_stats SET cooks = cooks + 1 WHERE recipe_id = $1", soup)
    cooks, soups = await reads.drifted_cooks(tx), await reads.drifted_recipes(tx)
    assert [(d.id, d.kept["stars_sum"], d.counted["stars_sum"]) for d in cooks] == [(author, 5, 4)]
    assert [(d.id, d.kept["cooks"], d.counted["cooks"]) for d in soups] == [(soup, 1, 0)]


async def test_many_at_once_neither_dead_lock_nor_drift(own_url: str) -> None:
    connection = await asyncpg.connect(own_url)
    author = await cook(connection)
    soups = [await recipe(connection, author, title=f"Soup {n}") for n in range(2)]
    readers = [Reader(await cook(connection)) for _ in range(8)]

    async def review(ben: Reader, turn: int) -> None:
        own = await asyncpg.connect(own_url)
        try:
            for at in range(6):
                soup = soups[(turn + at) % 2]
                try:
                    async with own.transaction():
                        if at % 3 == 2:
                            await actions.withdraw_review(own, ben, soup)
                        else:
                            await actions.put_review(own, ben, soup, stars=1 + (turn + at) % 5)
                except Fault:
                    continue
        finally:
            await own.close()

    async def hide_and_show() -> None:
        own = await asyncpg.connect(own_url)
        try:
            for turn in range(6):
                async with own.transaction():
                    act = recipes.publish if turn % 2 else recipes.withdraw
                    await act(own, author, soups[0])
        finally:
            await own.close()

    twice = [*readers, *readers[:2]]  # two cooks act from two devices at once
    await asyncio.gather(hide_and_show(), *(review(ben, turn) for turn, ben in enumerate(twice)))
    assert await reads.drifted_recipes(connection) == []
    assert await reads.drifted_cooks(connection) == []
    assert (await reads.recount(connection, author)) is not None
    await connection.close()
