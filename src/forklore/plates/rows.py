"""What a plate is."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from forklore.media.rows import ReadyPhoto, ShownPhoto, shown
from forklore.recipes.rows import Author, Visibility


class PlateRow(Struct, frozen=True):
    """A row of the view `visible_plate`."""

    author_id: UUID
    id: UUID
    author_handle: str
    author_name: str
    body: str
    recipe_id: UUID | None
    visibility: Visibility
    revision: int
    posted_at: datetime
    edited_at: datetime | None
    photos: list[ReadyPhoto]


class Plate(Struct, frozen=True):
    """A plate as it is shown; `photos` holds those of which there are pictures already."""

    id: UUID
    author: Author
    body: str
    recipe_id: UUID | None
    visibility: Visibility
    photos: list[ShownPhoto]
    posted_at: datetime
    edited_at: datetime | None


def plate(row: PlateRow) -> Plate:
    """Show a plate."""
    return Plate(
        row.id,
        Author(row.author_handle, row.author_name),
        row.body,
        row.recipe_id,
        row.visibility,
        [shown(photo) for photo in row.photos],
        row.posted_at,
        row.edited_at,
    )
