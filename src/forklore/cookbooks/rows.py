"""What a cookbook is."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct

from forklore.recipes.rows import Author, Card


class Shown(StrEnum):
    """Whether others see a cookbook."""

    PUBLIC = "public"
    PRIVATE = "private"


class CookbookRow(Struct, frozen=True):
    """A row of the view `visible_cookbook`."""

    account_id: UUID
    id: UUID
    owner_handle: str
    owner_name: str
    name: str
    description: str
    visibility: Shown
    for_saving: bool
    revision: int
    created_at: datetime
    edited_at: datetime | None


class Cookbook(Struct, frozen=True):
    """A cookbook as it is shown; `for_saving` marks the one where recipes go that are saved without saying where.

    How many recipes it holds is told to nobody: not all of them may be for everybody.
    """

    id: UUID
    owner: Author
    name: str
    description: str
    visibility: Shown
    for_saving: bool
    created_at: datetime
    edited_at: datetime | None


class PlacedRow(Struct, frozen=True):
    """A row of `cookbook_recipe`."""

    recipe_id: UUID
    rank: float
    note: str
    added_at: datetime


class Neighbours(Struct, frozen=True):
    """How a cookbook stands around a place: how many others it holds, and the ranks before and behind the place."""

    others: int
    low: float | None
    high: float | None


class SavedMove(Struct, frozen=True):
    """What keeping a recipe moved: whether it counts anew, and whether for the first time ever."""

    counts_anew: bool
    is_first: bool


class KeptRecipe(Struct, frozen=True):
    """A recipe in a cookbook, with the cook's note."""

    recipe: Card
    note: str
    added_at: datetime


class Saved(Struct, frozen=True):
    """Where a recipe was saved."""

    recipe_id: UUID
    cookbook_id: UUID
    note: str
    added_at: datetime


def cookbook(row: CookbookRow) -> Cookbook:
    """Show a cookbook."""
    return Cookbook(
        row.id,
        Author(row.owner_handle, row.owner_name),
        row.name,
        row.description,
        row.visibility,
        row.for_saving,
        row.created_at,
        row.edited_at,
    )
