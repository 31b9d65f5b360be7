"""What a photograph is."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class PhotoState(StrEnum):
    """Waiting until pictures are made of it; refused when that cannot be done."""

    WAITING = "waiting"
    READY = "ready"
    REFUSED = "refused"


class SubjectKind(StrEnum):
    """What a photograph is shown with."""

    RECIPE = "recipe"
    PLATE = "plate"
    ACCOUNT = "account"


class PhotoRow(Struct, frozen=True):
    """A row of `photo`."""

    owner_id: UUID
    id: UUID
    alt: str
    state: PhotoState
    bytes: int
    width: int | None
    height: int | None
    colour: str | None
    placeholder: str | None
    widths: tuple[int, ...]
    reason: str | None
    subject_kind: SubjectKind | None
    subject_id: UUID | None
    uploaded_at: datetime


class Space(Struct, frozen=True):
    """How much room a cook's photographs take."""

    photos: int
    bytes: int


class Source(Struct, frozen=True):
    """One picture of a photograph, by its address; `width` in pixels."""

    width: int
    webp: str
    avif: str


class ReadyPhoto(Struct, frozen=True):
    """A photograph of which there are pictures, as other rooms fetch it along with their own rows."""

    owner_id: UUID
    id: UUID
    alt: str
    width: int
    height: int
    colour: str
    placeholder: str
    widths: tuple[int, ...]


class ShownPhoto(Struct, frozen=True):
    """A photograph beside what it is shown with."""

    id: UUID
    alt: str
    width: int
    height: int
    colour: str
    placeholder: str
    sources: Sequence[Source]


class Photo(Struct, frozen=True):
    """A photograph as it is shown; `sources` is empty until it is ready, widths grow."""

    id: UUID
    alt: str
    state: PhotoState
    width: int | None
    height: int | None
    colour: str | None
    placeholder: str | None
    sources: Sequence[Source]
    reason: str | None
    uploaded_at: datetime


def shown(row: ReadyPhoto) -> ShownPhoto:
    """Show a photograph with the addresses of its pictures."""
    return ShownPhoto(row.id, row.alt, row.width, row.height, row.colour, row.placeholder, _sources(row))


def _sources(row: PhotoRow | ReadyPhoto) -> list[Source]:
    start = f"/api/v1/photos/{row.owner_id}/{row.id}"
    return [Source(width, f"{start}/{width}.webp", f"{start}/{width}.avif") for width in sorted(row.widths)]


def photo(row: PhotoRow) -> Photo:
    """Show one's own photograph, ready or not."""
    return Photo(
        row.id,
        row.alt,
        row.state,
        row.width,
        row.height,
        row.colour,
        row.placeholder,
        _sources(row),
        row.reason,
        row.uploaded_at,
    )
