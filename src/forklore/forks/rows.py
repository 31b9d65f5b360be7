"""Where a recipe stands in its family, and what a fork begins with."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from forklore.recipes.inputs import Edit
from forklore.recipes.rows import Author, Card, Content, RecipeRow, Stars

CLASHES_AT_MOST = 1_500
COMMENT_LENGTH = 2_000
ClashId = Annotated[str, Meta(min_length=1, max_length=100)]


class ForkEdit(Edit, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A fork as its cook begins it: the version it is made from (the head when left out) and what is changed."""

    version: Annotated[int, Meta(ge=1, le=1_000_000)] | UnsetType = UNSET


class LineageRow(Struct, frozen=True):
    """The place of a recipe in its family; `path` runs from the root to the recipe itself."""

    root_id: UUID
    recipe_id: UUID
    parent_id: UUID | None
    parent_version: int | None
    author_id: UUID
    depth: int
    path: tuple[UUID, ...]
    forked_at: datetime


class BestForDiet(Struct, frozen=True):
    """The best liked recipe of a family that keeps a diet, and how many of the family do."""

    diet: str
    recipes: int
    best: Card


class FamilySums(Struct, frozen=True, kw_only=True):
    """A family in sums over its public recipes; `members` are their ids with their cooks, `more` when it has others."""

    root_id: UUID
    recipes: int
    forks: int
    cooks: int
    depth: int
    stars: Stars
    best: list[BestForDiet]
    members: tuple[tuple[UUID, UUID], ...]
    more: bool


class Relative(Struct, frozen=True):
    """A recipe of a family; one that may not be seen (any more) is a tombstone without title and address."""

    id: UUID
    parent_id: UUID | None
    parent_version: int | None
    depth: int
    author: Author
    title: str | None
    address: str | None
    tombstone: bool


class Lineage(Struct, frozen=True):
    """Where a recipe comes from and what came of it: ancestors from the root down, descendants level by level.

    `more` says that the family has more descendants than are listed.
    """

    root_id: UUID
    depth: int
    ancestors: list[Relative]
    descendants: list[Relative]
    more: bool


class ParentOut(Struct, frozen=True):
    """What a recipe was forked from, said on every page of the fork."""

    id: UUID
    version: int
    author: Author
    title: str | None
    address: str | None


class ClashKind(StrEnum):
    """Where two cooks meet: in a field, a line, a step, or the order of lines or steps."""

    FIELD = "field"
    LINE = "line"
    STEP = "step"
    ORDER = "order"


class Clash(Struct, frozen=True):
    """What both sides of a merge changed differently, in words; a side is None where it has nothing there.

    `id` names it in `take` and `skip` and stays the same while the three versions do; `part` is the name of the field
    or of the part of the line, "whole" for all of it.
    """

    id: str
    kind: ClashKind
    part: str
    base: str | None
    ours: str | None
    theirs: str | None


class Merged(Struct, frozen=True):
    """What a merge gives: the content, with ours where a clash was not decided for theirs, and all clashes."""

    content: Content
    clashes: tuple[Clash, ...] = ()


class Choices(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which clashes of a merge are settled how, by their ids: theirs for `take`, ours for `skip`."""

    take: Annotated[list[ClashId], Meta(max_length=CLASHES_AT_MOST)] = []
    skip: Annotated[list[ClashId], Meta(max_length=CLASHES_AT_MOST)] = []


class Upstream(Struct, frozen=True):
    """What the parent changed since the version that a fork stands on."""

    parent: ParentOut
    head: int
    before: Content
    after: Content
    merged: Merged


class ProposalState(StrEnum):
    """An open proposal waits for the cook of the recipe; the other states are final."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Proposal(Struct, frozen=True):
    """What a cook proposes to the recipe that was forked; `author` is None when the cook is gone."""

    recipe_id: UUID
    id: UUID
    fork_id: UUID
    fork_version: int
    base_version: int
    author_id: UUID
    author: Author | None
    message: str
    state: ProposalState
    accepted_version: int | None
    created_at: datetime
    closed_at: datetime | None


class ProposalOut(Struct, frozen=True):
    """A proposal as it is shown; the fork has no title and address when it may not be seen any more."""

    id: UUID
    recipe_id: UUID
    fork: ParentOut
    author: Author | None
    message: str
    state: ProposalState
    base_version: int
    accepted_version: int | None
    created_at: datetime
    closed_at: datetime | None


class ProposalSeen(Struct, frozen=True):
    """A proposal to `recipe` with what it would change, from `before` to `after`.

    Both are None when the fork may not be seen any more; `merged` tells for an open one how it meets the newest version
    of the recipe.
    """

    proposal: ProposalOut
    author_id: UUID
    recipe: RecipeRow
    before: Content | None = None
    after: Content | None = None
    merged: Merged | None = None


class CommentPlace(Struct, frozen=True):
    """Whose a comment is, and on what."""

    id: UUID
    proposal_id: UUID
    author_id: UUID
    deleted_at: datetime | None


class Comment(Struct, frozen=True):
    """What somebody says about a proposal; of a tombstone only the place is left."""

    id: UUID
    author_id: UUID
    author: Author | None
    body: str
    created_at: datetime
    tombstone: bool
