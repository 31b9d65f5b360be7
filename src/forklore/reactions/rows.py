"""What a reaction is."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class Kind(StrEnum):
    """How somebody reacts."""

    LIKE = "like"
    YUM = "yum"


class SubjectKind(StrEnum):
    """What somebody reacts to."""

    RECIPE = "recipe"
    PLATE = "plate"
    COMMENT = "comment"
    REVIEW = "review"


class Subject(Struct, frozen=True):
    """A thing that somebody reacts to, and whose it is."""

    kind: SubjectKind
    id: UUID
    owner_id: UUID


class Tally(Struct, frozen=True):
    """How many react so."""

    kind: Kind
    count: int


class ReactionRow(Struct, frozen=True):
    """A row of the view `visible_reaction`."""

    subject_id: UUID
    account_id: UUID
    handle: str
    display_name: str
    kind: Kind
    at: datetime


class Reaction(Struct, frozen=True):
    """Who reacted how."""

    handle: str
    display_name: str
    kind: Kind
    at: datetime


class Counts(Struct, frozen=True):
    """How many people react to a thing, by kind: the same for everybody who may see it; one's own thing is out."""

    like: int = 0
    yum: int = 0


class Reacted(Struct, frozen=True):
    """How a thing is reacted to after one did it oneself."""

    counts: Counts
    mine: list[Kind]


class Reactions(Struct, frozen=True):
    """A page of who reacted to a thing, newest first, with the counts and how one reacted oneself."""

    counts: Counts
    mine: list[Kind]
    items: list[Reaction]
    next: str | None
