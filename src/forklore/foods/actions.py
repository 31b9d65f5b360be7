"""Bringing the foods of the lexicon into the database."""

import msgspec

from forklore.foods import writes
from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Food
from forklore.foundations.database import Connection


async def load_foods(connection: Connection) -> None:
    """Write every food and name of the lexicon that is new or changed; what is there already keeps its id.

    May be repeated. Three statements, however many foods there are.
    """
    foods = lexicon().foods.values()
    await writes.upsert_foods(connection, foods=msgspec.json.encode([_row(food) for food in foods]).decode())
    names: dict[str, tuple[str, str]] = {}
    for food in foods:
        for name in food.names:
            names.setdefault(name, (food.slug, "plural" if name == food.plural else "alias"))
        names[food.name] = (food.slug, "singular")
    await writes.forget_names(connection, names=list(names))
    await writes.upsert_names(
        connection,
        names=list(names),
        slugs=[slug for slug, _ in names.values()],
        kinds=[kind for _, kind in names.values()],
    )


def _row(food: Food) -> dict[str, object]:
    return {
        "slug": food.slug,
        "name": food.name,
        "family": food.family,
        "diets": dict(food.diets),
        "allergens": dict(food.allergens),
        "density": food.density,
        "weight": food.weight,
    }
