"""What an account is, and who is asking."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class Kind(StrEnum):
    """A person cooks; a brand is a publisher, a school, a team."""

    PERSON = "person"
    BRAND = "brand"


class Scope(StrEnum):
    """What a token may be used for."""

    READ = "read"
    WRITE = "write"
    MODERATE = "moderate"
    ADMIN = "admin"


class Account(Struct, frozen=True):
    """A cook as everybody sees one."""

    id: UUID
    handle: str
    display_name: str
    bio: str
    kind: Kind
    version: int
    created_at: datetime


class Profile(Struct, frozen=True):
    """A cook with the sums of the page."""

    id: UUID
    handle: str
    display_name: str
    bio: str
    kind: Kind
    version: int
    created_at: datetime
    followers: int
    following: int
    recipes: int
    forks: int
    stars_count: int
    stars_sum: int


class Viewer(Struct, frozen=True):
    """Who is asking: nobody (no account), or a cook through a session or a token with its scopes."""

    account_id: UUID | None = None
    handle: str | None = None
    display_name: str | None = None
    scopes: tuple[str, ...] = ()
    key_id: UUID | None = None
    by_cookie: bool = False


class Signed(Struct, frozen=True):
    """What a session or a token resolves to."""

    account_id: UUID
    handle: str
    display_name: str
    scopes: tuple[str, ...]
    key_id: UUID


class Login(Struct, frozen=True):
    """An account and the hash that its password must match."""

    account_id: UUID
    password_hash: str


class Session(Struct, frozen=True):
    """Someone signed in on one device."""

    id: UUID
    device: str
    created_at: datetime
    expires_at: datetime


class AccessToken(Struct, frozen=True):
    """A key for a program, without its secret."""

    id: UUID
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None


class StarsAdded(Struct, frozen=True, kw_only=True):
    """What changes in a cook's sums of stars; every number may be negative.

    `histogram` counts one to five stars, `rated` the recipes that came to have (or no longer have) any stars,
    `means` the change of the sum of the recipes' means, `months` (first of month, count, sum).
    """

    count: int
    total: int
    histogram: tuple[int, int, int, int, int]
    as_written_count: int
    as_written_total: int
    rated: int
    means: Decimal
    months: tuple[tuple[date, int, int], ...]
