"""Plates: posts of photographs."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType

from forklore.api.border import (
    OPEN,
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
from forklore.foundations.database import Connection
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.plates import actions, reads, rules
from forklore.plates.rows import Plate, plate
from forklore.recipes.reads import visible
from forklore.recipes.rows import Visibility
from forklore.relations.reads import reader, visible_cook

PlateId = FromPath[UUID]
Body = Annotated[str, Meta(max_length=rules.BODY_LENGTH)]


class PlateInput(Struct, frozen=True, forbid_unknown_fields=True):
    """A plate as a cook posts it: one's own photographs by their ids, words, the recipe it is of."""

    photos: Annotated[list[UUID], Meta(max_length=rules.PHOTOS_AT_MOST)] = []
    body: Body = ""
    recipe_id: UUID | None = None
    visibility: Visibility = Visibility.PUBLIC


class PlateEdit(Struct, frozen=True, forbid_unknown_fields=True):
    """What may be changed of a plate; what is left out stays."""

    body: Body | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET


@post("/plates", opt=WRITE, responses=problems(400, 401, 403, 404, 409, 413, 422, 429))
async def post_plate(request: AnyRequest, data: JSONBody[PlateInput], db: Db, viewer: Who) -> Answer[Plate]:
    """Post a plate of photographs that were sent in before, of a recipe or of none."""

    async def act(connection: Connection) -> Answer[Plate]:
        made = await actions.post(
            connection,
            await reader(connection, viewer.account_id),
            account_of(viewer),
            body=data.body,
            photos=data.photos,
            recipe_id=data.recipe_id,
            visibility=data.visibility,
        )
        return Answer(plate(made), headers=etag(made.revision))

    return await once(request, db, viewer, act)


@get("/plates/{plate_id:uuid}", opt=OPEN, responses=problems(401, 403, 404))
async def show(plate_id: PlateId, db: Db, viewer: Who) -> Answer[Plate]:
    """Show a plate."""
    async with db.read() as connection:
        found = await reads.visible(connection, await reader(connection, viewer.account_id), plate_id)
        return Answer(plate(found), headers=etag(found.revision))


@patch("/plates/{plate_id:uuid}", opt=WRITE, responses=problems(400, 401, 403, 404, 412, 413, 422, 428, 429))
async def edit(request: AnyRequest, plate_id: PlateId, data: JSONBody[PlateEdit], db: Db, viewer: Who) -> Answer[Plate]:
    """Change the words of one's plate, or who may see it; If-Match names the revision that was read."""
    expected = if_match(request)
    async with db.write() as connection:
        changed = await actions.edit(
            connection,
            await reader(connection, viewer.account_id),
            account_of(viewer),
            plate_id,
            expected=expected,
            body=None if data.body is UNSET else data.body,
            visibility=None if data.visibility is UNSET else data.visibility,
        )
    return Answer(plate(changed), headers=etag(changed.revision))


@delete("/plates/{plate_id:uuid}", opt=WRITE, status_code=204, responses=problems(401, 403, 404, 429))
async def remove(plate_id: PlateId, db: Db, viewer: Who) -> None:
    """Delete one's plate and its photographs."""
    async with db.write() as connection:
        looking = await reader(connection, viewer.account_id)
        await actions.delete(connection, looking, account_of(viewer), plate_id)


@get("/cooks/{handle:str}/plates", opt=OPEN, responses=problems(401, 403, 404, 422))
async def of_cook(
    request: AnyRequest, handle: Handle, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Plate]]:
    """List a cook's plates, newest first."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        cook = await visible_cook(connection, looking, handle)
        return listed(request, await reads.of_cook(connection, looking, cook.id, after=after, limit=limit))


@get("/recipes/{recipe_id:uuid}/plates", opt=OPEN, responses=problems(401, 403, 404, 422))
async def of_recipe(
    request: AnyRequest, recipe_id: RecipeId, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Plate]]:
    """List the public plates of a recipe, newest first."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        await visible(connection, looking, recipe_id)
        return listed(request, await reads.of_recipe(connection, looking, recipe_id, after=after, limit=limit))


HANDLERS = [post_plate, show, edit, remove, of_cook, of_recipe]
