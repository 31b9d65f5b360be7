"""What the original of a fork changed, and taking it over: clashes side by side, chosen one by one."""

from typing import Any
from uuid import UUID

from forklore.forks import actions, reads
from forklore.forks.errors import Clashing
from forklore.forks.rows import Choices, ParentOut, ProposalState
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import Invalid, Moved
from forklore.recipes import reads as recipes
from forklore.recipes.rows import RecipeRow
from forklore.relations.reads import reader
from forklore.relations.rows import Reader
from forklore.web.border import account_of, once, page, typed, visitor
from forklore.web.changes import compared
from forklore.web.routes import RECIPE, Answered, Asked, address_of, id_of, number_of, recipe_at, seen, sent

PROPOSALS_SHOWN = 5
_CLASH = "clash "
UNDECIDED = "Choose for each of these which one to keep."
MOVED = "Something was saved meanwhile. Look at it as it is now, and choose again."


@seen(f"{RECIPE}/upstream")
async def upstream(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """Show what the original of a fork changed since, with the form that takes it over."""
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        place = await recipe_at(connection, looking, request, cook, slug, behind="/upstream")
        return await _show(request, connection, looking, place.row)


@sent("/recipes/{recipe_id:uuid}/upstream/merge")
async def merge(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Take over what the original changed; undecided clashes, or a recipe that moved, bring the form back."""
    account_id = account_of(visitor(request))
    form = await typed(request)
    chosen = chosen_in(form)

    async def act(connection: Connection) -> str:
        await actions.merge_upstream(
            connection,
            await reader(connection, account_id),
            account_id,
            recipe_id,
            choices_of(chosen),
            expected=number_of(form.get("mine")),
            version=number_of(form.get("version")),
        )
        return f"{id_of(recipe_id)}?said=merged"

    try:
        return await once(request, db, visitor(request), act)
    except (Clashing, Moved, Invalid) as fault:
        status, words = refused(fault)
    async with db.read() as connection:
        looking = await reader(connection, account_id)
        row = await recipes.recipe(connection, looking, recipe_id)
        return await _show(request, connection, looking, row, chosen=chosen, fault=words, status=status)


async def news(connection: Connection, looking: Reader, row: RecipeRow, parent: ParentOut | None) -> dict[str, Any]:
    """Tell what a recipe's page says of others: that one's original has changed, and what is proposed to it."""
    behind = 0
    if parent is not None and parent.title is not None and looking.account_id == row.author_id:
        head = (await recipes.standing(connection, parent.id)).head
        behind = head if head > parent.version else 0
    found = await reads.proposals(
        connection, looking, row.id, state=ProposalState.OPEN, after=None, limit=PROPOSALS_SHOWN
    )
    return {"behind": behind, "proposals": found}


def chosen_in(form: dict[str, str]) -> dict[str, str]:
    """Read which clashes a form settles how: "take" or "skip" by their ids."""
    return {
        name.removeprefix(_CLASH): value
        for name, value in form.items()
        if name.startswith(_CLASH) and value in {"take", "skip"}
    }


def choices_of(chosen: dict[str, str]) -> Choices:
    """Make the choices of a merge of what a form says."""
    return Choices(**{way: [name for name, value in chosen.items() if value == way] for way in ("take", "skip")})


def refused(fault: Clashing | Moved | Invalid) -> tuple[int, str]:
    """Give the status and the words with which a form of choices comes back."""
    if isinstance(fault, Clashing):
        return 409, UNDECIDED
    too_long = [error for error in getattr(fault, "errors", ()) if not error.pointer.startswith(("/take", "/skip"))]
    return (fault.status, fault.detail) if too_long else (412, MOVED)


async def _show(
    request: Asked,
    connection: Connection,
    looking: Reader,
    row: RecipeRow,
    *,
    chosen: dict[str, str] | None = None,
    fault: str = "",
    status: int = 200,
) -> Answered:
    told = await reads.upstream(connection, looking, row)
    return page(
        request,
        "forks/upstream.html",
        status=status,
        recipe=row,
        address=address_of(row),
        told=told,
        changes=compared(told.before, told.after),
        differs=told.before != told.after,
        mine=looking.account_id == row.author_id,
        chosen=chosen,
        fault=fault,
    )


HANDLERS = [upstream, merge]
