"""The differences in meaning between two lists of ingredient lines, two lists of steps, or two sets of fields.

The lists are expanded to items, one for each food; the same foods are paired, their common factor of servings is found,
and what is left over on both sides is paired again as replacements. What is then still alone was left out or added.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

from forklore.forks.align import Pair, pair_exchanged, pair_same
from forklore.forks.amounts import Ratio, RatioBy, ratio_between
from forklore.forks.changes import Change, ChangeKind, DiffLine, LinesDiff, Side
from forklore.forks.compounds import adding_up, known_compounds
from forklore.forks.groups import Group, absorb, joined, ratio_of, total
from forklore.forks.items import Item, items_of
from forklore.forks.scale import servings_factor

# From which factor on an amount has changed: a fifth, and more where a density had to be assumed.
_CHANGED = math.log(1.195)
_CHANGED_UNSURE = math.log(1.5)
_CHANGED_ROUGH = math.log(2.1)
_FEW = 3
_SHARED_AT_LEAST = 0.15
_OBSERVED = 0.97
_SURELY = 0.85


class _Sides(Struct, frozen=True):
    parent: Sequence[Item]
    fork: Sequence[Item]
    parent_lines: Sequence[DiffLine]
    fork_lines: Sequence[DiffLine]
    factor: Fraction

    def items(self, group: Group) -> tuple[list[Item], list[Item]]:
        return [self.parent[i] for i in group.parent], [self.fork[j] for j in group.fork]

    def rest(self, groups: Sequence[Group]) -> tuple[dict[int, Item], dict[int, Item]]:
        used_parent = {i for group in groups for i in group.parent}
        used_fork = {j for group in groups for j in group.fork}
        return (
            {i: item for i, item in enumerate(self.parent) if i not in used_parent},
            {j: item for j, item in enumerate(self.fork) if j not in used_fork},
        )

    def same_line(self, one: Item, other: Item) -> bool:
        known = self.parent_lines[one.line].line_id
        return known is not None and known == self.fork_lines[other.line].line_id


def diff_lines(
    parent: Sequence[DiffLine], fork: Sequence[DiffLine], servings: tuple[Fraction, Fraction] | None = None
) -> LinesDiff:
    """Compare two lists of lines; `servings` of parent and fork, where both state them, are a hint for the factor.

    Positions in the answer count all given lines, headings too. Two lists without a food in common give `rewritten`.
    """
    hint = servings[1] / servings[0] if servings and servings[0] > 0 and servings[1] > 0 else None
    sides = _Sides(
        items_of([one.line for one in parent]), items_of([one.line for one in fork]), parent, fork, Fraction(1)
    )
    kept, factor = _kept(sides, hint)
    sides = _Sides(sides.parent, sides.fork, parent, fork, factor)
    if _rewritten(sides, kept):
        return LinesDiff(factor, (), rewritten=True)
    exchanged = _exchanged(sides, kept)
    groups = absorb(
        [*exchanged, *kept], sides.rest([*exchanged, *kept]), (sides.parent, sides.fork), float(factor), always=True
    )
    exchanged, kept = groups[: len(exchanged)], groups[len(exchanged) :]
    return LinesDiff(factor, tuple(_changes(sides, kept, exchanged)))


def _kept(sides: _Sides, hint: Fraction | None) -> tuple[list[Group], Fraction]:
    """Find the foods that both lists hold, and the factor of servings; the factor then helps to pair them better."""
    factor = hint or Fraction(1)
    groups: list[Group] = []
    for _ in range(2):
        pairs = pair_same(sides.parent, sides.fork, float(factor), sides.same_line)
        groups = joined(pairs, sides.parent, sides.fork)
        ratios = [ratio for group in groups if (ratio := ratio_of(*sides.items(group))) is not None]
        found = servings_factor(ratios, hint)
        if found == factor:
            break
        factor = found
    items = (sides.parent, sides.fork)
    return absorb(groups, sides.rest(groups), items, float(factor), always=False), factor


def _rewritten(sides: _Sides, kept: Sequence[Group]) -> bool:
    smaller = min(len(sides.parent), len(sides.fork))
    return smaller >= _FEW and len(kept) < _SHARED_AT_LEAST * smaller


def _exchanged(sides: _Sides, kept: Sequence[Group]) -> list[Group]:
    """Find replacements: known compounds first, then pairs, then parts whose amounts add up."""
    factor = float(sides.factor)
    first = _pairs(sides, kept, [])
    surely = [pair for pair in first if pair.score >= _SURELY]
    found = [
        Group((one.whole,), one.parts, one.score)
        for one in known_compounds(*sides.rest(kept), {pair.fork: pair.parent for pair in surely})
    ]
    parent, fork = sides.rest([*kept, *found])
    promised = {pair.parent: pair.fork for pair in surely}
    found += [Group(one.parts, (one.whole,), one.score) for one in known_compounds(fork, parent, promised)]
    pairs = _pairs(sides, kept, found) if found else first
    groups = [Group((pair.parent,), (pair.fork,), pair.score) for pair in pairs]
    for at, group in enumerate(groups):
        parent, fork = sides.rest([*kept, *found, *groups])
        whole, part = group.parent[0], group.fork[0]
        parts = adding_up(sides.parent[whole], [part], {**fork, part: sides.fork[part]}, factor)
        wholes = adding_up(sides.fork[part], [whole], {**parent, whole: sides.parent[whole]}, 1 / factor)
        if parts:
            groups[at] = Group(group.parent, parts, group.score)
        elif wholes:
            groups[at] = Group(wholes, group.fork, group.score)
    return [*found, *groups]


def _pairs(sides: _Sides, kept: Sequence[Group], found: Sequence[Group]) -> list[Pair]:
    parent, fork = sides.rest([*kept, *found])
    plain = [Pair(group.parent[0], group.fork[0], 1.0) for group in kept]
    return pair_exchanged(parent, fork, plain, (len(sides.parent), len(sides.fork)), float(sides.factor))


def _changes(sides: _Sides, kept: Sequence[Group], exchanged: Sequence[Group]) -> list[Change]:
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


def _both(sides: _Sides, group: Group) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    before, after = sides.items(group)
    return (
        tuple(_side(sides.parent_lines, item, 1.0) for item in before),
        tuple(_side(sides.fork_lines, item, float(sides.factor)) for item in after),
    )


def _scaled(ratio: Ratio | None, factor: Fraction) -> tuple[float | None, RatioBy | None]:
    return (None, None) if ratio is None else (round(ratio.value / float(factor), 4), ratio.by)


def _replaced(sides: _Sides, group: Group) -> Change:
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


def _alone(sides: _Sides, kind: ChangeKind, item: Item) -> Change:
    confidence = 0.9 if item.slug else 0.7
    if kind is ChangeKind.OMIT:
        return Change(kind, (_side(sides.parent_lines, item, 1.0),), (), confidence)
    return Change(kind, (), (_side(sides.fork_lines, item, float(sides.factor)),), confidence)


def _amount_changed(sides: _Sides, group: Group) -> Change | None:
    ratio = ratio_of(*sides.items(group))
    if ratio is None:
        return None
    off = math.log(ratio.value / float(sides.factor))
    before, after = sides.items(group)
    rough = any(item.measures.rough for item in (*before, *after))
    if abs(off) < (_CHANGED_ROUGH if rough else _CHANGED if ratio.sure else _CHANGED_UNSURE):
        return None
    observed = any(sides.same_line(one, other) for one in before for other in after)
    confidence = round((0.95 if ratio.sure else 0.6) * min(group.score + 0.05, 1.0), 3)
    value, by = _scaled(ratio, sides.factor)
    kind = ChangeKind.MORE if off > 0 else ChangeKind.LESS
    return Change(kind, *_both(sides, group), confidence, value, by, observed)
