"""Recipes: write, read, edit, publish, withdraw, delete."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta, Struct
from msgspec.structs import replace

from forklore.accounts import reads as accounts
from forklore.accounts.errors import NoSuchCook
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
from forklore.api.shapes import RecipeOut, VersionOut, recipe_out
from forklore.foods.line_json import line_json
from forklore.foods.line_reader import read_lines
from forklore.forks import actions as forks
from forklore.forks import reads as lineage
from forklore.foundations.database import Connection
from forklore.foundations.errors import NotFound
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.recipes import actions, reads, rules
from forklore.recipes.inputs import Draft, Edit, TextLine
from forklore.recipes.rows import Card, DraftRow, VersionRow
from forklore.relations.reads import reader
from forklore.relations.rows import Reader


class LinesToRead(Struct, forbid_unknown_fields=True):
    """Ingredient lines to be read; nothing is stored."""

    lines: Annotated[list[TextLine], Meta(min_length=1, max_length=200)]


class LinesRead(Struct, frozen=True):
    """What was understood of each line; headings are the section of the lines behind them."""

    lines: list[dict[str, object]]


VersionNumber = Annotated[
    int | None, QueryParameter(name="version", ge=1, le=1_000_000, description="an older version")
]
ServingsAsked = Annotated[
    float | None, QueryParameter(name="servings", gt=0, le=10_000, description="scale to so many")
]
Units = Annotated[str | None, QueryParameter(name="units", pattern="^(metric|us)$", description="metric or us")]


@post("/recipes", opt=WRITE, responses=problems(400, 401, 403, 413, 422, 429))
async def write_recipe(request: AnyRequest, data: JSONBody[Draft], db: Db, viewer: Who) -> Answer[RecipeOut]:
    """Write a recipe: a draft, seen by its author only until it is published. Lines of text are read into structure."""

    async def act(connection: Connection) -> Answer[RecipeOut]:
        recipe_id = await actions.write(connection, account_of(viewer), data)
        return await show(connection, Reader(account_of(viewer)), recipe_id)

    return await once(request, db, viewer, act)


@get("/recipes/{recipe_id:uuid}", opt=OPEN, responses=problems(401, 403, 404, 422))
async def read_recipe(
    recipe_id: RecipeId,
    db: Db,
    viewer: Who,
    version: VersionNumber = None,
    servings: ServingsAsked = None,
    units: Units = None,
) -> Answer[RecipeOut]:
    """Read a recipe, at any version, scaled to servings, in metric or US units; the lines stay as written."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return await show(connection, looking, recipe_id, version, servings=servings, units=units)


@patch("/recipes/{recipe_id:uuid}", opt=WRITE, responses=problems(400, 401, 403, 404, 409, 412, 413, 422, 428, 429))
async def edit_recipe(
    request: AnyRequest, recipe_id: RecipeId, data: JSONBody[Edit], db: Db, viewer: Who
) -> Answer[RecipeOut]:
    """Save an edit as a new version, if the recipe still is the version that was read (If-Match)."""
    expected = if_match(request)
    async with db.write() as connection:
        await actions.edit(connection, account_of(viewer), recipe_id, expected, data)
        return await show(connection, Reader(account_of(viewer)), recipe_id)


@delete("/recipes/{recipe_id:uuid}", opt=WRITE, responses=problems(401, 403, 404, 409, 429))
async def delete_recipe(recipe_id: RecipeId, db: Db, viewer: Who) -> None:
    """Delete a recipe; where lineage passes through it a tombstone with its cook's name is left."""
    async with db.write() as connection:
        await forks.delete(connection, account_of(viewer), recipe_id)


