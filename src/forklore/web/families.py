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
    """A descendant in the order in which it is drawn; `depth` counts from 1, below what is asked about."""

    recipe: Relative
    depth: int


@seen(f"{RECIPE}/family")
async def family(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """Show the whole family of a recipe that lies above and below it."""
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        place = await recipe_at(connection, looking, request, cook, slug, behind="/family")
        found = await reads.lineage(connection, looking, place.row.standing())
    tree = branches(place.row.id, found.descendants)
    return page(request, "forks/family.html", recipe=place.row, address=place.address, family=found, branches=tree)


def branches(top: UUID, descendants: Sequence[Relative]) -> list[Branch]:
    """Put descendants in the order of a tree: each behind its parent; what lost its parent comes last."""
    children: dict[UUID | None, list[Relative]] = {}
    known = {top, *(one.id for one in descendants)}
    for one in descendants:
        children.setdefault(one.parent_id if one.parent_id in known else None, []).append(one)
    drawn: list[Branch] = []
    waiting = [(one, 1) for one in reversed(children.get(top, []) + children.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        drawn.append(Branch(one, min(depth, _DEEPEST_DRAWN)))
        waiting += [(child, depth + 1) for child in reversed(children.get(one.id, []))]
    return drawn


HANDLERS = [family]
