"""Adapting a recipe: what could take the place of its foods, and a draft in which it does."""

from typing import Annotated
from uuid import UUID

from litestar import get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from forklore.api.border import OPEN, WRITE, Answer, AnyRequest, Db, RecipeId, Who, account_of, once
from forklore.api.problems import problems
from forklore.api.recipes import show
from forklore.api.shapes import RecipeOut
from forklore.foundations.database import Connection
from forklore.recipes import reads as recipes
from forklore.relations.reads import reader
from forklore.replacements import actions, reads
from forklore.replacements.adapt import LineCandidates, Plan, considered
from forklore.replacements.adapt_wish import read_wish
from forklore.replacements.inputs import AdaptInput, parted

_Words = list[Annotated[str, QueryParameter(max_length=2_000)]] | None
Diets = Annotated[_Words, QueryParameter(name="diet", max_items=20, description="diets to keep: vegan, gluten-free")]
Avoided = Annotated[_Words, QueryParameter(name="avoid", max_items=100, description="foods, families, allergens")]
Had = Annotated[_Words, QueryParameter(name="have", max_items=200, description="foods at hand, which come first")]


class RecipeReplacements(Struct, frozen=True):
    """What could take the place of each food of a recipe, line by line."""

    recipe_id: UUID
    version: int
    lines: list[LineCandidates]


class AdaptedOut(Struct, frozen=True):
    """The plan, and the draft that follows it; no draft for a preview."""

    plan: Plan
    recipe: RecipeOut | None


@get("/recipes/{recipe_id:uuid}/replacements", opt=OPEN, responses=problems(401, 403, 404, 422))
async def recipe_replacements(
    recipe_id: RecipeId, db: Db, viewer: Who, diet: Diets = None, avoid: Avoided = None, have: Had = None
) -> Answer[RecipeReplacements]:
    """Tell for each line whether it breaks what is asked for, and what could take its place, with the evidence."""
    wish = read_wish(parted(diet or ()), parted(avoid or ()), parted(have or ()), anything=True)
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        row = await recipes.recipe(connection, looking, recipe_id)
        known = await reads.known_for(connection, row.content)
    return Answer(RecipeReplacements(row.id, row.number, considered(row.content, wish, known)))


@post("/recipes/{recipe_id:uuid}/adapt", opt=WRITE, responses=problems(400, 401, 403, 404, 409, 413, 422, 429))
async def adapt(
    request: AnyRequest, recipe_id: RecipeId, data: JSONBody[AdaptInput], db: Db, viewer: Who
) -> Answer[AdaptedOut]:
    """Make a draft fork of a recipe that keeps diets, avoids foods, or uses what is at hand; or only a plan of it."""
    wish = read_wish(data.diets(), data.avoid, data.have, data.choose)
    if data.preview:
        async with db.read() as connection:
            looking = await reader(connection, viewer.account_id)
            row = await recipes.recipe(connection, looking, recipe_id)
            found = await actions.planned(connection, row, wish)
        return Answer(AdaptedOut(found.plan, None), status_code=200)

    async def act(connection: Connection) -> Answer[AdaptedOut]:
        looking = await reader(connection, viewer.account_id)
        row = await recipes.recipe(connection, looking, recipe_id)
        fork_id, plan = await actions.adapt(
            connection, looking, account_of(viewer), row, wish, keep_unresolved=data.keep_unresolved
        )
        shown = await show(connection, looking, fork_id)
        return Answer(AdaptedOut(plan, shown.content), headers=shown.headers)

    return await once(request, db, viewer, act)


HANDLERS = [recipe_replacements, adapt]
