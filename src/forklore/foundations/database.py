"""Connections: one pool that writes in transactions, one that only reads (and may point at a replica)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"

STATEMENT_TIMEOUT_MS = 30_000


class _Connection(asyncpg.Connection):
    """A connection that keeps no session state, so nothing has to be reset when it goes back to its pool."""

    def get_reset_query(self) -> str:
        return ""


class Database:
    """The two pools. Whoever holds a connection never asks for another, so a pool of one cannot dead-lock."""

    def __init__(self, writing: Pool, reading: Pool) -> None:
        """Take pools made by `open_database`."""
        self._writing = writing
        self._reading = reading

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """Lend a connection that refuses to write."""
        async with self._reading.acquire() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """Lend a connection inside a transaction: committed when the block ends, rolled back when it raises."""
        async with self._writing.acquire() as connection, connection.transaction():
            yield connection

    @asynccontextmanager
    async def bare(self) -> AsyncIterator[Connection]:
        """Lend a connection of the writing pool outside any transaction, for the job queue and maintenance."""
        async with self._writing.acquire() as connection:
            yield connection

    async def close(self) -> None:
        """Close both pools."""
        await self._reading.close()
        await self._writing.close()


async def open_database(url: str, *, read_url: str | None = None, size: int = 10) -> Database:
    """Open the pools on a database that is migrated already; raises asyncpg's errors when it cannot be reached."""
    writing = await _pool(url, size, read_only=False)
    reading = await _pool(read_url or url, size, read_only=True)
    return Database(writing, reading)


async def _pool(url: str, size: int, *, read_only: bool) -> Pool:
    return await asyncpg.create_pool(
        url,
        min_size=1,
        max_size=size,
        connection_class=_Connection,
        server_settings={
            "application_name": "forklore",
            "timezone": "UTC",
            "statement_timeout": str(STATEMENT_TIMEOUT_MS),
            "default_transaction_read_only": "on" if read_only else "off",
        },
    )
