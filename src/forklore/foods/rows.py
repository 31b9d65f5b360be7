"""What a food is, and what was understood of an ingredient line."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class Answer(StrEnum):
    """Three values, because "we do not know" must never be read as "no"."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Food(Struct, frozen=True):
    """One food of the lexicon.

    `names` holds every other name in lower case (plural and aliases); `density` is grams per millilitre and
    `weight` grams per piece, each None where it is not known.
    """

    slug: str
    name: str
    plural: str
    names: tuple[str, ...]
    family: str
    diets: Mapping[str, Answer]
    allergens: Mapping[str, Answer]
    density: Decimal | None = None
    weight: Decimal | None = None


class Family(Struct, frozen=True):
    """A branch of the tree of foods; `path` runs from the topmost family down to this one, both included."""

    slug: str
    name: str
    parent: str | None
    path: tuple[str, ...]


class Match(Struct, frozen=True):
    """A food found in words; `start` and `end` (exclusive) count what was searched: tokens or characters.

    `certainty` runs from 0 to 1: 1 for a name of the lexicon as it stands, less for what had to be passed over.
    """

    food: Food
    certainty: float
    start: int
    end: int


class FoodName(Struct, frozen=True):
    """A food as other things point to it."""

    slug: str
    name: str


class Line(Struct, frozen=True, kw_only=True):
    """An ingredient line: the text as written, and what was understood of it.

    `amount_min` and `amount_max` are equal unless a range was written and None when there is no amount; `unit` is the
    slug of a unit of `units.py`; `name` is the food in the words of the line; `confidence` runs from 0 (unreadable,
    kept as it stands) to 1.
    """

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


class StoredFood(Struct, frozen=True):
    """A food as the database knows it."""

    id: UUID
    slug: str
    name: str
    family: str
