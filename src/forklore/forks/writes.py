"""What the room writes; private to the room."""

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
plant = _sql.run("plant")
branch = _sql.run("branch")
