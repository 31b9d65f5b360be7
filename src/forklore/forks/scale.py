"""The common factor between the amounts of two lists: how many of the parent's servings the fork makes.

A change of amount and a change of servings look the same on one line, so the lines vote. Each food that both lists hold
votes with the ratio of its amounts; the changed lines are outliers and lose. The factor is 1 unless a clear majority
agrees on another.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

from forklore.forks.amounts import Ratio

# Two ratios within this factor say the same; cooks round 28.35 g to 30 g and a third of a cup to 80 ml.
_TOLERANCE = math.log(1.13)
_UNSURE = 0.5
_LARGEST_DENOMINATOR = 12
_SMALLEST_MAJORITY = 0.5
_MOST = 200.0
_PLAINER = 0.1
# Among equally supported factors the plainer one is right: a recipe is doubled more often than made 11/6 times.
_PLAIN = frozenset(
    (
        *(Fraction(n) for n in (1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 50, 100)),
        *(Fraction(1, n) for n in (2, 3, 4, 5, 6, 8, 10, 12)),
        *(Fraction(n, d) for n, d in ((3, 2), (2, 3), (4, 3), (3, 4), (5, 2), (2, 5), (5, 4), (4, 5), (5, 3), (3, 5))),
    )
)


def servings_factor(ratios: Sequence[Ratio], hint: Fraction | None = None) -> Fraction:
    """Give the factor from the ratios (fork over parent) of the foods that both lists hold, one ratio for each food.

    `hint` is the quotient of the servings that both sides state; it is taken when the lines do not speak against it.
    """
    votes = [(math.log(ratio.value), 1.0 if ratio.sure else _UNSURE) for ratio in ratios if 0 < ratio.value < _MOST]
    total = sum(weight for _, weight in votes)
    if not total:
        return hint if hint is not None and hint > 0 else Fraction(1)
    unchanged = _support(votes, 0.0)
    if hint is not None and hint > 0 and _support(votes, math.log(hint)) > max(unchanged, 0.0) and hint != 1:
        return hint
    best = max(_candidates(votes), key=lambda factor: _closeness(votes, factor))
    support = _support(votes, math.log(best))
    agreeing = sum(1 for value, _ in votes if abs(value - math.log(best)) <= _TOLERANCE)
    if best == 1 or agreeing < 2 or support <= total * _SMALLEST_MAJORITY or support <= unchanged:  # noqa: PLR2004 (two agree)
        return Fraction(1)
    return best


def _candidates(votes: Sequence[tuple[float, float]]) -> list[Fraction]:
    found = set(_PLAIN)
    if len(votes) > 2:  # noqa: PLR2004 - two lines alone may not invent an odd factor
        found |= {_plainer(value) if value > 0 else 1 / _plainer(-value) for value, _ in votes}
    return sorted(found, key=lambda factor: (abs(math.log(factor)), factor))


def _plainer(value: float) -> Fraction:
    """Give a near fraction of a logarithm of at least 0, so that a ratio and its reverse give each other's reverse."""
    return Fraction(math.exp(value)).limit_denominator(_LARGEST_DENOMINATOR)


def _support(votes: Sequence[tuple[float, float]], at: float) -> float:
    return sum(weight for value, weight in votes if abs(value - at) <= _TOLERANCE)


def _closeness(votes: Sequence[tuple[float, float]], factor: Fraction) -> float:
    """Count the agreeing votes, each the more the nearer it is, so that an outlier cannot drag the factor to itself."""
    at = math.log(factor)
    near = (
        weight * (1 - (abs(value - at) / _TOLERANCE) ** 2) for value, weight in votes if abs(value - at) <= _TOLERANCE
    )
    return round(sum(near), 6) + (_PLAINER if factor in _PLAIN else 0.0)
