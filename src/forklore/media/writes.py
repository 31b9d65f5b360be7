"""What the room writes; private to the room."""

from uuid import UUID

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
hold_owner = _sql.run("hold_owner")
insert_photo = _sql.value("insert_photo", UUID)
make_ready = _sql.run("make_ready")
refuse = _sql.run("refuse")
describe = _sql.run("describe")
attach = _sql.run("attach")
detach = _sql.run("detach")
delete_photo = _sql.run("delete_photo")
