"""Which lines (or steps) of an edited list are the edited ones of the base, where the ids do not say it.

Who edits a list as text loses the id of every line that changed: the base's line is gone and another one came. Left so,
a line that both sides edited would come out twice. What came is taken for what went when both name the same food and no
other does, or when as many came as went between the same two neighbours.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")
_Gap = tuple[UUID | None, UUID | None]


def edited_ids(
    base: Mapping[UUID, T],
    side: Mapping[UUID, T],
    *,
    names: Callable[[T], Hashable | None],
    not_these: frozenset[UUID] = frozenset(),
) -> dict[UUID, UUID]:
    """Give for items that came into `side` the id of the base's item that each was made of.

    Both map ids to items, in the order of the list; `names` gives what an item is of (None: nothing known), and
    `not_these` are left alone. An id of the base is given at most once.
    """
    gone = [item for item in base if item not in side]
    came = [item for item in side if item not in base and item not in not_these]
    found: dict[UUID, UUID] = {}
    of_gone, of_came = (
        Counter(name for item in ids if (name := names(items[item])) is not None)
        for ids, items in ((gone, base), (came, side))
    )
    for new in came:
        name = names(side[new])
        if name is not None and of_came[name] == of_gone[name] == 1:
            found[new] = next(old for old in gone if names(base[old]) == name)
    left = [old for old in gone if old not in found.values()]
    rest = [new for new in came if new not in found]
    kept = {item for item in base if item in side} | set(found) | set(found.values())
    before, after = _gaps(list(base), kept, left, {}), _gaps(list(side), kept, rest, found)
    for gap, new_ones in after.items():
        if len(before.get(gap, [])) == len(new_ones):
            found |= dict(zip(new_ones, before[gap], strict=True))
    return found


def _gaps(
    order: Sequence[UUID], kept: set[UUID], loose: Sequence[UUID], known_as: Mapping[UUID, UUID]
) -> dict[_Gap, list[UUID]]:
    """Group loose items by the two kept ones around them."""
    wanted = set(loose)
    stops = [-1, *(at for at, item in enumerate(order) if item in kept), len(order)]
    found: dict[_Gap, list[UUID]] = {}
    for start, end in pairwise(stops):
        between = [item for item in order[start + 1 : end] if item in wanted]
        if between:
            ends = [order[at] if 0 <= at < len(order) else None for at in (start, end)]
            left, right = (known_as.get(item, item) if item is not None else None for item in ends)
            found[left, right] = between
    return found
