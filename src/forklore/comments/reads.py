"""What can be asked about comments."""

from datetime import datetime
from uuid import UUID

from forklore.comments import rules
from forklore.comments.errors import NoSuchComment
from forklore.comments.rows import (
    Comment,
    CommentRow,
    Subject,
    SubjectKind,
    Thread,
    ThreadRow,
    VersionRow,
    comment,
    thread,
)
from forklore.foundations.database import Connection
from forklore.foundations.paging import CursorMaker, Page, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.plates import reads as plates
from forklore.recipes import reads as recipes
from forklore.relations.rows import Reader
from forklore.reviews import reads as reviews

_sql = SqlFile(__name__, "reads.sql")
has_replies = _sql.value("has_replies", bool)
_comment_of = _sql.one("comment_of", CommentRow)
_threads_of = _sql.many("threads_of", ThreadRow)
_replies_of = _sql.many("replies_of", CommentRow)
_versions_of = _sql.many("versions_of", VersionRow)

_newest_threads = CursorMaker[Thread]("threads", "posted_at", "id")
_oldest_replies = CursorMaker[Comment]("replies", "posted_at", "id")
_newest_versions = CursorMaker[VersionRow]("versions of a comment", "revision")


async def subject(connection: Connection, reader: Reader, kind: SubjectKind, subject_id: UUID) -> Subject:
    """Find a thing that the reader may see; raises `NoSuchRecipe`, `NoSuchPlate`, `NoSuchReview` for every other."""
    if kind is SubjectKind.RECIPE:
        owner_id = (await recipes.visible(connection, reader, subject_id)).author_id
    elif kind is SubjectKind.PLATE:
        owner_id = (await plates.visible(connection, reader, subject_id)).author_id
    else:
        owner_id = (await reviews.review_of(connection, reader, subject_id)).reviewer_id
    return Subject(kind, subject_id, owner_id)


async def visible(connection: Connection, reader: Reader, comment_id: UUID) -> CommentRow:
    """Find a comment under a thing that the reader may see; raises `NotFound` of one kind or another for the rest."""
    found = await any_of(connection, comment_id)
    await subject(connection, reader, found.subject_kind, found.subject_id)
    if found.gone or not rules.is_for(found, reader):
        raise NoSuchComment
    return found


async def any_of(connection: Connection, comment_id: UUID) -> CommentRow:
    """Find a comment, whoever asks; raises `NoSuchComment`."""
    found = await _comment_of(connection, comment_id=comment_id)
    if found is None:
        raise NoSuchComment
    return found


async def threads(
    connection: Connection, reader: Reader, kind: SubjectKind, subject_id: UUID, *, after: str | None, limit: int
) -> Page[Thread]:
    """List the threads under a visible thing, newest first, each with its first answers: one statement for all."""
    key = read_cursor(after, "threads", tuple[datetime, UUID])
    await subject(connection, reader, kind, subject_id)
    rows = await _threads_of(
        connection,
        subject_id=subject_id,
        hidden=list(reader.hidden),
        before=key[0] if key else None,
        before_id=key[1] if key else None,
        most=limit + 1,
        replies=rules.REPLIES_SHOWN + 1,
    )
    return page([_thread(row) for row in rows], limit, _newest_threads)


async def replies(
    connection: Connection, reader: Reader, comment_id: UUID, *, after: str | None, limit: int
) -> Page[Comment]:
    """List the answers in the thread that a comment began, oldest first; an answer comes later than what it answers.

    Raises `NoSuchComment` also for a comment that began no thread.
    """
    key = read_cursor(after, "replies", tuple[datetime, UUID])
    found = await any_of(connection, comment_id)
    await subject(connection, reader, found.subject_kind, found.subject_id)
    if found.parent_id is not None or not rules.is_for(found, reader):
        raise NoSuchComment
    rows = await _replies_of(
        connection,
        subject_id=found.subject_id,
        thread_id=found.id,
        hidden=list(reader.hidden),
        since=key[0] if key else None,
        id=key[1] if key else None,
        most=limit + 1,
    )
    return page([comment(row) for row in rows], limit, _oldest_replies)


async def versions(
    connection: Connection, reader: Reader, comment_id: UUID, *, after: str | None, limit: int
) -> Page[VersionRow]:
    """List what a visible comment said before its edits, newest first."""
    key = read_cursor(after, "versions of a comment", tuple[int])
    found = await visible(connection, reader, comment_id)
    rows = await _versions_of(
        connection,
        subject_id=found.subject_id,
        comment_id=found.id,
        below=key[0] if key else None,
        most=limit + 1,
    )
    return page(rows, limit, _newest_versions)


def _thread(row: ThreadRow) -> Thread:
    """Show a thread, with the cursor behind the answers that are shown along with it when there are more."""
    shown = page([comment(reply) for reply in row.replies], rules.REPLIES_SHOWN, _oldest_replies)
    return thread(row, shown)
