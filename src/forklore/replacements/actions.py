"""The verbs of the room: adapt a recipe."""

from uuid import UUID

from forklore.forks import actions as forks
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection
from forklore.foundations.errors import FieldFault
from forklore.recipes.rows import RecipeRow
from forklore.relations.rows import Reader
from forklore.replacements import reads
from forklore.replacements.adapt import Adapted, Plan, plan
from forklore.replacements.adapt_lines import UNRESOLVED
from forklore.replacements.adapt_wish import Wish
from forklore.replacements.errors import NothingToAdapt, Unresolved


async def planned(connection: Connection, recipe: RecipeRow, wish: Wish) -> Adapted:
    """Plan what becomes of a recipe, with what the community knows of its foods; nothing is stored."""
    return plan(recipe.content, wish, await reads.known_for(connection, recipe.content))


async def adapt(
    connection: Connection,
    looking: Reader,
    author_id: UUID,
    recipe: RecipeRow,
    wish: Wish,
    *,
    keep_unresolved: bool = False,
) -> tuple[UUID, Plan]:
    """Begin a draft of a recipe adapted to a wish; returns its id and the plan that it follows.

    Raises `NothingToAdapt`, `Invalid` for choices, and `Unresolved` naming each line that nothing is known for, unless
    those are to be kept as they are; and as `forks.fork`.
    """
    adapted = await planned(connection, recipe, wish)
    found = adapted.plan
    if found.fits:
        raise NothingToAdapt
    open_lines = [line for line in found.lines if line.outcome == UNRESOLVED]
    if open_lines and not keep_unresolved:
        faults = tuple(FieldFault(f"/ingredients/{line.line}", line.why_open()) for line in open_lines)
        raise Unresolved(errors=faults)
    edit = ForkEdit(
        version=recipe.number,
        title=found.title,
        tags=list(found.tags),
        ingredients=list(adapted.ingredients),
        steps=list(adapted.steps),
        message=found.message,
    )
    return await forks.fork(connection, looking, author_id, recipe.id, edit), found
