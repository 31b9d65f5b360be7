"""Bringing the foods of the lexicon into the database."""

from collections.abc import Mapping

import msgspec

from forklore.foods import writes
from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Answer
from forklore.foundations.database import Connection


async def load_foods(connection: Connection) -> None:
    """Write every food and name of the lexicon; what is there already keeps its id. May be repeated."""
    foods = lexicon().foods.values()
    await writes.upsert_food.for_each(
        connection,
        [
            {
                "slug": food.slug,
                "name": food.name,
                "family": food.family,
                "diets": _document(food.diets),
                "allergens": _document(food.allergens),
                "density": food.density,
                "weight": food.weight,
            }
            for food in foods
        ],
    )
    names: dict[str, tuple[str, str]] = {}
    for food in foods:
        for name in food.names:
            names.setdefault(name, (food.slug, "plural" if name == food.plural else "alias"))
        names[food.name] = (food.slug, "singular")
    await writes.forget_names(connection, names=sorted(names))
    await writes.upsert_name.for_each(
        connection, [{"name": name, "slug": slug, "kind": kind} for name, (slug, kind) in names.items()]
    )


def _document(answers: Mapping[str, Answer]) -> str:
    return msgspec.json.encode(dict(answers)).decode()
