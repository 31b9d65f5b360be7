"""The pools, and a database that many bring up to date at once."""

import asyncio

import asyncpg
import pytest

from bed import Fresh
from forklore.foundations.database import Database
from forklore.foundations.migrations import FOLDER, migrate


async def test_what_raises_is_rolled_back_and_what_ends_is_kept(db: Database) -> None:
    add = "INSERT INTO try_count (key, tries, until) VALUES ($1, 1, now())"

    async def fail() -> None:
        async with db.write() as connection:
            await connection.execute(add, "lost")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with db.write() as connection:
        await connection.execute(add, "kept")
    async with db.read() as connection:
        assert await connection.fetchval("SELECT array_agg(key) FROM try_count") == ["kept"]


async def test_a_reading_connection_refuses_to_write(db: Database) -> None:
    async with db.read() as connection:
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            await connection.execute("DELETE FROM try_count")
    async with db.bare() as connection:
        assert not connection.is_in_transaction()
        assert await connection.fetchval("SHOW timezone") == "UTC"


@pytest.fixture
def empty_url(fresh: Fresh) -> str:
    return fresh.make(template="template0")


async def test_processes_that_migrate_at_once_do_it_once(empty_url: str) -> None:
    async with asyncio.timeout(60):
        done = await asyncio.gather(*(migrate(empty_url) for _ in range(3)))
    names = [file.name for file in sorted(FOLDER.glob("*.sql"))]
    assert sorted(done) == [[], [], names]
