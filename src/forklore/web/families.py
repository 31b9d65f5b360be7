"""Families as pages draw them: a branching line, each fork under what it was made from."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from forklore.forks import reads
from forklore.forks.rows import Relative
from forklore.foundations.database import Database
from forklore.relations.reads import reader
from forklore.web.border import page, visitor
from forklore.web.routes import RECIPE, Answered, Asked, recipe_at, seen

_DEEPEST_DRAWN = 6


class Branch(Struct, frozen=True):
    """A descendant with what was made of it."""

    recipe: Relative
    branches: "list[Branch]" = []


@seen(f"{RECIPE}/family")
async def family(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """Show the whole family of a recipe that lies above and below it."""
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        place = await recipe_at(connection, looking, request, cook, slug, behind="/family")
        found = await reads.lineage(connection, looking, place.row.standing())
    tree = branches(place.row.id, found.descendants)
    return page(request, "forks/family.html", recipe=place.row, address=place.address, family=found, branches=tree)


def branches(top: UUID, descendants: Sequence[Relative], *, most: int | None = None) -> list[Branch]:
    """Hang descendants (level by level, as they are read) under what they were made from, `most` of them in all.

    What lost its parent hangs at the top; what lies deeper than can be drawn hangs beside its parent.
    """
    hung: dict[UUID, tuple[list[Branch], int]] = {top: ([], 0)}
    for one in descendants[:most]:
        beside, depth = hung.get(one.parent_id or top, hung[top])
        made = Branch(one, [])
        beside.append(made)
        hung[one.id] = (beside, depth) if depth + 1 >= _DEEPEST_DRAWN else (made.branches, depth + 1)
    return hung[top][0]


HANDLERS = [family]
