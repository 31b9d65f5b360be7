"""Recipes for the tests of the room: as they are written, and what of them is kept in the database."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from forklore.foundations.database import Connection
from forklore.recipes import actions, rules
from forklore.recipes.inputs import Draft, LineInput, StepInput
from forklore.recipes.rows import Content, ContentLine, Visibility

LINES = ("2 cups plain flour", "1 ½ cups buttermilk", "2 large eggs", "salt")


def draft(
    *,
    title: str = "Pancakes",
    ingredients: Sequence[str | LineInput] = LINES,
    steps: Sequence[str | StepInput] = ("Whisk.", "Fry."),
    **fields: Any,  # noqa: ANN401 (any field of a draft)
) -> Draft:
    """A recipe as somebody writes it."""
    return Draft(title=title, servings=4, ingredients=list(ingredients), steps=list(steps), **fields)


def content(**fields: Any) -> Content:  # noqa: ANN401 (any field of a draft)
    """What is understood of a recipe that somebody writes."""
    return rules.content_of(draft(**fields))


def lines(*given: str | LineInput) -> tuple[ContentLine, ...]:
    """What is understood of lines that somebody writes."""
    return rules.read_lines(given, ())


async def published(
    connection: Connection,
    author_id: UUID,
    *,
    visibility: Visibility = Visibility.PUBLIC,
    **fields: Any,  # noqa: ANN401 (any field of a draft)
) -> UUID:
    """A recipe that is written and published."""
    recipe_id = await actions.write(connection, author_id, draft(visibility=visibility, **fields))
    await actions.publish(connection, author_id, recipe_id)
    return recipe_id


async def sums(connection: Connection, author_id: UUID) -> tuple[int, int, int, int]:
    """Public recipes, forks, and the stars of a cook, as they are kept."""
    row = await connection.fetchrow(
        "SELECT recipes, forks, stars_count, stars_sum FROM account_stats WHERE account_id = $1", author_id
    )
    assert row is not None
    return row["recipes"], row["forks"], row["stars_count"], row["stars_sum"]
