"""Which foods the name of an ingredient line stands for: one, several ("salt and pepper"), or a choice of them."""

import re

from forklore.foods.lexicon import lexicon
from forklore.foods.rows import FoodName, Line

_OR = re.compile(r"\s*,?\s+(?:and/or|or)\s+|\s+/\s+|/", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s+(?:and|&|plus|und|et|y)\s+|\s*,\s*", re.IGNORECASE)
_LONGEST_CHOICE = 6


def food_of(name: str) -> FoodName | None:
    """Give the food of a name: the first where several are named or left to choice; None when none is known."""
    first = _alternatives(name)[0]
    whole = lexicon().resolve(first) if not _AND.search(first) or _is_one(first) else None
    if whole:
        return whole
    several = _joined(first)
    return several[0] if several else lexicon().resolve(first)


def read_foods(line: Line) -> tuple[FoodName, ...]:
    """Give every food that a line wants together, in its order: salt and pepper for "salt and pepper".

    Of a choice ("butter or oil") only the first is wanted.
    """
    first = _alternatives(line.name)[0]
    if not _AND.search(first) or _is_one(first):
        return (line.food,) if line.food else ()
    return _joined(first) or ((line.food,) if line.food else ())


def _is_one(name: str) -> bool:
    """Tell whether "half and half" or "macaroni and cheese" is itself the name of a food."""
    tokens = name.split()
    match = lexicon().match(tokens)
    return match is not None and match.certainty == 1 and match.start == 0 and match.end == len(tokens)


def _alternatives(name: str) -> list[str]:
    """Part a choice, giving the noun back to the first: "red or white wine vinegar" begins with "red wine vinegar"."""
    parts = [part for part in _OR.split(name, maxsplit=_LONGEST_CHOICE) if part.strip()]
    if not parts:
        return [name]
    shared = _with_shared_noun(parts[0], parts[-1]) if len(parts) > 1 else None
    return [shared or parts[0], *parts[1:]]


def _joined(name: str) -> tuple[FoodName, ...]:
    """Give the foods of "X, Y and Z", each once; a part without a food is passed over."""
    parts = [part.strip() for part in _AND.split(name, maxsplit=_LONGEST_CHOICE) if part.strip()]
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
