"""The order of a merged list: what both keep stands in one order, what one added or moved stands behind its neighbour.

diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007) on ids instead of equal texts: an id says
which item is which, so nothing is aligned by guessing, and an item that was moved is told from one that left and one
that came. Items that a side moved are those outside the longest run which that side left in the order of the base.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

K = TypeVar("K", bound=Hashable)
_FRONT = -1


class Contest(Struct, Generic[K], frozen=True):
    """Items of the base that both sides took out, and what each put in their place; both sides put something."""

    removed: tuple[K, ...]
    ours: tuple[K, ...]
    theirs: tuple[K, ...]


def moved_apart(base: Sequence[K], ours: Sequence[K], theirs: Sequence[K]) -> bool:
    """Tell whether both sides moved the same item, to different places: only a person knows where it belongs."""
    left, right = _common(ours, theirs), _common(theirs, ours)
    if left == right:
        return False
    return bool(_moved(base, left) & _moved(base, right))


def merged_order(
    base: Sequence[K],
    ours: Sequence[K],
    theirs: Sequence[K],
    *,
    prefer_theirs: bool = False,
    near: Callable[[K, K], bool] | None = None,
) -> list[K]:
    """Order all items of two sides, each once; items of the base that neither holds are gone.

    `prefer_theirs` says whose order counts where both moved the same item; `near` tells whether an item (first) belongs
    close to another, for what both sides put behind the same neighbour. Exchanging the sides changes nothing, but where
    both moved the same item. O(n log n) in the number of items.
    """
    left, right = _common(ours, theirs), _common(theirs, ours)
    moved_left, moved_right = _moved(base, left), _moved(base, right)
    if left == right or moved_left & moved_right:
        fixed, moved_left, moved_right = (right if prefer_theirs else left), set(), set()
    else:
        loose = moved_left | moved_right
        known = set(left)
        fixed = [item for item in base if item in known and item not in loose]
    anchored, in_ours, in_theirs = set(fixed), set(ours), set(theirs)
    new_to_both = (in_ours & in_theirs) - set(base)
    runs_left = _runs(ours, fixed, lambda item: item not in in_theirs or item in moved_left or item in new_to_both)
    runs_right = _runs(theirs, fixed, lambda item: item not in in_ours or item in moved_right)
    found: list[K] = []
    for at in range(_FRONT, len(fixed)):
        if at >= 0:
            found.append(fixed[at])
        found += _side_by_side(runs_left.get(at, []), runs_right.get(at, []), fixed[at] if at >= 0 else None, near)
    assert anchored <= set(found)  # noqa: S101 (what both keep is never lost)
    return found


def contests(base: Sequence[K], ours: Sequence[K], theirs: Sequence[K]) -> Iterator[Contest[K]]:
    """Find the places where both sides took the same items out and each put others in."""
    known, in_ours, in_theirs = set(base), set(ours), set(theirs)
    kept = known & in_ours & in_theirs
    gone: dict[K | None, list[K]] = {}
    last: K | None = None
    for item in base:
        last = item if item in kept else last
        if item not in in_ours and item not in in_theirs:
            gone.setdefault(last, []).append(item)
    for place, removed in gone.items():
        left, right = (_put_behind(place, side, kept, known) for side in (ours, theirs))
        both = set(left) & set(right)
        left, right = ([item for item in run if item not in both] for run in (left, right))
        if left and right:
            yield Contest(tuple(removed), tuple(left), tuple(right))


def _put_behind(place: K | None, side: Sequence[K], kept: Collection[K], known: Collection[K]) -> list[K]:
    """Give what a side added between a kept item (None is the front) and the next kept one."""
    start = 0 if place is None else list(side).index(place) + 1
    found = []
    for item in side[start:]:
        if item in kept:
            break
        if item not in known:
            found.append(item)
    return found


def _common(side: Sequence[K], other: Sequence[K]) -> list[K]:
    known = set(other)
    return [item for item in side if item in known]


def _moved(base: Sequence[K], side: Sequence[K]) -> set[K]:
    """Give the items outside a longest increasing subsequence by their places in the base (patience sorting)."""
    place = {item: at for at, item in enumerate(base)}
    tails: list[int] = []
    tops: list[K] = []
    before: dict[K, K | None] = {}
    for item in side:
        if item not in place:
            continue
        at = bisect_left(tails, place[item])
        before[item] = tops[at - 1] if at else None
        tails[at : at + 1] = [place[item]]
        tops[at : at + 1] = [item]
    stayed: set[K] = set()
    walk = tops[-1] if tops else None
    while walk is not None:
        stayed.add(walk)
        walk = before[walk]
    return set(before) - stayed


def _runs(side: Sequence[K], fixed: Sequence[K], floats: Callable[[K], bool]) -> dict[int, list[K]]:
    """Hang the loose items of a side behind the fixed item that they follow."""
    place = {item: at for at, item in enumerate(fixed)}
    found: dict[int, list[K]] = {}
    last = _FRONT
    for item in side:
        if item in place:
            last = place[item]
        elif floats(item):
            found.setdefault(last, []).append(item)
    return found


def _side_by_side(left: list[K], right: list[K], behind: K | None, near: Callable[[K, K], bool] | None) -> list[K]:
    """Put two runs one behind the other, the same way whichever side they came from."""
    if not left or not right:
        return left or right

    def weight(run: list[K]) -> tuple[bool, str]:
        far = near is not None and behind is not None and not near(run[0], behind)
        return far, str(run[0])

    first, second = sorted((left, right), key=weight)
    return [*first, *second]
