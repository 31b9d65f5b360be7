"""The words of a line brought to one form, and those among them that tell two foods apart.

Cooks write one food in many ways ("2 cloves garlic, minced" and "2 garlic cloves, crushed"), so sizes, cuts and
packages are dropped. Other small words change what is on the plate: "dried" against "fresh", "vegan", "skim" against
"whole", a thigh against a breast. These are kept as marks: a mark is a question ("state", "cut") with an answer.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from forklore.foods.words import lines_of, normal_words
from forklore.forks.tables import rows, words_of

_FAT_FOODS = frozenset({"milk", "yogurt", "cream", "cheese", "topping", "quark", "cottage"})
# These are of whole grains anyway.
_GRAINS = frozenset({"mustard", "rice", "oat", "barley", "buckwheat", "bulgur"})
_GRAINY = frozenset({"wholegrain"})
_POSSESSIVE = re.compile(r"['’]s?\b|[®™]")
# What a can is filled up with says nothing of the food.
_PACKED_IN = re.compile(r"\bin (?:[a-z]+ ){0,2}(?:water|brine|oil|juices?|syrup)\b", re.IGNORECASE)
# What a cook may take as well says nothing of what is taken: "parmesan (or vegetarian alternative)".
_OR = re.compile(r"\bor\b[^,;)]*|\byou can\b", re.IGNORECASE)
_LONGEST = 300


@cache
def _spellings() -> Mapping[str, str]:
    return MappingProxyType({variant: word for word, variant in words_of("spellings.tsv")})


@cache
def _marks() -> Mapping[str, tuple[str, str]]:
    """Word → (question, answer)."""
    found = {word: (question, answer) for question, answer, listed in rows("marks.tsv") for word in listed.split()}
    return MappingProxyType(found)


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[str, ...]:
    """Give the words of a text in order: lower case, without accents, singular, in one spelling."""
    bare = _POSSESSIVE.sub("", text[:_LONGEST].lower().replace("-", " "))
    for apart, joined in rows("joined.tsv"):
        if apart in bare:
            bare = bare.replace(apart, joined)
    known = _spellings()
    return tuple(known.get(word, word) for word in normal_words(bare) if word[0].isalpha())


@lru_cache(maxsize=1)
def noise() -> frozenset[str]:
    """Words that say how much, how large, how cut or how packed, never which food."""
    qualifiers = {word for line in lines_of("qualifiers.txt") for word in words(line)}
    changing = {word for word, (question, answer) in _marks().items() if question == "shade" or answer == "powder"}
    return frozenset((qualifiers - changing) | {word for _, word in words_of("noise.tsv")})


@lru_cache(maxsize=50_000)
def naming(text: str) -> tuple[str, ...]:
    """Give the words that name the food: all words without sizes, cuts and packages (or all, when none is left)."""
    every, passed = words(_PACKED_IN.sub(" ", text)), noise()
    return tuple(word for word in every if word not in passed and len(word) > 1) or every


def marks(text: str) -> dict[str, frozenset[str]]:
    """Answer the questions that tell two lines of one food apart; a question that the text does not touch is absent."""
    found: dict[str, set[str]] = {}
    every = words(_OR.sub(" ", text[:_LONGEST]))
    for word in every:
        mark = _marks().get(word)
        empty = (mark and mark[0] == "fat" and not _FAT_FOODS & set(every)) or (
            word in _GRAINY and _GRAINS & set(every)
        )
        if mark and not empty:
            found.setdefault(mark[0], set()).add(mark[1])
    return {question: frozenset(answers) for question, answers in found.items()}


def telling(word: str) -> bool:
    """Tell whether one word (singular, lower case) answers a question that tells two foods apart."""
    return word in _marks()


def is_shade(word: str) -> bool:
    """Tell whether a word is a colour or shade, which in a list of them is never a food by itself."""
    return _marks().get(word, ("", ""))[0] == "shade"
