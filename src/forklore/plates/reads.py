"""What can be asked about plates."""

from datetime import datetime
from uuid import UUID

from forklore.foundations.database import Connection
from forklore.foundations.paging import CursorMaker, Page, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.plates import rules
from forklore.plates.errors import NoSuchPlate
from forklore.plates.rows import Plate, PlateRow, plate
from forklore.recipes.rows import Visibility
from forklore.relations.reads import follows
from forklore.relations.rows import Reader

_sql = SqlFile(__name__, "reads.sql")
photo_ids = _sql.many("photo_ids", UUID)
_plate_of = _sql.one("plate_of", PlateRow)
_plates_by = _sql.many("plates_by", PlateRow)
_plates_of_recipe = _sql.many("plates_of_recipe", PlateRow)
_newest_first = CursorMaker[Plate]("plates", "posted_at", "id")


async def visible(connection: Connection, reader: Reader, plate_id: UUID) -> PlateRow:
    """Find a plate that the reader may see; raises `NoSuchPlate` for every other."""
    found = await _plate_of(connection, plate_id=plate_id)
    if found is None:
        raise NoSuchPlate
    matters = found.visibility is Visibility.FOLLOWERS and reader.account_id not in {None, found.author_id}
    following = (
        matters and reader.account_id is not None and await follows(connection, reader.account_id, found.author_id)
    )
    if not rules.may_see(found, reader, follows=following):
        raise NoSuchPlate
    return found


async def of_cook(
    connection: Connection, reader: Reader, author_id: UUID, *, after: str | None, limit: int
) -> Page[Plate]:
    """List a cook's plates that the reader may see, newest first."""
    key = read_cursor(after, "plates", tuple[datetime, UUID])
    own = reader.account_id == author_id
    rows = await _plates_by(
        connection,
        author_id=author_id,
        own=own,
        follows=not own and reader.account_id is not None and await follows(connection, reader.account_id, author_id),
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        most=limit + 1,
    )
    return page([plate(row) for row in rows], limit, _newest_first)


async def of_recipe(
    connection: Connection, reader: Reader, recipe_id: UUID, *, after: str | None, limit: int
) -> Page[Plate]:
    """List the public plates of a recipe that the reader may see, newest first."""
    key = read_cursor(after, "plates", tuple[datetime, UUID])
    rows = await _plates_of_recipe(
        connection,
        recipe_id=recipe_id,
        hidden=list(reader.hidden),
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        most=limit + 1,
    )
    return page([plate(row) for row in rows], limit, _newest_first)


async def _follows(connection: Connection, reader: Reader, found: PlateRow) -> bool:
    """Ask whether the reader follows the author, only when the answer matters."""
    if found.visibility is not Visibility.FOLLOWERS or reader.account_id in {None, found.author_id}:
        return False
    return reader.account_id is not None and await follows(connection, reader.account_id, found.author_id)
