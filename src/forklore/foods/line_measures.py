"""Measures inside an ingredient line: a unit at a place, an amount with its unit, and the size of one piece."""

import re

from msgspec import Struct

from forklore.foods.amounts import Amount, read_amount
from forklore.foods.units import Kind, Unit, unit_named

_WORD = re.compile(r"[\s-]{0,2}([^\W\d_]+\.?)(?!['’]s)")
_UNIT_WORDS = re.compile(
    r"[\s-]{0,2}((?:fl|fluid|liquid|c|dessert|tea|table|imperial|uk|cuill\w+|colher\w*|xícaras?|coffee|κ|ст|ч)\b\.?"
    r"[\s-]?(?:(?:à|a|de)\s+)?[^\W\d_]+\.?)",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[\s-]+")
_NO_UNIT_AFTER = re.compile(r"\s*(?:$|[,;)]|-\s|(?:for|or|and|to)\s|plus\s+(?!\d|[½¼¾⅓⅔]))", re.IGNORECASE)
_NOT_UNITS = re.compile(
    r"\s*(?:cubes? steaks?|pot roast|bouquets? garni|stem ginger|strip (?:steaks?|loins?)"
    r"|rib[ -]?(?:eye|steak|roast|chop)s?|bottle gourd|side dish|fillet (?:steaks?|of)"
    r"|roll (?:dough|out)|bar cookie|drop biscuit|tube pasta|head cheese|slabs? bacon|lump crab|in their|in the)\b",
    re.IGNORECASE,
)
_APPROX = re.compile(
    r"(?:about|approximately|approx\.?|around|roughly|each|nearly|generous|total|scant|or|=|ca\.?|to)\s+", re.IGNORECASE
)
_NUMBER = r"(?:half|one|two|three|four|five|six|eight|ten|twelve|\d+\s+\d+/\d+|\d+[½⅓⅔¼¾⅛]|\d+/\d+|\d*\.?\d+|[½⅓⅔¼¾⅛])"
_LENGTH = r"(?:inch(?:es)?|in\.?|cm|mm|[\"”″])"
_WEIGHT = (
    r"(?:pounds?|lbs?\.?|ounces?|oz\.?|fl\.?\s?oz|grams?|gms?"
    r"|g|kg|ml|millilit(?:er|re)s?|lit(?:er|re)s?|pints?|quarts?|cups?)"
)
_OPEN = rf"{_NUMBER}[\s-]*(?:{_LENGTH}|{_WEIGHT})?[\s-]*"
# Sizes that a plain measure does not cover: "3-to-3 1/2-pound", "4- to 6-ounce", "16-by-22-inch", "10 3/4-ounce".
_SPAN = re.compile(
    rf"[\s,-]*(?:{_OPEN}(?:to|by|or|x|×|–|-)[\s-]*{_NUMBER}|{_NUMBER})[\s-]*(?:{_LENGTH}|{_WEIGHT})(?![^\W\d_])",
    re.IGNORECASE,
)
_PIECE_SIZE = re.compile(
    r"[\s-]*(?:long|thick|wide|square|round|diameter|each)(?![\w'’])(?:\s+of(?=\s))?", re.IGNORECASE
)
_SECOND = re.compile(r"\s*(?:/|\||=|;|-|–|to|x|×)\s*(?=[\d½¼¾⅓⅔⅛.])", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_NUMERALS = tuple("0123456789½¼¾⅓⅔⅛.")


class Measure(Struct, frozen=True):
    """An amount with its unit, and where it ends."""

    amount: Amount
    unit: Unit
    end: int


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """Find the unit whose word begins at `at`, and where it ends; the last word of a name is never a unit."""
    pair = _UNIT_WORDS.match(text, at)
    found = pair and unit_named(_BLANKS.sub(" ", pair.group(1)))
    if pair and found:
        return found, pair.end()
    word = _WORD.match(text, at)
    unit = unit_named(word.group(1)) if word else None
    if word is None or unit is None:
        return None
    sized = unit.kind in {Kind.MASS, Kind.VOLUME} or is_length(unit)
    if not sized and _NO_UNIT_AFTER.match(text, word.end()):
        return None
    return None if _NOT_UNITS.match(text, at) else (unit, word.end())


def is_length(unit: Unit) -> bool:
    """Tell whether a unit measures how long a piece is."""
    return unit.slug in {"inch", "centimetre", "millimetre"}


def measure_at(text: str, at: int) -> Measure | None:
    """Read an amount with its unit that begins at `at`."""
    amount = read_amount(text, at)
    if amount is None or amount.low is None or amount.times:
        return None
    found = unit_at(text, amount.end)
    return Measure(amount, found[0], found[1]) if found else None


def bracket_measure_at(text: str, at: int) -> tuple[str, int] | None:
    """Read a measure in brackets, "(about 14 oz)": its words and where it ends."""
    bracket = _BRACKET.match(text, at)
    if bracket is None:
        return None
    inner = bracket.group(1).strip()
    if not _APPROX.sub("", inner).startswith(_NUMERALS):
        return None
    return inner, bracket.end()


def size_of_one(text: str, at: int) -> tuple[str, int] | None:
    """Read the measure of one piece: "(14 oz)", "14-ounce", "400g/14oz" after "2 x"; its words and where it ends."""
    bracket = bracket_measure_at(text, at)
    if bracket is not None:
        return bracket
    span = _SPAN.match(text, at)
    if span is None:
        return None
    end = span.end()
    for _ in range(3):
        second = _SECOND.match(text, end)
        more = _SPAN.match(text, second.end()) if second else None
        end = more.end() if more else end
    tail = _PIECE_SIZE.match(text, end)
    end = tail.end() if tail else end
    return text[at:end].strip(" ,-"), end
