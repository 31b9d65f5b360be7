"""The versions of a recipe, and what differs between two of them."""

from forklore.foundations.database import Database
from forklore.foundations.errors import NotFound
from forklore.recipes import reads
from forklore.relations.reads import reader
from forklore.web.border import page, visitor
from forklore.web.changes import compared
from forklore.web.routes import RECIPE, Answered, Asked, number_of, recipe_at, seen

ON_A_PAGE = 50


@seen(f"{RECIPE}/versions")
async def versions(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """List the versions of a recipe."""
    viewer = visitor(request)
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        place = await recipe_at(connection, looking, request, cook, slug, behind="/versions")
        after = request.query_params.get("after")
        found = await reads.versions(connection, looking, place.row.id, after=after, limit=ON_A_PAGE)
    mine = viewer.account_id == place.row.author_id
    return page(request, "recipes/versions.html", recipe=place.row, address=place.address, versions=found, mine=mine)


@seen(f"{RECIPE}/diff")
async def difference(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """Show what differs between two versions, the newest and the one before when none are named."""
    asked = request.query_params
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        place = await recipe_at(
            connection, looking, request, cook, slug, number=number_of(asked.get("to")), behind="/diff"
        )
        later = place.row
        earlier = number_of(asked.get("from")) or later.number - 1
        if earlier < 1:
            raise NotFound("A first version has none before it.")
        before = await reads.recipe(connection, looking, later.id, earlier)
    return page(
        request,
        "recipes/difference.html",
        recipe=later,
        address=place.address,
        earlier=before,
        changes=compared(before.content, later.content),
    )


@seen(f"{RECIPE}/against-parent")
async def against_parent(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """Show all that differs between a fork and what it was made from."""
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        place = await recipe_at(connection, looking, request, cook, slug, behind="/against-parent")
        fork = place.row
        if fork.parent_id is None:
            raise NotFound("This recipe was forked from none.")
        before = await reads.recipe(connection, looking, fork.parent_id, fork.parent_version)
    return page(
        request,
        "recipes/difference.html",
        recipe=fork,
        address=place.address,
        earlier=before,
        changes=compared(before.content, fork.content),
    )


HANDLERS = [versions, difference, against_parent]
