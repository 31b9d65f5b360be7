"""Importing: a page becomes a recipe once, a change of it a version, and what cannot be taken leaves nothing."""

from datetime import date
from uuid import UUID

import pytest
from msgspec.structs import replace

from forklore.accounts.actions import open_account
from forklore.exchange.actions import SERVINGS_UNKNOWN, Imported, Outcome, import_recipe
from forklore.exchange.rows import PageRecipe
from forklore.foundations.database import Connection
from forklore.foundations.errors import Invalid
from forklore.recipes import actions, reads
from forklore.recipes.inputs import Edit
from forklore.recipes.rows import Content, State, Visibility

STEW = PageRecipe(
    file="stew.html",
    title="Red lentil stew",
    ingredients=("For the pot:", "250 g red lentils", "1 onion, chopped", "moon dust"),
    steps=("Stir.", "Simmer.", "Stir.", "Serve."),
    servings=3,
    minutes_prep=10,
    minutes_cook=65,
    language="en-GB",
    summary="A pot for a wet evening.",
    author="Ines Calder",
    source_url="https://quietpot.example/stew",
    published=date(2024, 3, 5),
    tags=("soup", "vegan"),
)
TABLES = ("recipe", "recipe_version", "recipe_line", "recipe_tag", "recipe_stats", "recipe_address", "activity")


@pytest.fixture
async def cook(tx: Connection) -> UUID:
    return await open_account(tx, handle="importer", display_name="Importer")


async def content(connection: Connection, taken: Imported) -> Content:
    return await reads.content(connection, taken.recipe_id, (await reads.standing(connection, taken.recipe_id)).head)


async def rows(connection: Connection) -> dict[str, int]:
    return {table: await connection.fetchval(f"SELECT count(*) FROM {table}") for table in TABLES}  # noqa: S608 (ours)


async def test_a_page_becomes_a_published_recipe_with_its_source_and_its_day(tx: Connection, cook: UUID) -> None:
    taken = await import_recipe(tx, cook, STEW)
    assert (taken.outcome, taken.published, taken.lines, taken.lines_understood) == (Outcome.NEW, True, 3, 2)
    found = await content(tx, taken)
    assert (found.title, float(found.servings), found.minutes_prep, found.language) == (STEW.title, 3, 10, "en-GB")
    assert [line.text for line in found.lines] == list(STEW.ingredients[1:])
    assert {line.section for line in found.lines} == {"For the pot"}
    assert (found.tags, [step.text for step in found.steps]) == (STEW.tags, list(STEW.steps))
    row = await tx.fetchrow("SELECT * FROM recipe WHERE id = $1", taken.recipe_id)
    assert row is not None
    assert (row["source_url"], row["source_name"], row["state"]) == (STEW.source_url, STEW.author, "published")
    assert row["published_at"].date() == STEW.published


async def test_the_same_page_again_changes_nothing(tx: Connection, cook: UUID) -> None:
    first = await import_recipe(tx, cook, STEW)
    before = await rows(tx)
    again = await import_recipe(tx, cook, replace(STEW, file="elsewhere.html"))
    assert (again.recipe_id, again.outcome) == (first.recipe_id, Outcome.UNCHANGED)
    assert await rows(tx) == before


async def test_a_page_that_says_something_else_becomes_a_version_and_lines_keep_their_ids(
    tx: Connection, cook: UUID
) -> None:
    first = await import_recipe(tx, cook, STEW)
    old = await content(tx, first)
    changed = replace(STEW, ingredients=(*STEW.ingredients[:3], "1 lemon"))
    taken = await import_recipe(tx, cook, changed)
    assert (taken.recipe_id, taken.outcome) == (first.recipe_id, Outcome.CHANGED)
    new = await content(tx, taken)
    assert [line.line_id for line in new.lines[:2]] == [line.line_id for line in old.lines[:2]]
    assert new.steps == old.steps
    older = await import_recipe(tx, cook, STEW)  # the older capture, found in another folder
    assert (older.outcome, await content(tx, older)) == (Outcome.UNCHANGED, new)


async def test_what_the_cook_changed_since_is_not_undone(tx: Connection, cook: UUID) -> None:
    taken = await import_recipe(tx, cook, STEW)
    await actions.edit(tx, cook, taken.recipe_id, None, Edit(title="My stew"))
    assert (await import_recipe(tx, cook, STEW)).outcome is Outcome.UNCHANGED
    assert (await content(tx, taken)).title == "My stew"


async def test_two_cooks_who_import_one_page_have_a_recipe_each(tx: Connection, cook: UUID) -> None:
    other = await open_account(tx, handle="other_one", display_name="Other")
    mine, theirs = await import_recipe(tx, cook, STEW), await import_recipe(tx, other, STEW)
    assert theirs.outcome is Outcome.NEW
    assert mine.recipe_id != theirs.recipe_id


async def test_without_an_address_a_recipe_is_known_by_its_title_and_lines(tx: Connection, cook: UUID) -> None:
    card = replace(STEW, source_url=None, author=None)
    first = await import_recipe(tx, cook, card)
    assert (await import_recipe(tx, cook, card)).outcome is Outcome.UNCHANGED
    assert (await import_recipe(tx, cook, replace(card, title="Another"))).recipe_id != first.recipe_id


async def test_a_deleted_recipe_may_be_imported_anew(tx: Connection, cook: UUID) -> None:
    first = await import_recipe(tx, cook, STEW)
    await actions.delete(tx, cook, first.recipe_id, kept=[])
    again = await import_recipe(tx, cook, STEW)
    assert (again.outcome, again.recipe_id != first.recipe_id) == (Outcome.NEW, True)


async def test_what_is_not_whole_is_kept_as_a_draft(tx: Connection, cook: UUID) -> None:
    taken = await import_recipe(tx, cook, replace(STEW, steps=(), servings=None))
    assert not taken.published
    assert (await reads.standing(tx, taken.recipe_id)).state is State.DRAFT
    assert (await content(tx, taken)).servings == SERVINGS_UNKNOWN


async def test_an_import_may_be_private(tx: Connection, cook: UUID) -> None:
    taken = await import_recipe(tx, cook, STEW, visibility=Visibility.PRIVATE)
    assert (await reads.standing(tx, taken.recipe_id)).visibility is Visibility.PRIVATE
    assert await tx.fetchval("SELECT recipes FROM account_stats WHERE account_id = $1", cook) == 0


@pytest.mark.parametrize(
    ("page", "field"),
    [
        (replace(STEW, title="x" * 201), "/title"),
        (replace(STEW, title=" \u202e "), "/title"),
        (replace(STEW, summary="x" * 2001), "/summary"),
        (replace(STEW, ingredients=("1 egg",) * 201), "/ingredients"),
        (replace(STEW, ingredients=("x" * 1001,)), "/ingredients/0"),
        (replace(STEW, steps=("Stir.", "x" * 10_001)), "/steps/1"),
    ],
)
async def test_a_recipe_that_is_too_large_is_refused_at_its_field_and_leaves_nothing(
    tx: Connection, cook: UUID, page: PageRecipe, field: str
) -> None:
    before = await rows(tx)
    with pytest.raises(Invalid) as refused:
        await import_recipe(tx, cook, page)
    assert [error.pointer for error in refused.value.errors] == [field]
    assert await rows(tx) == before
