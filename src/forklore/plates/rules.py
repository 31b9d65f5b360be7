"""What a plate may be, and who may see it."""

from collections.abc import Sequence
from uuid import UUID

from forklore.foundations.errors import invalid
from forklore.foundations.text import clean
from forklore.plates.rows import PlateRow
from forklore.recipes.rows import Visibility
from forklore.relations.rows import Reader

BODY_LENGTH = 5_000
PHOTOS_AT_MOST = 10


def may_see(plate: PlateRow, reader: Reader, *, follows: bool) -> bool:
    """Tell whether a reader may see a plate: the one predicate of visibility for single plates."""
    if reader.account_id is not None and reader.account_id == plate.author_id:
        return True
    if plate.author_id in reader.hidden:
        return False
    return plate.visibility is Visibility.PUBLIC or (plate.visibility is Visibility.FOLLOWERS and follows)


def checked_body(body: str) -> str:
    """Give the words of a plate, cleaned; raises `Invalid` when they are too long."""
    cleaned = clean(body)
    if len(cleaned) > BODY_LENGTH:
        raise invalid("/body", f"has at most {BODY_LENGTH} characters")
    return cleaned


def check_content(body: str, photos: Sequence[UUID]) -> None:
    """Raise `Invalid` for a plate of nothing, of too many photographs, or of one twice."""
    if not photos and not body:
        raise invalid("/photos", "a plate has a photograph or some words")
    if len(photos) > PHOTOS_AT_MOST:
        raise invalid("/photos", f"at most {PHOTOS_AT_MOST}")
    if len(set(photos)) < len(photos):
        raise invalid("/photos", "names one photograph twice")
