"""What is told of foods and forks."""

import pytest

from forklore.foods.errors import NoSuchFood
from forklore.foods.reads import ids_of
from forklore.foundations.database import Connection
from forklore.recipes import actions as recipes
from forklore.recipes import reads as recipe_reads
from forklore.recipes.inputs import Edit
from forklore.relations.rows import Reader
from forklore.replacements import reads
from forklore.replacements.errors import NoFork
from forklore.reviews.actions import put_review
from replacements.community import REST, fork, root, work_off
from reviews.community import cook


async def test_the_best_stands_first_and_names_its_evidence(tx: Connection) -> None:
    parent = await root(tx, await cook(tx))
    made = [await fork(tx, await cook(tx), parent, "200 g margarine") for _ in range(4)]
    await fork(tx, await cook(tx), parent, "200 g lard")
    await work_off(tx)
    for recipe_id, stars in ((parent, 3), (made[0], 5)):
        await put_review(tx, Reader(await cook(tx)), recipe_id, stars=stars)
    butter = await reads.food_called(tx, "butter")
    best, lard = (await reads.of_food(tx, butter)).items
    assert ([food.slug for food in best.to], best.cooks, best.forks) == (["margarine"], 4, 4)
    assert ([food.slug for food in lard.to], lard.cooks) == (["lard"], 1)
    assert best.score > lard.score > 0
    assert len(best.evidence) == reads.EVIDENCE_SHOWN
    assert {evidence.recipe_id for evidence in best.evidence} <= set(made)
    assert {(evidence.kind, evidence.text) for evidence in best.evidence} == {
        ("fork", "200 g butter → 200 g margarine")
    }
    assert best.ratio is not None
    assert (best.ratio.median, best.ratio.by) == (1, "grams")
    assert best.stars.n == 1
    assert best.stars.difference is not None
    assert 0 < best.stars.difference < 2
    assert lard.stars.n == 0
    margarine = await reads.food_called(tx, "margarine")
    assert [(item.food.slug, item.cooks) for item in await reads.in_place_of(tx, margarine)] == [("butter", 4)]
    short = await reads.for_lines(tx, {"butter", "flour", "no such slug"})
    assert {slug: [food.slug for food in row.to_names] for slug, row in short.items()} == {"butter": ["margarine"]}


async def test_a_food_that_nobody_replaced_has_nothing_to_tell(tx: Connection) -> None:
    found = await reads.of_food(tx, await reads.food_called(tx, "butter"))
    assert (found.food.slug, found.items) == ("butter", [])
    assert await reads.for_lines(tx, set()) == {}


@pytest.mark.parametrize("name", ["plain-flour", "plain flour", "all-purpose-flour", "Plain Flour"])
async def test_a_food_is_found_by_any_name(tx: Connection, name: str) -> None:
    assert (await reads.food_called(tx, name)).slug == "all-purpose-flour"


@pytest.mark.parametrize("name", ["moon dust", "", "x" * 101, "-", "\x00"])
async def test_what_is_no_food_is_not_found(tx: Connection, name: str) -> None:
    with pytest.raises(NoSuchFood):
        await reads.food_called(tx, name)


async def test_slugs_that_are_not_there_are_left_out(tx: Connection) -> None:
    assert set(await ids_of(tx, {"butter", "moon-dust"})) == {"butter"}
    assert await ids_of(tx, set()) == {}


async def test_changes_are_compared_now_until_they_are_stored_and_say_the_same(tx: Connection) -> None:
    parent, forker = await root(tx, await cook(tx)), await cook(tx)
    made = await fork(tx, forker, parent)
    looking = Reader(forker)
    now = await reads.changes_of(tx, await recipe_reads.recipe(tx, looking, made))
    await work_off(tx)
    stored = await reads.changes_of(tx, await recipe_reads.recipe(tx, looking, made))
    assert [change.id is None for change in (*now.changes, *stored.changes)] == [True, False]
    for found in (now, stored):
        assert (found.parent.id, found.parent.version, found.version, found.servings_factor) == (parent, 1, 1, 1)
        (change,) = found.changes
        assert (change.kind.value, change.before[0].food, change.after[0].food) == ("replace", "butter", "margarine")
        assert (change.before[0].text, change.after[0].text) == ("200 g butter", "200 g margarine")
        assert (change.ratio, change.ratio_by, change.state) == (1, "grams", "detected")
    await recipes.edit(tx, forker, made, 1, Edit(ingredients=["200 g butter", *REST]))
    edited = await reads.changes_of(tx, await recipe_reads.recipe(tx, looking, made))
    assert (edited.version, edited.changes) == (2, [])
    with pytest.raises(NoFork):
        await reads.changes_of(tx, await recipe_reads.recipe(tx, looking, parent))
