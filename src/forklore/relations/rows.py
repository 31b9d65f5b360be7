"""Who is looking, and how two cooks stand to each other."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class Reader(Struct, frozen=True):
    """Who is looking (nobody when None), and the cooks hidden from them: blocked, in either direction."""

    account_id: UUID | None = None
    hidden: tuple[UUID, ...] = ()


class RelatedCook(Struct, frozen=True):
    """A cook in a list of followers or followed."""

    id: UUID
    handle: str
    display_name: str
    since: datetime


class Relationship(Struct, frozen=True):
    """How the one who asks stands to a cook."""

    handle: str
    follows: bool
    followed_by: bool
    blocks: bool


class NamedCook(Struct, frozen=True):
    """A cook found by handle."""

    id: UUID
    handle: str


class Tie(Struct, frozen=True):
    """One tie to a cook: `follows`, `followed_by`, `blocks` or `blocked_by`."""

    id: UUID
    kind: str


class Followed(Struct, frozen=True):
    """Whom a cook follows, by id."""

    ids: tuple[UUID, ...]
