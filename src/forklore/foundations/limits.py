"""Limits on how often: a sliding count per key, shared by all processes through the database."""

from forklore.foundations.database import Connection
from forklore.foundations.errors import TooMany
from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "limits.sql")
_count = _sql.value("count_try", int)
_forget = _sql.run("forget_tries")


async def limit(connection: Connection, key: str, *, allowed: int, seconds: int) -> None:
    """Count one try under `key` and raise `TooMany` past `allowed` in the current window; 0 allowed means no limit."""
    if allowed == 0:
        return
    tries = await _count(connection, key=key, seconds=float(seconds))
    if (tries or 0) > allowed:
        raise TooMany(seconds)


async def forget_tries(connection: Connection) -> int:
    """Drop the counts whose window is over; returns how many."""
    return await _forget(connection)
