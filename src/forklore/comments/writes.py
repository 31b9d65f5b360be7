"""What the room writes; private to the room."""

from uuid import UUID

from forklore.comments.rows import HeldRow, ParentRow
from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
hold_answered = _sql.one("hold_answered", ParentRow)
hold = _sql.one("hold", HeldRow)
begin_thread = _sql.value("begin_thread", UUID)
answer = _sql.value("answer", UUID)
keep_version = _sql.run("keep_version")
edit = _sql.run("edit")
bury = _sql.run("bury")
forget_versions = _sql.run("forget_versions")
remove = _sql.run("remove")
