"""Where a recipe stands in its family, and what a fork begins with."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from forklore.recipes.inputs import Edit
from forklore.recipes.rows import Author, Content


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
