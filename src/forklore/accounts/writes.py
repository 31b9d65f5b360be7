"""What the room writes; private to the room."""

from uuid import UUID

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
insert_account = _sql.value("insert_account", UUID)
insert_email = _sql.run("insert_email")
insert_credential = _sql.run("insert_credential")
insert_stats = _sql.run("insert_stats")
insert_session = _sql.value("insert_session", UUID)
insert_token = _sql.value("insert_token", UUID)
delete_session = _sql.run("delete_session")
delete_token = _sql.run("delete_token")
update_profile = _sql.run("update_profile")
keep_old_handle = _sql.run("keep_old_handle")
add_relations = _sql.run("add_relations")
add_recipes = _sql.run("add_recipes")
add_stars = _sql.run("add_stars")
add_month = _sql.run("add_month")
