"""Detection in the database: what is kept as evidence, and that every count follows from it."""

import asyncio
from uuid import UUID

import asyncpg
import pytest

from forklore.forks import actions as forks
from forklore.foundations.database import Connection
from forklore.main.reconciling import drifts
from forklore.recipes import actions as recipes
from forklore.recipes.inputs import Edit
from forklore.recipes.rows import Visibility
from forklore.relations.rows import Reader
from forklore.replacements import jobs
from forklore.reviews import actions as reviews
from forklore.reviews.rows import ChangeKind, ReviewChange
from replacements.community import REST, counted, fork, root, work_off
from reviews.community import cook

EVERYTHING = """
SELECT (SELECT json_agg(to_jsonb(e) ORDER BY e) FROM replacement_event e)::text
    || (SELECT json_agg(to_jsonb(k) ORDER BY k) FROM replacement_cook k)::text
    || (SELECT json_agg(to_jsonb(r) ORDER BY r) FROM replacement r)::text
    || (SELECT json_agg(to_jsonb(c) - 'detected_at' ORDER BY c.recipe_id, c.position) FROM change c)::text
    || (SELECT json_agg(to_jsonb(d) - 'detected_at' ORDER BY d) FROM detection d)::text
"""


async def detect(connection: Connection, recipe_id: UUID) -> None:
    await jobs.detect(connection, {"recipe_id": str(recipe_id)})


async def test_detecting_again_changes_nothing(tx: Connection) -> None:
    parent = await root(tx, await cook(tx))
    made = [await fork(tx, await cook(tx), parent), await fork(tx, await cook(tx), parent, "150 ml olive oil")]
    stated = [ReviewChange(kind=ChangeKind.REPLACE, before=("butter",), after=("lard",))]
    await reviews.put_review(tx, Reader(await cook(tx)), made[0], stars=2, changes=stated)
    assert await work_off(tx) == 3
    before = await tx.fetchval(EVERYTHING)
    for recipe_id in (*made, made[0], parent):
        await detect(tx, recipe_id)
    assert await tx.fetchval(EVERYTHING) == before
    assert await counted(tx, "butter", "margarine") == (1, 1, 0)
    assert await counted(tx, "butter", "olive-oil") == (1, 1, 0)
    assert await counted(tx, "butter", "lard") == (1, 0, 1)
    assert await drifts(tx) == {}


async def test_cooks_are_counted_once_each_and_forks_all(tx: Connection) -> None:
    parent, ana, ben = await root(tx, await cook(tx)), await cook(tx), await cook(tx)
    for forker in (ana, ana, ana, ben):
        await fork(tx, forker, parent)
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (2, 4, 0)
    assert await counted(tx, "margarine", "butter") is None


async def test_ratios_are_told_by_their_quartiles(tx: Connection) -> None:
    parent = await root(tx, await cook(tx))
    for grams in (100, 150, 160, 180, 200):
        await fork(tx, await cook(tx), parent, f"{grams} g margarine")
    await fork(tx, await cook(tx), parent, "margarine")
    await work_off(tx)
    row = await tx.fetchrow(
        "SELECT ratio_low, ratio_median, ratio_high, ratio_by, forks FROM replacement WHERE context = 'all'"
    )
    assert row is not None
    assert tuple(row)[:3] == pytest.approx((0.75, 0.8, 0.9), rel=0.005)
    assert tuple(row)[3:] == ("grams", 6)


