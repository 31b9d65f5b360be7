"""What an endpoint asks of the database, recorded, so that a floor can ask the same and do nothing else.

The application runs in this process, without HTTP; its connections write down each statement with its arguments.
Transactions that write are rolled back in the end.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
from litestar import Litestar
from msgspec import Struct

from forklore.foundations.database import Connection, Database
from forklore.foundations.settings import settings_from
from forklore.main.asgi import application


class Call(Struct, frozen=True):
    """One statement: the method of asyncpg, the SQL, its arguments, and which of them each request has of its own.

    `slots` are pairs of a place among the arguments and a place among the values of a request.
    """

    method: str
    sql: str
    arguments: tuple[Any, ...]
    slots: tuple[tuple[int, int], ...] = ()

    async def run(self, connection: Any, values: Sequence[Any]) -> Any:  # noqa: ANN401 (of a pool or by itself)
        """Run it with the values of a request."""
        given = self.arguments
        if self.slots:
            changed = list(given)
            for place, value in self.slots:
                changed[place] = values[value]
            given = tuple(changed)
        return await getattr(connection, self.method)(self.sql, *given)


class Stretch(Struct, frozen=True):
    """What was asked while one connection was lent, in a transaction or without."""

    transaction: bool
    calls: list[Call]


class Script(Struct, frozen=True):
    """All that one request asks, and what the endpoint answers."""

    stretches: list[Stretch]
    status: int
    body: bytes

    def with_slots(self, values: Sequence[Any]) -> "Script":
        """Make a script for other values in place of these."""
        stretches = [
            Stretch(one.transaction, [_slotted(call, list(values)) for call in one.calls]) for one in self.stretches
        ]
        return Script(stretches, self.status, self.body)

    def statements(self) -> int:
        """Count the statements, without BEGIN and COMMIT."""
        return sum(len(stretch.calls) for stretch in self.stretches)


class Recorder:
    """The application over connections that write down what they are asked; made by `recorder`."""

    def __init__(self, app: Litestar, database: "_Database") -> None:
        """Take the application and what stands in for its database."""
        self._app, self._database = app, database

    async def record(self, method: str, path: str, *, token: str = "", body: bytes = b"") -> Script:
        """Send one request and give its script; raises RuntimeError when it was refused."""
        self._database.stretches = []
        status, answer = await _ask(self._app, method, path, token, body)
        if status >= 300:  # noqa: PLR2004 (not a success)
            raise RuntimeError(f"{method} {path} answered {status}: {answer[:500]!r}")
        return Script(self._database.stretches, status, answer)


@asynccontextmanager
async def recorder(url: str, home: Path) -> AsyncIterator[Recorder]:
    """Run the application on the database at `url` and record what it asks."""
    settings = settings_from({"DATABASE_URL": url, "FORKLORE_HOME": str(home), "FORKLORE_WRITES_PER_MINUTE": "0"})
    app = application(settings)
    connection = await asyncpg.connect(url, server_settings={"timezone": "UTC"})
    try:
        async with app.lifespan():
            app.state.db = _Database(app.state.db, connection)
            yield Recorder(app, app.state.db)
    finally:
        await connection.close()


class _Database(Database):
    """Lends one connection and begins a new stretch each time."""

    def __init__(self, opened: Database, connection: Connection) -> None:
        self._opened, self._connection = opened, connection
        self.stretches: list[Stretch] = []

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """Lend it outside any transaction."""
        yield self._begin(transaction=False)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """Lend it in a transaction that is rolled back."""
        transaction = self._connection.transaction()
        await transaction.start()
        try:
            yield self._begin(transaction=True)
        finally:
            await transaction.rollback()

    async def close(self) -> None:
        """Close the pools that it stands in for."""
        await self._opened.close()

    def _begin(self, *, transaction: bool) -> Connection:
        self.stretches.append(Stretch(transaction=transaction, calls=[]))
        return _Connection(self._connection, self.stretches[-1].calls)  # type: ignore[return-value]  # all that is used


class _Connection:
    """Passes on what it is asked and writes it down."""

    def __init__(self, connection: Any, calls: list[Call]) -> None:  # noqa: ANN401 (asyncpg's own)
        self._connection, self._calls = connection, calls

    async def fetch(self, sql: str, *arguments: object) -> Any:  # noqa: ANN401 (whatever asyncpg gives)
        return await self._run("fetch", sql, arguments)

    async def fetchrow(self, sql: str, *arguments: object) -> Any:  # noqa: ANN401 (the same)
        return await self._run("fetchrow", sql, arguments)

    async def fetchval(self, sql: str, *arguments: object) -> Any:  # noqa: ANN401 (the same)
        return await self._run("fetchval", sql, arguments)

    async def execute(self, sql: str, *arguments: object) -> Any:  # noqa: ANN401 (the same)
        return await self._run("execute", sql, arguments)

    async def _run(self, method: str, sql: str, arguments: tuple[object, ...]) -> Any:  # noqa: ANN401 (the same)
        self._calls.append(Call(method, sql, arguments))
        return await getattr(self._connection, method)(sql, *arguments)


async def _ask(app: Litestar, method: str, path: str, token: str, body: bytes) -> tuple[int, bytes]:
    place, _, query = path.partition("?")
    headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
    headers += [(b"content-length", str(len(body)).encode())] if body else []
    headers += [(b"authorization", f"Bearer {token}".encode())] if token else []
    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": place,
        "raw_path": place.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "extensions": {},
        "state": {},
    }
    messages: list[dict[str, Any]] = []

    async def receive() -> Any:  # noqa: ANN401 (an ASGI message)
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:  # noqa: ANN401 (an ASGI message)
        messages.append(message)

    await app(scope, receive, send)
    return messages[0]["status"], b"".join(message.get("body", b"") for message in messages[1:])


def _slotted(call: Call, values: list[Any]) -> Call:
    slots = tuple((place, values.index(given)) for place, given in enumerate(call.arguments) if given in values)
    return msgspec.structs.replace(call, slots=slots)
