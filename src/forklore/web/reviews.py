"""Reviews of a recipe: the list, the form, and that one cooked it."""

from uuid import UUID

from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import Invalid
from forklore.recipes import reads as recipes
from forklore.relations.reads import reader
from forklore.reviews import actions, reads
from forklore.reviews.errors import NoSuchReview, OwnRecipe
from forklore.web.border import account_of, go, once, page, typed, visitor
from forklore.web.review_form import as_typed, blank_review, changes_of, stars_of, typed_again, with_faults
from forklore.web.routes import RECIPE, Answered, Asked, address_of, id_of, number_of, recipe_at, seen, sent

ON_A_PAGE = 30


@seen(f"{RECIPE}/reviews")
async def all_reviews(request: Asked, cook: str, slug: str, db: Database) -> Answered:
    """Show the reviews of a recipe, page by page."""
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        place = await recipe_at(connection, looking, request, cook, slug, behind="/reviews")
        after = request.query_params.get("after")
        found = await reads.reviews_of(connection, looking, place.row.id, after=after, limit=ON_A_PAGE)
        stars = await reads.stars_of_recipe(connection, looking, place.row.id)
    return page(request, "reviews/all.html", recipe=place.row, address=place.address, reviews=found, stars=stars)


@seen("/recipes/{recipe_id:uuid}/review", scope="read")
async def open_form(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Show the form of one's review by itself."""
    viewer = visitor(request)
    account_id = account_of(viewer)
    async with db.read() as connection:
        row = await recipes.recipe(connection, await reader(connection, account_id), recipe_id)
        if row.author_id == account_id:
            raise OwnRecipe
        try:
            shown = typed_again(await reads.review_by(connection, account_id, recipe_id))
        except NoSuchReview:
            shown = blank_review()
    return page(request, "reviews/form.html", recipe=row, address=address_of(row), review_form=shown)


@sent("/recipes/{recipe_id:uuid}/review")
async def put(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Write or change one's review; a faulty one comes back as it was typed."""
    viewer = visitor(request)
    account_id = account_of(viewer)
    form = await typed(request)
    said = as_typed(form)
    try:
        async with db.write() as connection:
            looking = await reader(connection, account_id)
            await actions.put_review(
                connection,
                looking,
                recipe_id,
                stars=stars_of(said),
                body=said.body,
                version=number_of(form.get("version")),
                changes=changes_of(said),
            )
    except Invalid as fault:
        async with db.read() as connection:
            row = await recipes.recipe(connection, await reader(connection, account_id), recipe_id)
        again = with_faults(said, fault.errors)
        return page(request, "reviews/form.html", status=422, recipe=row, address=address_of(row), review_form=again)
    return go(id_of(recipe_id), "reviewed")


@sent("/recipes/{recipe_id:uuid}/review/withdraw")
async def withdraw(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Take one's review back."""
    async with db.write() as connection:
        looking = await reader(connection, account_of(visitor(request)))
        await actions.withdraw_review(connection, looking, recipe_id)
    return go(id_of(recipe_id), "unreviewed")


@sent("/recipes/{recipe_id:uuid}/cooked")
async def cooked(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Say that one cooked a recipe."""

    async def act(connection: Connection) -> str:
        await actions.mark_cooked(connection, await reader(connection, visitor(request).account_id), recipe_id)
        return f"{id_of(recipe_id)}?said=cooked"

    return await once(request, db, visitor(request), act)


@sent("/recipes/{recipe_id:uuid}/cooked/undo")
async def uncooked(request: Asked, recipe_id: UUID, db: Database) -> Answered:
    """Take back that one cooked a recipe."""
    async with db.write() as connection:
        looking = await reader(connection, account_of(visitor(request)))
        await actions.unmark_cooked(connection, looking, recipe_id)
    return go(id_of(recipe_id), "uncooked")


HANDLERS = [all_reviews, open_form, put, withdraw, cooked, uncooked]
