"""Walks along the items of a sentence: lists of foods to the right or left of a cue, and what lies between."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from forklore.replacements.review_items import Item, Mention
from forklore.replacements.review_tables import words_of

_JOINING = frozenset({"comma", "and", "or"})
_ALSO = frozenset({"also", "even", "some", "then", "plus"})
# What may stand between a cue and its foods without ending their tie.
FILLERS = frozenset({"o", "par", "quote", "pron", "yes", "det", "quantity", "instead"})
REACH = 8


class Group(NamedTuple):
    """Foods that stand together in a list: positions in the row, and where the next item stands."""

    at: tuple[int, ...]
    after: int

    def __bool__(self) -> bool:
        """Tell whether it holds a food."""
        return bool(self.at)


class Candidate(NamedTuple):
    """A change that a sentence seems to tell; `at` is the position of its cue, `rule` what found it."""

    kind: str
    before: tuple[Mention, ...]
    after: tuple[Mention, ...]
    rule: str
    at: int
    start: int
    end: int


def does(row: Sequence[Item], at: int) -> str:
    """Give the class of an item; nothing beyond the ends."""
    return row[at].does if 0 <= at < len(row) else ""


def skip(row: Sequence[Item], at: int, passing: Collection[str], most: int = REACH, step: int = 1) -> int:
    """Go on from `at` over items of the given classes, at most so many; returns the first other position."""
    passed = 0
    while 0 <= at < len(row) and passed < most and row[at].does in passing:
        at += step
        passed += 1
    return at


def group_right(row: Sequence[Item], at: int, passing: Collection[str] = FILLERS, most: int = 4) -> Group:
    """Give the foods that stand from `at` on, behind at most `most` fillers."""
    first = skip(row, at, passing, most)
    if does(row, first) != "food":
        return Group((), first)
    found = [first]
    here = first + 1
    while True:
        start = here + 1 if does(row, here) == "number" and row[here].word.startswith("amount") else here
        ahead = skip(row, start, _JOINING, 3)
        if ahead > start and ahead < len(row) and row[ahead].word in _ALSO:
            ahead += 1
        if ahead == start or not known(row, ahead):
            return Group(tuple(found), here)
        found.append(ahead)
        here = ahead + 1


def group_left(row: Sequence[Item], at: int, floor: int, passing: Collection[str] = FILLERS, most: int = 6) -> Group:
    """Give the foods that stand before `at`, not before `floor`, left to right.

    A list counts as one only when its last two are joined by a word: in "red onion, sausage instead of ham" the
    sausage alone is meant.
    """
    last = skip(row, at, passing, most, step=-1)
    if last < floor or does(row, last) != "food":
        return Group((), at)
    found = [last]
    joined = False
    while True:
        between = skip(row, found[0] - 1, _JOINING, 2, step=-1)
        marks = {does(row, position) for position in range(between + 1, found[0])}
        joined = joined or bool(marks & {"and", "or"})
        if not marks or not joined or between < floor or does(row, between) != "food":
            return Group(tuple(found), at)
        found.insert(0, between)


def known(row: Sequence[Item], at: int) -> bool:
    """Tell whether an item is a mention of something that is a food for certain."""
    mention = row[at].mention if does(row, at) == "food" else None
    return mention is not None and (mention.certainty > 0 or mention.name.split()[-1] in words_of("generic"))


def mentions(row: Sequence[Item], positions: Sequence[int]) -> tuple[Mention, ...]:
    """Give the mentions at the positions."""
    return tuple(found for position in positions if (found := row[position].mention) is not None)


def between(row: Sequence[Item], start: int, end: int) -> set[str]:
    """Give the classes of the items from start to before end."""
    return {item.does for item in row[max(start, 0) : max(end, 0)]}
