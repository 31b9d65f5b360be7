"""Which foods the name of an ingredient line stands for: one, several ("salt and pepper"), or a choice of them."""

import re

from forklore.foods.lexicon import lexicon
from forklore.foods.line_bare import only_adjectives
from forklore.foods.rows import FoodName, Line

_OR = re.compile(r"\s*,?\s+(?:and/or|or)\s+|\s+/\s+|/", re.IGNORECASE)
_LIST_OF_CHOICE = re.compile(r"\s*,\s*(?:(?:and/or|or)\s+)?|\s+(?:and/or|or)\s+", re.IGNORECASE)
_BOTH = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s+(?:and|&|plus|und|et|y)\s+|\s*,\s*", re.IGNORECASE)
_LONGEST_CHOICE = 6
_MOST_WORDS = 16
_PARTS = ("juice", "zest", "rind", "peel")


def food_of(name: str, part: str = "") -> FoodName | None:
    """Give the food of a name: the first where several are named or left to choice; None when none is known.

    `part` is what of it is wanted: of "juice of 1 lemon" the food is lemon juice, where that is a food.
    """
    parts = [word for word in _PARTS if word in part.lower()]
    wanted = _exact([*name.split(), parts[0]]) if len(parts) == 1 else None
    if wanted:
        return wanted
    first, *others = _alternatives(_clipped(name))
    if _AND.search(first) and not is_one_food(first):
        several = _joined(first)
        if several:
            return several[0]
    if others and only_adjectives(first):
        return lexicon().resolve(_after_adjectives(first, others[-1])) or lexicon().resolve(others[-1])
    return lexicon().resolve(first)


def _after_adjectives(first: str, last: str) -> str:
    """Give "fresh peas" of "fresh or frozen peas": the noun of the last, after the adjectives of the first."""
    words = last.split()
    while len(words) > 1 and only_adjectives(words[0]):
        words = words[1:]
    return " ".join((first, *words))


def read_foods(line: Line) -> tuple[FoodName, ...]:
    """Give every food that a line wants together, in its order: salt and pepper for "salt and pepper".

    Of a choice ("butter or oil") only the first is wanted.
    """
    first = _alternatives(_clipped(line.name))[0]
    if not _AND.search(first) or is_one_food(first):
        return (line.food,) if line.food else ()
    return _joined(first) or ((line.food,) if line.food else ())


def is_one_food(name: str) -> bool:
    """Tell whether "half and half" or "macaroni and cheese" is itself the name of a food."""
    return _exact(name.split()) is not None


def _exact(tokens: list[str]) -> FoodName | None:
    """Give the food that all the tokens together name, with nothing passed over."""
    match = lexicon().match(tokens[:_MOST_WORDS])
    if match is None or match.certainty < 1 or match.start > 0 or match.end < len(tokens):
        return None
    return FoodName(slug=match.food.slug, name=match.food.name)


def _clipped(name: str) -> str:
    """Shorten a name to as many words as foods have; a longer one is prose, and reading it would take long."""
    words = name.split()
    return name if len(words) <= _MOST_WORDS else " ".join(words[:_MOST_WORDS])


def _alternatives(name: str) -> list[str]:
    """Part a choice, giving the noun back to the first: "red or white wine vinegar" begins with "red wine vinegar"."""
    choice = _LIST_OF_CHOICE if "," in name and _OR.search(name) and not _BOTH.search(name) else _OR
    parts = [part for part in choice.split(name, maxsplit=_LONGEST_CHOICE) if part.strip()]
    if not parts:
        return [name]
    shared = _with_shared_noun(parts[0], parts[-1]) if len(parts) > 1 else None
    return [shared or parts[0], *parts[1:]]


def _joined(name: str) -> tuple[FoodName, ...]:
    """Give the foods of "X, Y and Z", each once; a part without a food is passed over."""
    parts = [part.strip() for part in _AND.split(name, maxsplit=_LONGEST_CHOICE) if part.strip()]
    if not _BOTH.search(name):
        parts = [part for part in parts if not only_adjectives(part)]
    found: dict[str, FoodName] = {}
    for index, part in enumerate(parts):
        shared = _with_shared_noun(part, parts[-1]) if index < len(parts) - 1 else None
        food = lexicon().resolve(shared or part)
        if food:
            found.setdefault(food.slug, food)
    return tuple(found.values())


def _with_shared_noun(first: str, last: str) -> str | None:
    """Lend the first of two names the end of the last, where only so it is the exact name of a food."""
    words, end = first.split(), last.split()
    for start in range(1, min(len(end), 4)):
        tokens = [*words, *end[start:]]
        match = lexicon().match(tokens)
        if match is not None and match.certainty == 1 and match.start < len(words) and match.end == len(tokens):
            return " ".join(tokens)
    return None
