"""What is one's own and not published; publishing, taking back, deleting, restoring."""

from uuid import UUID

from forklore.forks import actions as forks
from forklore.foundations.database import Database
from forklore.foundations.errors import NotFound
from forklore.recipes import actions, reads
from forklore.relations.rows import Reader
from forklore.web.border import account_of, go, page, typed, visitor
from forklore.web.routes import Answered, Asked, address_of, id_of, number_of, seen, sent

ON_A_PAGE = 30


@seen("/me/drafts", scope="read")
async def drafts(request: Asked, db: Database) -> Answered:
    """List one's own recipes that are not published."""
    account_id = account_of(visitor(request))
    after = request.query_params.get("after")
    async with db.read() as connection:
        found = await reads.drafts(connection, account_id, after=after, limit=ON_A_PAGE)
    return page(request, "recipes/drafts.html", drafts=found)


@sent("/recipes/{recipe_id:uuid}/publish")
async def publish(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Publish a draft, or again what was taken back."""
    async with db.write() as connection:
        await actions.publish(connection, account_of(visitor(request)), recipe_id)
    return go(id_of(recipe_id), "published")


@sent("/recipes/{recipe_id:uuid}/withdraw")
async def withdraw(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Take a published recipe back."""
    async with db.write() as connection:
        await actions.withdraw(connection, account_of(visitor(request)), recipe_id)
    return go(id_of(recipe_id), "withdrawn")


@seen("/recipes/{recipe_id:uuid}/delete", scope="read")
async def ask_delete(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Ask once more before a recipe is deleted."""
    account_id = account_of(visitor(request))
    async with db.read() as connection:
        row = await reads.recipe(connection, Reader(account_id), recipe_id)
        if row.author_id != account_id:
            raise NotFound
    return page(request, "recipes/delete.html", recipe=row, address=address_of(row))


@sent("/recipes/{recipe_id:uuid}/delete")
async def delete(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Delete a recipe."""
    viewer = visitor(request)
    async with db.write() as connection:
        await forks.delete(connection, account_of(viewer), recipe_id)
    return go(f"/@{viewer.handle}", "deleted")


@sent("/recipes/{recipe_id:uuid}/restore")
async def restore(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Make an old version the newest one again."""
    number = number_of((await typed(request)).get("version"))
    if number is None:
        raise NotFound
    async with db.write() as connection:
        await actions.restore(connection, account_of(visitor(request)), recipe_id, number)
    return go(id_of(recipe_id), "restored")


HANDLERS = [drafts, publish, withdraw, ask_delete, delete, restore]
