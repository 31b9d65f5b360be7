"""Cookbooks, and saving recipes to them."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, post, put
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from forklore.api.border import (
    OPEN,
    READ,
    WRITE,
    After,
    Answer,
    AnyRequest,
    Db,
    Handle,
    Limit,
    RecipeId,
    Who,
    account_of,
    etag,
    if_match,
    listed,
    once,
)
from forklore.api.problems import problems
from forklore.cookbooks import actions, reads, rules
from forklore.cookbooks.rows import Cookbook, KeptRecipe, Saved, Shown, cookbook
from forklore.foundations.database import Connection
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.relations.reads import reader, visible_cook

CookbookId = FromPath[UUID]
Name = Annotated[str, Meta(min_length=1, max_length=rules.NAME_LENGTH)]
Description = Annotated[str, Meta(max_length=rules.DESCRIPTION_LENGTH)]


class CookbookInput(Struct, frozen=True, forbid_unknown_fields=True):
    """A cookbook as a cook makes it."""

    name: Name
    description: Description = ""
    visibility: Shown = Shown.PRIVATE


class CookbookEdit(Struct, frozen=True, forbid_unknown_fields=True):
    """What may be changed of a cookbook; what is left out stays."""

    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    visibility: Shown | UnsetType = UNSET


class Placing(Struct, frozen=True, forbid_unknown_fields=True):
    """A note on a recipe in a cookbook, and its place there from 1.

    What is left out stays as it is; a new one without a place goes to the end.
    """

    note: Annotated[str, Meta(max_length=rules.NOTE_LENGTH)] | UnsetType = UNSET
    position: Annotated[int, Meta(ge=1, le=rules.RECIPES_AT_MOST)] | UnsetType = UNSET


@get("/cookbooks", opt=READ, responses=problems(401, 403, 422))
async def own_cookbooks(
    request: AnyRequest, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Cookbook]]:
    """List one's own cookbooks, newest first, the private ones too."""
    async with db.read() as connection:
        return listed(request, await reads.of_cook(connection, account_of(viewer), own=True, after=after, limit=limit))


@get("/cooks/{handle:str}/cookbooks", opt=OPEN, responses=problems(401, 403, 404, 422))
async def of_cook(
    request: AnyRequest, handle: Handle, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Cookbook]]:
    """List a cook's public cookbooks, newest first."""
    async with db.read() as connection:
        cook = await visible_cook(connection, await reader(connection, viewer.account_id), handle)
        return listed(request, await reads.of_cook(connection, cook.id, own=False, after=after, limit=limit))


@post("/cookbooks", opt=WRITE, responses=problems(400, 401, 403, 409, 413, 422, 429))
async def make(request: AnyRequest, data: JSONBody[CookbookInput], db: Db, viewer: Who) -> Answer[Cookbook]:
    """Make a cookbook, private unless said otherwise."""

    async def act(connection: Connection) -> Answer[Cookbook]:
        made = await actions.make(
            connection,
            account_of(viewer),
            name=data.name,
            description=data.description,
            visibility=data.visibility,
        )
        return Answer(cookbook(made), headers=etag(made.revision))

    return await once(request, db, viewer, act)


@get("/cookbooks/{cookbook_id:uuid}", opt=OPEN, responses=problems(401, 403, 404))
async def show(cookbook_id: CookbookId, db: Db, viewer: Who) -> Answer[Cookbook]:
    """Show a cookbook."""
    async with db.read() as connection:
        found = await reads.visible(connection, await reader(connection, viewer.account_id), cookbook_id)
        return Answer(cookbook(found), headers=etag(found.revision))


@patch("/cookbooks/{cookbook_id:uuid}", opt=WRITE, responses=problems(400, 401, 403, 404, 412, 413, 422, 428, 429))
async def edit(
    request: AnyRequest, cookbook_id: CookbookId, data: JSONBody[CookbookEdit], db: Db, viewer: Who
) -> Answer[Cookbook]:
    """Change what one's cookbook is called and who sees it; If-Match names the revision that was read."""
    expected = if_match(request)
    async with db.write() as connection:
        changed = await actions.edit(
            connection,
            account_of(viewer),
            cookbook_id,
            expected=expected,
            name=None if data.name is UNSET else data.name,
            description=None if data.description is UNSET else data.description,
            visibility=None if data.visibility is UNSET else data.visibility,
        )
    return Answer(cookbook(changed), headers=etag(changed.revision))


@delete("/cookbooks/{cookbook_id:uuid}", opt=WRITE, status_code=204, responses=problems(401, 403, 404, 429))
async def remove(cookbook_id: CookbookId, db: Db, viewer: Who) -> None:
    """Delete one's cookbook; the recipes in it stay where they are."""
    async with db.write() as connection:
        await actions.delete(connection, account_of(viewer), cookbook_id)


@get("/cookbooks/{cookbook_id:uuid}/recipes", opt=OPEN, responses=problems(401, 403, 404, 422))
async def recipes(
    request: AnyRequest, cookbook_id: CookbookId, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[KeptRecipe]]:
    """List the recipes of a cookbook in the cook's order.

    What the reader may not, or no longer, see is left out: a page with a next one may hold fewer than were asked for.
    """
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return listed(request, await reads.recipes(connection, looking, cookbook_id, after=after, limit=limit))


@put(
    "/cookbooks/{cookbook_id:uuid}/recipes/{recipe_id:uuid}",
    opt=WRITE,
    responses=problems(400, 401, 403, 404, 409, 413, 422, 429),
)
async def put_recipe(
    cookbook_id: CookbookId, recipe_id: RecipeId, data: JSONBody[Placing], db: Db, viewer: Who
) -> Answer[Saved]:
    """Keep a recipe in one's cookbook, or change its note or its place there; again changes nothing."""
    async with db.write() as connection:
        return Answer(
            await actions.put(
                connection,
                await reader(connection, viewer.account_id),
                account_of(viewer),
                cookbook_id,
                recipe_id,
                note=None if data.note is UNSET else data.note,
                position=None if data.position is UNSET else data.position,
            )
        )


@delete(
    "/cookbooks/{cookbook_id:uuid}/recipes/{recipe_id:uuid}",
    opt=WRITE,
    status_code=204,
    responses=problems(401, 403, 404, 429),
)
async def take_out(cookbook_id: CookbookId, recipe_id: RecipeId, db: Db, viewer: Who) -> None:
    """Take a recipe out of one's cookbook."""
    async with db.write() as connection:
        await actions.take_out(connection, account_of(viewer), cookbook_id, recipe_id)


@put("/recipes/{recipe_id:uuid}/save", opt=WRITE, responses=problems(401, 403, 404, 409, 429))
async def save(recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[Saved]:
    """Save a recipe to one's cookbook "Saved", which is made at the first use; again changes nothing."""
    async with db.write() as connection:
        looking = await reader(connection, viewer.account_id)
        return Answer(await actions.save(connection, looking, account_of(viewer), recipe_id))


@delete("/recipes/{recipe_id:uuid}/save", opt=WRITE, status_code=204, responses=problems(401, 403, 404, 429))
async def unsave(recipe_id: RecipeId, db: Db, viewer: Who) -> None:
    """Take a recipe out of one's cookbook "Saved"; in others it stays."""
    async with db.write() as connection:
        await actions.unsave(connection, account_of(viewer), recipe_id)


HANDLERS = [
    own_cookbooks,
    of_cook,
    make,
    show,
    edit,
    remove,
    recipes,
    put_recipe,
    take_out,
    save,
    unsave,
]
