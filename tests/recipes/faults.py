"""A connection that fails at one statement, as a server that dies there, and what of it all is left in the database."""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from forklore.foundations.database import Connection

_TABLES = """
SELECT string_agg(format($$SELECT %L AS name, count(*) || coalesce(md5(string_agg(t::text, ' ' ORDER BY t::text)), '')
                           AS rows FROM %I.%I t$$, table_name, table_schema, table_name), ' UNION ALL ')
  FROM information_schema.tables
 WHERE table_type = 'BASE TABLE'
   AND (table_schema = 'public' AND table_name NOT IN ('food', 'food_name') OR table_name = 'pgqueuer')
"""


class Broken(Exception):
    """The statement failed."""


class _Failing:
    """Passes statements on to a connection until the n-th, which fails before it is sent."""

    def __init__(self, connection: Connection, fails_at: int) -> None:
        self.connection, self.left = connection, fails_at

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever a connection has)
        asked = getattr(self.connection, name)
        return self._counted(asked) if name in {"fetch", "fetchrow", "fetchval", "execute", "executemany"} else asked

    def _counted(self, ask: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def asked(*arguments: Any, **more: Any) -> Any:  # noqa: ANN401 (whatever a connection takes)
            self.left -= 1
            if self.left == 0:
                raise Broken
            return await ask(*arguments, **more)

        return asked


def failing(connection: Connection, fails_at: int) -> Connection:
    """The connection with a fault in it."""
    return cast("Connection", _Failing(connection, fails_at))


async def everything(connection: Connection) -> dict[str, str]:
    """The number of rows and a hash of the rows of every table that actions write."""
    return {row["name"]: row["rows"] for row in await connection.fetch(await connection.fetchval(_TABLES))}
