"""What the room writes; private to the room."""

from uuid import UUID

from forklore.cookbooks.rows import SavedMove
from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
hold_owner = _sql.run("hold_owner")
insert_cookbook = _sql.value("insert_cookbook", UUID)
edit_cookbook = _sql.run("edit_cookbook")
delete_cookbook = _sql.run("delete_cookbook")
put_recipe = _sql.run("put_recipe")
rank_anew = _sql.run("rank_anew")
take_out = _sql.run("take_out")
save = _sql.one("save", SavedMove)
unsave = _sql.many("unsave", UUID)
