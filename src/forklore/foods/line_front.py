"""The front of an ingredient line: its amount, its unit and the other measures that stand beside them.

The first measure is the amount. A second one ("400g/14oz", "1 cup (240 ml)") is kept as a note, and so is the size of
one piece: "1 (14 oz) can" and "2 x 400g tins" are cans, "Two 4-pound ducks" are two ducks. Measures that are added up
("1 cup plus 2 tablespoons", "1 lb 2 oz") become one amount in the first unit.
"""

import re
from decimal import Decimal

from msgspec import Struct

from forklore.foods.amounts import Amount, read_amount
from forklore.foods.line_measures import (
    Measure,
    bracket_measure_at,
    is_length,
    measure_at,
    size_of_one,
    unit_at,
)
from forklore.foods.units import Kind, Unit, convert, unit_named

_LEAD = re.compile(
    r"(?:about|approximately|approx\.?|around|roughly|up to|at least|scant|heaping|heaped|generous|level|rounded|good"
    r"|goodly|big|small|large|medium|thick|thin|fat|fine|whole|few|several|additional|extra|another|each|thumb-sized"
    r"|ca\.?|env\.?|circa|a (?:few|good|large|small|big|generous|thumb-sized|heaped|scant))(?![\w'’-])\s*",
    re.IGNORECASE,
)
_SIZES = re.compile(
    r"\s*(?:(?:very|extra|really|fairly|large|small|medium),?[\s-]+)?"
    r"(?:small|medium|large|big|tiny|jumbo|heaping|heaped|scant|generous|level|rounded|good|thick|thin|fat|long|short"
    r"|whole|well[\s-]+rounded|packed|overflowing|full|miniature|mini|thumb|standard|slim|chunky"
    r"|healthy|loosely packed|firmly packed)"
    r"(?:[\s-]+sized?)?(?![\w'’-])(?:,?\s+(?:to|or|and)\s+(?:small|medium|large)(?![\w'’-]))?",
    re.IGNORECASE,
)
# "4 small or 2 large peppers", and "½ of a 1-pound package".
_OTHER_SIZE = re.compile(
    r"\s*(?:(?:very )?(?:small|medium|large|big)\s+)?"
    r"(or\s+\d+\s+(?:very )?(?:small|medium|large|big)(?:-sized?)?)(?=\s)",
    re.IGNORECASE,
)
# "2 x chicken breasts".
_JUST_TIMES = re.compile(r"\s*[x×]\s+(?=[^\W\d])", re.IGNORECASE)
_LENGTH = re.compile(r"inch|cm|mm|\bin\b", re.IGNORECASE)
_PART_OF = re.compile(r"\s+(?:of\s+an?|de|di)\s+", re.IGNORECASE)
_OF = re.compile(r"\s*(?:of|de|di|do|du|des|del|van|von)(?:\s+(?:the|a|an)(?=\s))?\s+|\s*d['’](?=\w)", re.IGNORECASE)
_SECOND = re.compile(r"\s*(?:/|\||=|;)\s*(?=[\d½¼¾⅓⅔⅛.])")
_PLUS = re.compile(r"\s*(?:,?\s*plus(?:\s+scant)?|\+|and|&)?\s*(?=[\d½¼¾⅓⅔⅛a])", re.IGNORECASE)
_AND_SOME = re.compile(r"\s*,?\s+plus\s+(?=[\d½¼¾⅓⅔⅛])", re.IGNORECASE)
_ADDS = frozenset({"plus", "+", "and", "&", "plus scant"})
_TO = re.compile(r"\s*(?:-|–|to)\s*(?=[\d½¼¾⅓⅔⅛])", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[\s,(:]+(?:about\s+|approximately\s+)?(?=[\d½¼¾⅓⅔⅛])", re.IGNORECASE)
_COUNT_AFTER_NAME = re.compile(r"\s*[:,–-]?\s+(?=(?:\d{1,3}|[½¼¾])(?:\s[^\W\d]{1,12}\.?)?$)")
_NOT_ITS_OWN = re.compile(r"\b(?:for|or|with|plus|from|into|in|and)\b", re.IGNORECASE)
_CONTAINERS = frozenset(
    {"can", "jar", "bottle", "package", "envelope", "box", "bag", "tub", "tube", "brick", "bar", "stick", "loaf"}
    | {"ball", "slice", "piece", "fillet", "head", "bunch", "rack", "sheet"}
)
_VAGUE = frozenset(
    {"pinch", "dash", "handful", "splash", "drizzle", "squeeze", "grating", "knob", "dollop", "drop", "sprig", "bunch"}
    | {"slice", "smidgen", "package", "can", "head", "clove", "stalk", "leaf", "piece", "stick", "jar", "bag"}
)


class Front(Struct, frozen=True):
    """What stands before the name: amounts (None without one), unit slug, notes, and where the name begins."""

    low: Decimal | None
    high: Decimal | None
    unit: str | None
    notes: tuple[str, ...]
    end: int
    refused: bool = False


_NOTHING = Front(None, None, None, (), 0)


def read_front(text: str) -> Front:
    """Read the amount and unit at the beginning of a line of ordinary blanks."""
    start = _skip_lead(text)
    amount = read_amount(text, start)
    if amount is None:
        return _without_amount(text, start)
    if amount.low is None or amount.high is None:
        unit = unit_at(text, amount.end)
        return Front(None, None, None, (text[: amount.end],), unit[1] if unit else amount.end, refused=True)
    return _with_amount(text, amount, (amount.low, amount.high))


def read_after_name(text: str) -> tuple[Front, str]:
    """Read a measure that stands behind the name ("Water ¼ cup", "Eggs 2"), and give the text without it."""
    for gap in _AFTER_NAME.finditer(text):
        measure = measure_at(text, gap.end())
        if _NOT_ITS_OWN.search(text, 0, gap.end()):
            break
        if measure and measure.unit.kind in {Kind.MASS, Kind.VOLUME}:
            end = measure.end + (text[measure.end : measure.end + 1] == ")")
            front = Front(measure.amount.low, measure.amount.high, measure.unit.slug, (), 0)
            return front, f"{text[: gap.start()]} {text[end:]}"
    gap_before_end = _COUNT_AFTER_NAME.search(text)
    amount = read_amount(text, gap_before_end.end()) if gap_before_end else None
    if gap_before_end is None or amount is None or not text[: gap_before_end.start()].strip():
        return _NOTHING, text
    word = text[amount.end :].strip()
    unit = unit_named(word)
    if word and unit is None:
        return _NOTHING, text
    return Front(amount.low, amount.high, unit.slug if unit else None, (), 0), text[: gap_before_end.start()]


def _skip_lead(text: str) -> int:
    """Step over "about" and "a small", but only when an amount or a unit follows."""
    at = 0
    for _ in range(3):
        lead = _LEAD.match(text, at)
        if lead is None:
            break
        at = lead.end()
        if read_amount(text, at) or _vague_at(text, at):
            return at
    return 0


def _vague_at(text: str, at: int) -> tuple[Unit, int] | None:
    unit = unit_at(text, at)
    return unit if unit and unit[0].slug in _VAGUE else None


def _without_amount(text: str, start: int) -> Front:
    """Read "Pinch of salt": a unit that means a little of something may stand alone."""
    unit = _vague_at(text, start)
    if unit is None:
        return _NOTHING
    of = _OF.match(text, unit[1])
    if of is None and start == 0 and unit[0].kind is Kind.COUNT and unit[0].slug not in {"bunch", "sprig"}:
        return _NOTHING
    return Front(None, None, unit[0].slug, (), of.end() if of else unit[1])


def _with_amount(text: str, amount: Amount, amounts: tuple[Decimal, Decimal]) -> Front:
    at = amount.end
    notes: list[str] = []
    times = _JUST_TIMES.match(text, at)
    at = times.end() if times else at
    choice = _OTHER_SIZE.match(text, at)
    if choice is not None:
        notes.append(choice.group(1))
        at = choice.end()
    part_of = _PART_OF.match(text, at)
    if part_of and (unit_at(text, part_of.end()) or size_of_one(text, part_of.end())):
        at = part_of.end()
    unit: Unit | None = None
    for _ in range(4):
        size = _SIZES.match(text, at)
        begin = size.end() if size else at
        found = unit_at(text, begin)
        if found and not (amount.times and found[0].slug not in _CONTAINERS):
            unit, at = found
            break
        step = size_of_one(text, begin)
        if step is None:
            break
        notes.append(step[0])
        at = step[1]
    if unit is not None:
        amounts, at = _sum_or_range(text, at, unit, amounts)
        at = _second_measures(text, at, unit, notes)
    of = _OF.match(text, at)
    return Front(*amounts, unit.slug if unit else None, tuple(notes), of.end() if of else at)


def _second_measures(text: str, at: int, unit: Unit, notes: list[str]) -> int:
    """Step over "/14oz", "(400 g)" and the container of "400g can", which become notes."""
    for _ in range(3):
        second = _SECOND.match(text, at) or (_AND_SOME.match(text, at) if unit.kind is Kind.COUNT else None)
        measure = measure_at(text, second.end()) if second else None
        bracket = bracket_measure_at(text, at)
        if second and measure:
            end = _whole_sum(text, measure)
            notes.append(text[second.end() : end].strip())
            at = end
        elif bracket:
            notes.append(bracket[0])
            at = bracket[1]
        else:
            break
    length = size_of_one(text, at)
    if length is not None and _LENGTH.search(length[0]):
        notes.append(length[0])
        at = length[1]
    size = _SIZES.match(text, at)
    held = unit_at(text, size.end() if size else at) if unit.kind is not Kind.COUNT else None
    if held and (held[0].slug in _CONTAINERS or is_length(held[0])) and held[0].slug != "fillet":
        notes.append(text[at : held[1]].strip())
        return held[1]
    return at


def _whole_sum(text: str, measure: Measure) -> int:
    """Where "1lb 2oz" and "4fl oz plus 1 tbsp" end, and the range "150ml–200ml"."""
    end = measure.end
    for link in (_PLUS, _TO, _PLUS):
        found = link.match(text, end)
        more = measure_at(text, found.end()) if found else None
        if more and more.unit.kind in {Kind.MASS, Kind.VOLUME}:
            end = more.end
    return end


def _sum_or_range(
    text: str, at: int, unit: Unit, amounts: tuple[Decimal, Decimal]
) -> tuple[tuple[Decimal, Decimal], int]:
    """Read the end of "1 cup to 1 ½ cups" and the rest of "1 cup plus 2 tablespoons" into the first amount."""
    low, high = amounts
    to = _TO.match(text, at)
    measure = measure_at(text, to.end()) if to else None
    if measure and measure.amount.high is not None:
        top = convert(measure.amount.high, measure.unit.slug, unit.slug)
        if top is not None and top > 0:
            return (min(low, top), max(high, top)), measure.end
    plus = _PLUS.match(text, at) if unit.kind in {Kind.MASS, Kind.VOLUME} else None
    measure = measure_at(text, plus.end()) if plus else None
    if plus and measure and measure.amount.low is not None and measure.amount.high is not None:
        joined = plus.group().strip(" ,").lower() in _ADDS or measure.unit.slug == "ounce"
        scale = convert(Decimal(1), measure.unit.slug, unit.slug)
        if scale is not None and joined:
            return (low + measure.amount.low * scale, high + measure.amount.high * scale), measure.end
    return amounts, at
