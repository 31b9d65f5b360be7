"""Finds the food that a phrase names, word by word and never inside a word.

In English the head of a food's name stands last: coconut *milk*, butternut *squash*. So the names are kept in a tree
of words read backwards, and a phrase is read from its end: the longest name that ends at the head wins, qualifiers
("chopped", "large", "organic") may stand anywhere between and are passed over. What then is still left in front
decides how certain the reading is. With n words, m of them qualifiers, that is at most O(n·2^m) look-ups and in
practice O(n²), as a branch without a name ends at once.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

Words = tuple[str, ...]


class Reading(NamedTuple):
    """Which food some words name: its slug, how certain, and from which word to which (exclusive)."""

    slug: str
    certainty: float
    start: int
    end: int


class _Run(NamedTuple):
    """A name found at the end of a phrase: words used, words passed over, and where it starts."""

    used: int
    passed: int
    start: int
    slug: str


class _Node:
    __slots__ = ("next", "slug")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.slug: str | None = None


# How certain a reading is, by what had to be passed over to reach it.
_EXACT = 1.0
_QUALIFIED = 0.95
_UNKNOWN_WORD = 0.7
_FOOD_IN_FRONT = 0.5
_SAID_TWICE = 0.9
_FIRST_OF_TWO = 0.8
_TURNED_ROUND = 0.9

_CHOICE = frozenset({"or", "/"})
_JOINS = frozenset({"and", "plus", "&"})
_ENDS = frozenset(
    re.findall(
        r"\w+", "with without for to such like preferably including in on at from if into as until per about not"
    )
)
_CLAIMED = frozenset({"salt", "sugar", "fat", "ice"})
_DENIED = frozenset({"no", "low", "reduced", "less", "lower", "light", "free", "added", "cold"})
_BLANK = "0"
_CONNECTING = _CHOICE | _JOINS | _ENDS | {",", "of"}


class AroundNames(NamedTuple):
    """Words that are no part of a food's name.

    `qualifiers` are passed over anywhere, `front` only in front of a name; one of `changing` in front makes it another
    food; a head in `deciding` (oil, milk) is another food with every unknown word in front.
    """

    qualifiers: frozenset[str]
    front: frozenset[str]
    changing: frozenset[str]
    deciding: frozenset[str]


class Names:
    """The names of all foods, the qualifiers that may stand around them, and the reading of a phrase."""

    def __init__(self, slugs: Mapping[Words, str], around: AroundNames) -> None:
        """Take the slug of each name and the words that may stand around one."""
        self._slugs = dict(slugs)
        self._around = around
        self.longest = max(map(len, self._slugs), default=0)

    @cached_property
    def _root(self) -> _Node:
        """Plant the tree of all names, when the first phrase is read: a third of the time of reading the lexicon."""
        root = _Node()
        for words, slug in self._slugs.items():
            self._plant(root, words, slug)
        for words, slug in self._slugs.items():
            if len(words) == 2 and "".join(words) not in root.next:  # noqa: PLR2004 - "corn meal" is "cornmeal"
                self._plant(root, ("".join(words),), slug)
        return root

    @staticmethod
    def _plant(root: _Node, words: Words, slug: str) -> None:
        node = root
        for word in reversed(words):
            node = node.next.setdefault(word, _Node())
        node.slug = slug

    def exact(self, words: Words) -> str | None:
        """Return the slug whose name these words are, exactly."""
        return self._slugs.get(words)

    def read(self, words: Words) -> Reading | None:
        """Return the food that a phrase of normal words names, or None when it names none for certain enough."""
        slug = self._slugs.get(words) or self._slugs.get(tuple(word for word in words if word != "&"))
        if slug:
            return Reading(slug, _EXACT, 0, len(words))
        words = _without_claims(words)
        whole = self._phrase(words)
        if whole and whole.certainty >= _QUALIFIED:
            return whole
        for at, word in enumerate(words):
            if word in _CONNECTING:
                return self._parted(words, at)
        return whole

    def _phrase(self, words: Words) -> Reading | None:
        """Read a phrase without connecting words: of all heads it may have, the most certain, then the longest."""
        best: tuple[float, int, Reading] | None = None
        for end in range(len(words), 0, -1):
            run = self._run(words, end)
            if run:
                certainty = self._certainty(words, run, end)
                if certainty and (best is None or (certainty, run.used) > best[:2]):
                    best = (certainty, run.used, Reading(run.slug, certainty, run.start, end))
            if not self._is_trailing(words[end - 1]):
                break
        return best[2] if best else None

    def _certainty(self, words: Words, run: _Run, end: int) -> float:
        """Return how certain a run is by the words in front of it; 0 when they make another food of it."""
        left = tuple(word for word in words[: run.start] if not self._is_qualifier(word))
        if not left:
            return _QUALIFIED
        before = self._run(left, len(left))
        if before and before.slug == run.slug:
            return _SAID_TWICE
        if words[end - 1] in self._around.deciding or not self._around.changing.isdisjoint(left):
            return 0.0
        return _FOOD_IN_FRONT if before else _UNKNOWN_WORD

    def _run(self, words: Words, end: int) -> _Run | None:
        """Return the name with the most words that ends at `end`, of equals the one that passes over the fewest."""
        best: _Run | None = None
        stack: list[tuple[_Node, int, int, int]] = [(self._root, end, 0, 0)]
        while stack:
            node, at, used, passed = stack.pop()
            if node.slug and (best is None or (used, -passed) > (best.used, -best.passed)):
                best = _Run(used, passed, at, node.slug)
            if at == 0:
                continue
            word = words[at - 1]
            if word in node.next:
                stack.append((node.next[word], at - 1, used + 1, passed))
            if at > 1 and words[at - 2] + word in node.next:
                stack.append((node.next[words[at - 2] + word], at - 2, used + 2, passed))
            if used and self._is_qualifier(word):
                stack.append((node, at - 1, used, passed + 1))
        return best

    def _is_qualifier(self, word: str) -> bool:
        return word in self._around.front or self._is_trailing(word)

    def _is_trailing(self, word: str) -> bool:
        return word in self._around.qualifiers or word[0].isdigit()

    def _parted(self, words: Words, at: int) -> Reading | None:
        """Read a phrase at its first connecting word."""
        left, right, joint = words[:at], words[at + 1 :], words[at]
        if all(map(self._is_qualifier, left)) and joint not in _ENDS:
            return _moved(self.read(right), at + 1)
        if joint == "of":
            return self._turned(left, right) or self.read(left)
        if joint == ",":
            return self._after_comma(left, right)
        if joint in _CHOICE:
            return self._shared_head(left, right) or self._first(left, right)
        if joint in _JOINS:
            return self._joined(left, right)
        return _doubted(self.read(left))

    def _first(self, left: Words, right: Words) -> Reading | None:
        """Read the first of "butter or margarine", unless only the second is a name ("goat or feta cheese")."""
        first, second = self.read(left), _moved(self.read(right), len(left) + 1)
        if second and second.certainty >= _QUALIFIED and (first is None or first.certainty < _QUALIFIED):
            return _doubted(second)
        return _doubted(first or second)

    def _shared_head(self, left: Words, right: Words) -> Reading | None:
        """Read the first of "chicken or vegetable stock": both share the last word, when the second has a modifier."""
        bare = tuple(word for word in right if not self._is_qualifier(word))
        if len(bare) < 2:  # noqa: PLR2004 - a modifier and a head
            return None
        shared = self._phrase((*left, bare[-1]))
        if shared is None or shared.certainty < _QUALIFIED or shared.end <= len(left):
            return None
        return Reading(shared.slug, _FIRST_OF_TWO, shared.start, len(left))

    def _turned(self, left: Words, right: Words) -> Reading | None:
        """Read "juice of lemon" and "sugar, brown" as lemon juice and brown sugar."""
        turned = self._phrase((*right, *left))
        if turned is None or turned.certainty < _QUALIFIED or not turned.start < len(right) < turned.end:
            return None
        return Reading(turned.slug, _TURNED_ROUND, 0, len(left) + 1 + len(right))

    def _after_comma(self, left: Words, right: Words) -> Reading | None:
        if not _CHOICE.isdisjoint(right):
            shared = self._shared_head(left, right)
            if shared:
                return shared
        return self._turned(left, right) or self.read(left) or _moved(self.read(right), len(left) + 1)

    def _joined(self, left: Words, right: Words) -> Reading | None:
        """Read "red and yellow peppers"; two different foods ("salt and pepper") are no one food."""
        first, second = self._shared_head(left, right) or self.read(left), _moved(self.read(right), len(left) + 1)
        if first and second and first.slug != second.slug:
            return None
        return _doubted(first or second)


def _without_claims(words: Words) -> Words:
    """Blank out foods that are only denied or compared: "no salt added", "low fat", "sugar free", "ice cold"."""
    if _CLAIMED.isdisjoint(words):
        return words
    around = ("", *words, "")
    return tuple(
        _BLANK if word in _CLAIMED and (before in _DENIED or after in _DENIED) else word
        for before, word, after in zip(around, words, around[2:], strict=False)
    )


def _moved(reading: Reading | None, by: int) -> Reading | None:
    return reading and reading._replace(start=reading.start + by, end=reading.end + by)


def _doubted(reading: Reading | None) -> Reading | None:
    return reading and reading._replace(certainty=reading.certainty * _FIRST_OF_TWO)
