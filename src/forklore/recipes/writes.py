"""What the room writes; private to the room."""

from uuid import UUID

from forklore.foundations.queries import SqlFile
from forklore.recipes.rows import StatsMove, StatsRow

_sql = SqlFile(__name__, "writes.sql")
insert_recipe = _sql.run("insert_recipe")
insert_version = _sql.run("insert_version")
insert_stats = _sql.run("insert_stats")
claim_address = _sql.run("claim_address")
move_address = _sql.run("move_address")
set_slug = _sql.run("set_slug")
free_lines = _sql.run("free_lines")
insert_lines = _sql.run("insert_lines")
free_tags = _sql.run("free_tags")
insert_tags = _sql.run("insert_tags")
set_head = _sql.run("set_head")
set_parent_version = _sql.run("set_parent_version")
set_state = _sql.run("set_state")
blank = _sql.run("blank")
forget_versions = _sql.run("forget_versions")
add_stars = _sql.one("add_stars", StatsMove)
add_month = _sql.run("add_month")
add_counts = _sql.run("add_counts")
hold_stats = _sql.many("hold_stats", UUID)
add_saves = _sql.run("add_saves")
set_public = _sql.one("set_public", StatsRow)
