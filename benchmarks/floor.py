"""The floor: a bare ASGI application that asks the database the same and answers the same bytes, made beforehand.

No routing, no checks, no structs: what is left is the server, the driver and the database. `serve_floor` runs it under
the same server and loop as the product, in a process of its own.
"""

import os
import pickle
import sys
from pathlib import Path
from typing import Any

import asyncpg
from benchmarks.recording import Script
from granian import Granian
from granian.constants import Interfaces, Loops
from msgspec import Struct


class Work(Struct, frozen=True):
    """A kind of request: the scripts, and for each request which of them with which values, and how it is sent."""

    name: str
    scripts: list[Script]
    requests: list[tuple[int, tuple[Any, ...]]]
    sent: list[bytes]


class Connection(asyncpg.Connection):
    """A connection that is not reset when it goes back to its pool, as the product's."""

    def get_reset_query(self) -> str:
        """Give nothing to run."""
        return ""


async def replay(script: Script, values: tuple[Any, ...], pool: Any) -> None:  # noqa: ANN401 (asyncpg's pool)
    """Ask the database all that a request asks."""
    for stretch in script.stretches:
        async with pool.acquire() as connection:
            await run(stretch, values, connection)


async def run(stretch: Any, values: tuple[Any, ...], connection: Any) -> None:  # noqa: ANN401 (asyncpg's own)
    """Ask what one stretch asks over one connection."""
    if not stretch.transaction:
        for call in stretch.calls:
            await call.run(connection, values)
        return
    async with connection.transaction():
        for call in stretch.calls:
            await call.run(connection, values)


class Floor:
    """The application: `/work/number` asks what that request of that work asks."""

    def __init__(self, works: dict[str, Work], url: str, size: int) -> None:
        """Take the works by name, the address of the database and the size of the pool."""
        self._works, self._url, self._size = works, url, size
        self._pool: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 (as ASGI says)
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        _, name, number = scope["path"].split("/")
        work = self._works[name]
        which, values = work.requests[int(number)]
        script = work.scripts[which]
        if scope["method"] != "GET":
            await receive()
        await replay(script, values, self._pool)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(script.body)).encode())]
        await send({"type": "http.response.start", "status": script.status, "headers": headers})
        await send({"type": "http.response.body", "body": script.body})

    async def _live(self, receive: Any, send: Any) -> None:  # noqa: ANN401 (as ASGI says)
        await receive()
        self._pool = await asyncpg.create_pool(
            self._url, min_size=1, max_size=self._size, connection_class=Connection, server_settings={"timezone": "UTC"}
        )
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._pool.close()
        await send({"type": "lifespan.shutdown.complete"})


def make() -> Floor:
    """Make the application from the environment; what the server calls."""
    kept = Path(os.environ["FLOOR_WORKS"]).read_bytes()
    works: dict[str, Work] = pickle.loads(kept)  # noqa: S301 (written by this very run)
    return Floor(works, os.environ["DATABASE_URL"], int(os.environ["FORKLORE_POOL_SIZE"]))


if __name__ == "__main__":
    Granian(
        "benchmarks.floor:make",
        factory=True,
        port=int(sys.argv[1]),
        interface=Interfaces.ASGI,
        loop=Loops.uvloop,
        log_access=False,
        log_enabled=False,
        websockets=False,
    ).serve()
