"""Cuts a review into sentences and each sentence into tokens, with the offsets of the text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from forklore.replacements.review_tables import WORD, words_of

# A longer run without a stop is cut, so that the time for a text grows with its length only.
LONGEST_SENTENCE = 90
_MARKUP = re.compile(r"<[^<>]{0,40}>")
_STOPS = frozenset(".!?\u2026")


class Token(NamedTuple):
    """A word, number or mark: in lower case with a plain apostrophe, and where it stands."""

    word: str
    start: int
    end: int


class Sentence(NamedTuple):
    """The tokens of a sentence, without its stop; `asks` when a question mark ends it."""

    tokens: tuple[Token, ...]
    asks: bool


def sentences(text: str) -> Iterator[Sentence]:
    """Give the sentences of a text, each of at most `LONGEST_SENTENCE` tokens."""
    blank = _MARKUP.sub(lambda found: " " * len(found.group()), text)
    found = [Token(_plain(m.group()), m.start(), m.end()) for m in WORD.finditer(blank)]
    tokens: list[Token] = []
    for position, token in enumerate(found):
        stop = token.word in _STOPS and not _inside(found, position)
        gap = bool(tokens) and "\n" in blank[tokens[-1].end : token.start]
        if (stop or gap or len(tokens) >= LONGEST_SENTENCE) and tokens:
            yield Sentence(tuple(tokens), _asks(found, position))
            tokens = []
        if token.word not in _STOPS:
            tokens.append(token)
    if tokens:
        yield Sentence(tuple(tokens), asks=False)


def _inside(tokens: list[Token], position: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation or a number rather than ending a sentence."""
    stop = tokens[position]
    if stop.word != "." or position == 0 or position + 1 == len(tokens):
        return False
    before, after = tokens[position - 1], tokens[position + 1]
    if before.end != stop.start or after.word in _STOPS:
        return False
    return before.word.lstrip("0123456789") in words_of("abbreviation") or (
        after.start == stop.end and after.word[0].isdigit()
    )


def _asks(tokens: list[Token], position: int) -> bool:
    while position < len(tokens) and tokens[position].word in _STOPS:
        if tokens[position].word == "?":
            return True
        position += 1
    return False


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
