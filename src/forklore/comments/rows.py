"""What a comment is."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from forklore.foundations.paging import Page
from forklore.recipes.rows import Author


class SubjectKind(StrEnum):
    """What is commented on."""

    RECIPE = "recipe"
    PLATE = "plate"
    REVIEW = "review"


class Subject(Struct, frozen=True):
    """A thing that is commented on, and whose it is."""

    kind: SubjectKind
    id: UUID
    owner_id: UUID


class CommentRow(Struct, frozen=True):
    """A row of the view `visible_comment`; one that is `gone` has neither words nor an author to be shown."""

    subject_id: UUID
    id: UUID
    subject_kind: SubjectKind
    thread_id: UUID
    parent_id: UUID | None
    author_id: UUID
    authors: tuple[UUID, ...]
    author_handle: str | None
    author_name: str | None
    body: str
    revision: int
    posted_at: datetime
    edited_at: datetime | None
    gone: bool


class ThreadRow(CommentRow, frozen=True):
    """The comment that a thread began with, and the first answers in it, one more than are shown."""

    replies: tuple[CommentRow, ...]


class ParentRow(Struct, frozen=True):
    """What has to be known of a comment that is answered."""

    id: UUID
    subject_id: UUID
    subject_kind: SubjectKind
    thread_id: UUID
    parent_id: UUID | None
    authors: tuple[UUID, ...]


class HeldRow(Struct, frozen=True):
    """What has to be known of a comment that is taken away; `buried` when only its tombstone is left."""

    author_id: UUID
    parent_id: UUID | None
    buried: bool


class VersionRow(Struct, frozen=True):
    """What a comment said once; `revision` counts from 1."""

    revision: int
    body: str
    written_at: datetime


class Comment(Struct, frozen=True):
    """A comment as it is shown; a tombstone has no author and no words. `depth` counts from 1.

    `body` is the text as it was written, never HTML.
    """

    id: UUID
    parent_id: UUID | None
    depth: int
    author: Author | None
    body: str
    deleted: bool
    posted_at: datetime
    edited_at: datetime | None


class Thread(Struct, frozen=True):
    """A thread: the comment that it began with, and the first answers in it, oldest first, whatever their depth.

    `more` is the cursor behind them in the list of the thread's replies, None when these are all.
    """

    id: UUID
    depth: int
    author: Author | None
    body: str
    deleted: bool
    posted_at: datetime
    edited_at: datetime | None
    replies: list[Comment]
    more: str | None


class PlacedComment(Struct, frozen=True):
    """A comment by itself, with what it stands under."""

    id: UUID
    subject_kind: SubjectKind
    subject_id: UUID
    thread_id: UUID
    parent_id: UUID | None
    depth: int
    author: Author | None
    body: str
    posted_at: datetime
    edited_at: datetime | None


def comment(row: CommentRow) -> Comment:
    """Show a comment in its thread."""
    return Comment(
        row.id, row.parent_id, len(row.authors), _author(row), row.body, row.gone, row.posted_at, row.edited_at
    )


def thread(row: ThreadRow, replies: Page[Comment]) -> Thread:
    """Show a thread with the first page of its answers."""
    return Thread(
        row.id,
        len(row.authors),
        _author(row),
        row.body,
        row.gone,
        row.posted_at,
        row.edited_at,
        replies.items,
        replies.next,
    )


def placed(row: CommentRow) -> PlacedComment:
    """Show a comment by itself."""
    return PlacedComment(
        row.id,
        row.subject_kind,
        row.subject_id,
        row.thread_id,
        row.parent_id,
        len(row.authors),
        _author(row),
        row.body,
        row.posted_at,
        row.edited_at,
    )


def _author(row: CommentRow) -> Author | None:
    if row.gone or row.author_handle is None or row.author_name is None:
        return None
    return Author(row.author_handle, row.author_name)
