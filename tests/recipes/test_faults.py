"""An action that fails at any of its statements has done nothing."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple
from uuid import UUID

import pytest

from forklore.forks import actions as forks
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection, Database
from forklore.main.reconciling import drifts
from forklore.recipes import actions
from forklore.recipes.inputs import Edit
from forklore.recipes.rows import Visibility
from forklore.relations.rows import Reader
from recipes.faults import Broken, everything, failing
from recipes.kitchen import published
from reviews.community import cook


class Cast(NamedTuple):
    author: UUID
    forker: UUID
    soup: UUID
    fork: UUID


async def begin(connection: Connection) -> Cast:
    author, forker = await cook(connection), await cook(connection)
    soup = await published(connection, author, tags=["hot"])
    fork = await forks.fork(connection, Reader(forker), forker, soup, ForkEdit())
    await actions.publish(connection, forker, fork)
    await connection.execute("DELETE FROM jobs.pgqueuer")  # so that what follows from the deed is seen
    return Cast(author, forker, soup, fork)


async def write_and_publish(connection: Connection, cast: Cast) -> None:
    await published(connection, cast.author, title="New", tags=["new"])


async def fork_and_publish(connection: Connection, cast: Cast) -> None:
    edit = ForkEdit(title="Again", ingredients=["1 egg"], tags=["mine"])
    fork = await forks.fork(connection, Reader(cast.forker), cast.forker, cast.fork, edit)
    await actions.publish(connection, cast.forker, fork)


async def edit_and_hide(connection: Connection, cast: Cast) -> None:
    change = Edit(title="Other", ingredients=["1 egg"], tags=["other"], visibility=Visibility.PRIVATE)
    await actions.edit(connection, cast.forker, cast.fork, 1, change)


async def delete(connection: Connection, cast: Cast) -> None:
    await forks.delete(connection, cast.forker, cast.fork)


@pytest.mark.parametrize(
    ("deed", "least"), [(write_and_publish, 14), (fork_and_publish, 18), (edit_and_hide, 14), (delete, 12)]
)
async def test_all_or_nothing(db: Database, deed: Callable[[Connection, Cast], Awaitable[None]], least: int) -> None:
    async with db.write() as connection:
        cast = await begin(connection)
    async with db.read() as connection:
        before = await everything(connection)
    failed = 0
    while True:
        try:
            async with db.write() as connection:
                await deed(failing(connection, failed + 1), cast)
            break
        except Broken:
            failed += 1
        async with db.read() as connection:
            assert await everything(connection) == before, f"statement {failed}"
    async with db.read() as connection:
        after = await everything(connection)
        assert await drifts(connection) == {}
    assert failed >= least
    changed = {name for name in after if after[name] != before[name]}
    assert changed >= {"recipe", "recipe_line", "recipe_tag", "recipe_stats", "account_stats", "activity", "pgqueuer"}
