"""The measure of popularity, written in one place.

What counts is people: whoever other than the author forked a recipe publicly, cooked it, or reviewed it. Each person
counts once per recipe and kind, at the first time, so repeating, undoing and doing again move nothing.

    score = Σ over kinds  weight(kind) × Σ over people  worth × 2^(−age / half-life)

A fork weighs 3 (somebody made the recipe their own), cooking it 2, a review 1 × its worth. The worth of a review grows
from 1/2 (one star) to 1 (five stars): how many care comes first, how good it is has its own list. Windows hold what
happened in the last 1, 7, 30, 365 days; in a window the half-life is half of its length, so that the newer half weighs
more and nothing falls off an edge at full weight. Over all times nothing ages. What claims to be of the future is of
now.

The lists by `cooked` and `forked` count those people of the window, plainly, and `saved` those who keep the recipe in a
cookbook and did so first in the window; keeping is no part of the score, it says what somebody means to cook.
`top_rated` ranks by the Bayesian mean of the stars that were given in the window. Ties: the more people stand first,
then the lower id. A list holds the first 1,000.
"""

import math
from typing import Final

from msgspec import Struct

from forklore.popularity.rows import PartKind, Parts, Score, ScorePart, Span

LONGEST: Final = 1_000
WEIGHTS: Final = {PartKind.FORK: 3.0, PartKind.COOKED: 2.0, PartKind.REVIEW: 1.0}
# worth of a review = BASE + PER_STAR x stars; linear, so that the sums of a recipe are enough to add it up
REVIEW_BASE: Final = 3 / 8
REVIEW_PER_STAR: Final = 1 / 8
_DAY_S: Final = 86_400.0
_LENGTHS_S: Final = {Span.DAY: 1 * _DAY_S, Span.WEEK: 7 * _DAY_S, Span.MONTH: 30 * _DAY_S, Span.YEAR: 365 * _DAY_S}


class Measure(Struct, frozen=True):
    """The measure in one window: its length in seconds and the decay per second, both None where nothing ages."""

    seconds: float | None
    rate: float | None
    base: float = REVIEW_BASE
    per_star: float = REVIEW_PER_STAR


def length(span: Span) -> float | None:
    """Tell how many seconds a window is long; None for all times."""
    return _LENGTHS_S.get(span)


def half_life(span: Span) -> float | None:
    """Tell after how many seconds something counts half; None for all times, where nothing ages."""
    seconds = length(span)
    return None if seconds is None else seconds / 2


def measure(span: Span) -> Measure:
    """Give the measure of a window as the queries take it."""
    half = half_life(span)
    return Measure(length(span), None if half is None else -math.log(2) / half)


def worth(stars: int) -> float:
    """Tell what a review is worth by its stars: 0.5 to 1."""
    return REVIEW_BASE + REVIEW_PER_STAR * stars


def decay(span: Span, age_s: float) -> float:
    """Tell what is left of one thing after an age in seconds: 1 when new, 0.5 after a half-life, 0 outside."""
    seconds, half = length(span), half_life(span)
    if seconds is None or half is None:
        return 1.0
    return 0.0 if age_s >= seconds else math.exp(-math.log(2) * max(age_s, 0.0) / half)


def explain(span: Span, parts: Parts) -> Score:
    """Make the explanation of a score of its parts."""
    told = (
        _part(PartKind.FORK, parts.forks, parts.forks_decayed),
        _part(PartKind.COOKED, parts.cooks, parts.cooks_decayed),
        _part(PartKind.REVIEW, parts.reviews, parts.reviews_decayed),
    )
    return Score(span, math.fsum(part.points for part in told), told, half_life(span), parts.as_of)


def _part(kind: PartKind, people: int, decayed: float) -> ScorePart:
    return ScorePart(kind, people, WEIGHTS[kind], decayed, WEIGHTS[kind] * decayed)
