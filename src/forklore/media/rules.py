"""Limits of photographs, and the names of their files."""

from uuid import UUID

from forklore.foundations.errors import invalid
from forklore.foundations.settings import Settings
from forklore.foundations.text import clean_line
from forklore.media.errors import QuotaSpent
from forklore.media.rows import Space

ALT_LENGTH = 1_000
LOOSE_HOURS = 24
_MEGABYTE = 1_000_000


def checked_alt(alt: str) -> str:
    """Give the words for those who do not see the picture, cleaned; raises `Invalid` when they are too long."""
    cleaned = clean_line(alt)
    if len(cleaned) > ALT_LENGTH:
        raise invalid("/alt", f"has at most {ALT_LENGTH} characters")
    return cleaned


def check_room(space: Space, more: int, settings: Settings) -> None:
    """Raise `QuotaSpent` when a cook has no room for `more` bytes in one more photograph."""
    if space.photos >= settings.photos_per_cook:
        raise QuotaSpent(f"You have {space.photos:,} photographs; that is as many as a cook may have here.")
    if space.bytes + more > settings.photo_megabytes_per_cook * _MEGABYTE:
        room = settings.photo_megabytes_per_cook
        raise QuotaSpent(
            f"Your photographs take {space.bytes // _MEGABYTE} of {room} MB: there is no room for this one."
        )


def original_key(owner_id: UUID, photo_id: UUID) -> str:
    """Name the file of an upload; it is read by the job that makes pictures of it, then deleted, and never served."""
    return f"originals/{owner_id}/{photo_id}"


def picture_key(owner_id: UUID, photo_id: UUID, width: int, kind: str) -> str:
    """Name the file of a picture; `kind` is webp or avif."""
    return f"pictures/{owner_id}/{photo_id}/{width}.{kind}"
