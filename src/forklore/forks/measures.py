"""Every amount that a line states, so that "1 (8 ounce) package" and "225 g" can be compared.

The reader of lines keeps the one amount that a cook would scale; for comparing two lists the others count as well: a
weight in brackets, "2 tins (425 g each)", "1 cup + 1 tablespoon". Three kinds of measure are kept apart: "weight" in
grams, "volume" in millilitres and "count" in pieces, at most one of each, the first that is written.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from forklore.foods.amounts import read_amount
from forklore.foods.units import Kind, Unit, unit_named
from forklore.foods.words import normal_word


class Measures(Struct, frozen=True):
    """Grams, millilitres and pieces of one line (None where not stated); `piece` is the word that is counted.

    `rough` says that a pinch, a "scant" or an "about" stands in the place of a measured amount; `slack` is the upper
    end of a written range over the lower; `parts` the sum of all amounts of the line over the first, where it may list
    parts ("sugar: 1 cup for the cake, 1/2 cup for the icing"), and below 1 where several foods share one amount; `pack`
    is the pack that the line speaks of anywhere.
    """

    weight: float | None = None
    volume: float | None = None
    count: float | None = None
    piece: str = ""
    rough: bool = False
    slack: float = 1.0
    parts: float = 1.0
    pack: str = ""

    def times(self, factor: float) -> "Measures":
        """Give the same measures, each multiplied."""
        weight, volume, count = (_times(value, factor) for value in (self.weight, self.volume, self.count))
        return replace(self, weight=weight, volume=volume, count=count)

    def plus(self, other: "Measures") -> "Measures":
        """Add two lines of one food: a kind of measure survives only where both state it."""
        return Measures(
            _plus(self.weight, other.weight),
            _plus(self.volume, other.volume),
            _plus(self.count, other.count),
            self.piece if self.piece == other.piece else "",
            self.rough or other.rough,
            max(self.slack, other.slack),
            max(self.parts, other.parts),
            self.pack if self.pack == other.pack else "",
        )


NOTHING = Measures()

PACKS = frozenset(
    [
        "can",
        "jar",
        "bottle",
        "package",
        "envelope",
        "box",
        "bag",
        "tub",
        "tube",
        "brick",
        "bar",
        "piece",
        "ball",
        "loaf",
    ]
)
# Taken between fingers: nobody can compare them with a spoon.
_BY_HAND = frozenset({"pinch", "dash", "drop", "smidgen"})
_PASSED = frozenset(
    [
        "a",
        "about",
        "american",
        "an",
        "approx",
        "big",
        "extra",
        "fat",
        "firmly",
        "full",
        "generous",
        "good",
        "heaped",
        "heaping",
        "imperial",
        "large",
        "large-size",
        "level",
        "lightly",
        "medium",
        "metric",
        "nd",
        "of",
        "packed",
        "plump",
        "rds",
        "ripe",
        "roughly",
        "rounded",
        "scant",
        "slightly",
        "small",
        "thick",
        "thin",
        "us",
        "whole",
    ]
)
_LENGTH = re.compile(r"[- ]*(?:\"|inch|inches|in\b\.?|cm|mm|degrees?|°|minutes?|mins?|%|percent|hours?)", re.IGNORECASE)
_START = re.compile(
    r"(?<![\w.,/⁄½¼¾])(?:[\d½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|\.\d"
    r"|(?:half|quarter|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|couple)\b)",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    r"(?:scant |small |large |good |generous )*(pinch|dash|handful|knob|bunch|splash)\b", re.IGNORECASE
)
_AND_A_HALF = re.compile(r"\b(\d+|one|two|three|four|five|six)\s+and\s+a\s+half\b(?:\s+of)?", re.IGNORECASE)
_UNIT_WORD = re.compile(r"[\s(-]*(fl\.? ?oz|fluid ounces?|[^\W\d_]+)\.?", re.IGNORECASE)
_EACH = re.compile(r"[\s.]*each\b", re.IGNORECASE)
_SUMMED = re.compile(
    r"[\s,]*(?:\+|and|&)\s*(?:another\s*)?|[^;()]*?\b(?:plus|and another)\s*(?:another\s*|an? extra\s*)?", re.IGNORECASE
)
_DIRECTLY = re.compile(r"(?:\s*(?:of )?an?)?[\s./-]*(?:[x×(]\s*)?", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)?")
_NEXT_WORD = re.compile(r"[\s)/.-]*(\w+)")
_ROUGH = re.compile(
    r"\b(?:pinch(?:es)?|dash(?:es)?|drops?|scant|heap(?:ed|ing)|generous|a little|some|few|several|handfuls?|knob)\b",
    re.IGNORECASE,
)
_STEPS = frozenset({("pound", "ounce"), ("kilogram", "gram"), ("litre", "millilitre"), ("cup", "tablespoon")})
_TIMES = re.compile(r"[\s(][x×]\s?(\d{1,2})\)?\s*$", re.IGNORECASE)
# A stick of butter is half a cup; one of celery or cinnamon is a piece.
_IN_STICKS = re.compile(r"\b(?:butter|margarine|shortening|oleo)\b", re.IGNORECASE)
_STICK = 118.294
_PACK_WORD = re.compile(r"\b(can|tin|jar|bottle|package|packet|pack|pkg|bag|box|tub|carton)s?\b", re.IGNORECASE)
_LONGEST = 400


class _Found(Struct, frozen=True):
    """An amount in a text: `after` is where its number ends, `kind` weight, volume or count."""

    start: int
    after: int
    end: int
    number: float
    kind: str
    base: float
    unit: str
    bracket: bool
    slack: float


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


def _plus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _kind(unit: Unit, *, fat: bool) -> tuple[str, float]:
    if unit.slug in _BY_HAND:
        return "count", 1.0
    if unit.slug == "stick" and fat:
        return "volume", _STICK
    if unit.kind is Kind.MASS:
        return "weight", float(unit.factor)
    if unit.kind is Kind.VOLUME:
        return "volume", float(unit.factor)
    return "count", float(unit.factor) if unit.kind is Kind.COUNT else 1.0


def _unit_after(text: str, at: int, *, fat: bool) -> tuple[str, float, str, int]:
    """Find the unit that follows a number: (kind, in base units, slug or the word counted, end)."""
    word, end = "", at
    for _ in range(4):
        match = _UNIT_WORD.match(text, at)
        if not match:
            break
        word, end = match[1], match.end()
        unit = unit_named(word)
        if unit:
            return *_kind(unit, fat=fat), unit.slug, end
        if word.lower() not in _PASSED:
            break
        at = end
    return "count", 1.0, normal_word(word), end


def _amounts(text: str) -> Iterator[_Found]:
    brackets = [(match.start(), match.end()) for match in _BRACKETS.finditer(text)]
    end, fat = 0, _IN_STICKS.search(text) is not None
    for match in _START.finditer(text):
        amount = read_amount(text, match.start()) if match.start() >= end else None
        if amount is None or amount.low is None or amount.high is None or _LENGTH.match(text, amount.end):
            continue
        kind, base, unit, stop = _unit_after(text, amount.end, fat=fat)
        if kind == "count" and match[0][0].isalpha() and match.start() > 0 and match[0].lower() != "half":
            continue
        end = stop if kind != "count" else amount.end
        inside = any(start <= match.start() < stop for start, stop in brackets)
        number = float(amount.low + amount.high) / 2
        slack = float(amount.high / amount.low) if amount.low else 1.0
        yield _Found(match.start(), amount.end, stop, number, kind, base, unit, inside, slack)


def how_many(text: str) -> int:
    """Count the amounts that a text states."""
    return sum(1 for _ in _amounts(text[:_LONGEST]))


def _summed(text: str, before: _Found, one: _Found) -> bool:
    """Tell whether two amounts are one: "1 cup + 1 tbsp", "1 lb 8 oz"."""
    if _SUMMED.fullmatch(text, before.end, one.start):
        return True
    return (before.unit, one.unit) in _STEPS and not text[before.end : one.start].strip()


def _packed(text: str, found: list[_Found]) -> list[_Found]:
    """Multiply "2 (8 ounce) packages", "6 8-ounce chops", "2 x 400 g" and "2 tins (425 g each)"."""
    if len(found) < 2 or found[0].kind != "count" or not found[0].number:  # noqa: PLR2004 - a number and a measure
        return found
    outer, out = found[0], list(found)
    for i, inner in enumerate(found[1:], 1):
        if inner.kind == "count":
            continue
        after = _NEXT_WORD.match(text, inner.end)
        unit = unit_named(after[1]) if after else None
        close = i == 1 and _DIRECTLY.fullmatch(text, outer.after, inner.start)
        times = close and ("x" in text[outer.after : inner.start].lower() or "×" in text[outer.after : inner.start])
        times = times or (close and text[inner.after : inner.after + 1] == "-" and outer.number == round(outer.number))
        packed = close and (inner.bracket or bool(unit and unit.slug in PACKS))
        if times or packed or _EACH.match(text, inner.end):
            out[i] = replace(inner, number=outer.number * inner.number, bracket=False)
    return out


def _parts(kept: Mapping[str, float], listed: float) -> float:
    first = next(iter(kept.values()), 0.0)
    return listed / first if first and listed > first else 1.0


@lru_cache(maxsize=20_000)
def read_measures(text: str) -> Measures:
    """Read all measures of a line of text; a line without any gives empty `Measures`."""
    text = text[:_LONGEST]
    text = _AND_A_HALF.sub(r"\1 1/2", text)
    if _UNNUMBERED.match(text):
        text = f"1 {text}"
    kept: dict[str, float] = {}
    piece = ""
    before: _Found | None = None
    listed = 0.0
    often = _TIMES.search(text)
    times, text = (float(often[1]), text[: often.start()]) if often else (1.0, text)
    found = _packed(text, list(_amounts(text)))
    for one in found:
        if not one.bracket and one.kind == next(iter(kept), one.kind):
            listed += one.number * one.base
        if one.kind not in kept:
            if one.kind == "count" and (kept or one.bracket) and one.unit not in PACKS:
                continue
            kept[one.kind] = one.number * one.base
            piece = one.unit if one.kind == "count" else piece
            before = one
        elif before and before.kind == one.kind and _summed(text, before, one):
            kept[one.kind] += one.number * one.base
            before = one
    slack = max((one.slack for one in found), default=1.0)
    rough = _ROUGH.search(text) is not None
    weight, volume, count = kept.get("weight"), kept.get("volume"), kept.get("count")
    pack = _PACK_WORD.search(text)
    packed_in = normal_word(pack[1]).replace("tin", "can") if pack else ""
    return Measures(weight, volume, count, piece, rough, slack, _parts(kept, listed), packed_in).times(times)
