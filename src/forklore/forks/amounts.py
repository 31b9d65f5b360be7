"""How much of one food stands against how much of another."""

import math
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from forklore.foods.lexicon import lexicon
from forklore.foods.units import units
from forklore.forks.measures import PACKS, Measures


class RatioBy(StrEnum):
    """By what two amounts were compared; `as_written` is pieces against pieces."""

    GRAMS = "grams"
    VOLUME = "volume"
    AS_WRITTEN = "as_written"


class Ratio(Struct, frozen=True):
    """`value` is the fork's amount over the parent's; `sure` is False when it went through a density or a weight.

    `also` is what it may be as well: a can holds liquid that a plain weight does not.
    """

    value: float
    by: RatioBy
    sure: bool
    also: float | None = None


# Pieces that people name or leave out as they like: "2 cloves garlic", "2 garlic".
_SILENT = frozenset(["clove", "stalk", "stick", "leaf", "ear", "fillet", "piece", "head", "slice", "sprig"])
_RIBS = frozenset({"stalk", "stick"})
# A stick of butter is a weight, a stick of celery is not.
_STICK_GRAMS = 113.4
_STICKS = frozenset(["butter", "unsalted-butter", "salted-butter", "margarine", "vegan-butter", "shortening", "lard"])
# Pieces whose weight the lexicon states as that of the food itself.
_WEIGHED = frozenset({"clove", "stalk", "ear", "fillet", "piece", "head", "slice"})
_HUGE = 1e6
_WITH_LIQUID = frozenset({"can", "jar"})
_WITHOUT_LIQUID = 0.6
# Milk, cream, stock: how far from that of water their density is.
_NEARLY = Decimal("0.08")
# Families whose sorts all lie alike in a cup.
_POURED = frozenset({"sugars", "flours"})
_IN_ONE = {"garlic": 10, "celery": 8}
_INSIDE = frozenset({"clove", "stalk", "stick"})
_WHOLES = frozenset({"head", "bulb", "bunch", "heart"})
# A can is a can in another country too.
_PACK_SIZES = 1.34


def grams_of(measures: Measures, slug: str | None) -> float | None:
    """Give the grams of so much of a food, None where its density or weight is not known."""
    food = lexicon().foods.get(slug) if slug else None
    if measures.weight is not None or food is None:
        return measures.weight
    if measures.volume is not None:
        return _product(measures.volume, food.density)
    if measures.piece == "stick" and food.slug in _STICKS:
        return _product(measures.count, _STICK_GRAMS)
    unit = measures.piece in units() and measures.piece not in _WEIGHED
    return None if unit else _product(measures.count, food.weight)


def _product(amount: float | None, each: Decimal | float | None) -> float | None:
    return None if amount is None or each is None else amount * float(each)


def _over(fork: float | None, parent: float | None) -> float | None:
    if not fork or not parent:
        return None
    value = fork / parent
    return value if 1 / _HUGE < value < _HUGE else None


def _by_packs(parent: Measures, fork: Measures, value: float) -> float:
    """Trust the number of packs where their weights nearly agree, or would if "2 tins (400 g)" meant 400 g each."""
    told = bool(parent.pack) and parent.pack == fork.pack and {parent.piece, fork.piece} & PACKS
    if not (told or {parent.piece, fork.piece} <= PACKS) or not parent.count or not fork.count:
        return value
    packs = fork.count / parent.count
    meant = (value, value * fork.count, value / parent.count, value * packs)
    if abs(math.log(value)) < math.log(_PACK_SIZES) and parent.piece != fork.piece:
        return value
    return packs if any(1 / _PACK_SIZES < one / packs < _PACK_SIZES for one in meant) else value


def _drained(parent: Measures, fork: Measures, value: float) -> float | None:
    """Allow for the liquid where a can stands against a plain weight: 400 g of canned beans are 240 g of beans."""
    kept = [measures.pack in _WITH_LIQUID for measures in (parent, fork)]
    if kept[0] == kept[1]:
        return None
    return value / _WITHOUT_LIQUID if kept[0] else value * _WITHOUT_LIQUID


