"""What a recipe is: its content as one document, its card, its state."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from forklore.foods.rows import FoodName, Line


class Visibility(StrEnum):
    """Who may see a published recipe."""

    PUBLIC = "public"
    FOLLOWERS = "followers"
    PRIVATE = "private"


class State(StrEnum):
    """A draft is its author's alone; a withdrawn one was published; of a deleted one only a tombstone is left."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"


class ContentLine(Struct, frozen=True, kw_only=True):
    """An ingredient line of a version: what `foods.rows.Line` says, with the id it keeps through versions and forks."""

    line_id: UUID
    text: str
    section: str | None = None
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    unit: str | None = None
    food: FoodName | None = None
    name: str = ""
    preparation: str | None = None
    note: str | None = None
    optional: bool = False
    confidence: float = 0.0

    def line(self) -> Line:
        """Give the line without its id."""
        return Line(
            text=self.text,
            section=self.section,
            amount_min=self.amount_min,
            amount_max=self.amount_max,
            unit=self.unit,
            food=self.food,
            name=self.name,
            preparation=self.preparation,
            note=self.note,
            optional=self.optional,
            confidence=self.confidence,
        )


class ContentStep(Struct, frozen=True):
    """A step of a version, with the id it keeps through versions and forks."""

    step_id: UUID
    text: str


class Content(Struct, frozen=True, kw_only=True):
    """The whole content of one version; `servings` may be a fraction of one."""

    title: str
    summary: str = ""
    servings: Decimal
    minutes_prep: int | None = None
    minutes_cook: int | None = None
    language: str = "en"
    tags: tuple[str, ...] = ()
    lines: tuple[ContentLine, ...] = ()
    steps: tuple[ContentStep, ...] = ()

    def minutes(self) -> int | None:
        """Give preparation and cooking together, None when neither is known."""
        known = [m for m in (self.minutes_prep, self.minutes_cook) if m is not None]
        return sum(known) if known else None


class Stars(Struct, frozen=True):
    """A mean and of how many; the mean is None when there are none."""

    mean: float | None
    count: int


class Author(Struct, frozen=True):
    """Who wrote it."""

    handle: str
    display_name: str


class CardRow(Struct, frozen=True):
    """A row of the view `recipe_card`."""

    id: UUID
    slug: str
    title: str
    summary: str
    author_id: UUID
    author_handle: str
    author_name: str
    visibility: Visibility
    minutes: int | None
    parent_id: UUID | None
    root_id: UUID
    published_at: datetime
    stars_count: int
    stars_sum: int
    cooks: int
    forks: int


class Card(Struct, frozen=True):
    """A recipe in a list."""

    id: UUID
    title: str
    summary: str
    author: Author
    address: str
    minutes: int | None
    parent_id: UUID | None
    root_id: UUID
    published_at: datetime
    stars: Stars
    cooks: int
    forks: int


class RecipeRow(Struct, frozen=True):
    """A recipe with the content of one of its versions and its sums, as one query gives it."""

    id: UUID
    author_id: UUID
    author_handle: str
    author_name: str
    slug: str
    state: State
    visibility: Visibility
    head: int
    number: int
    message: str
    content: Content
    parent_id: UUID | None
    parent_version: int | None
    root_id: UUID
    source_url: str | None
    source_name: str | None
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    stars_count: int
    stars_sum: int
    as_written_count: int
    as_written_sum: int
    cooks: int
    forks: int
    saves: int
    author_active: bool

    def standing(self) -> "Standing":
        """Give what has to be known to decide who may see it."""
        return Standing(
            self.id,
            self.author_id,
            self.state,
            self.visibility,
            self.head,
            self.root_id,
            self.parent_id,
            self.parent_version,
            self.slug,
            self.content.title,
            self.published_at,
            self.author_active,
        )


class OnlyContent(Struct, frozen=True):
    """The content of a version and nothing else."""

    content: Content


class DietRow(Struct, frozen=True):
    """A diet that a recipe keeps."""

    recipe_id: UUID
    diet: str


class DraftRow(Struct, frozen=True):
    """A recipe of one's own that is not published."""

    id: UUID
    slug: str
    title: str
    state: State
    visibility: Visibility
    head: int
    parent_id: UUID | None
    created_at: datetime
    updated_at: datetime


class NameRow(Struct, frozen=True):
    """What everybody may know of a recipe, a tombstone included: whose it is; the title only when it is public."""

    id: UUID
    author_id: UUID
    author_handle: str
    author_name: str
    slug: str
    title: str | None


class VersionRow(Struct, frozen=True):
    """One version in the list of a recipe's versions; `credited` is the cook who proposed it."""

    number: int
    message: str
    made_at: datetime
    credited: Author | None = None


class Standing(Struct, frozen=True):
    """What has to be known of a recipe before anything is done to it."""

    id: UUID
    author_id: UUID
    state: State
    visibility: Visibility
    head: int
    root_id: UUID
    parent_id: UUID | None
    parent_version: int | None
    slug: str
    title: str
    published_at: datetime | None
    author_active: bool


def card(row: CardRow) -> Card:
    """Make a card of its row."""
    return Card(
        row.id,
        row.title,
        row.summary,
        Author(row.author_handle, row.author_name),
        f"/@{row.author_handle}/{row.slug}",
        row.minutes,
        row.parent_id,
        row.root_id,
        row.published_at,
        Stars(round(row.stars_sum / row.stars_count, 2) if row.stars_count else None, row.stars_count),
        row.cooks,
        row.forks,
    )


class StatsMove(Struct, frozen=True):
    """How the mean of a recipe moved, and whether its sums are part of its cook's."""

    public: bool
    means_before: Decimal
    means_after: Decimal
    rated_before: bool
    rated_after: bool


class StatsRow(Struct, frozen=True):
    """The sums of a recipe's stars."""

    stars_count: int
    stars_sum: int
    stars_histogram: tuple[int, ...]
    as_written_count: int
    as_written_sum: int
    mean: Decimal


class MonthRow(Struct, frozen=True):
    """The stars of one month."""

    month: date
    stars_count: int
    stars_sum: int
