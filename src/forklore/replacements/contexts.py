"""Where a replacement was made: the kind of dish, and what the food is for in this recipe.

Oil for frying is not oil in a dressing. Both lists are closed and stand in `data/`; what nothing tells has no context
but "all".
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from forklore.foods.lexicon import lexicon
from forklore.foods.words import normal_words
from forklore.forks.tables import rows as tables_of_forks
from forklore.forks.tables import words_of as words_of_forks

EVERYWHERE = "all"
DISH, USE = "dish:", "use:"
_LONGEST = 5_000
_SENTENCE = re.compile(r"[.;!?\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEHIND = re.compile(r"\b(?:with|in|and|for|from|by|on)\b|[,(:|–]")


@cache
def dishes() -> tuple[str, ...]:
    """Give the kinds of dish."""
    return tuple(dish for dish, _ in _rows("dishes.tsv"))


def dish_of(title: str, tags: Sequence[str] = ()) -> str | None:
    """Tell the kind of dish by the last telling word of a title before "with" or a comma, else by a tag."""
    known = _dish_words()
    name = title[:_LONGEST].lower()
    for text in (_BEHIND.split(name, maxsplit=1)[0], name, *(tag.lower() for tag in tags)):
        said = [known[word] for word in _WORD.findall(text.replace("stir fry", "stir-fry")) if word in known]
        if said:
            return said[-1]
    return None


def use_of(food: str, section: str | None, steps: Sequence[str], dish: str | None) -> str | None:
    """Tell what a food (its slug) is for in a recipe, as "fat for frying"; None where nothing tells it.

    The section of its line decides before a sentence of the steps that names it, and that before the kind of dish.
    """
    table = [row for role in _roles_of(food) for row in _uses().get(role, ())]
    if not table:
        return None
    spoken = frozenset(_WORD.findall((section or "").lower()))
    told = next((row for row in table if spoken & row[1]), None)
    if told is None and (mentioned := _sentences_with(food, steps)):
        told = next((row for row in table if mentioned & row[2]), None)
    if told is None and dish:
        told = next((row for row in table if dish.replace(" ", "-") in row[3]), None)
    return told[0] if told else None


def contexts(dish: str | None, use: str | None) -> tuple[str, ...]:
    """Give every context in which a replacement counts."""
    return (EVERYWHERE, *([DISH + dish] if dish else ()), *([USE + use] if use else ()))


def _rows(table: str) -> list[list[str]]:
    text = files("forklore.replacements").joinpath("data", table).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")][1:]


@cache
def _dish_words() -> Mapping[str, str]:
    return MappingProxyType({word: dish for dish, words in _rows("dishes.tsv") for word in words.split()})


_Row = tuple[str, frozenset[str], frozenset[str], frozenset[str]]


@cache
def _uses() -> Mapping[str, tuple[_Row, ...]]:
    found: dict[str, list[_Row]] = {}
    for role, use, *cells in _rows("uses.tsv"):
        sections, steps, known = (frozenset(cell.split()) - {"-"} for cell in cells)
        found.setdefault(role, []).append((f"{role} for {use}", sections, steps, known))
    return MappingProxyType({role: tuple(told) for role, told in found.items()})


@cache
def _roles_by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for role, word in words_of_forks("roles.tsv"):
        found.setdefault(word, []).append(role)
    return MappingProxyType({word: tuple(roles) for word, roles in found.items()})


@cache
def _roles_of(food: str) -> tuple[str, ...]:
    """Give the roles of a food: by the last two words of its slug, by the last one, else by its family."""
    words = normal_words(food.replace("-", " "))
    known = _roles_by_word()
    for key in ("-".join(words[-2:]), *words[-1:]):
        if key in known:
            return known[key]
    found = lexicon().foods.get(food)
    families = lexicon().families
    path = families[found.family].path if found and found.family in families else ()
    by_family = {family: tuple(roles.split()) for family, roles in tables_of_forks("family_roles.tsv")}
    return next((by_family[family] for family in reversed(path) if family in by_family), ())


def _sentences_with(food: str, steps: Sequence[str]) -> frozenset[str]:
    """Give the words of all sentences of the steps that name the food by its last word."""
    name = normal_words(food.replace("-", " "))[-1:]
    said: set[str] = set()
    for step in steps:
        for sentence in _SENTENCE.split(step[:_LONGEST].lower()):
            if set(name) & set(normal_words(sentence)):
                said.update(_WORD.findall(sentence))
    return frozenset(said)
