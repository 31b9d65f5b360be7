"""What can be asked about photographs."""

from datetime import datetime
from uuid import UUID

from forklore.foundations.database import Connection
from forklore.foundations.paging import CursorMaker, Page, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.media.errors import NoSuchPhoto
from forklore.media.rows import Photo, PhotoRow, Space
from forklore.media.rows import photo as shown

_sql = SqlFile(__name__, "reads.sql")
loose = _sql.many("loose", PhotoRow)
_photo_of = _sql.one("photo_of", PhotoRow)
_photos_of = _sql.many("photos_of", PhotoRow)
_photos_with = _sql.many("photos_with", PhotoRow)
_space_of = _sql.one("space_of", Space)
_by_uploaded = CursorMaker[Photo]("photographs", "uploaded_at", "id")


async def photo(connection: Connection, owner_id: UUID, photo_id: UUID) -> PhotoRow:
    """Find a photograph, whoever asks; raises `NoSuchPhoto`."""
    found = await _photo_of(connection, owner_id=owner_id, photo_id=photo_id)
    if found is None:
        raise NoSuchPhoto
    return found


async def photos(connection: Connection, owner_id: UUID, *, after: str | None, limit: int) -> Page[Photo]:
    """List a cook's own photographs, newest first."""
    key = read_cursor(after, "photographs", tuple[datetime, UUID])
    rows = await _photos_of(
        connection,
        owner_id=owner_id,
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        most=limit + 1,
    )
    return page([shown(row) for row in rows], limit, _by_uploaded)


async def photos_with(connection: Connection, owner_id: UUID, subject_id: UUID) -> list[Photo]:
    """Give the photographs that an owner shows with a thing."""
    return [shown(row) for row in await _photos_with(connection, owner_id=owner_id, subject_id=subject_id)]


async def space(connection: Connection, owner_id: UUID) -> Space:
    """Tell how much room a cook's photographs take."""
    return await _space_of(connection, owner_id=owner_id) or Space(0, 0)