@pytest.mark.parametrize("way", ["withdraw", "hide", "show to followers", "delete", "edit back"])
async def test_evidence_goes_with_what_it_stands_on(tx: Connection, way: str) -> None:
    parent, forker = await root(tx, await cook(tx)), await cook(tx)
    made = await fork(tx, forker, parent)
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 1, 0)
    match way:
        case "withdraw":
            await recipes.withdraw(tx, forker, made)
        case "hide":
            await recipes.edit(tx, forker, made, 1, Edit(visibility=Visibility.PRIVATE))
        case "show to followers":
            await recipes.edit(tx, forker, made, 1, Edit(visibility=Visibility.FOLLOWERS))
        case "delete":
            await forks.delete(tx, forker, made)
        case "edit back":
            await recipes.edit(tx, forker, made, 1, Edit(ingredients=["200 g butter", *REST]))
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") is None
    log = await tx.fetch("SELECT weight, undoes IS NULL AS first, standing, text FROM replacement_event ORDER BY id")
    assert [tuple(row) for row in log] == [(1, True, False, ""), (-1, False, False, "")]
    assert await tx.fetchval("SELECT count(*) FROM replacement_cook") == 0
    assert await tx.fetchval("SELECT count(*) FROM replacement_ratio") == 0
    assert await drifts(tx) == {}
    stored = await tx.fetchval("SELECT count(*) FROM change WHERE recipe_id = $1", made)
    assert stored == (1 if way in {"hide", "show to followers"} else 0)  # for those who may see it


async def test_a_private_fork_is_no_evidence_until_it_is_shown(tx: Connection) -> None:
    parent, forker = await root(tx, await cook(tx)), await cook(tx)
    made = await fork(tx, forker, parent, visibility=Visibility.PRIVATE)
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") is None
    assert await tx.fetchval("SELECT count(*) FROM change WHERE recipe_id = $1", made) == 1
    await recipes.edit(tx, forker, made, 1, Edit(visibility=Visibility.PUBLIC))
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 1, 0)


async def test_a_fork_is_compared_though_its_parent_was_deleted_or_edited(tx: Connection) -> None:
    author, forker = await cook(tx), await cook(tx)
    parent = await root(tx, author)
    made = await fork(tx, forker, parent)
    await recipes.edit(tx, author, parent, 1, Edit(ingredients=["200 g margarine", *REST]))
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 1, 0)
    await forks.delete(tx, author, parent)
    await recipes.edit(tx, forker, made, 1, Edit(ingredients=["200 g lard", *REST]))
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") is None
    assert await counted(tx, "butter", "lard") == (1, 1, 0)


async def test_what_a_reviewer_states_counts_while_review_and_recipe_are_public(tx: Connection) -> None:
    author, ben = await cook(tx), Reader(await cook(tx))
    soup = await root(tx, author)
    stated = [ReviewChange(kind=ChangeKind.REPLACE, before=("butter",), after=("margarine",))]
    await reviews.put_review(tx, ben, soup, stars=2, changes=stated)
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 0, 1)
    assert await tx.fetchval("SELECT did_not_work FROM replacement WHERE context = 'all'") == 1
    await reviews.put_review(tx, ben, soup, stars=4, changes=stated)
    await work_off(tx)
    assert await tx.fetchval("SELECT did_not_work FROM replacement WHERE context = 'all'") == 0
    await recipes.withdraw(tx, author, soup)
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") is None
    await recipes.publish(tx, author, soup)
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 0, 1)
    await reviews.withdraw_review(tx, ben, soup)
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") is None


async def test_a_job_for_what_is_not_there_does_nothing(tx: Connection) -> None:
    nowhere = str(UUID(int=7))
    await jobs.detect(tx, {"recipe_id": nowhere})
    await jobs.read_review(tx, {"recipe_id": nowhere, "reviewer_id": nowhere})
    assert await tx.fetchval("SELECT count(*) FROM replacement_event") == 0


async def test_jobs_on_one_pair_at_once_count_exactly_and_do_not_dead_lock(own_url: str) -> None:
    one = await asyncpg.connect(own_url)
    parent = await root(one, await cook(one))
    other = await root(one, await cook(one), "100 g margarine")
    made = [await fork(one, await cook(one), parent) for _ in range(4)]
    made += [await fork(one, await cook(one), other, "100 g butter") for _ in range(2)]

    async def work(turn: int) -> None:
        connection = await asyncpg.connect(own_url)
        try:
            for recipe_id in made[turn:] + made[:turn]:
                async with connection.transaction():
                    await detect(connection, recipe_id)
        finally:
            await connection.close()

    async with asyncio.timeout(30):
        await asyncio.gather(*map(work, (0, 1, 3)))
    assert await counted(one, "butter", "margarine") == (4, 4, 0)
    assert await counted(one, "margarine", "butter") == (2, 2, 0)
    assert await drifts(one) == {}
    await one.close()
