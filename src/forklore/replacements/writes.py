"""What the room writes; private to the room."""

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
hold = _sql.run("hold")
put_detection = _sql.run("put_detection")
forget_changes = _sql.run("forget_changes")
insert_change = _sql.run("insert_change")
forget_events = _sql.run("forget_events")
insert_event = _sql.run("insert_event")
recount = _sql.run("recount")
forget_uncounted = _sql.run("forget_uncounted")
