"""The differences in meaning between two lists of ingredient lines, two lists of steps, or two sets of fields.

The lists are expanded to items, one for each food; the same foods are paired, their common factor of servings is found,
and what is left over on both sides is paired again as replacements. What is then still alone was left out or added.
"""

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from fractions import Fraction

from forklore.forks.amounts import Ratio, RatioBy, ratio_between
from forklore.forks.changes import Change, ChangeKind, DiffLine, FieldChange, LinesDiff, Side, TextChange
from forklore.forks.groups import Group, absorb, ratio_of, total
from forklore.forks.items import Item
from forklore.forks.measures import Measures
from forklore.forks.parted import expanded
from forklore.forks.partly import partly_replaced
from forklore.forks.sides import Sides, exchanged_foods, kept_foods

# From which factor on an amount has changed: a fifth, and more where a density had to be assumed.
_CHANGED = math.log(1.195)
_CHANGED_UNSURE = math.log(1.6)
_CHANGED_ROUGH = math.log(2.1)
# Spoons below a teaspoon are rounded to whole millilitres, and scaled amounts to what a cup can measure.
_CHANGED_ROUNDED = math.log(1.26)
_SMALL = 5.0
_HALF_CUP = 118.3
_EXACT = 0.02
_SIZES = frozenset({"small", "large", "big", "jumbo", "baby", "mini"})
_FEW = 3
_SHARED_AT_LEAST = 0.15
_OBSERVED = 0.97


def diff_lines(
    parent: Sequence[DiffLine],
    fork: Sequence[DiffLine],
    servings: tuple[Fraction, Fraction] | None = None,
    *,
    shown: bool = False,
) -> LinesDiff:
    """Compare two lists of lines; `servings` of parent and fork, where both state them, are a hint for the factor.

    Positions in the answer count all given lines, headings too. Two lists without a food in common give `rewritten`.
    With `shown` the lines that only moved or were worded anew are told as well. Never raises; see the module for how.
    """
    hint = servings[1] / servings[0] if servings and servings[0] > 0 and servings[1] > 0 else None
    sides = Sides(*expanded([one.line for one in parent], [one.line for one in fork]), parent, fork)
    sides, kept = kept_foods(sides, hint)
    if _rewritten(sides, kept):
        return LinesDiff(sides.factor, (), rewritten=True)
    kept, surely = partly_replaced(sides, kept, (), surely=True)
    exchanged = [*surely, *exchanged_foods(sides, [*kept, *surely])]
    groups = absorb(
        [*exchanged, *kept],
        sides.rest([*exchanged, *kept]),
        (sides.parent, sides.fork),
        float(sides.factor),
        always=True,
    )
    kept, exchanged = partly_replaced(sides, groups[len(exchanged) :], groups[: len(exchanged)])
    changes = _changes(sides, kept, exchanged)
    return LinesDiff(sides.factor, tuple(changes + _for_show(sides, kept) if shown else changes))


def diff_texts(before: Sequence[str], after: Sequence[str]) -> list[TextChange]:
    """Compare two lists of texts (steps), each text as a whole."""
    runs = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [TextChange(tuple(range(a, b)), tuple(range(c, d))) for kind, a, b, c, d in runs if kind != "equal"]


def diff_fields(before: Mapping[str, object], after: Mapping[str, object]) -> list[FieldChange]:
    """Compare fields by name, in the order of `before` and then of what `after` has more; a missing one is None."""
    names = dict.fromkeys((*before, *after))
    return [
        FieldChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    ]


def _rewritten(sides: Sides, kept: Sequence[Group]) -> bool:
    smaller = min(len(sides.parent), len(sides.fork))
    return smaller >= _FEW and len(kept) < _SHARED_AT_LEAST * smaller


def _changes(sides: Sides, kept: Sequence[Group], exchanged: Sequence[Group]) -> list[Change]:
    parent, fork = sides.rest([*kept, *exchanged])
    changes = [_replaced(sides, group) for group in exchanged]
    changes += [_alone(sides, ChangeKind.OMIT, item) for item in parent.values()]
    changes += [_alone(sides, ChangeKind.ADD, item) for item in fork.values()]
    changes += [change for group in kept if (change := _amount_changed(sides, group)) is not None]
    return sorted(changes, key=lambda change: [side.line for side in (change.before or change.after)])


def _side(lines: Sequence[DiffLine], item: Item, divisor: float) -> Side:
    measures = item.measures.times(1 / divisor)
    line_id = lines[item.line].line_id
    return Side(item.line, line_id, item.name, item.slug, measures.weight, measures.volume, measures.count)


def _both(sides: Sides, group: Group) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    before, after = sides.items(group)
    return (
        tuple(_side(sides.parent_lines, item, 1.0) for item in before),
        tuple(_side(sides.fork_lines, item, float(sides.factor)) for item in after),
    )


