"""Lists whose items have ids (lines, steps) merged item by item: who is in the result, and what each says."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from forklore.forks.merge_choice import Settling
from forklore.forks.merge_order import contests, merged_order, moved_apart
from forklore.forks.rows import Clash, ClashKind

T = TypeVar("T")
WHOLE = "whole"


def merged_items(
    settling: Settling,
    kind: ClashKind,
    sides: tuple[Mapping[UUID, T], Mapping[UUID, T], Mapping[UUID, T]],
    *,
    both_changed: Callable[[UUID, T, T, T], T],
    words: Callable[[T], str],
    near: Callable[[T, T], bool] | None = None,
) -> dict[UUID, T]:
    """Merge base, ours and theirs, each ids to items in the order of its list; the result is in the merged order.

    An item that one side took out and the other left alone is gone; one that the other changed is a clash. One that
    both changed goes to `both_changed`; places where both put other items for the same ones are a clash. Each item that
    a side holds and nobody took out stands in the result once.
    """
    base, ours, theirs = sides
    merged: dict[UUID, T] = {}
    for key in dict.fromkeys((*ours, *theirs)):
        found = _one(settling, kind, key, (base.get(key), ours.get(key), theirs.get(key)), both_changed, words)
        if found is not None:
            merged[key] = found
    for contest in contests(list(base), list(ours), list(theirs)):
        clash = Clash(
            f"{kind.value}:{contest.removed[0]}:replaced",
            kind,
            "replaced",
            _listed(contest.removed, base, words),
            _listed(contest.ours, ours, words),
            _listed(contest.theirs, theirs, words),
        )
        for key in contest.ours if settling.takes(clash) else contest.theirs:
            merged.pop(key, None)
    orders = [[key for key in side if key in merged] for side in sides]
    prefer = moved_apart(*orders) and settling.takes(
        Clash(f"{kind.value}s:order", ClashKind.ORDER, f"{kind.value}s", *(_listed(o, merged, words) for o in orders))
    )

    def close(one: UUID, other: UUID) -> bool:
        return near is None or near(merged[one], merged[other])

    return {key: merged[key] for key in merged_order(*orders, prefer_theirs=prefer, near=close)}


def _one(
    settling: Settling,
    kind: ClashKind,
    key: UUID,
    three: tuple[T | None, T | None, T | None],
    both_changed: Callable[[UUID, T, T, T], T],
    words: Callable[[T], str],
) -> T | None:
    base, ours, theirs = three
    if base is not None and ours is not None and theirs is not None and base not in (ours, theirs) and ours != theirs:
        return both_changed(key, base, ours, theirs)
    if base is None and (ours is None or theirs is None):
        return ours if theirs is None else theirs
    return settling.three(
        (f"{kind.value}:{key}", kind, WHOLE), three, lambda item: None if item is None else words(item)
    )


def _listed(order: Iterable[UUID], merged: Mapping[UUID, T], words: Callable[[T], str]) -> str:
    return "\n".join(words(merged[key]) for key in order)
