"""The lexicon of foods: what every food is called, and which food a phrase, a line or a text names.

The foods stand in `data/*.tsv`, one table per group. A row's weight (`g_each`) is that of one whole piece as a cook
counts it, except that garlic is counted in cloves, celery in stalks, lettuce in heads and bread in slices. Names in
singular, plural, other spellings (`data/spellings.tsv`), British and American, all lead to one food: exchanging one
for another is no replacement. Where cooks would call it one, there are two foods (fresh and dried basil, penne and
farfalle).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from forklore.foods.lexicon_files import read_abroad, read_families, read_foods, read_sorts
from forklore.foods.naming import AroundNames, Names, Reading
from forklore.foods.rows import Family, Food, FoodName, Match
from forklore.foods.words import lines_of, normal_word, normal_words, words_in

_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_AROUND = ("qualifiers.txt", "front_qualifiers.txt", "changing_words.txt", "deciding_heads.txt")
_EVERYDAY = 0.5
_CERTAIN_ENOUGH = 0.5
_TOUCHING = 0.8
# What may stand between two words of one name in a text; anything else parts names.
_WITHIN = re.compile(r"[\s\-‐‑–]*[®™]?[\s\-‐‑–]*")


class Lexicon:
    """All foods and families, by slug, and the reading of their names."""

    def __init__(
        self, families: Mapping[str, Family], foods: Iterable[Food], sorts: Mapping[str, str] | None = None
    ) -> None:
        """Raise `ValueError` when one name leads to two foods; `sorts` gives the plainer food that a sort is of."""
        self.families: Mapping[str, Family] = MappingProxyType(dict(families))
        found = list(foods)
        self.foods: Mapping[str, Food] = MappingProxyType({food.slug: food for food in found})
        if len(self.foods) < len(found):
            raise ValueError("two foods have one slug")
        self.sorts: Mapping[str, str] = MappingProxyType(dict(sorts or {}))
        self._names = Names(_all_names(found), AroundNames(*map(_word_list, _AROUND)))
        self._everyday = _word_list("everyday_words.txt")
        self._read = lru_cache(maxsize=65536)(self._names.read)
        self._resolved = lru_cache(maxsize=65536)(self._resolve)

    def resolve(self, name: str) -> FoodName | None:
        """Return the food that a phrase of a line names ("freshly chopped flat-leaf parsley"), or None."""
        return self._resolved(name)

    def _resolve(self, name: str) -> FoodName | None:
        reading = self._read(tuple(_with_marks(_BRACKETED.sub(" ", name))))
        abroad = _named_abroad(name) if reading is None or reading.certainty < 1 else None
        if abroad is not None and abroad in self.foods:
            return FoodName(slug=abroad, name=self.foods[abroad].name)
        if reading is None or reading.certainty < _CERTAIN_ENOUGH:
            return None
        return FoodName(slug=reading.slug, name=self.foods[reading.slug].name)

    def is_sort_of(self, sort: str, slug: str) -> bool:
        """Tell whether cooks also call the food `sort` by the name of `slug`: a russet potato is a potato.

        Naming it more closely is no other food, while two sorts of one food are two foods.
        """
        return self.sorts.get(sort) == slug

    def match(self, tokens: Sequence[str]) -> Match | None:
        """Return the food that the tokens of a phrase name; `start` and `end` of the match count tokens.

        A token is a word as written ("all-purpose", "Jalapeños") or one of the marks "," and "/".
        """
        words: list[str] = []
        origins: list[int] = []
        for position, token in enumerate(tokens):
            for word in _with_marks(token):
                words.append(word)
                origins.append(position)
        reading = self._read(tuple(words))
        if reading is None:
            return None
        return self._match(reading, origins[reading.start], origins[reading.end - 1] + 1)

    def _match(self, reading: Reading, start: int, end: int) -> Match:
        return Match(food=self.foods[reading.slug], certainty=reading.certainty, start=start, end=end)

    def find_all(self, text: str) -> tuple[Match, ...]:
        """Return the longest names of foods in a free text, left to right, not overlapping; offsets in characters.

        A single word that means other things as well (date, roll, stock) is less certain, and so are two names that
        touch, as in "lemon chicken", which may be one food that is not known.
        """
        words = words_in(text)
        joined = [bool(_WITHIN.fullmatch(text[a[2] : b[1]])) for a, b in pairwise(words)]
        matches: list[Match] = []
        at = 0
        while at < len(words):
            reading = self._longest_at(words, joined, at)
            if reading is None:
                at += 1
                continue
            certainty = reading.certainty
            touching = at > 0 and joined[at - 1] and matches and matches[-1].end == words[at - 1][2]
            if touching:
                certainty *= _TOUCHING
            found = reading._replace(certainty=certainty)
            matches.append(self._match(found, words[at][1], words[reading.end - 1][2]))
            at = reading.end
        return tuple(matches)

    def _longest_at(self, words: Sequence[tuple[str, int, int]], joined: Sequence[bool], at: int) -> Reading | None:
        last = at + 1
        while last < len(words) and last - at < self._names.longest and joined[last - 1]:
            last += 1
        for end in range(last, at, -1):
            run = tuple(word for word, _, _ in words[at:end])
            slug = self._names.exact(run)
            if slug:
                return Reading(slug, _EVERYDAY if len(run) == 1 and run[0] in self._everyday else 1.0, at, end)
        return None

    def distance(self, a_slug: str, b_slug: str) -> float:
        """Return how far two foods stand apart in the tree of families: 0 the same food, 1 nothing in common.

        One minus the similarity of Wu and Palmer (Verbs semantics and lexical selection, 1994): twice the depth of
        the lowest family that holds both, over the sum of the depths of the two foods, the root being 0 deep. So two
        foods of one small family deep in the tree are nearer than two of a wide one. Raises `KeyError` for an
        unknown slug.
        """
        a, b = self.foods[a_slug], self.foods[b_slug]
        if a_slug == b_slug:
            return 0.0
        above_a, above_b = self.families[a.family].path, self.families[b.family].path
        common = sum(1 for one, other in zip(above_a, above_b, strict=False) if one == other)
        return 1.0 - 2.0 * common / (len(above_a) + len(above_b) + 2)


def _with_marks(text: str) -> list[str]:
    """Return the normal words of a text, with its commas and its slashes between words kept as words of their own."""
    marked: list[str] = []
    before = 0
    for word, start, end in words_in(text):
        marked += [mark for mark in text[before:start] if mark in ",/&"]
        marked.append(word)
        before = end
    return marked + [mark for mark in text[before:] if mark in ",/&"]


def _word_list(file: str) -> frozenset[str]:
    return frozenset(map(normal_word, lines_of(file)))


def _all_names(foods: Iterable[Food]) -> dict[tuple[str, ...], str]:
    owners: dict[tuple[str, ...], str] = {}
    for food in foods:
        for name in (food.name, *food.names):
            owner = owners.setdefault(normal_words(name), food.slug)
            if owner != food.slug:
                raise ValueError(f"{name!r} is the name of {owner} and of {food.slug}")
    return owners


@lru_cache(maxsize=1)
def _abroad() -> Mapping[tuple[str, ...], str]:
    return read_abroad()


@lru_cache(maxsize=1)
def _adjectives_abroad() -> frozenset[str]:
    return _word_list("adjectives_abroad.txt")


def _named_abroad(name: str) -> str | None:
    """Return the slug of the food that a phrase names in another language, but for what was done to it."""
    words = normal_words(_BRACKETED.sub(" ", name))
    bare = tuple(word for word in words if word not in _adjectives_abroad())
    return _abroad().get(words) or _abroad().get(bare)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon of the files in `data/`, read once for each process."""
    return Lexicon(read_families(), read_foods(), read_sorts())