def _single(measures: Measures, slug: str | None) -> Measures:
    """Count the cloves of a head of garlic and the stalks of a bunch of celery."""
    inside = _IN_ONE.get(slug or "")
    if inside is None or measures.count is None or measures.piece not in _WHOLES:
        return measures
    return replace(measures, count=measures.count * inside, piece="")


def _pieces(parent: Measures, fork: Measures) -> float | None:
    if parent.pack != fork.pack and parent.count != fork.count:
        return None  # one package of muffins against six muffins
    if parent.piece != fork.piece:
        named = {piece for piece in (parent.piece, fork.piece) if piece in units()}
        if named - _SILENT or len(named - _RIBS) > 1:
            return None
    return _over(fork.count, parent.count)


def same_food_ratio(parent: Measures, fork: Measures, parent_slug: str | None, fork_slug: str | None) -> Ratio | None:
    """Compare two amounts of one food, the fork's over the parent's; None where they cannot be compared.

    Where a line states two, a cook edits the one in front: of "4 cups tomatoes (400 g)" made of "2 cups tomatoes
    (400 g)" the cups tell.
    """
    if {parent.piece, fork.piece} & _INSIDE:
        parent, fork = _single(parent, parent_slug), _single(fork, fork_slug)
    volume, pieces = _over(fork.volume, parent.volume), _pieces(parent, fork)
    if (value := _over(fork.weight, parent.weight)) is not None:
        if value == 1 and (edited := next((one for one in (volume, pieces) if one and one != 1), None)):
            return Ratio(edited, RatioBy.VOLUME if edited == volume else RatioBy.AS_WRITTEN, sure=True)
        return Ratio(_by_packs(parent, fork, value), RatioBy.GRAMS, sure=True, also=_drained(parent, fork, value))
    if volume is not None and not (volume == 1 and pieces and pieces != 1):
        return Ratio(volume, RatioBy.VOLUME, sure=True)
    if pieces is not None:
        return Ratio(pieces, RatioBy.AS_WRITTEN, sure=True)
    slug = parent_slug if parent_slug == fork_slug else None
    if slug is None and _as_dense(parent_slug, fork_slug) and _in_bulk(parent) and _in_bulk(fork):
        slug = parent_slug
    if (value := _over(grams_of(fork, slug), grams_of(parent, slug))) is not None:
        return Ratio(value, RatioBy.GRAMS, sure=_like_water(parent, slug) and _like_water(fork, slug))
    return None


def _as_dense(one: str | None, other: str | None) -> bool:
    """Tell whether a cup of two sorts weighs the same: white sugar and caster sugar."""
    foods = [lexicon().foods.get(slug or "") for slug in (one, other)]
    told = {(food.family, food.density) for food in foods if food and food.family in _POURED and food.density}
    return None not in foods and len(told) == 1


def _in_bulk(measures: Measures) -> bool:
    return bool(measures.volume or measures.weight)


def _like_water(measures: Measures, slug: str | None) -> bool:
    """Tell whether grams of so much are sure: weighed, or a liquid, of which nobody presses more into a cup."""
    food = lexicon().foods.get(slug or "")
    if food is None or measures.weight is not None:
        return food is not None
    return measures.volume is not None and food.density is not None and abs(food.density - 1) <= _NEARLY


def ratio_between(parent: Measures, fork: Measures, parent_slug: str | None, fork_slug: str | None) -> Ratio | None:
    """Compare amounts of two foods: in grams where both are known, else by volume or pieces; None where neither."""
    if (value := _over(grams_of(fork, fork_slug), grams_of(parent, parent_slug))) is not None:
        return Ratio(value, RatioBy.GRAMS, sure=parent.weight is not None and fork.weight is not None)
    if (value := _over(fork.volume, parent.volume)) is not None:
        return Ratio(value, RatioBy.VOLUME, sure=True)
    if (value := _pieces(parent, fork)) is not None:
        return Ratio(value, RatioBy.AS_WRITTEN, sure=True)
    return None
