"""What the room writes; private to the room."""

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
upsert_food = _sql.run("upsert_food")
upsert_name = _sql.run("upsert_name")
forget_names = _sql.run("forget_names")
