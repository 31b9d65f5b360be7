"""How much of what takes a food's place goes into a line: computed in grams, shown as scales and spoons show it."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from forklore.foods.amounts import read_number
from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Food, Line
from forklore.foods.units import Kind, convert, for_people, grams, unit_named, units
from forklore.replacements.classics import Share

_SPOONS = frozenset({"teaspoon", "tablespoon", "dessertspoon", "drop", "dash", "pinch", "smidgen"})
# What a measure can be filled to; finer figures would pretend. Of two equally near the first wins.
_FILLED = {
    "cup": tuple(Decimal(eighths) / 8 for eighths in range(9)),
    "tablespoon": tuple(map(Decimal, ["0", "0.5", "1"])),
    "teaspoon": tuple(map(Decimal, ["0", "0.125", "0.25", "0.5", "0.75", "1"])),
}
_WHOLE_FROM = 3
_NEAR_ENOUGH = Decimal("0.08")
_SMALLEST_CUP = Decimal(55)
# From two tablespoons on nobody counts teaspoons.
_SMALLEST_TABLESPOON, _TABLESPOONS_ONLY = Decimal(14), Decimal(29)
# No kitchen scale shows less well, so that a spoon measures it.
_LEAST_WEIGHED = Decimal(5)
_POUND, _THOUSAND = Decimal("453.59237"), Decimal(1000)


class Dose(Struct, frozen=True):
    """How much is taken for how much; `assumed` when nobody said so and as much as before is taken."""

    before: Share
    after: tuple[Share, ...]
    assumed: bool = False


class Portion(Struct, frozen=True):
    """So much of a food for a line: `low` and `high` are equal without a range and None without an amount."""

    food: str
    name: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    told: str = ""


def dose_of_ratio(before: str, after: str, ratio: float, by: str, *, assumed: bool = False) -> Dose:
    """Make a dose of a ratio by "grams", "volume" or "as_written" (the same unit on both sides)."""
    unit = {"grams": "gram", "volume": "millilitre"}.get(by)
    size = Decimal(100) if unit else Decimal(1)
    share = Share(after, lexicon().foods[after].name, size * Decimal(str(ratio)), unit)
    return Dose(Share(before, lexicon().foods[before].name, size, unit), (share,), assumed)


def portions(line: Line, food: str, doses: Iterable[Dose], system: str) -> tuple[Portion, ...] | None:
    """Give what goes into a line in the place of its food (a slug), by the first dose whose measures meet the line's.

    `system` ("metric" or "us") is how the recipe measures. None when no dose fits the amount of the line; a line
    without an amount gives portions without one.
    """
    for dose in doses:
        if line.amount_min is None or line.amount_max is None:
            return tuple(Portion(share.food, share.name, None, None, None) for share in dose.after)
        low, high, unit = _measured(line, line.amount_min, line.amount_max)
        parts = _factor(low, unit, food, dose.before), _factor(high, unit, food, dose.before)
        if parts[0] is not None and parts[1] is not None:
            return tuple(_portion(share, (parts[0], parts[1]), unit, system) for share in dose.after)
        if (kept := _as_before(line, dose)) is not None:
            return (kept,)
    return None


def system_of(lines: Iterable[Line]) -> str:
    """Tell how a recipe measures: "us" when more of its lines have cups and ounces than grams and litres."""
    systems = [units()[line.unit].system for line in lines if line.unit is not None and line.unit not in _SPOONS]
    return "us" if systems.count("us") > systems.count("metric") else "metric"


def _measured(line: Line, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, str | None]:
    """Give the amount of a line; of "2 cans (400 g)" what the cans hold together."""
    if line.unit is None or line.note is None or units()[line.unit].kind is not Kind.COUNT:
        return low, high, line.unit
    words = line.note.split(";")[0].replace("-", " ").split()
    number = read_number(words[0]) if len(words) == 2 else None  # noqa: PLR2004 (a number and a unit)
    size = unit_named(words[1]) if number else None
    if number is None or size is None or size.kind not in {Kind.MASS, Kind.VOLUME}:
        return low, high, line.unit
    return low * number, high * number, size.slug


def _factor(amount: Decimal, unit: str | None, food: str, before: Share) -> Decimal | None:
    """Tell how many times the dose's measure of a food is in the line, None where they do not measure one thing."""
    same = convert(amount, unit, before.unit)
    if same is not None:
        return same / before.amount
    known, plainer = lexicon().foods[food], lexicon().foods[before.food]  # a sort of what the dose speaks of, or that
    here, there = grams(amount, unit, known), grams(before.amount, before.unit, plainer)
    if here is None:
        here = grams(amount, unit, plainer)
    return here / there if here is not None and there else None


