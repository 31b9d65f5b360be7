"""Changes and replacements: what a fork changed, what takes the place of a food, detection without storing."""

from typing import Annotated

from litestar import get, post
from litestar.params import JSONBody, PathParameter, QueryParameter
from msgspec import Meta, Struct

from forklore.api.border import OPEN, Answer, Db, RecipeId, Who
from forklore.api.problems import problems
from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Answer as Certainty
from forklore.foods.rows import FoodName
from forklore.recipes import reads as recipes
from forklore.relations.reads import reader
from forklore.replacements import reads
from forklore.replacements.detect import Detection, detect_texts
from forklore.replacements.rows import Changes, InPlaceOf, Replacements

FoodSlug = Annotated[str, PathParameter(max_length=100, description="a food's slug, or any of its names with hyphens")]
CheckedLine = Annotated[str, Meta(max_length=5000)]


class FoodOut(Struct, frozen=True):
    """A food of the lexicon."""

    slug: str
    name: str
    plural: str
    names: list[str]
    family: str
    diets: dict[str, Certainty]
    allergens: dict[str, Certainty]


class ReplacesOut(Struct, frozen=True):
    """A food and what it takes the place of."""

    food: FoodName
    items: list[InPlaceOf]


class IngredientList(Struct, frozen=True, forbid_unknown_fields=True):
    """An ingredient list to compare."""

    ingredients: Annotated[list[CheckedLine], Meta(max_length=500)]
    title: Annotated[str, Meta(max_length=200)] = ""


class TwoLists(Struct, frozen=True, forbid_unknown_fields=True):
    """A recipe and what was made of it."""

    parent: IngredientList
    fork: IngredientList


@get("/recipes/{recipe_id:uuid}/changes", opt=OPEN, responses=problems(401, 403, 404))
async def changes(recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[Changes]:
    """Tell what a fork changed against its parent, at equal servings, with the lines that prove it."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return Answer(await reads.changes_of(connection, await recipes.recipe(connection, looking, recipe_id)))


@post("/replacements/detect", opt=OPEN, status_code=200, responses=problems(400, 401, 403, 413, 422))
async def detect(data: JSONBody[TwoLists]) -> Answer[Detection]:
    """Compare two ingredient lists; nothing is stored."""
    found = detect_texts(data.parent.title, data.parent.ingredients, data.fork.ingredients)
    return Answer(found, status_code=200)


@get("/foods", opt=OPEN, responses=problems(401, 403, 422))
async def find_foods(q: Annotated[str, QueryParameter(min_length=1, max_length=100)]) -> Answer[list[FoodName]]:
    """Find foods whose name, or any other name, begins with what is typed; at most twenty, shortest first."""
    typed = q.strip().lower()
    found = {
        food.slug: food
        for food in lexicon().foods.values()
        if any(name.startswith(typed) for name in (food.name, *food.names))
    }
    best = sorted(found.values(), key=lambda food: (len(food.name), food.name))[:20]
    return Answer([FoodName(food.slug, food.name) for food in best])


@get("/foods/{slug:str}", opt=OPEN, responses=problems(401, 403, 404, 422))
async def food(slug: FoodSlug, db: Db) -> Answer[FoodOut]:
    """Show a food: its names, family, diets and allergens, each yes, no or unknown."""
    async with db.read() as connection:
        stored = await reads.food_called(connection, slug)
    known = lexicon().foods[stored.slug]
    return Answer(
        FoodOut(
            known.slug,
            known.name,
            known.plural,
            list(known.names),
            known.family,
            dict(known.diets),
            dict(known.allergens),
        )
    )


@get("/foods/{slug:str}/replacements", opt=OPEN, responses=problems(401, 403, 404, 422))
async def replacements(slug: FoodSlug, db: Db) -> Answer[Replacements]:
    """Tell what cooks use in the place of a food, with the evidence behind each number."""
    async with db.read() as connection:
        return Answer(await reads.of_food(connection, await reads.food_called(connection, slug)))


@get("/foods/{slug:str}/replaces", opt=OPEN, responses=problems(401, 403, 404, 422))
async def replaces(slug: FoodSlug, db: Db) -> Answer[ReplacesOut]:
    """Tell what a food is used in the place of."""
    async with db.read() as connection:
        found = await reads.food_called(connection, slug)
        return Answer(ReplacesOut(FoodName(found.slug, found.name), await reads.in_place_of(connection, found)))


HANDLERS = [changes, detect, find_foods, food, replacements, replaces]
