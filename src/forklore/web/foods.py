"""Foods: what they are called, what they suit, what takes their place."""

from collections.abc import Mapping

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Answer, Food
from forklore.foods.words import normal_words
from forklore.foundations.database import Database
from forklore.replacements import reads
from forklore.web.border import moved, page
from forklore.web.routes import Answered, Asked, seen

FOUND_AT_MOST = 60
LONGEST_QUESTION = 100


class Shelf(Struct, frozen=True):
    """A topmost family with its foods, by name."""

    slug: str
    name: str
    foods: list[Food]


@seen("/foods")
async def index(request: Asked) -> Answered:
    """List all foods by family, or those whose names hold what is asked for."""
    question = request.query_params.get("q", "").strip()[:LONGEST_QUESTION]
    found = search(question) if question else []
    return page(request, "foods/index.html", question=question, found=found, shelves=[] if question else _shelves())


@seen("/foods/{slug:str}")
async def show(request: Asked, slug: str, db: Database) -> Answered:
    """Show a food and what takes its place, with the evidence."""
    async with db.read() as connection:
        stored = await reads.food_called(connection, slug)
        if stored.slug != slug:
            return moved(f"/foods/{stored.slug}")
        replaced_by = await reads.of_food(connection, stored)
        replaces = await reads.in_place_of(connection, stored)
    known = lexicon()
    food = known.foods[stored.slug]
    return page(
        request,
        "foods/show.html",
        food=food,
        family=[known.families[part].name for part in known.families[food.family].path],
        diets=_answers(food.diets),
        allergens=_answers(food.allergens),
        replaced_by=replaced_by.items,
        replaces=replaces,
    )


def search(question: str) -> list[Food]:
    """Find foods by any of their names: those that are called so first, then those whose names hold the words."""
    words = normal_words(question)
    known = lexicon()
    exact = known.resolve(question)
    inside = [
        food
        for food in known.foods.values()
        if words and any(all(word in name for word in words) for name in map(normal_words, (food.name, *food.names)))
    ]
    inside.sort(key=lambda food: (len(food.name), food.name))
    first = [known.foods[exact.slug]] if exact else []
    return list({food.slug: food for food in first + inside}.values())[:FOUND_AT_MOST]


def _shelves() -> list[Shelf]:
    known = lexicon()
    tops = [family for family in known.families.values() if family.parent is None]
    by_top: dict[str, list[Food]] = {family.slug: [] for family in tops}
    for food in known.foods.values():
        by_top[known.families[food.family].path[0]].append(food)
    return [Shelf(family.slug, family.name, sorted(by_top[family.slug], key=lambda food: food.name)) for family in tops]


def _answers(told: Mapping[str, Answer]) -> dict[str, list[str]]:
    """Sort what is told by its answer: yes, no, unknown."""
    return {
        answer.value: [name.replace("_", " ") for name, said in told.items() if said is answer] for answer in Answer
    }


HANDLERS = [index, show]
