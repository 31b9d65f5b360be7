"""Pairs the items of two lists: first one food under two names, then one food in the place of another.

Both steps are assignment problems (solved by `scipy.optimize.linear_sum_assignment`): the pairs with the greatest sum
win, and leaving an item alone has its price, so that a poor pair is refused. Candidates are found through an index of
words and foods; the cost is O(n·m) look-ups at worst and O(k³) for the k items that need deciding.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from msgspec import Struct
from scipy.optimize import linear_sum_assignment

from forklore.foods.lexicon import lexicon
from forklore.forks.amounts import same_food_ratio
from forklore.forks.items import Item
from forklore.forks.likeness import near_slugs, sameness
from forklore.forks.places import Place, exchange

_SAME_AT_LEAST = 0.5
# What a name must be worth when the amounts speak against it.
_SURE_OF_NAMES = 0.7
_FAR_OFF = math.log(1.3)
_EXCHANGED_AT_LEAST = 0.47
_MOST_EXCHANGED = 60
_FARTHEST = 8


class Pair(Struct, frozen=True):
    """Item `parent` stands against item `fork` (positions in the two lists of items); `score` runs from 0 to 1."""

    parent: int
    fork: int
    score: float


def pair_same(
    parent: Sequence[Item], fork: Sequence[Item], factor: float, same_line: Callable[[Item, Item], bool]
) -> list[Pair]:
    """Pair the items that are one food; equal lines, equal amounts and equal line ids decide between several."""
    scores: dict[tuple[int, int], float] = {}
    bonus: dict[tuple[int, int], float] = {}
    for i, j in _candidates(parent, fork):
        one, other = parent[i], fork[j]
        same = sameness(one, other)
        if same >= (_SAME_AT_LEAST if _amounts_allow(one, other, factor) else _SURE_OF_NAMES):
            scores[i, j] = same
            bonus[i, j] = _bonus(one, other, factor) + (3.0 if same_line(one, other) else 0.0)
    worth = {pair: score * 4 + bonus[pair] for pair, score in scores.items()}
    return [Pair(i, j, scores[i, j]) for i, j in assign(worth, 0.0)]


def _amounts_allow(one: Item, other: Item, factor: float) -> bool:
    ratio = same_food_ratio(one.measures, other.measures, one.slug, other.slug)
    return ratio is None or not ratio.sure or abs(math.log(ratio.value / factor)) < _FAR_OFF


def _bonus(one: Item, other: Item, factor: float) -> float:
    bonus = 0.5 if one.every == other.every else 0.0
    bonus += 0.25 if one.section == other.section else 0.0
    ratio = same_food_ratio(one.measures, other.measures, one.slug, other.slug)
    if ratio is None:
        return bonus + (0.5 if one.measures == other.measures else 0.2)
    return bonus + math.exp(-2 * abs(math.log(ratio.value / factor)))


def _candidates(parent: Sequence[Item], fork: Sequence[Item]) -> set[tuple[int, int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for j, item in enumerate(fork):
        for key in _keys(item):
            index[key].append(j)
    return {(i, j) for i, item in enumerate(parent) for key in _keys(item) for j in index.get(key, ())}


def _keys(item: Item) -> set[str]:
    return (
        {f"={slug}" for slug in (item.mentioned | {item.slug} if item.slug else item.mentioned)}
        | {f"={slug}" for slug in near_slugs().get(item.slug or "", ())}
        | {f"={lexicon().sorts.get(item.slug or '', item.slug)}"}
        | set(item.naming)
        | (item.every if not item.slug else set())
    )


class Around(Struct, frozen=True):
    """What stands fixed around the items that are left over.

    `to_fork` and `to_parent` give the partner of each paired item (and of the ends of the lists, -1 and their length);
    `same_line` tells whether the ids of two items' lines are one, and `edited` whether the lists share any.
    """

    to_fork: Mapping[int, int]
    to_parent: Mapping[int, int]
    factor: float
    same_line: Callable[[Item, Item], bool]
    edited: bool = False


def pair_exchanged(parent: Mapping[int, Item], fork: Mapping[int, Item], around: Around) -> list[Pair]:
    """Pair items left over on both sides (position → item) where one may have taken the place of the other."""
    if not parent or not fork or len(parent) * len(fork) > _MOST_EXCHANGED**2:
        return []
    scores: dict[tuple[int, int], float] = {}
    worth: dict[tuple[int, int], float] = {}
    for i, one in parent.items():
        for j, other in fork.items():
            observed = around.same_line(one, other)
            beside = 1.0 if observed else (_beside(i, j, around.to_fork) + _beside(j, i, around.to_parent)) / 2
            scores[i, j] = exchange(one, other, Place(around.factor, beside, observed, around.edited and not observed))
            worth[i, j] = scores[i, j] - _EXCHANGED_AT_LEAST + (1.0 if observed else 0.0)
    worth = {pair: value for pair, value in worth.items() if scores[pair] >= _EXCHANGED_AT_LEAST}
    return [Pair(i, j, scores[i, j]) for i, j in assign(worth, 0.0)]


def _beside(here: int, there: int, partner: Mapping[int, int]) -> float:
    """Tell whether `there` stands as far behind or before a fixed pair as `here` does: 1 on both sides, 0.5 on one.

    Items that are left over too may stand between; the ends of the lists are fixed.
    """
    before, after = here - 1, here + 1
    while before not in partner and before > -1:
        before -= 1
    while after not in partner and after - here < _FARTHEST:
        after += 1
    behind = before in partner and there - partner[before] == here - before
    ahead = after in partner and partner[after] - there == after - here
    return (behind + ahead) / 2


def assign(worth: Mapping[tuple[int, int], float], alone: float) -> list[tuple[int, int]]:
    """Choose pairs, each row and column at most once, with the greatest sum of worth above `alone` per pair."""
    if not worth:
        return []
    rows = {i: at for at, i in enumerate(sorted({i for i, _ in worth}))}
    columns = {j: at for at, j in enumerate(sorted({j for _, j in worth}))}
    matrix = np.full((len(rows), len(columns)), alone)
    for (i, j), value in worth.items():
        matrix[rows[i], columns[j]] = value
    at_rows, at_columns = linear_sum_assignment(matrix, maximize=True)
    row_of, column_of = list(rows), list(columns)
    chosen = ((row_of[a], column_of[b]) for a, b in zip(at_rows.tolist(), at_columns.tolist(), strict=True))
    return [pair for pair in chosen if worth.get(pair, alone) > alone]
