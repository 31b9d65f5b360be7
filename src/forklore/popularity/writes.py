"""What the room writes; private to the room."""

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
lock_lists = _sql.run("lock_lists")
rank = _sql.run("rank")
show = _sql.run("show")
forget = _sql.run("forget")
