"""Reads a review as a page: sentences as rows of items, and in them the places where a food is named."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from forklore.foods.lexicon import lexicon
from forklore.replacements.review_items import Item, Mention, items
from forklore.replacements.review_sentences import sentences

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[./]\d+)?|[½¼¾⅓⅔⅛]|[^\w\s]")


class Line(NamedTuple):
    """A sentence: its items, its words in lower case, and whether it asks.

    `run` holds its words one by one, each food as `F` (`f:` and its last word when the lexicon does not know it) and
    each number by its size; `stands` tells where in it the food at a position of the row stands.
    """

    row: Sequence[Item]
    words: str
    asks: bool
    run: Sequence[str]
    stands: Mapping[int, int]


class Place(NamedTuple):
    """A food named in a review: the number of its line, its position in the row, and how it is named."""

    line: int
    at: int
    mention: Mention


class Page(NamedTuple):
    """A review as read: its lines, and the places of foods in the order of the text."""

    text: str
    lines: Sequence[Line]
    places: Sequence[Place]

    def between(self, one: int, other: int) -> Sequence[Item]:
        """Give the items between two places, the first before the second, through at most two lines."""
        first, last = self.places[one], self.places[other]
        if first.line == last.line:
            return self.lines[first.line].row[first.at + 1 : last.at]
        return [*self.lines[first.line].row[first.at + 1 :], *self.lines[last.line].row[: last.at]]


def page_of(text: str) -> Page:
    """Read a text; the time grows with its length only."""
    foods = {match.start: match for match in lexicon().find_all(text)}
    lines: list[Line] = []
    places: list[Place] = []
    for sentence in sentences(text):
        row = items(text, sentence.tokens, foods)
        words = text[sentence.tokens[0].start : sentence.tokens[-1].end].lower().replace("’", "'")
        places += [
            Place(len(lines), at, item.mention)
            for at, item in enumerate(row)
            if item.does == "food" and item.mention is not None
        ]
        lines.append(Line(row, words, sentence.asks, *_run(text, row)))
    return Page(text, lines, places)


def _run(text: str, row: Sequence[Item]) -> tuple[list[str], dict[int, int]]:
    run: list[str] = []
    stands: dict[int, int] = {}
    for at, item in enumerate(row):
        mention = item.mention if item.does == "food" else None
        run += _words(text[item.start : mention.start if mention else item.end])
        if mention:
            stands[at] = len(run)
            unknown = _words(text[mention.start : mention.end])[-1:] if mention.certainty == 0 else []
            run.append(f"f:{unknown[0]}" if unknown else "F")
    return run, stands


def _words(text: str) -> list[str]:
    return [_sized(word) for word in _TOKEN.findall(text.lower())]


def _sized(word: str) -> str:
    if word in {"1/2", "½"}:
        return "1/2"
    if word[0] in "¼¾⅓⅔⅛" or (word[0].isdigit() and "/" in word):
        return "<1"
    return "N" if word[0].isdigit() else word.replace("’", "'")
