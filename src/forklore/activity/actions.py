"""Recording what was done."""

from datetime import datetime
from uuid import UUID

from forklore.foundations.database import Connection
from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
_record = _sql.run("record")


async def record(
    connection: Connection, actor_id: UUID, verb: str, object_kind: str, object_id: UUID, *, at: datetime | None = None
) -> None:
    """Write that `actor_id` did `verb` (published, reviewed …) to a thing; `at` only for what is imported."""
    await _record(
        connection, actor_id=actor_id, verb=verb, object_kind=object_kind, object_id=object_id, happened_at=at
    )
