"""What the room writes; private to the room."""

from forklore.foundations.queries import SqlFile

_sql = SqlFile(__name__, "writes.sql")
plant = _sql.run("plant")
branch = _sql.run("branch")
move = _sql.run("move")
insert_proposal_address = _sql.run("insert_proposal_address")
insert_proposal = _sql.run("insert_proposal")
close_proposal = _sql.run("close_proposal")
close_proposals_of = _sql.run("close_proposals_of")
insert_comment = _sql.run("insert_comment")
blank_comment = _sql.run("blank_comment")
