"""What the room writes; private to the room."""

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
upsert_foods = _sql.run("upsert_foods")
upsert_names = _sql.run("upsert_names")
forget_names = _sql.run("forget_names")
