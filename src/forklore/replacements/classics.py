"""Classic replacements: what kitchens have always used instead, how much of it, for what, and what to mind.

They stand in `data/classics.tsv`, written by hand from common knowledge, in the order in which a cook would try them.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from msgspec import Struct

from forklore.foods.lexicon import lexicon

_PART = re.compile(r"(\d+(?:\.\d+)?)(?: (g|ml|clove))? (\S.*)")
_UNITS = {"g": "gram", "ml": "millilitre", "clove": "clove", None: None}
# What a food can be for in a recipe; "any" where it makes no difference.
ROLES = frozenset(
    {"any", "baking", "binding", "dressing", "filling", "frying", "raising", "sauce", "seasoning", "thickening"}
    | {"topping"}
)


# For which of the roles of a classic a food's use in a recipe asks.
_ROLES_OF_USE: Mapping[str, frozenset[str]] = {
    "frying": frozenset({"frying"}),
    "dressing": frozenset({"dressing"}),
    "baking": frozenset({"baking", "binding", "raising"}),
    "cooking": frozenset({"sauce", "frying"}),
    "thickening": frozenset({"thickening"}),
    "coating": frozenset({"topping"}),
    "binding": frozenset({"binding"}),
    "sauces": frozenset({"sauce"}),
    "topping": frozenset({"topping"}),
    "melting": frozenset({"topping", "filling"}),
    "freshness": frozenset({"topping", "filling"}),
    "marinating": frozenset({"seasoning", "dressing"}),
    "finishing": frozenset({"seasoning", "topping"}),
    "balance": frozenset({"seasoning", "sauce"}),
    "raising": frozenset({"raising"}),
    "liquid": frozenset({"sauce"}),
    "deglazing": frozenset({"sauce"}),
    "garnish": frozenset({"topping", "seasoning"}),
}
# What is known of these stands in for all of their families where nothing nearer is known: a sirloin is beef.
_PLAIN_OF_FAMILY: Mapping[str, str] = {
    "beef": "beef",
    "pork": "pork",
    "lamb": "lamb",
    "chicken": "chicken",
    "turkey": "turkey",
    "sausages": "sausage",
    "white_fish": "cod",
    "oily_fish": "salmon",
    "hard_cheeses": "parmesan",
    "blue_cheeses": "blue-cheese",
    "cheeses": "cheese",
    "pasta": "pasta",
}


class Share(Struct, frozen=True):
    """So much of a food (a slug, and its name as written); the unit is gram, millilitre, clove or, for pieces, None."""

    food: str
    name: str
    amount: Decimal
    unit: str | None


class Classic(Struct, frozen=True):
    """What is taken for so much of a food; `text` is the row as it was written ("95 ml milk + 5 ml lemon juice")."""

    before: Share
    after: tuple[Share, ...]
    role: str
    note: str
    text: str

    def foods(self) -> tuple[str, ...]:
        """Give the slugs of what takes the food's place, sorted."""
        return tuple(sorted(share.food for share in self.after))


@cache
def classics() -> Mapping[str, tuple[Classic, ...]]:
    """Give all classic replacements by the slug of the food that they replace, in the order of the table."""
    text = files("forklore.replacements").joinpath("data", "classics.tsv").read_text(encoding="utf-8")
    return read_classics(line for line in text.splitlines() if line and not line.startswith("#"))


def classics_of(food: str, use: str | None) -> dict[tuple[str, ...], list[Classic]]:
    """Group the classics of a food and its plainer names by what takes its place; those for this use first."""
    found: dict[tuple[str, ...], list[Classic]] = {}
    for slug in _plainer_names(food):
        for one in classics().get(slug, ()):
            found.setdefault(one.foods(), []).append(one)
    return {to: sorted(rows, key=lambda one: not is_made_for(one, food, use)) for to, rows in found.items()}


def is_made_for(one: Classic, food: str, use: str | None) -> bool:
    """Tell whether a classic is for this food, by one of its names, and for this use ("fat for frying") or any."""
    if not is_same_food(one.before.food, food):
        return False
    return one.role == "any" or one.role in _ROLES_OF_USE.get((use or "").rpartition(" for ")[2], frozenset())


def is_same_food(one: str, other: str) -> bool:
    """Tell whether cooks call two foods by one name: a food and a sort of it."""
    return one == other or lexicon().is_sort_of(one, other) or lexicon().is_sort_of(other, one)


def read_classics(table: Iterable[str]) -> Mapping[str, tuple[Classic, ...]]:
    """Read a table (from, to, role, note; the first row names the columns), by the food that is replaced.

    Raises `ValueError` for a food that the lexicon does not know, a food that replaces itself, and an unknown role.
    """
    found: dict[str, list[Classic]] = {}
    for row in [*table][1:]:
        one = _classic(row)
        found.setdefault(one.before.food, []).append(one)
    return MappingProxyType({slug: tuple(rows) for slug, rows in found.items()})


def _classic(row: str) -> Classic:
    before, after, role, note = row.split("\t")
    if role not in ROLES:
        raise ValueError(f"not a role: {role!r}")
    found = Classic(_share(before), tuple(map(_share, after.split(" + "))), role, note, f"{after} for {before}")
    if len({found.before.food, *found.foods()}) <= len(found.after):
        raise ValueError(f"one food twice: {row!r}")
    return found


def _share(cell: str) -> Share:
    part = _PART.fullmatch(cell)
    food = lexicon().resolve(part[3]) if part else None
    if part is None or food is None:
        raise ValueError(f"not an amount of a known food: {cell!r}")
    return Share(food.slug, part[3], Decimal(part[1]), _UNITS[part[2]])


def _plainer_names(food: str) -> tuple[str, ...]:
    """Give a food, what it is a sort of, and the plain food of the nearest family that has one."""
    path = lexicon().families[lexicon().foods[food].family].path
    plain = next((_PLAIN_OF_FAMILY[family] for family in reversed(path) if family in _PLAIN_OF_FAMILY), food)
    return tuple(dict.fromkeys((food, lexicon().sorts.get(food, food), plain)))
