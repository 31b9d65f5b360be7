"""How the stars moved where a food was replaced: forks against their parents.

Cooks publish what worked, and readers rate what they chose, so every figure here leans to the bright side; the answer
says so.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, stdev
from typing import NamedTuple
from uuid import UUID

import numpy as np

from forklore.replacements.rows import EventRow, StarEffect, StarsGiven, StarsMoved, StarsOfRecipe

# A recipe's mean leans on this many stars of this value, so that one review does not make a difference of two stars.
PRIOR_MEAN = 4.0
PRIOR_WEIGHT = 5.0
# So many other changes have a part of their own, those seen in at least two forks, the most frequent first; the rest
# share one.
OTHERS_AT_MOST = 100
_REST = "…"
# Each change's part leans on nothing, as if one fork had shown none.
RIDGE = 1.0

_NOTHING = StarEffect(None, None, 0)
_Pair = tuple[UUID, tuple[UUID, ...]]


class Rated(NamedTuple):
    """A rated fork of a rated parent: its changes (the replacement's own pair is one of them), and how stars moved."""

    changes: frozenset[object]
    moved: float
    alone: bool


def moved(
    events: Sequence[EventRow], stars: Mapping[UUID, StarsOfRecipe], given: Iterable[StarsGiven]
) -> dict[_Pair, StarsMoved]:
    """Tell for each pair of the events how the stars moved.

    `stars` are those of public forks and parents; `given` are the stars of single cooks for them.
    """
    by_pair: dict[_Pair, list[tuple[EventRow, Rated | None]]] = {}
    for event in events:
        by_pair.setdefault((event.from_food, event.to_foods), []).append((event, _rated(event, stars)))
    everything = {event.recipe_id: rated for rows in by_pair.values() for event, rated in rows if rated}
    parts = ridge(list(everything.values()))
    by_cook = {(row.reviewer_id, row.recipe_id): row.stars for row in given}
    reviewers: dict[UUID, set[UUID]] = {}
    for reviewer, recipe in by_cook:
        reviewers.setdefault(recipe, set()).add(reviewer)
    return {pair: _told(pair, rows, parts, by_cook, reviewers, stars) for pair, rows in by_pair.items()}


def _told(
    pair: _Pair,
    rows: Sequence[tuple[EventRow, Rated | None]],
    parts: Mapping[object, StarEffect],
    by_cook: Mapping[tuple[UUID, UUID], int],
    reviewers: Mapping[UUID, set[UUID]],
    stars: Mapping[UUID, StarsOfRecipe],
) -> StarsMoved:
    headline = mean_of([rated.moved for _, rated in rows if rated and rated.alone])
    both = [
        float(by_cook[cook, event.recipe_id] - by_cook[cook, event.parent_id])
        for event, _ in rows
        if event.parent_id in stars and not event.beside
        for cook in sorted(reviewers.get(event.recipe_id, ()))
        if event.parent_id and (cook, event.parent_id) in by_cook
    ]
    return StarsMoved(headline.difference, headline.error, headline.n, parts.get(pair, _NOTHING), mean_of(both))


def mean_of(differences: Sequence[float]) -> StarEffect:
    """Give the mean of differences with its standard error."""
    n = len(differences)
    if n == 0:
        return _NOTHING
    error = round(stdev(differences) / math.sqrt(n), 3) if n > 1 else None
    return StarEffect(round(fmean(differences), 3), error, n)


def ridge(rated: Sequence[Rated]) -> dict[object, StarEffect]:
    """Give each change its part in how the stars moved: an additive ridge regression (Hoerl and Kennard, 1970).

    A fork's movement is the sum of the parts of its changes. The parts solve (XᵀX + λI) b = Xᵀy, both sides of which
    are sums over forks; the error is the root of the residual variance times the diagonal of the inverse.
    """
    if not rated:
        return {}
    names = _columns(rated)
    place = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(rated), len(names)))
    for at, row in enumerate(rated):
        for change in row.changes:
            x[at, place.get(change, place[_REST])] += 1.0
    y = np.array([row.moved for row in rated])
    inverse = np.linalg.inv(x.T @ x + RIDGE * np.eye(len(names)))
    parts = inverse @ (x.T @ y)
    freedom = max(1.0, len(rated) - float(np.trace(x @ inverse @ x.T)))
    variance = float(((y - x @ parts) ** 2).sum()) / freedom
    forks = x.sum(axis=0)
    return {
        name: StarEffect(
            round(float(parts[at]), 3),
            round(math.sqrt(variance * float(inverse[at, at])), 3) if forks[at] > 1 else None,
            int(forks[at]),
        )
        for name, at in place.items()
        if name != _REST
    }


def _columns(rated: Sequence[Rated]) -> list[object]:
    """Choose which changes have a part of their own: every pair, and the other changes that are frequent enough."""
    seen = Counter(change for row in rated for change in row.changes)
    pairs = sorted((change for change in seen if isinstance(change, tuple)), key=str)
    others = sorted((change for change in seen if isinstance(change, str)), key=lambda name: (-seen[name], name))
    return [*pairs, *(name for name in others[:OTHERS_AT_MOST] if seen[name] > 1), _REST]


def _rated(event: EventRow, stars: Mapping[UUID, StarsOfRecipe]) -> Rated | None:
    fork, parent = stars.get(event.recipe_id), stars.get(event.parent_id) if event.parent_id else None
    if fork is None or parent is None or not fork.stars_count or not parent.stars_count:
        return None
    pair: _Pair = (event.from_food, event.to_foods)
    return Rated(frozenset([pair, *event.beside]), shrunk(fork) - shrunk(parent), not event.beside)


def shrunk(row: StarsOfRecipe) -> float:
    """Give the mean of a recipe's stars, leaning on five stars of the value four."""
    return (row.stars_sum + PRIOR_MEAN * PRIOR_WEIGHT) / (row.stars_count + PRIOR_WEIGHT)
