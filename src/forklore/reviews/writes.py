"""What the room writes; private to the room."""

from forklore.foundations.queries import SqlFile
from forklore.reviews.rows import CookedMove, ReviewGone, ReviewMove

_sql = SqlFile(__name__, "writes.sql")
put_review = _sql.one("put_review", ReviewMove)
withdraw_review = _sql.one("withdraw_review", ReviewGone)
mark_cooked = _sql.one("mark_cooked", CookedMove)
unmark_cooked = _sql.run("unmark_cooked")
set_prior = _sql.run("set_prior")
