"""What a comment may be, where an answer stands, whom it mentions."""

import re
from collections.abc import Sequence
from uuid import UUID

from forklore.comments.rows import CommentRow, ParentRow
from forklore.foundations.errors import invalid
from forklore.foundations.text import clean
from forklore.relations.rows import Reader

BODY_LENGTH = 5_000
DEPTH_AT_MOST = 5
REPLIES_SHOWN = 3
MENTIONS_AT_MOST = 20

# Not within a word or an address (`ana@example.org`, `/@ana/soup`), and not the name of somebody elsewhere (`@a@b.c`).
_MENTION = re.compile(r"(?<![\w@/.+-])@([A-Za-z0-9_]{3,30})(?![\w@]|\.\w|-\w)")


def checked_body(body: str) -> str:
    """Give the words of a comment, cleaned; raises `Invalid` when there are none or too many."""
    cleaned = clean(body)
    if not 1 <= len(cleaned) <= BODY_LENGTH:
        raise invalid("/body", f"has 1 to {BODY_LENGTH} characters")
    return cleaned


def is_for(row: CommentRow | ParentRow, reader: Reader) -> bool:
    """Tell whether a reader may know of a comment under a thing that the reader sees.

    Nobody reads or writes under the things of a cook whom a block parts from them, so a hidden cook hides all that
    stands under a comment by that cook too. `NOT authors && :hidden` says the same in the lists.
    """
    return not set(row.authors) & set(reader.hidden)


def stands_under(answered: ParentRow, author_id: UUID) -> tuple[UUID | None, tuple[UUID, ...]]:
    """Tell under which comment an answer stands, and whose comments that puts it under, its own author last.

    What answers a comment of the deepest level stands beside it, under the same parent.
    """
    if len(answered.authors) < DEPTH_AT_MOST:
        return answered.id, (*answered.authors, author_id)
    return answered.parent_id, (*answered.authors[: DEPTH_AT_MOST - 1], author_id)


def mentions(body: str) -> Sequence[str]:
    """Find whom a text names as `@handle`: each once, in order, at most 20, in small letters.

    Whether there is such a cook is not known here. Work: one pass over the text.
    """
    found = dict.fromkeys(match.lower() for match in _MENTION.findall(body))
    return list(found)[:MENTIONS_AT_MOST]
