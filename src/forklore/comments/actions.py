"""The verbs of comments: say something, answer, edit, delete.

Whoever takes a comment away holds it first and what it stands under next; whoever answers holds only what is answered:
so nobody dead-locks, and no answer is left without what it answers.
"""

from uuid import UUID

from forklore.activity.actions import record
from forklore.comments import reads, rules, writes
from forklore.comments.errors import NoSuchComment
from forklore.comments.rows import CommentRow, Subject, SubjectKind
from forklore.foundations.database import Connection
from forklore.foundations.errors import Moved
from forklore.relations.rows import Reader


async def post(
    connection: Connection,
    reader: Reader,
    author_id: UUID,
    kind: SubjectKind,
    subject_id: UUID,
    *,
    body: str,
    answers: UUID | None = None,
) -> CommentRow:
    """Say something under a visible thing, or in answer to a comment there.

    What answers a comment of the deepest level stands beside it. Raises `Invalid`, `NoSuchRecipe`, `NoSuchPlate`,
    `NoSuchReview`, `NoSuchComment`; the last also for a comment under another thing, and under one by a hidden cook.
    """
    words = rules.checked_body(body)
    under = await reads.subject(connection, reader, kind, subject_id)
    if answers is None:
        comment_id = await writes.begin_thread(
            connection, subject_id=under.id, subject_kind=kind.value, author_id=author_id, body=words
        )
    else:
        comment_id = await _answer(connection, reader, author_id, under, answers, words)
    if comment_id is None:
        raise RuntimeError("the database made no id")
    await record(connection, author_id, "commented", "comment", comment_id)
    return await reads.any_of(connection, comment_id)


async def edit(
    connection: Connection, reader: Reader, author_id: UUID, comment_id: UUID, *, expected: int | None, body: str
) -> CommentRow:
    """Change the words of one's comment; what it said before is kept. The same words change nothing.

    Raises `Invalid`, `Moved`, and `NotFound` also where a block has come between since it was written.
    """
    words = rules.checked_body(body)
    old = await reads.visible(connection, reader, comment_id)
    if old.author_id != author_id:
        raise NoSuchComment
    await writes.hold(connection, subject_id=old.subject_id, comment_id=old.id)
    old = await reads.any_of(connection, comment_id)
    if old.gone:
        raise NoSuchComment
    if expected is not None and old.revision != expected:
        raise Moved
    if old.body == words:
        return old
    await writes.keep_version(connection, subject_id=old.subject_id, comment_id=old.id)
    await writes.edit(connection, subject_id=old.subject_id, comment_id=old.id, body=words)
    return await reads.any_of(connection, comment_id)


async def delete(connection: Connection, author_id: UUID, comment_id: UUID) -> None:
    """Delete one's comment, also under a thing that one may no longer see; raises `NoSuchComment`.

    Where answers stand under it a tombstone without words stays, until the last of them has gone.
    """
    found = await reads.any_of(connection, comment_id)
    place = {"subject_id": found.subject_id, "comment_id": found.id}
    held = await writes.hold(connection, **place)
    if held is None or held.buried or held.author_id != author_id:
        raise NoSuchComment
    await writes.forget_versions(connection, **place)
    if await reads.has_replies(connection, **place):
        await writes.bury(connection, **place)
        return
    await writes.remove(connection, **place)
    await _remove_bare_tombstones(connection, found.subject_id, held.parent_id)


async def _answer(
    connection: Connection, reader: Reader, author_id: UUID, under: Subject, answers: UUID, words: str
) -> UUID | None:
    answered = await writes.hold_answered(connection, subject_id=under.id, comment_id=answers)
    if answered is None or not rules.is_for(answered, reader):
        raise NoSuchComment
    if (await reads.any_of(connection, answers)).gone:
        raise NoSuchComment
    parent_id, authors = rules.stands_under(answered, author_id)
    return await writes.answer(
        connection,
        subject_id=under.id,
        subject_kind=under.kind.value,
        thread_id=answered.thread_id,
        parent_id=parent_id,
        author_id=author_id,
        authors=list(authors),
        body=words,
    )


async def _remove_bare_tombstones(connection: Connection, subject_id: UUID, comment_id: UUID | None) -> None:
    """Take away the tombstones above a comment that has gone, as far as nothing else stands under them."""
    while comment_id is not None:
        held = await writes.hold(connection, subject_id=subject_id, comment_id=comment_id)
        if held is None or not held.buried:
            return
        if await reads.has_replies(connection, subject_id=subject_id, comment_id=comment_id):
            return
        await writes.remove(connection, subject_id=subject_id, comment_id=comment_id)
        comment_id = held.parent_id
