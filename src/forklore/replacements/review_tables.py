"""Reads what words do in a review: the cues of changes and the words that belong to no food's name."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_CELLS = 3
WORD = re.compile(
    r"\d+(?:[./]\d+)?(?![^\W\d_])|[½¼¾⅓⅔⅛]|[^\W\d_][^\W_]*(?:['’\-‐‑][^\W_]+|/[wo](?![^\W_])|/(?=\s))*|\d\w*(?:-\w+)*|[^\w\s]"
)


class Cue(NamedTuple):
    """What a phrase does: its class, and for verbs the form (`past`, `base`, `ing`; else `-`)."""

    does: str
    form: str


def lines_of(table: str) -> list[list[str]]:
    """Give the cells of each row of a table of `data/`, without comments and header."""
    text = files("forklore.replacements").joinpath("data", table).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")][1:]


@cache
def cues() -> dict[tuple[str, ...], Cue]:
    """Give each cue by its words in lower case; a phrase that stands twice has its first meaning."""
    found: dict[tuple[str, ...], Cue] = {}
    for does, form, phrases in lines_of("review_cues.tsv"):
        for phrase in phrases.replace("’", "'").split("|"):
            found.setdefault(tuple(WORD.findall(phrase)), Cue(does, form))
    return found


@cache
def longest_by_start() -> dict[str, int]:
    """Give, for each word that a cue starts with, the number of words of the longest such cue."""
    longest: dict[str, int] = {}
    for words in cues():
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def kind_of_word() -> dict[str, str]:
    """Give the class of each word that is listed; words that stand in two classes have the first."""
    found: dict[str, str] = {}
    for kind, words in lines_of("review_words.tsv"):
        if kind not in {"abbreviation", "abstract", "generic", "prepared"}:
            for word in words.split():
                found.setdefault(word, kind)
    return found


@cache
def words_of(kind: str) -> frozenset[str]:
    """Give the words of one class."""
    return frozenset(word for name, words in lines_of("review_words.tsv") if name == kind for word in words.split())
