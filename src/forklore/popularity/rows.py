"""What a ranked list is, and what explains a place in it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from forklore.recipes.rows import Card


class Span(StrEnum):
    """The window: what happened in the last day, week (7 days), month (30 days), year (365 days), or ever."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"


class By(StrEnum):
    """The measure: the weighed score, people who cooked, forked or saved it, or the Bayesian mean of the stars."""

    SCORE = "score"
    COOKED = "cooked"
    FORKED = "forked"
    SAVED = "saved"
    TOP_RATED = "top_rated"


class PartKind(StrEnum):
    """What people do that makes a recipe popular."""

    FORK = "fork"
    COOKED = "cooked"
    REVIEW = "review"


class Place(Struct, frozen=True):
    """A place in a list."""

    position: int
    recipe_id: UUID
    score: float


class Stretch(Struct, frozen=True):
    """A stretch of a list: of which generation, when the list was made, and the places in order."""

    generation: int
    refreshed_at: datetime
    places: tuple[Place, ...]


class PopularRecipe(Struct, frozen=True):
    """A recipe in a ranked list; a position that is left out belongs to a recipe that the reader does not see."""

    position: int
    score: float
    recipe: Card


class Popular(Struct, frozen=True):
    """A page of a ranked list; `refreshed_at` is when it was made, None before the first time."""

    items: list[PopularRecipe]
    next: str | None
    window: Span
    by: By
    refreshed_at: datetime | None


class Parts(Struct, frozen=True):
    """What a recipe's score is made of: distinct people by what they did, and the sums of what is left by decay."""

    as_of: datetime
    reviews: int
    cooks: int
    forks: int
    reviews_decayed: float
    cooks_decayed: float
    forks_decayed: float


class ScorePart(Struct, frozen=True):
    """One part of a score: `people` did this; `decayed` is what age has left of them; `points` is weight x decayed.

    Of a review also its stars decide what it is worth, from a half (one star) to one (five stars), and are in
    `decayed`.
    """

    kind: PartKind
    people: int
    weight: float
    decayed: float
    points: float


class Score(Struct, frozen=True):
    """Why a recipe stands where it does: the points of the parts add up to the score of the ranked list.

    `half_life_seconds` is the age at which something counts half, None in the window `all` where nothing ages; `as_of`
    is the time that ages are counted to: when the list was made.
    """

    window: Span
    score: float
    parts: tuple[ScorePart, ...]
    half_life_seconds: float | None
    as_of: datetime
