"""Foods: what they are called, what they suit."""

from typing import Annotated

from litestar import get
from litestar.params import PathParameter, QueryParameter
from msgspec import Struct

from forklore.api.border import OPEN, Answer, Db
from forklore.api.problems import problems
from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Answer as Certainty
from forklore.foods.rows import FoodName
from forklore.replacements.reads import food_called

FoodSlug = Annotated[str, PathParameter(max_length=100, description="a food's slug, or any of its names with hyphens")]


class FoodOut(Struct, frozen=True):
    """A food of the lexicon."""

    slug: str
    name: str
    plural: str
    names: list[str]
    family: str
    diets: dict[str, Certainty]
    allergens: dict[str, Certainty]


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
        stored = await food_called(connection, slug)
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


HANDLERS = [find_foods, food]
