"""Forks in which a food was replaced, for tests of what is counted of them."""

from uuid import UUID

import msgspec

from forklore.forks import actions as forks
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection
from forklore.recipes import actions as recipes
from forklore.recipes.rows import Visibility
from forklore.relations.rows import Reader
from forklore.replacements.jobs import JOBS
from recipes.kitchen import published

REST = ("300 g flour", "2 eggs", "1 onion", "1 tsp salt")
_WORK = {job.name: job.work for job in JOBS}


async def root(connection: Connection, author: UUID, first: str = "200 g butter") -> UUID:
    """A published recipe whose first line will be replaced."""
    return await published(connection, author, ingredients=[first, *REST])


async def fork(
    connection: Connection,
    forker: UUID,
    parent: UUID,
    first: str = "200 g margarine",
    *,
    visibility: Visibility = Visibility.PUBLIC,
) -> UUID:
    """A published fork with another first line."""
    edit = ForkEdit(ingredients=[first, *REST], visibility=visibility)
    made = await forks.fork(connection, Reader(forker), forker, parent, edit)
    await recipes.publish(connection, forker, made)
    return made


async def work_off(connection: Connection) -> int:
    """Do the jobs of the room that wait in this transaction, in order; gives how many there were."""
    waiting = await connection.fetch(
        "DELETE FROM jobs.pgqueuer WHERE entrypoint LIKE 'replacements.%' RETURNING id, entrypoint, payload"
    )
    for job in sorted(waiting, key=lambda row: int(row["id"])):
        await _WORK[job["entrypoint"]](connection, msgspec.json.decode(job["payload"]))
    return len(waiting)


async def counted(connection: Connection, before: str, *after: str) -> tuple[int, int, int] | None:
    """How many cooks, forks and reviews stand behind a replacement."""
    row = await connection.fetchrow(
        """SELECT cooks, forks, reviews FROM replacement
            WHERE from_food = (SELECT id FROM food WHERE slug = $1)
              AND to_foods = (SELECT array_agg(id ORDER BY id) FROM food WHERE slug = ANY ($2))
              AND context = 'all'""",
        before,
        list(after),
    )
    return None if row is None else (row["cooks"], row["forks"], row["reviews"])