def _scaled(ratio: Ratio | None, factor: Fraction) -> tuple[float | None, RatioBy | None]:
    return (None, None) if ratio is None else (round(ratio.value / float(factor), 4), ratio.by)


def _replaced(sides: Sides, group: Group) -> Change:
    before, after = sides.items(group)
    ratio, by = _scaled(
        ratio_between(total(before), total(after), before[0].slug, after[0].slug)
        if len(before) == len(after) == 1 or len({item.slug for item in (*before, *after)}) > 1
        else None,
        sides.factor,
    )
    observed = any(sides.same_line(one, other) for one in before for other in after)
    confidence = max(group.score, _OBSERVED) if observed else group.score
    return Change(ChangeKind.REPLACE, *_both(sides, group), round(confidence, 3), ratio, by, observed)


def _alone(sides: Sides, kind: ChangeKind, item: Item) -> Change:
    confidence = 0.9 if item.slug else 0.7
    if kind is ChangeKind.OMIT:
        return Change(kind, (_side(sides.parent_lines, item, 1.0),), (), confidence)
    return Change(kind, (), (_side(sides.fork_lines, item, float(sides.factor)),), confidence)


def _amount_changed(sides: Sides, group: Group) -> Change | None:
    ratio = ratio_of(*sides.items(group))
    if ratio is None:
        return None
    off = math.log(ratio.value / float(sides.factor))
    before, after = sides.items(group)
    rough = any(item.measures.rough for item in (*before, *after)) or _sizes(before) != _sizes(after)
    least = _CHANGED_ROUGH if rough else _CHANGED if ratio.sure else _CHANGED_UNSURE
    spoons = all(0 < (item.measures.volume or 0) < _SMALL for item in (*before, *after))
    if spoons or (sides.factor != 1 and not _in_cups(total(before), float(sides.factor))):
        least = max(least, _CHANGED_ROUNDED)
    if _rounded(total(before).count, total(after).count, float(sides.factor), ratio):
        return None
    slack = math.log(max(item.measures.slack for item in (*before, *after))) / 2
    parts = [math.log(max(item.measures.parts for item in items)) for items in (before, after)]
    also = math.log(ratio.also / float(sides.factor)) if ratio.also else off
    if min(abs(off), abs(also), abs(off - parts[0]), abs(off + parts[1])) - slack < least:
        return None
    observed = any(sides.same_line(one, other) for one in before for other in after)
    confidence = round((0.95 if ratio.sure else 0.6) * min(group.score + 0.05, 1.0), 3)
    value, by = _scaled(ratio, sides.factor)
    kind = ChangeKind.MORE if off > 0 else ChangeKind.LESS
    return Change(kind, *_both(sides, group), confidence, value, by, observed)


def _in_cups(before: Measures, factor: float) -> bool:
    """Tell whether a scaled amount needs no rounding: it is so many halves of a cup."""
    halves = (before.volume or 0) * factor / _HALF_CUP
    return round(halves) > 0 and abs(halves - round(halves)) < _EXACT


def _rounded(before: float | None, after: float | None, factor: float, ratio: Ratio) -> bool:
    """Tell whether pieces were only rounded in scaling: half of three eggs is one or two."""
    if factor == 1 or not before or not after or ratio.by is not RatioBy.AS_WRITTEN:
        return False
    return after in (math.floor(before * factor), math.ceil(before * factor)) or before in (
        math.floor(after / factor),
        math.ceil(after / factor),
    )


def _sizes(items: Sequence[Item]) -> frozenset[str]:
    """Find the sizes of pieces: two small onions may be one large."""
    counted = [item for item in items if item.measures.weight is item.measures.volume is None]
    return frozenset(word for item in counted for word in item.every if word in _SIZES)


def _for_show(sides: Sides, kept: Sequence[Group]) -> list[Change]:
    """Find unchanged foods whose line moved, or was worded in other words."""
    alone = [group for group in kept if len(group.parent) == len(group.fork) == 1]
    alone.sort(key=lambda group: group.parent[0])
    steady = _longest_rise([group.fork[0] for group in alone])
    found: list[Change] = []
    for at, group in enumerate(alone):
        one, other = sides.parent[group.parent[0]], sides.fork[group.fork[0]]
        if at not in steady:
            found.append(Change(ChangeKind.REORDERED, *_both(sides, group), 1.0))
        if one.every != other.every:
            found.append(Change(ChangeKind.REWORDED, *_both(sides, group), 1.0))
    return found


def _longest_rise(values: Sequence[int]) -> set[int]:
    """Give the positions of a longest rising subsequence (patience sorting, O(n log n))."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int | None] = []
    for at, value in enumerate(values):
        pile = bisect_left(tops, value)
        before.append(ends[pile - 1] if pile else None)
        ends[pile:] = [at] if pile == len(ends) else [at, *ends[pile + 1 :]]
        tops[pile:] = [value] if pile == len(tops) else [value, *tops[pile + 1 :]]
    chosen: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        chosen.add(step)
        step = before[step]
    return chosen