def _as_before(line: Line, dose: Dose) -> Portion | None:
    """Take as many cans or handfuls of one food as there were of another when just as much is taken."""
    share = dose.after[0]
    if len(dose.after) > 1 or (share.amount, share.unit) != (dose.before.amount, dose.before.unit):
        return None
    return Portion(share.food, share.name, line.amount_min, line.amount_max, line.unit, _told(line.unit))


def _told(unit: str | None) -> str:
    return f"as many {units()[unit].plural} as before" if unit else "as many as before"


def _portion(share: Share, factors: tuple[Decimal, Decimal], unit: str | None, system: str) -> Portion:
    food = lexicon().foods[share.food]
    slug, size = _unit_for(share, share.amount * factors[1], unit, system, food)
    low, high = (_shown(share.amount * factor * size, slug) for factor in factors)
    return Portion(share.food, share.name, low, high, slug)


def _unit_for(share: Share, amount: Decimal, unit: str | None, system: str, food: Food) -> tuple[str | None, Decimal]:
    """Choose the unit in which a share is shown, and what one of its own units is in it."""
    if share.unit is None or units()[share.unit].kind is Kind.COUNT:
        counted = unit is not None and units()[unit].kind is Kind.COUNT
        return (unit if counted and share.unit is None else share.unit), Decimal(1)
    line_kind = units()[unit].kind if unit else Kind.COUNT
    in_us = unit in _SPOONS or (
        units()[unit].system == "us" if unit and line_kind is not Kind.COUNT else system == "us"
    )
    weight = grams(Decimal(1), share.unit, food)
    volume = Decimal(1) if share.unit == "millilitre" else weight / food.density if weight and food.density else None
    by_volume = line_kind is Kind.VOLUME or (
        line_kind is not Kind.MASS and (share.unit == "millilitre" or system == "us")
    )
    if volume is not None and (by_volume or weight is None or weight * amount < _LEAST_WEIGHED):
        small = share.unit == "gram" and weight is not None and weight * amount < _LEAST_WEIGHED
        return _in_unit(volume, volume * amount, Kind.VOLUME, us=in_us or small)
    return _in_unit(weight or Decimal(1), (weight or 1) * amount, Kind.MASS, us=in_us and line_kind is Kind.MASS)


def _in_unit(one: Decimal, base: Decimal, kind: Kind, *, us: bool) -> tuple[str, Decimal]:
    """Choose the unit for so many grams or millilitres; `one` of the share's units is so many of them."""
    if us:
        slug = _measure_for(base) if kind is Kind.VOLUME else "pound" if base >= _POUND else "ounce"
    else:
        small, large = ("millilitre", "litre") if kind is Kind.VOLUME else ("gram", "kilogram")
        slug = large if base >= _THOUSAND else small
    return slug, one / units()[slug].factor


def _measure_for(millilitres: Decimal) -> str:
    """Choose the largest measure that can be filled to nearly so much, else the one that comes nearest."""
    ladder = [
        slug
        for slug, least in (("cup", _SMALLEST_CUP), ("tablespoon", _SMALLEST_TABLESPOON), ("teaspoon", Decimal(0)))
        if millilitres >= least
    ]
    if millilitres >= _TABLESPOONS_ONLY:
        ladder = ladder[:1]
    errors = {slug: _error(millilitres / units()[slug].factor, slug) for slug in ladder}
    near = next((slug for slug in ladder if errors[slug] <= _NEAR_ENOUGH), None)
    return near or min(ladder, key=lambda slug: errors[slug])


def _error(amount: Decimal, slug: str) -> Decimal:
    return abs(_filled(amount, slug) - amount) / amount if amount else Decimal(0)


def _filled(amount: Decimal, slug: str) -> Decimal:
    whole = amount // 1
    nearest = min(_FILLED[slug], key=lambda step: abs(step - (amount - whole)))
    return whole + nearest or _FILLED[slug][1]


def _shown(amount: Decimal, unit: str | None) -> Decimal:
    """Round as the measure shows it; never to nothing."""
    if unit in _FILLED:
        return _filled(amount, unit)
    if unit is None or units()[unit].kind is Kind.COUNT:
        step = Decimal(1) if amount >= _WHOLE_FROM else Decimal("0.5") if amount >= 1 else Decimal("0.25")
        return max(step, (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step)
    if units()[unit].system == "us":
        return max(Decimal("0.25"), (amount * 4).quantize(Decimal(1), ROUND_HALF_UP) / 4)
    base = units()[unit].factor
    small = "ounce" if units()[unit].kind is Kind.MASS else "fluid-ounce"
    stepped, shown = for_people(amount * base / units()[small].factor, small, "metric")
    return stepped * units()[shown or unit].factor / base