@post("/recipes/{recipe_id:uuid}/publish", opt=WRITE, status_code=200, responses=problems(401, 403, 404, 409, 422, 429))
async def publish_recipe(request: AnyRequest, recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[RecipeOut]:
    """Publish a draft, or again what was withdrawn."""

    async def act(connection: Connection) -> Answer[RecipeOut]:
        await actions.publish(connection, account_of(viewer), recipe_id)
        return await show(connection, Reader(account_of(viewer)), recipe_id)

    return await once(request, db, viewer, act, status=200)


@post(
    "/recipes/{recipe_id:uuid}/withdraw", opt=WRITE, status_code=200, responses=problems(401, 403, 404, 409, 422, 429)
)
async def withdraw_recipe(request: AnyRequest, recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[RecipeOut]:
    """Take a published recipe back to where only its author sees it; its stars stop counting until it returns."""

    async def act(connection: Connection) -> Answer[RecipeOut]:
        await actions.withdraw(connection, account_of(viewer), recipe_id)
        return await show(connection, Reader(account_of(viewer)), recipe_id)

    return await once(request, db, viewer, act, status=200)


@get("/recipes/{recipe_id:uuid}/versions", opt=OPEN, responses=problems(401, 403, 404, 422))
async def list_versions(
    request: AnyRequest, recipe_id: RecipeId, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[VersionRow]]:
    """List the versions of a recipe, newest first."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return listed(request, await reads.versions(connection, looking, recipe_id, after=after, limit=limit))


@get("/recipes/{recipe_id:uuid}/versions/{number:int}", opt=OPEN, responses=problems(401, 403, 404, 422))
async def read_version(recipe_id: RecipeId, number: FromPath[int], db: Db, viewer: Who) -> Answer[VersionOut]:
    """Read one version as it stood."""
    if not 1 <= number <= 1_000_000:  # noqa: PLR2004 (no recipe has so many)
        raise NotFound
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        row = await reads.recipe(connection, looking, recipe_id, number)
    return Answer(VersionOut(row.id, row.number, row.message, row.content), headers=etag(row.number))


@post(
    "/recipes/{recipe_id:uuid}/versions/{number:int}/restore",
    opt=WRITE,
    status_code=200,
    responses=problems(401, 403, 404, 409, 422, 429),
)
async def restore_version(
    request: AnyRequest, recipe_id: RecipeId, number: FromPath[int], db: Db, viewer: Who
) -> Answer[RecipeOut]:
    """Make an old version the newest one again, as a new version."""
    if not 1 <= number <= 1_000_000:  # noqa: PLR2004 (no recipe has so many)
        raise NotFound

    async def act(connection: Connection) -> Answer[RecipeOut]:
        await actions.restore(connection, account_of(viewer), recipe_id, number)
        return await show(connection, Reader(account_of(viewer)), recipe_id)

    return await once(request, db, viewer, act, status=200)


@get("/recipes", opt=OPEN, responses=problems(401, 403, 422))
async def newest(
    request: AnyRequest, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Card]]:
    """List the newest recipes that everybody may see."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return listed(request, await reads.newest(connection, looking, after=after, limit=limit))


@get("/cooks/{handle:str}/recipes", opt=OPEN, responses=problems(401, 403, 404, 422))
async def recipes_of_cook(
    request: AnyRequest, handle: Handle, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Card]]:
    """List a cook's published recipes, newest first."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        cook = await accounts.account(connection, handle)
        if cook.id in looking.hidden:
            raise NoSuchCook
        return listed(request, await reads.of_author(connection, looking, cook.id, after=after, limit=limit))


@get("/me/drafts", opt=READ, responses=problems(401, 403, 422))
async def drafts(
    request: AnyRequest, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[DraftRow]]:
    """List one's own recipes that are not published."""
    async with db.read() as connection:
        return listed(request, await reads.drafts(connection, account_of(viewer), after=after, limit=limit))


@post("/ingredients/read", opt=OPEN, status_code=200, responses=problems(400, 401, 403, 413, 422))
async def read_ingredients(data: JSONBody[LinesToRead]) -> Answer[LinesRead]:
    """Read ingredient lines into structure; nothing is stored."""
    return Answer(LinesRead([line_json(line) for line in read_lines(data.lines)]), status_code=200)


async def show(
    connection: Connection,
    looking: Reader,
    recipe_id: UUID,
    number: int | None = None,
    *,
    servings: float | None = None,
    units: str | None = None,
) -> Answer[RecipeOut]:
    """Answer with a recipe as the reader sees it."""
    row = await reads.recipe(connection, looking, recipe_id, number)
    parent = await lineage.parent_of(connection, looking, row.standing()) if row.parent_id else None
    if servings is not None or units is not None:
        asked = Decimal(repr(servings)) if servings is not None else None
        row = replace(row, content=rules.shown(row.content, servings=asked, system=units))
    return Answer(recipe_out(row, parent), headers=etag(row.number))


HANDLERS = [
    write_recipe,
    read_recipe,
    edit_recipe,
    delete_recipe,
    publish_recipe,
    withdraw_recipe,
    list_versions,
    read_version,
    restore_version,
    newest,
    recipes_of_cook,
    drafts,
    read_ingredients,
]
