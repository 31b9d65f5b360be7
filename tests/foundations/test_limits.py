"""Limits on how often."""

import asyncio

import asyncpg
import pytest

from forklore.foundations.database import Connection
from forklore.foundations.errors import TooMany
from forklore.foundations.limits import forget_tries, limit


async def tries(connection: Connection, key: str, times: int, *, allowed: int = 2) -> int:
    """Try some times; gives how many were let through."""
    passed = 0
    for _ in range(times):
        try:
            await limit(connection, key, allowed=allowed, seconds=60)
        except TooMany:
            continue
        passed += 1
    return passed


async def test_each_key_has_so_many_tries_in_a_window_and_anew_in_the_next(tx: Connection) -> None:
    assert (await tries(tx, "ana", 4), await tries(tx, "ben", 1), await tries(tx, "ana", 1)) == (2, 1, 0)
    await tx.execute("UPDATE try_count SET until = now() - interval '1 second' WHERE key = 'ana'")
    assert (await tries(tx, "ana", 4), await tries(tx, "ben", 4)) == (2, 1)


async def test_a_window_does_not_grow_with_the_tries(tx: Connection) -> None:
    await tries(tx, "ana", 1)
    await tx.execute("UPDATE try_count SET until = until - interval '30 seconds'")
    before = await tx.fetchval("SELECT until FROM try_count WHERE key = 'ana'")
    await tries(tx, "ana", 3)
    assert await tx.fetchval("SELECT until FROM try_count WHERE key = 'ana'") == before


async def test_nothing_allowed_means_no_limit_and_nothing_is_written(tx: Connection) -> None:
    assert await tries(tx, "ana", 5, allowed=0) == 5
    assert await tx.fetchval("SELECT count(*) FROM try_count") == 0


async def test_only_windows_that_are_over_are_forgotten(tx: Connection) -> None:
    await tries(tx, "old", 1)
    await tx.execute("UPDATE try_count SET until = now() - interval '1 second'")
    await tries(tx, "new", 1)
    assert await forget_tries(tx) == 1
    assert [row["key"] for row in await tx.fetch("SELECT key FROM try_count")] == ["new"]


async def test_many_at_once_pass_exactly_as_often_as_is_allowed(own_url: str) -> None:
    async def some() -> int:
        connection = await asyncpg.connect(own_url)
        try:
            return await tries(connection, "ana", 5, allowed=7)
        finally:
            await connection.close()

    async with asyncio.timeout(20):
        assert sum(await asyncio.gather(*(some() for _ in range(4)))) == 7


async def test_who_is_refused_is_told_for_how_long(tx: Connection) -> None:
    await tries(tx, "ana", 2)
    with pytest.raises(TooMany, match="wait a little") as raised:
        await limit(tx, "ana", allowed=2, seconds=60)
    fault = raised.value
    assert (fault.status, fault.kind(), fault.retry_after_s) == (429, "too-many", 60)
