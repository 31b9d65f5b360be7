"""Writing a recipe, changing it, forking one: the same form three times."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from forklore.forks import actions as forks
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import Invalid, Moved
from forklore.recipes import actions, reads
from forklore.recipes.errors import NoSuchRecipe
from forklore.recipes.inputs import Draft, Edit
from forklore.recipes.rows import RecipeRow, State, Visibility
from forklore.relations.reads import reader
from forklore.web.border import account_of, once, page, typed, visitor
from forklore.web.recipe_form import RecipeSaid, RecipeTyped, as_typed, blank_recipe, of_content, read, with_faults
from forklore.web.routes import Answered, Asked, address_of, id_of, number_of, seen, sent

Act = Callable[[Connection, RecipeSaid], Awaitable[str]]


@seen("/write", scope="read")
async def blank(request: Asked) -> Answered:
    """Show the form of a new recipe."""
    account_of(visitor(request))
    return _form(request, "new", blank_recipe())


@sent("/write")
async def write(request: Asked, db: Database) -> Answered:
    """Save a new recipe as a draft, or publish it at once."""
    account_id = account_of(visitor(request))
    form = await typed(request)

    async def act(connection: Connection, said: RecipeSaid) -> str:
        draft = Draft(**_fields(said), source=said.source)
        return await _saved(connection, account_id, await actions.write(connection, account_id, draft), form)

    return await _save(request, db, "new", form, act)


@seen("/recipes/{recipe_id:uuid}/edit", scope="read")
async def open_edit(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Show the form of one's own recipe."""
    row = await _own(request, db, recipe_id)
    shown = of_content(row.content, visibility=row.visibility, version=row.head)
    return _form(request, "edit", shown, row)


@sent("/recipes/{recipe_id:uuid}/edit")
async def edit(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Save an edit as a new version; when the recipe has changed meanwhile, the form comes back with all of it."""
    account_id = account_of(visitor(request))
    row = await _own(request, db, recipe_id)
    form = await typed(request)

    async def act(connection: Connection, said: RecipeSaid) -> str:
        change = Edit(**_fields(said), message=said.message)
        await actions.edit(connection, account_id, recipe_id, number_of(form.get("version")), change)
        return await _saved(connection, account_id, recipe_id, form)

    return await _save(request, db, "edit", form, act, row)


@seen("/recipes/{recipe_id:uuid}/fork", scope="read")
async def open_fork(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Show the form of a fork, filled with what it is made from."""
    row = await _visible(request, db, recipe_id, number_of(request.query_params.get("version")))
    shown = of_content(row.content, visibility=Visibility.PUBLIC, version=row.number)
    return _form(request, "fork", shown, row)


@sent("/recipes/{recipe_id:uuid}/fork")
async def fork(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Save a fork as a draft, or publish it at once; where it came from is kept by the server."""
    account_id = account_of(visitor(request))
    form = await typed(request)
    row = await _visible(request, db, recipe_id, number_of(form.get("version")))

    async def act(connection: Connection, said: RecipeSaid) -> str:
        looking = await reader(connection, account_id)
        change = ForkEdit(**_fields(said), message=said.message, version=row.number)
        fork_id = await forks.fork(connection, looking, account_id, recipe_id, change)
        return await _saved(connection, account_id, fork_id, form)

    return await _save(request, db, "fork", form, act, row)


async def _save(
    request: Asked, db: Database, doing: str, form: dict[str, str], act: Act, row: RecipeRow | None = None
) -> Answered:
    """Do what a form asks in one transaction, or show it again with everything typed and what is wrong."""
    shown = as_typed(form)
    said, faults = read(shown, publishing=form.get("do") == "publish")
    if said is None:
        return _form(request, doing, RecipeTyped(shown.fields, shown.version, faults), row, status=422)
    ready = said
    try:
        return await once(request, db, visitor(request), lambda connection: act(connection, ready))
    except Invalid as fault:
        general = "" if fault.errors else fault.detail
        return _form(request, doing, with_faults(shown, fault.errors, general=general), row, status=422)
    except Moved:
        newer = await _own(request, db, row.id) if row else None
        again = RecipeTyped(shown.fields, str(newer.head) if newer else "", {"": _MOVED})
        return _form(request, doing, again, newer, status=412)


_MOVED = (
    "This recipe was saved elsewhere after you opened it here. What you typed is kept below: "
    "look at the newest version first, or save again to put yours above it."
)


async def _saved(connection: Connection, account_id: UUID, recipe_id: UUID, form: dict[str, str]) -> str:
    """Publish when that button was pressed; give the place to go on to."""
    place = await reads.standing(connection, recipe_id)
    if form.get("do") == "publish" and place.state is not State.PUBLISHED:
        await actions.publish(connection, account_id, recipe_id)
        return f"{id_of(recipe_id)}?said=published"
    return f"{id_of(recipe_id)}?said={'saved' if place.state is State.PUBLISHED else 'draft'}"


async def _own(request: Asked, db: Database, recipe_id: UUID) -> RecipeRow:
    row = await _visible(request, db, recipe_id, None)
    if row.author_id != visitor(request).account_id:
        raise NoSuchRecipe
    return row


async def _visible(request: Asked, db: Database, recipe_id: UUID, number: int | None) -> RecipeRow:
    account_id = account_of(visitor(request))
    async with db.read() as connection:
        return await reads.recipe(connection, await reader(connection, account_id), recipe_id, number)


def _fields(said: RecipeSaid) -> dict[str, Any]:
    """Give the fields that a new recipe, an edit and a fork have in common."""
    names = ("title", "summary", "servings", "minutes_prep", "minutes_cook", "ingredients", "steps", "tags")
    return {name: getattr(said, name) for name in (*names, "visibility")}


def _form(
    request: Asked, doing: str, shown: RecipeTyped, row: RecipeRow | None = None, *, status: int = 200
) -> Answered:
    return page(
        request,
        "recipes/editor.html",
        status=status,
        doing=doing,
        form=shown,
        recipe=row,
        address=address_of(row) if row else None,
        place={"new": "/write", "edit": f"{id_of(row.id)}/edit", "fork": f"{id_of(row.id)}/fork"}[doing]
        if row
        else "/write",
    )


HANDLERS = [blank, write, open_edit, edit, open_fork, fork]
