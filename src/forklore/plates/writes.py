"""What the room writes; private to the room."""

from uuid import UUID

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
insert_plate = _sql.value("insert_plate", UUID)
add_photo = _sql.run("add_photo")
update_plate = _sql.run("update_plate")
bury_plate = _sql.run("bury_plate")
clear_photos = _sql.run("clear_photos")
