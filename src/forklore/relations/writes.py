"""What the room writes; private to the room."""

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
lock_pair = _sql.run("lock_pair")
insert_follow = _sql.run("insert_follow")
insert_follower = _sql.run("insert_follower")
delete_follow = _sql.run("delete_follow")
delete_follower = _sql.run("delete_follower")
insert_block = _sql.run("insert_block")
insert_blocker = _sql.run("insert_blocker")
delete_block = _sql.run("delete_block")
delete_blocker = _sql.run("delete_blocker")
