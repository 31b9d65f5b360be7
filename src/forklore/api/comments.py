"""Comments: threads under recipes, plates and reviews."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from forklore.api.border import (
    OPEN,
    WRITE,
    After,
    Answer,
    AnyRequest,
    Db,
    Limit,
    Who,
    account_of,
    etag,
    if_match,
    listed,
    once,
)
from forklore.api.problems import problems
from forklore.comments import actions, reads, rules
from forklore.comments.rows import Comment, PlacedComment, SubjectKind, Thread, VersionRow, placed
from forklore.foundations.database import Connection
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.relations.reads import reader

CommentId = FromPath[UUID]
SubjectId = FromPath[UUID]
Body = Annotated[str, Meta(min_length=1, max_length=rules.BODY_LENGTH)]

_SUBJECTS = {"recipes": SubjectKind.RECIPE, "plates": SubjectKind.PLATE, "reviews": SubjectKind.REVIEW}
_UNDER = [f"/{name}/{{subject_id:uuid}}/comments" for name in _SUBJECTS]


class CommentInput(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody says; `answers` is the comment that it answers, null when it begins a thread."""

    body: Body
    answers: UUID | None = None


class CommentEdit(Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for a comment."""

    body: Body


@get(_UNDER, opt=OPEN, responses=problems(401, 403, 404, 422))
async def threads(
    request: AnyRequest, subject_id: SubjectId, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Thread]]:
    """List the threads under a recipe, a plate or a review, newest first, each with its first answers."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        found = await reads.threads(connection, looking, _kind(request), subject_id, after=after, limit=limit)
        return listed(request, found)


@post(_UNDER, opt=WRITE, responses=problems(400, 401, 403, 404, 413, 422, 429))
async def say(
    request: AnyRequest, subject_id: SubjectId, data: JSONBody[CommentInput], db: Db, viewer: Who
) -> Answer[PlacedComment]:
    """Say something under a recipe, a plate or a review, or answer a comment there.

    Threads are at most five deep: what answers a comment of the fifth level stands beside it.
    """

    async def act(connection: Connection) -> Answer[PlacedComment]:
        made = await actions.post(
            connection,
            await reader(connection, viewer.account_id),
            account_of(viewer),
            _kind(request),
            subject_id,
            body=data.body,
            answers=data.answers,
        )
        return Answer(placed(made), headers=etag(made.revision))

    return await once(request, db, viewer, act)


@get("/comments/{comment_id:uuid}", opt=OPEN, responses=problems(401, 403, 404))
async def show(comment_id: CommentId, db: Db, viewer: Who) -> Answer[PlacedComment]:
    """Show a comment and what it stands under."""
    async with db.read() as connection:
        found = await reads.visible(connection, await reader(connection, viewer.account_id), comment_id)
        return Answer(placed(found), headers=etag(found.revision))


@get("/comments/{comment_id:uuid}/replies", opt=OPEN, responses=problems(401, 403, 404, 422))
async def replies(
    request: AnyRequest, comment_id: CommentId, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Comment]]:
    """List the answers in the thread that a comment began, oldest first, whatever their depth."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return listed(request, await reads.replies(connection, looking, comment_id, after=after, limit=limit))


@get("/comments/{comment_id:uuid}/versions", opt=OPEN, responses=problems(401, 403, 404, 422))
async def versions(
    request: AnyRequest, comment_id: CommentId, db: Db, viewer: Who, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[VersionRow]]:
    """List what a comment said before its edits, newest first."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return listed(request, await reads.versions(connection, looking, comment_id, after=after, limit=limit))


@patch("/comments/{comment_id:uuid}", opt=WRITE, responses=problems(400, 401, 403, 404, 412, 413, 422, 428, 429))
async def edit(
    request: AnyRequest, comment_id: CommentId, data: JSONBody[CommentEdit], db: Db, viewer: Who
) -> Answer[PlacedComment]:
    """Change the words of one's comment; If-Match names the revision that was read."""
    expected = if_match(request)
    async with db.write() as connection:
        looking = await reader(connection, viewer.account_id)
        changed = await actions.edit(
            connection, looking, account_of(viewer), comment_id, expected=expected, body=data.body
        )
    return Answer(placed(changed), headers=etag(changed.revision))


@delete("/comments/{comment_id:uuid}", opt=WRITE, status_code=204, responses=problems(401, 403, 404, 429))
async def remove(comment_id: CommentId, db: Db, viewer: Who) -> None:
    """Delete one's comment; where answers stand under it, a tombstone without words stays."""
    async with db.write() as connection:
        await actions.delete(connection, account_of(viewer), comment_id)


def _kind(request: AnyRequest) -> SubjectKind:
    """Tell by the address what is commented on."""
    return _SUBJECTS[request.url.path.rsplit("/", 3)[1]]


HANDLERS = [threads, say, show, replies, versions, edit, remove]
