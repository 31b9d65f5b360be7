"""What can be asked about foods in the database."""

from uuid import UUID

from forklore.foods.errors import NoSuchFood
from forklore.foods.rows import StoredFood
from forklore.foundations.database import Connection
from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "reads.sql")
foods_by_slugs = _sql.many("foods_by_slugs", StoredFood)
foods_by_ids = _sql.many("foods_by_ids", StoredFood)


async def ids_of(connection: Connection, slugs: set[str]) -> dict[str, UUID]:
    """Find the ids of foods by slug; a slug that is not there is left out."""
    if not slugs:
        return {}
    return {food.slug: food.id for food in await foods_by_slugs(connection, slugs=sorted(slugs))}


async def food(connection: Connection, slug: str) -> StoredFood:
    """Find a food by its slug; raises `NoSuchFood`."""
    found = await foods_by_slugs(connection, slugs=[slug])
    if not found:
        raise NoSuchFood
    return found[0]
