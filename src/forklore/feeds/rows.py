"""An entry of the feed."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from forklore.recipes.rows import Author, Card


class Kind(StrEnum):
    """What was published."""

    RECIPE = "recipe"
    FORK = "fork"


class Parent(Struct, frozen=True):
    """What a fork was made from; the title is None when it is not public."""

    id: UUID
    title: str | None
    author: Author


class Entry(Struct, frozen=True):
    """One thing that was published, and why the reader is shown it."""

    kind: Kind
    at: datetime
    recipe: Card
    parent: Parent | None
    reason: str
