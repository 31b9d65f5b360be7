"""Changes as they are stored and shown, and what replaces a food."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from forklore.foods.rows import FoodName
from forklore.forks.changes import ChangeKind
from forklore.recipes.rows import Author


class Item(Struct, frozen=True):
    """A food on one side of a change: its slug when it is known, its shortest name, and the line that proves it."""

    food: str | None
    name: str
    text: str
    line: int


class ChangeRow(Struct, frozen=True):
    """A stored change."""

    id: UUID
    kind: ChangeKind
    from_items: tuple[Item, ...]
    to_items: tuple[Item, ...]
    ratio: Decimal | None
    ratio_by: str | None
    confidence: float
    state: str


class DetectionRow(Struct, frozen=True):
    """Which version was compared, and how much larger the fork is."""

    version: int
    parent_version: int
    servings_factor: Decimal
    rewritten: bool
    detector: int


class ChangeOut(Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """A change of a fork against its parent; `id` is None until the change is stored."""

    id: UUID | None
    kind: ChangeKind
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    ratio: float | None
    ratio_by: str | None
    confidence: float
    state: str


class ParentVersion(Struct, frozen=True):
    """The version that a fork is compared with."""

    id: UUID
    version: int


class Changes(Struct, frozen=True):
    """What a fork changed, brought to equal servings; `rewritten` when it has next to nothing in common."""

    parent: ParentVersion
    version: int
    servings_factor: float
    rewritten: bool
    changes: list[ChangeOut]


class Pair(Struct, frozen=True):
    """A food and what took its place (sorted)."""

    from_food: UUID
    to_foods: tuple[UUID, ...]


class ReplacementRow(Struct, frozen=True):
    """A replacement with its sums."""

    from_food: UUID
    to_foods: tuple[UUID, ...]
    to_names: list[FoodName]
    cooks: int
    voices: Decimal
    forks: int
    reviews: int
    did_not_work: int
    ratio_low: float | None
    ratio_median: float | None
    ratio_high: float | None
    ratio_by: str | None
    last_seen: datetime | None


class ContextRow(Struct, frozen=True):
    """The counts of a replacement in one context."""

    to_foods: tuple[UUID, ...]
    context: str
    cooks: int
    voices: Decimal
    did_not_work: int


class EventRow(Struct, frozen=True):
    """One piece of evidence."""

    id: UUID
    from_food: UUID
    to_foods: tuple[UUID, ...]
    recipe_id: UUID
    parent_id: UUID | None
    origin: str
    author: Author
    account_id: UUID
    text: str
    stars: int | None
    failed: bool
    confidence: float
    contexts: tuple[str, ...]
    beside: tuple[str, ...]
    span_start: int | None
    span_end: int | None
    at: datetime


class StarsGiven(Struct, frozen=True):
    """The stars that a cook gave to a recipe."""

    recipe_id: UUID
    reviewer_id: UUID
    stars: int


class StarsOfRecipe(Struct, frozen=True):
    """The stars of a recipe, to see how they moved."""

    id: UUID
    stars_count: int
    stars_sum: int


class Ratio(Struct, frozen=True):
    """How much is taken for one part of the food that is replaced: the median and the quartiles."""

    median: float
    low: float
    high: float
    by: str


class StarEffect(Struct, frozen=True):
    """A difference in stars: the mean, its standard error (None of fewer than two), and from how many."""

    difference: float | None
    error: float | None
    n: int


class StarsMoved(Struct, frozen=True):
    """How the stars moved from a recipe to a fork in which a food was replaced.

    The headline (`difference`, `error`, `n`) is from rated forks whose single change it was; `among_others` adds those
    that changed more, each change with a part of its own; `rated_both` is from cooks who rated fork and parent alike,
    the strongest evidence. Cooks publish what worked, so all three lean to the bright side.
    """

    difference: float | None
    error: float | None
    n: int
    among_others: StarEffect
    rated_both: StarEffect


class Evidence(Struct, frozen=True):
    """Where it was seen; `span` is its place in the words of a review, in characters."""

    kind: str
    recipe_id: UUID
    author: Author
    text: str
    at: datetime
    failed: bool = False
    confidence: float = 1.0
    stars: int | None = None
    span: tuple[int, int] | None = None


class InContext(Struct, frozen=True):
    """How many cooks made a replacement in one context: a kind of dish, or what the food is for there."""

    kind: str
    name: str
    cooks: int
    did_not_work: int


class Replacement(Struct, frozen=True):
    """What takes the place of a food."""

    to: list[FoodName]
    summary: str
    score: float
    cooks: int
    forks: int
    reviews: int
    ratio: Ratio | None
    stars: StarsMoved
    did_not_work: int
    contexts: list[InContext]
    last_seen: datetime | None
    evidence: list[Evidence]


class Replacements(Struct, frozen=True):
    """A food and what takes its place, best first."""

    food: FoodName
    items: list[Replacement]


class InPlaceOf(Struct, frozen=True):
    """What a food takes the place of."""

    food: FoodName
    cooks: int
    forks: int


class LineReplacement(Struct, frozen=True):
    """The replacement most used for a food, in short, to stand beside a line."""

    from_slug: str
    to_names: list[FoodName]
    cooks: int
    ratio_median: float | None
    ratio_by: str | None


class StatedChange(Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """What a reviewer says to have changed, in the reviewer's words."""

    kind: str
    before: list[str] = []
    after: list[str] = []


class ReviewRow(Struct, frozen=True):
    """A public review, as far as it is evidence."""

    version: int
    revision: int
    stars: int
    changes: list[StatedChange]
    body: str
    updated_at: datetime
