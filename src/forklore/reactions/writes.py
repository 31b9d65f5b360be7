"""What the room writes; private to the room."""

from uuid import UUID

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
react = _sql.run("react")
take_back = _sql.value("take_back", UUID)
