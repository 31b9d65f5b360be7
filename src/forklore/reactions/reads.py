"""What can be asked about reactions."""

from datetime import datetime
from uuid import UUID

from forklore.comments import reads as comments
from forklore.comments.rows import SubjectKind as CommentedKind
from forklore.foundations.database import Connection
from forklore.foundations.drift import Drift
from forklore.foundations.paging import CursorMaker, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.reactions import rules
from forklore.reactions.rows import Kind, Reacted, Reaction, ReactionRow, Reactions, Subject, SubjectKind, Tally
from forklore.relations.rows import Reader

_sql = SqlFile(__name__, "reads.sql")
drifted_tallies = _sql.many("drifted_tallies", Drift)
_tallies = _sql.many("tallies", Tally)
_mine = _sql.many("mine", str)
_reactions_to = _sql.many("reactions_to", ReactionRow)
_newest_first = CursorMaker[ReactionRow]("reactions", "at", "account_id", "kind")


async def subject(connection: Connection, reader: Reader, kind: SubjectKind, subject_id: UUID) -> Subject:
    """Find a thing that the reader may see; raises the `NotFound` of its room for every other."""
    if kind is SubjectKind.COMMENT:
        owner_id = (await comments.visible(connection, reader, subject_id)).author_id
    else:
        owner_id = (await comments.subject(connection, reader, CommentedKind(kind.value), subject_id)).owner_id
    return Subject(kind, subject_id, owner_id)


async def standing(connection: Connection, account_id: UUID | None, subject_id: UUID) -> Reacted:
    """Tell how a thing is reacted to, by everybody and oneself; the thing must have been found visible before."""
    tallies = await _tallies(connection, subject_id=subject_id)
    mine = [] if account_id is None else await _mine(connection, subject_id=subject_id, account_id=account_id)
    return Reacted(rules.counts(tallies), [Kind(kind) for kind in mine])


async def reactions(
    connection: Connection,
    reader: Reader,
    subject_kind: SubjectKind,
    subject_id: UUID,
    *,
    kind: Kind | None,
    after: str | None,
    limit: int,
) -> Reactions:
    """Give a page of who reacted to a visible thing (in one way, or in any), newest first, with the counts.

    Three statements beside the one that finds the thing. Raises the `NotFound` of its room, `BadCursor`.
    """
    key = read_cursor(after, "reactions", tuple[datetime, UUID, str])
    await subject(connection, reader, subject_kind, subject_id)
    rows = await _reactions_to(
        connection,
        subject_id=subject_id,
        kind=kind.value if kind else None,
        hidden=list(reader.hidden),
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        before_kind=key[2] if key else None,
        most=limit + 1,
    )
    found = page(rows, limit, _newest_first)
    told = await standing(connection, reader.account_id, subject_id)
    items = [Reaction(row.handle, row.display_name, row.kind, row.at) for row in found.items]
    return Reactions(told.counts, told.mine, items, found.next)
