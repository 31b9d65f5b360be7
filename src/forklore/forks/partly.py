"""A food that took the place of a part of another: half of the flour wholemeal, all of the sugar brown.

Such a food is left out (or added) while the amount of its kin grows (or shrinks) by just as much. That is one
replacement and no change of amount beside an omission.
"""

import math
from collections.abc import Mapping, Sequence

from forklore.forks.amounts import same_food_ratio
from forklore.forks.groups import Group, ratio_of, total
from forklore.forks.items import Item
from forklore.forks.measures import Measures
from forklore.forks.roles import role_kinship
from forklore.forks.sides import Sides

_CHANGED = math.log(1.195)
_ADDS_UP = math.log(1.07)
_ONE_ROLE = 0.9
_RELATED = 0.6
_SCORE = 0.8
# What stands beside a food of which most is gone takes its place without adding up to a millilitre.
_IN_PLACE = 0.8
_MOST_GONE = 1.9
_ABOUT = math.log(1.35)
# A white is half an egg to one cook and a whole one to the next.
_EGGS = frozenset({"egg", "egg-white"})


def partly_replaced(
    sides: Sides, kept: Sequence[Group], exchanged: Sequence[Group], *, surely: bool = False
) -> tuple[list[Group], list[Group]]:
    """Give (kept, exchanged) anew, with the kept foods whose change of amount is that of a food left over.

    With `surely` only foods of one kind count: they are sought before any other food may claim one of them.
    """
    parent, fork = sides.rest([*kept, *exchanged])
    still: list[Group] = []
    found: list[Group] = []
    for group in kept:
        grown = _grown(sides, group, (parent, fork), surely=surely)
        if grown is None:
            still.append(group)
            continue
        found.append(grown)
        parent = {i: item for i, item in parent.items() if i not in grown.parent}
        fork = {j: item for j, item in fork.items() if j not in grown.fork}
    return still, [*exchanged, *found]


def _grown(
    sides: Sides, group: Group, rest: tuple[Mapping[int, Item], Mapping[int, Item]], *, surely: bool
) -> Group | None:
    before, after = sides.items(group)
    ratio = ratio_of(before, after)
    if ratio is None:
        return None
    factor = float(sides.factor)
    off = math.log(ratio.value / factor)
    if off >= _CHANGED:
        fit = _fitting(before, after, rest[0], factor, surely=surely)
        return None if fit is None else Group(tuple(sorted((*group.parent, fit))), group.fork, _SCORE)
    if off <= -_CHANGED:
        fit = _fitting(after, before, rest[1], 1 / factor, surely=surely)
        return None if fit is None else Group(group.parent, tuple(sorted((*group.fork, fit))), _SCORE)
    return None


def _fitting(
    fewer: Sequence[Item], more: Sequence[Item], rest: Mapping[int, Item], factor: float, *, surely: bool
) -> int | None:
    """Find the item of `rest` that, added to `fewer`, makes as much as `more`.

    Grams and millilitres that add up exactly prove much; pieces do so by chance, and must be of one kind.
    """
    for at, item in rest.items():
        both, whole = total([*fewer, item]), total(more)
        kinship = role_kinship(item, more[0])
        if {item.slug, more[0].slug} == _EGGS:
            return at
        alike = item.head == more[0].head and kinship >= _ONE_ROLE
        measured = not surely and (both.weight is not None or both.volume is not None)
        if (alike or (measured and kinship >= _RELATED)) and _as_much(both, whole, factor, more[0].slug):
            return at
        beside = not surely and kinship >= _IN_PLACE and abs(item.line - fewer[0].line) == 1
        if beside and measured and _mostly(fewer, more, factor) and _about_as_much(both, whole, factor, more[0].slug):
            return at
    return None


def _mostly(fewer: Sequence[Item], more: Sequence[Item], factor: float) -> bool:
    """Tell whether most of a food is gone."""
    ratio = ratio_of(fewer, more)
    return ratio is not None and ratio.value / factor >= _MOST_GONE


def _about_as_much(one: Measures, other: Measures, factor: float, slug: str | None) -> bool:
    ratio = same_food_ratio(one, other, slug, slug)
    return ratio is not None and abs(math.log(ratio.value / factor)) <= _ABOUT


def _as_much(one: Measures, other: Measures, factor: float, slug: str | None) -> bool:
    ratio = same_food_ratio(one, other, slug, slug)
    return ratio is not None and abs(math.log(ratio.value / factor)) <= _ADDS_UP
