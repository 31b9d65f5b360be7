"""Units: their names in several languages, what they weigh or hold, and amounts as people like to see them.

A cup is the United States customary cup of 236.588 ml, and spoons, pints and quarts follow from it (a tablespoon is a
sixteenth of a cup, 14.787 ml). The metric spoons of other languages (15 ml and 5 ml) are read as the same spoons: the
1.4 % between them is less than what a hand spills. "pint" without a country is the American one.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from forklore.foods.rows import Food, Line

SIX_PLACES = Decimal("0.000001")


class Kind(StrEnum):
    """What a unit measures; only mass and volume have a fixed size."""

    MASS = "mass"
    VOLUME = "volume"
    COUNT = "count"
    OTHER = "other"


class Unit(Struct, frozen=True):
    """A unit: `factor` is grams (mass), millilitres (volume), pieces (count), and 1 for the others, which have no size.

    `name` and `plural` are what a page shows; `names` holds every written form; `system` is metric, us, uk or any.
    """

    slug: str
    name: str
    plural: str
    kind: Kind
    factor: Decimal
    system: str
    names: tuple[str, ...]


# A stick is a measure of fat only; of celery or cinnamon it is a piece.
_STICK_GRAMS = Decimal(113)
_IN_STICKS = frozenset({"butter", "margarine", "vegan-butter"})
# Foods whose weight of one piece is that of one such unit.
_WEIGHED_BY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "clove": frozenset({"garlic", "black-garlic"}),
        "stalk": frozenset({"celery"}),
        "slice": frozenset({"bread", "whole-wheat-bread", "rye-bread", "soda-bread", "bacon", "turkey-bacon"}),
        "head": frozenset(
            {"lettuce", "iceberg-lettuce", "romaine-lettuce", "butter-lettuce", "broccoli", "cauliflower"}
            | {"cabbage", "red-cabbage", "savoy-cabbage", "napa-cabbage"}
        ),
    }
)

# One letter means two things in American cook books.
_BY_CASE: Mapping[str, str] = MappingProxyType(
    {"T": "tablespoon", "t": "teaspoon", "Tb": "tablespoon", "C": "cup", "G": "gram", "L": "litre"}
)


_FRACTIONS = (
    (Decimal(0), ""),
    (Decimal("0.125"), "⅛"),
    (Decimal("0.25"), "¼"),
    (Decimal("0.333333"), "⅓"),
    (Decimal("0.375"), "⅜"),
    (Decimal("0.5"), "½"),
    (Decimal("0.625"), "⅝"),
    (Decimal("0.666667"), "⅔"),
    (Decimal("0.75"), "¾"),
    (Decimal("0.875"), "⅞"),
    (Decimal(1), ""),
)
# What a spoon holds is a spoonful everywhere: metric cooks own them too.
_KEPT = frozenset({"teaspoon", "tablespoon", "dessertspoon", "drop", "dash", "pinch", "smidgen", "spice-measure"})
# From which size on (ml or g) the larger unit reads better.
_METRIC = {Kind.MASS: (("kilogram", 1000), ("gram", 0)), Kind.VOLUME: (("litre", 1000), ("millilitre", 0))}
_US = {
    Kind.MASS: (("pound", 340), ("ounce", 0)),
    Kind.VOLUME: (("quart", 1893), ("cup", 55), ("tablespoon", 14), ("teaspoon", 0)),
}
# Kitchen scales and jugs show steps; finer figures would pretend.
_STEPS = ((5, Decimal("0.5")), (25, Decimal(1)), (250, Decimal(5)), (1000, Decimal(10)))
_SMALLEST_SHOWN = Decimal("0.01")


@cache
def units() -> Mapping[str, Unit]:
    """Every unit by its slug."""
    rows = files("forklore.foods").joinpath("data/units.tsv").read_text("utf-8").splitlines()[1:]
    table: dict[str, Unit] = {}
    for row in rows:
        slug, name, plural, kind, factor, system, names = row.split("\t")
        table[slug] = Unit(slug, name, plural, Kind(kind), Decimal(factor), system, tuple(names.split("|")))
    return MappingProxyType(table)


@cache
def unit_names() -> Mapping[str, Unit]:
    """Every written form of every unit, in lower case and without a closing full stop."""
    return MappingProxyType({name: unit for unit in units().values() for name in (*unit.names, unit.slug)})


def unit_named(word: str) -> Unit | None:
    """Find the unit written as `word` ("Tbsp.", "cups", "EL"), or None."""
    bare = word.strip().rstrip(".")
    slug = _BY_CASE.get(bare)
    return units()[slug] if slug else unit_names().get(bare.lower())


def in_base(amount: Decimal, unit: str | None) -> tuple[Kind, Decimal]:
    """Bring an amount to the base of its kind: grams, millilitres or pieces; no unit counts pieces.

    Raises KeyError for a slug that is no unit.
    """
    if unit is None:
        return Kind.COUNT, amount
    found = units()[unit]
    return found.kind, amount * found.factor


def convert(amount: Decimal, source: str | None, target: str | None) -> Decimal | None:
    """Give the amount in another unit, to six places; None where the two do not measure the same thing.

    Pieces of different units (cloves, cans) never convert into each other, only a dozen or a pair into plain pieces.
    """
    if source == target:
        return amount
    kind, base = in_base(amount, source)
    other, size = in_base(Decimal(1), target)
    if kind is not other or kind is Kind.OTHER:
        return None
    if kind is Kind.COUNT and not {source, target} <= {None, "dozen", "pair"}:
        return None
    return (base / size).quantize(SIX_PLACES)


def grams(amount: Decimal, unit: str | None, food: Food) -> Decimal | None:
    """Grams of so much of a food, through its density (g/ml) or the weight of a piece; None where these are unknown."""
    kind, base = in_base(amount, unit)
    if kind is Kind.MASS:
        return base
    if kind is Kind.VOLUME:
        return None if food.density is None else base * food.density
    if kind is Kind.OTHER:
        return None
    if unit == "stick":
        return base * _STICK_GRAMS if food.slug in _IN_STICKS else None
    whole = unit in {None, "dozen", "pair", "piece"} or food.slug in _WEIGHED_BY.get(unit or "", ())
    return base * food.weight if whole and food.weight is not None else None


def for_people(amount: Decimal, unit: str | None, system: str | None) -> tuple[Decimal, str | None]:
    """Give the amount and unit slug in the "metric" or "us" system, rounded as a scale or a spoon shows them.

    Counted things, pinches and spoons stay as they are, and so does everything when `system` is None. Raises KeyError
    for a slug that is no unit.
    """
    if system is None or unit is None or unit in _KEPT:
        return amount, unit
    found = units()[unit]
    kind, base = found.kind, amount * found.factor
    ladder = (_METRIC if system == "metric" else _US).get(kind)
    if ladder is None or found.system == system:
        return amount, unit
    target = next((slug for slug, least in ladder if base >= least), ladder[-1][0])
    if system == "metric":
        return _stepped(base) / units()[target].factor, target
    return _spooned(base / units()[target].factor), target


def _stepped(base: Decimal) -> Decimal:
    step = next((step for below, step in _STEPS if base < below), Decimal(50))
    rounded = (base / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return rounded or base.quantize(SIX_PLACES)


def _spooned(amount: Decimal) -> Decimal:
    """To the nearest fraction that measuring cups know, or a whole from ten on."""
    whole = amount // 1
    steps = (_FRACTIONS[0], _FRACTIONS[-1]) if whole >= 10 else _FRACTIONS  # noqa: PLR2004 - ten, as the docstring says
    nearest = min(steps, key=lambda step: abs(step[0] - (amount - whole)))[0]
    return whole + nearest or amount.quantize(SIX_PLACES)


def scaled(line: Line, factor: Decimal) -> Line:
    """Multiply the amounts of a line (to six places); its text stays as written."""
    if line.amount_min is None or line.amount_max is None:
        return line
    low, high = ((amount * factor).quantize(SIX_PLACES).normalize() for amount in (line.amount_min, line.amount_max))
    return replace(line, amount_min=low + 0, amount_max=high + 0)


def amount_words(line: Line) -> str:
    """Write the amount as a page shows it: "1 ½", "2–3", "0.25" (decimals for metric units), "" when there is none."""
    if line.amount_min is None or line.amount_max is None:
        return ""
    metric = line.unit is not None and units()[line.unit].system == "metric"
    low, high = _shown(line.amount_min, metric=metric), _shown(line.amount_max, metric=metric)
    return low if low == high else f"{low}–{high}"


def _shown(amount: Decimal, *, metric: bool) -> str:
    if not metric:
        whole = amount // 1
        for value, sign in _FRACTIONS:
            if abs(value - (amount - whole)) < Decimal("0.004"):
                number = whole + (value == 1)
                if number or sign:
                    return f"{number:f} {sign}" if number and sign else sign or f"{number:f}"
    rounded = amount.quantize(_SMALLEST_SHOWN) if amount >= _SMALLEST_SHOWN else amount.quantize(SIX_PLACES)
    words = f"{rounded:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
