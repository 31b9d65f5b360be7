"""What can be asked about how cooks stand to one another."""

from uuid import UUID

from forklore.foundations.database import Connection
from forklore.foundations.queries import SqlFile
from forklore.relations.rows import Reader

_sql = SqlFile(__name__, "reads.sql")
_hidden_from = _sql.many("hidden_from", UUID)

NOBODY = Reader()


async def reader(connection: Connection, account_id: UUID | None) -> Reader:
    """Tell which cooks are hidden from who is looking: one statement, and none when nobody is signed in."""
    if account_id is None:
        return NOBODY
    return Reader(account_id, tuple(await _hidden_from(connection, account_id=account_id)))
