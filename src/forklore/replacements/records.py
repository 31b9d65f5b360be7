"""What the room keeps behind its answers: changes as they are told, evidence as it stands, keys and decisions."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from msgspec import Struct

from forklore.foods.rows import FoodName
from forklore.forks.changes import ChangeKind
from forklore.replacements.rows import Item, Pair


class ToldFood(Struct, frozen=True):
    """A food as it was told: its slug when it is known, and its name."""

    food: str | None
    name: str


class Told(Struct, frozen=True, kw_only=True):
    """One change in a recipe as a fork or a review tells it.

    `lines` are the lines of the recipe that it concerns, none for an addition; `failed` says that it did not work;
    `outcome` (good, bad) and `span` (characters of the review, the end exclusive) come from the words of a review,
    `stated` from its fields.
    """

    kind: str
    before: list[ToldFood]
    after: list[ToldFood]
    lines: list[UUID]
    confidence: float
    failed: bool = False
    outcome: str | None = None
    span: tuple[int, int] | None = None
    stated: bool = False


class Proof(Struct, frozen=True, kw_only=True):
    """One piece of evidence as it should stand: what it counts for, and what proves it.

    `bucket` is the ratio as `statistics.bucket_of` gives it; `beside` names what else was changed with it.
    """

    from_food: UUID
    to_foods: tuple[UUID, ...]
    origin: str
    version: int
    parent_id: UUID | None
    root_id: UUID
    contexts: tuple[str, ...]
    tags: tuple[str, ...]
    beside: tuple[str, ...]
    ratio: Decimal | None
    ratio_by: str | None
    bucket: int | None
    stars: int | None
    failed: bool
    confidence: float
    span_start: int | None
    span_end: int | None
    text: str
    detector: int
    happened_at: datetime | None


class StandingProof(Struct, frozen=True):
    """A piece of evidence that stands, with the event that brought it."""

    id: UUID
    from_food: UUID
    to_foods: tuple[UUID, ...]
    origin: str
    version: int
    parent_id: UUID | None
    root_id: UUID
    contexts: tuple[str, ...]
    tags: tuple[str, ...]
    beside: tuple[str, ...]
    ratio: Decimal | None
    ratio_by: str | None
    bucket: int | None
    stars: int | None
    failed: bool
    confidence: float
    span_start: int | None
    span_end: int | None
    text: str
    detector: int
    happened_at: datetime

    def says(self, proof: Proof) -> bool:
        """Tell whether it is this evidence, to the letter."""
        return all(getattr(self, name) == getattr(proof, name) for name in proof.__struct_fields__)

    def pair(self) -> Pair:
        """Give the pair that it counts for."""
        return Pair(self.from_food, self.to_foods)


class StoredKey(Struct, frozen=True):
    """A stored change and what is the same about it when it is found again."""

    id: UUID
    key: str


class Decision(Struct, frozen=True):
    """What the author of a fork says last of a change."""

    key: str
    state: str


class ReplacedRow(Struct, frozen=True):
    """What a fork replaced."""

    recipe_id: UUID
    from_items: tuple[Item, ...]
    to_items: tuple[Item, ...]


class ChangeAt(Struct, frozen=True):
    """A stored change found by its id alone."""

    recipe_id: UUID
    id: UUID
    key: str
    kind: ChangeKind
    from_items: tuple[Item, ...]
    to_items: tuple[Item, ...]
    ratio: Decimal | None
    ratio_by: str | None
    confidence: float
    state: str


class TopRow(Struct, frozen=True):
    """A replacement in a list of those that most cooks made."""

    from_name: FoodName
    to_names: list[FoodName]
    cooks: int
    times: int


class EdgeRow(Struct, frozen=True):
    """A replacement as an edge of the graph; `to_foods` and `to_names` in one order."""

    from_food: UUID
    from_name: FoodName
    to_foods: tuple[UUID, ...]
    to_names: list[FoodName]
    cooks: int
    did_not_work: int
    ratio_median: float | None


class ReadingRow(Struct, frozen=True):
    """What a fork or a review changed in a recipe."""

    source_id: UUID
    origin: str
    account_id: UUID
    changes: list[Told]
    at: datetime


class RatioRow(Struct, frozen=True):
    """One bucket of a histogram."""

    context: str
    ratio_by: str
    bucket: int
    cooks: int
