"""Puts together what belongs together: all lines of one food on either side, so that amounts are compared as sums."""

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

from forklore.forks.align import Pair
from forklore.forks.amounts import Ratio, same_food_ratio
from forklore.forks.items import Item
from forklore.forks.likeness import sameness
from forklore.forks.measures import Measures

# One food under two names for certain, not merely a mention.
_SURELY_SAME = 0.85
_EQUAL = math.log(1.13)


class Group(Struct, frozen=True):
    """Items of the parent (positions) that stand against items of the fork, and how surely."""

    parent: tuple[int, ...]
    fork: tuple[int, ...]
    score: float


def total(items: Sequence[Item]) -> Measures:
    """Add the measures of several items; a kind of measure survives only where every item states it."""
    added = items[0].measures
    for item in items[1:]:
        added = added.plus(item.measures)
    return added


def ratio_of(parent: Sequence[Item], fork: Sequence[Item]) -> Ratio | None:
    """Compare the summed amounts of one food, the fork's over the parent's."""
    if not parent or not fork:
        return None
    return same_food_ratio(total(_once(parent)), total(_once(fork)), parent[0].slug, fork[0].slug)


def _once(items: Sequence[Item]) -> Sequence[Item]:
    """Count a fruit once whose zest and juice stand on two lines."""
    juice = [item for item in items if "juice" in item.every and "zest" not in item.every]
    zest = [item for item in items if "zest" in item.every and "juice" not in item.every]
    whole = [item for item in (*juice, *zest) if item.measures.volume is item.measures.weight is None]
    return juice if juice and zest and len(whole) == len(items) else items


def joined(pairs: Sequence[Pair], parent: Sequence[Item], fork: Sequence[Item]) -> list[Group]:
    """Join the pairs that hold the same food to groups."""
    groups: list[Group] = []
    for pair in sorted(pairs, key=lambda pair: pair.parent):
        at = next((k for k, group in enumerate(groups) if _one_food(group, pair, parent, fork)), None)
        if at is None:
            groups.append(Group((pair.parent,), (pair.fork,), pair.score))
        else:
            old = groups[at]
            groups[at] = Group((*old.parent, pair.parent), (*old.fork, pair.fork), min(old.score, pair.score))
    return groups


def _one_food(group: Group, pair: Pair, parent: Sequence[Item], fork: Sequence[Item]) -> bool:
    return (
        sameness(parent[group.parent[0]], parent[pair.parent]) >= _SURELY_SAME
        and sameness(fork[group.fork[0]], fork[pair.fork]) >= _SURELY_SAME
    )


def absorb(
    groups: Sequence[Group],
    rest: tuple[Mapping[int, Item], Mapping[int, Item]],
    items: tuple[Sequence[Item], Sequence[Item]],
    factor: float,
    *,
    always: bool,
) -> list[Group]:
    """Take left-over items of a food that a group already holds into it.

    With `always` unset, an item stays left over when the amounts of the group agree without it and would not with it:
    it may be what was replaced. The order of `groups` is kept.
    """
    parent, fork = items
    grown: list[Group] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for group in groups:
        held = [parent[group.parent[0]], fork[group.fork[0]]]
        more_parent = _alike(held, rest[0], taken[0])
        more_fork = _alike(held, rest[1], taken[1])
        wider = Group((*group.parent, *more_parent), (*group.fork, *more_fork), group.score)
        if wider == group or (not always and _better_without(group, wider, items, factor)):
            grown.append(group)
            continue
        taken[0].update(more_parent)
        taken[1].update(more_fork)
        grown.append(wider)
    return grown


def _alike(held: Sequence[Item], rest: Mapping[int, Item], taken: set[int]) -> list[int]:
    free = {at: item for at, item in rest.items() if at not in taken}
    return [at for at, item in free.items() if any(sameness(one, item) >= _SURELY_SAME for one in held)]


def _silent(item: Item) -> bool:
    return item.measures.weight is item.measures.volume is item.measures.count is None


def _better_without(group: Group, wider: Group, items: tuple[Sequence[Item], Sequence[Item]], factor: float) -> bool:
    without, with_it = (
        ratio_of([items[0][i] for i in one.parent], [items[1][j] for j in one.fork]) for one in (group, wider)
    )
    if without is None:
        held, more = ([*(items[0][i] for i in one.parent), *(items[1][j] for j in one.fork)] for one in (group, wider))
        if all(_silent(item) for item in held) and not all(_silent(item) for item in more):
            return True
        return all(items[0][i].every == items[1][j].every for i, j in zip(group.parent, group.fork, strict=False))
    off = abs(math.log(without.value / factor))
    return off <= _EQUAL and (with_it is None or abs(math.log(with_it.value / factor)) > 2 * off)
