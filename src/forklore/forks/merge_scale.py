"""Amounts of versions that serve different numbers, brought to one measure before they are merged.

A cook who changes the servings either scales every line or only says better how many it serves; the lines tell. Where a
side was scaled its amounts are divided by the factor, and an amount that then differs from the base by no more than
rounding is the base's. So a fork for eight takes over "50 g more butter" from a parent for four as 100 g more.
"""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from forklore.foods.units import Kind, scaled, units
from forklore.forks.merge_text import composed
from forklore.recipes.inputs import LINE_LENGTH
from forklore.recipes.rows import ContentLine

# What cooks round a scaled amount by: 28.35 g to 30 g.
_ROUNDED = Decimal("0.06")
_ONE = Decimal(1)


def factor_of(
    base: Mapping[UUID, ContentLine], side: Mapping[UUID, ContentLine], servings: tuple[Decimal, Decimal]
) -> Decimal:
    """Give by how much the lines of a side are larger than the base's: the quotient of the servings, or 1.

    Both map the same ids to lines; `servings` are the base's and the side's. More lines must follow the quotient than
    stayed as they were.
    """
    quotient = servings[1] / servings[0]
    if quotient == 1:
        return _ONE
    followed = stayed = 0
    for key, line in side.items():
        before = base.get(key)
        if before is None or not before.amount_max or not line.amount_max or before.unit != line.unit:
            continue
        ratio = line.amount_max / before.amount_max
        stayed += ratio == 1
        followed += _close(ratio, quotient)
    return quotient if followed > stayed else _ONE


def to_base(line: ContentLine, before: ContentLine | None, factor: Decimal) -> ContentLine:
    """Bring a line of a side that is `factor` times as large to the measure of the base.

    A line that is the base's but for the scaling becomes the base's, with its text.
    """
    if factor == 1:
        return line
    if before is not None and _same_amount(line, before, factor):
        amounts = replace(
            line, amount_min=before.amount_min, amount_max=before.amount_max, unit=before.unit, name=before.name
        )
        if replace(amounts, text=before.text, note=before.note, confidence=before.confidence) == before:
            return before
        return replace(amounts, text=line.text)
    return resized(line, 1 / factor)


def resized(line: ContentLine, factor: Decimal) -> ContentLine:
    """Multiply the amounts of a line and write its text anew; one without an amount stays as it is."""
    if factor == 1 or line.amount_max is None:
        return line
    plain = scaled(line.line(), factor)
    moved = replace(line, amount_min=plain.amount_min, amount_max=plain.amount_max, note=_still_true(line))
    text = composed(moved.line())
    return replace(moved, text=text) if 0 < len(text) <= LINE_LENGTH else moved


def _still_true(line: ContentLine) -> str | None:
    """Give what of a note still holds: "2 cups (250 g)" loses its grams, "1 can (400 g)" keeps them."""
    one_of_many = line.unit is not None and units()[line.unit].kind is Kind.COUNT
    told = (line.note or "").split("; ")
    return "; ".join(part for part in told if one_of_many or not any(map(str.isdigit, part))) or None


def _same_amount(line: ContentLine, before: ContentLine, factor: Decimal) -> bool:
    if line.amount_max is None or before.amount_max is None:
        return line.amount_max is None and before.amount_max is None
    if line.unit != before.unit or not before.amount_max:
        return line.unit == before.unit and line.amount_max == before.amount_max
    low = _close(line.amount_min or line.amount_max, (before.amount_min or before.amount_max) * factor)
    return low and _close(line.amount_max, before.amount_max * factor)


def _close(value: Decimal, wanted: Decimal) -> bool:
    return abs(value - wanted) <= _ROUNDED * wanted
