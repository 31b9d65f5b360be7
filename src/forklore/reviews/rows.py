"""What a review is, and what the stars of a recipe and of a cook are."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from forklore.recipes.rows import Author, Stars


class ReviewSort(StrEnum):
    """How the reviews of a recipe are ordered."""

    RECENT = "recent"


class ChangeKind(StrEnum):
    """What a reviewer did to a food of the recipe."""

    REPLACE = "replace"
    OMIT = "omit"
    ADD = "add"
    MORE = "more"
    LESS = "less"


FoodText = Annotated[str, Meta(min_length=1, max_length=200)]
FoodTexts = Annotated[tuple[FoodText, ...], Meta(max_length=20)]


class ReviewChange(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"before": "from", "after": "to"}
):
    """One thing that the reviewer changed, in words: `from` what the recipe says `to` what was taken."""

    kind: ChangeKind
    before: FoodTexts = ()
    after: FoodTexts = ()


class ReviewRow(Struct, frozen=True):
    """A row of the view `visible_review`."""

    recipe_id: UUID
    id: UUID
    reviewer_id: UUID
    reviewer_handle: str
    reviewer_name: str
    version: int
    stars: int
    as_written: bool
    body: str
    changes: tuple[ReviewChange, ...]
    revision: int
    created_at: datetime
    updated_at: datetime


class Review(Struct, frozen=True):
    """A review as everybody sees it; `version` is the one that was cooked."""

    id: UUID
    recipe_id: UUID
    reviewer: Author
    version: int
    stars: int
    as_written: bool
    body: str
    changes: tuple[ReviewChange, ...]
    created_at: datetime
    updated_at: datetime


class Written(Struct, frozen=True):
    """A review after it was put, and whether there was none before."""

    review: ReviewRow
    is_new: bool


class ReviewMove(Struct, frozen=True):
    """What writing a review moved; the stars before are None where none counted."""

    created_at: datetime
    is_first: bool
    stars_before: int | None
    as_written_before: bool | None


class ReviewGone(Struct, frozen=True):
    """What withdrawing a review takes out of the sums."""

    created_at: datetime
    stars: int
    as_written: bool


class Cooked(Struct, frozen=True):
    """That a cook made a recipe: how often, and when first and last."""

    version: int
    times: int
    first_at: datetime
    last_at: datetime


class CookedMove(Struct, frozen=True):
    """What marking as cooked moved."""

    version: int
    times: int
    first_at: datetime
    last_at: datetime
    is_first: bool
    counts_anew: bool


class Prior(Struct, frozen=True):
    """What Bayesian means lean on: the mean of all stars of the community, and as how many reviews it weighs."""

    mean: Decimal
    weight: Decimal


class MonthSums(Struct, frozen=True):
    """The stars of one month, named by its first day."""

    month: date
    stars_count: int
    stars_sum: int


class RecipeSums(Struct, frozen=True):
    """The stars of a recipe, summed."""

    stars_count: int
    stars_sum: int
    stars_histogram: tuple[int, ...]
    as_written_count: int
    as_written_sum: int
    prior_mean: Decimal
    prior_weight: Decimal


class CookSums(Struct, frozen=True):
    """The stars of a cook's public recipes, summed."""

    account_id: UUID
    stars_count: int
    stars_sum: int
    stars_histogram: tuple[int, ...]
    as_written_count: int
    as_written_sum: int
    recipes_rated: int
    recipe_means_sum: Decimal
    months: tuple[MonthSums, ...]


class CookSumsRow(Struct, frozen=True):
    """The same with the prior, as the page of a cook's stars reads them in one query."""

    account_id: UUID
    stars_count: int
    stars_sum: int
    stars_histogram: tuple[int, ...]
    as_written_count: int
    as_written_sum: int
    recipes_rated: int
    recipe_means_sum: Decimal
    months: tuple[MonthSums, ...]
    prior_mean: Decimal
    prior_weight: Decimal


class RatedRow(Struct, frozen=True):
    """A public recipe of a cook with its stars."""

    id: UUID
    title: str
    slug: str
    stars_count: int
    stars_sum: int


class RecipeStars(Struct, frozen=True):
    """The stars of a recipe; `histogram` counts one to five stars, `with_changes` is by those who changed something."""

    mean: float | None
    bayesian: float
    prior: Prior
    count: int
    histogram: tuple[int, ...]
    as_written: Stars
    with_changes: Stars


class MonthStars(Struct, frozen=True):
    """The stars that came in one month, written 2026-03."""

    month: str
    mean: float
    count: int


class RatedRecipe(Struct, frozen=True):
    """One recipe of a cook and its own stars."""

    id: UUID
    title: str
    address: str
    mean: float | None
    count: int


class CookStars(Struct, frozen=True, omit_defaults=True):
    """The average stars of a cook's recipes: over all reviews, over the recipes' means, and leaning on the prior."""

    mean: float | None
    mean_of_recipes: float | None
    bayesian: float
    prior: Prior
    count: int
    recipes_rated: int
    histogram: tuple[int, ...]
    as_written: Stars
    with_changes: Stars
    by_month: tuple[MonthStars, ...]
    recipes: tuple[RatedRecipe, ...] | None = None


def review(row: ReviewRow) -> Review:
    """Make a review of its row."""
    return Review(
        row.id,
        row.recipe_id,
        Author(row.reviewer_handle, row.reviewer_name),
        row.version,
        row.stars,
        row.as_written,
        row.body,
        row.changes,
        row.created_at,
        row.updated_at,
    )
