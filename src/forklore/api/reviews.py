"""Reviews, stars of a recipe and of a cook, and "I cooked this"."""

from typing import Annotated

from litestar import delete, get, post, put
from litestar.openapi import ResponseSpec
from litestar.params import FromQuery, JSONBody
from msgspec import Meta, Struct
from msgspec.structs import asdict

from forklore.api.border import (
    OPEN,
    READ,
    WRITE,
    After,
    Answer,
    AnyRequest,
    Db,
    Handle,
    Limit,
    RecipeId,
    Who,
    account_of,
    etag,
    if_match,
    listed,
    once,
)
from forklore.api.problems import problems
from forklore.foundations.database import Connection
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.relations.reads import reader
from forklore.replacements.reads_pairs import found_in_reviews
from forklore.replacements.records import Told
from forklore.reviews import actions, reads
from forklore.reviews.rows import Cooked, CookStars, RecipeStars, Review, ReviewChange, ReviewSort, review


class ReviewShown(Review, frozen=True):
    """A review in a list, with the changes that were found in its words beside those that it states."""

    found_changes: tuple[Told, ...] = ()


class ReviewInput(Struct, forbid_unknown_fields=True):
    """What a cook says about a recipe; the version is the newest and `as_written` follows from the changes unless said.

    A change is `{kind, from, to}`: `replace` names both sides, `omit` only `from`, `add` only `to`, `more` and `less`
    name `from`.
    """

    stars: Annotated[int, Meta(ge=1, le=5)]
    body: Annotated[str, Meta(max_length=10_000)] = ""
    version: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None
    as_written: bool | None = None
    changes: Annotated[tuple[ReviewChange, ...], Meta(max_length=50)] = ()


@put(
    "/recipes/{recipe_id:uuid}/review",
    opt=WRITE,
    responses={
        201: ResponseSpec(data_container=Review, description="The review is new", generate_examples=False),
        **problems(400, 401, 403, 404, 412, 413, 422, 429),
    },
)
async def put_review(
    request: AnyRequest, recipe_id: RecipeId, data: JSONBody[ReviewInput], db: Db, viewer: Who
) -> Answer[Review]:
    """Write or change one's review of a recipe; with If-Match only if it is still the one that was read."""
    expected = if_match(request) if "if-match" in request.headers else None
    async with db.write() as connection:
        written = await actions.put_review(
            connection,
            await reader(connection, viewer.account_id),
            recipe_id,
            stars=data.stars,
            body=data.body,
            version=data.version,
            as_written=data.as_written,
            changes=data.changes,
            expected=expected,
        )
    row = written.review
    return Answer(review(row), status_code=201 if written.is_new else 200, headers=etag(row.revision))


@get("/recipes/{recipe_id:uuid}/review", opt=READ, responses=problems(401, 403, 404))
async def own_review(recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[Review]:
    """Read one's own review of a recipe."""
    async with db.read() as connection:
        row = await reads.review_by(connection, account_of(viewer), recipe_id)
    return Answer(review(row), headers=etag(row.revision))


@delete("/recipes/{recipe_id:uuid}/review", opt=WRITE, responses=problems(401, 403, 404, 429))
async def withdraw_review(recipe_id: RecipeId, db: Db, viewer: Who) -> None:
    """Take one's review back."""
    async with db.write() as connection:
        await actions.withdraw_review(connection, await reader(connection, viewer.account_id), recipe_id)


@get("/recipes/{recipe_id:uuid}/reviews", opt=OPEN, responses=problems(401, 403, 404, 422))
async def list_reviews(
    request: AnyRequest,
    recipe_id: RecipeId,
    db: Db,
    viewer: Who,
    limit: Limit = DEFAULT_LIMIT,
    after: After = None,
    sort: FromQuery[ReviewSort] = ReviewSort.RECENT,
) -> Answer[Page[ReviewShown]]:
    """List the reviews of a recipe, newest first, each with the changes that were found in its words."""
    del sort  # there is one order
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        found = await reads.reviews_of(connection, looking, recipe_id, after=after, limit=limit)
        told = await found_in_reviews(connection, recipe_id, [review.id for review in found.items])
    shown = [ReviewShown(**asdict(one), found_changes=tuple(told.get(one.id, ()))) for one in found.items]
    return listed(request, Page(shown, found.next))


@get("/recipes/{recipe_id:uuid}/stars", opt=OPEN, responses=problems(401, 403, 404))
async def recipe_stars(recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[RecipeStars]:
    """Show the stars of a recipe."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return Answer(await reads.stars_of_recipe(connection, looking, recipe_id))


@get("/cooks/{handle:str}/stars", opt=OPEN, responses=problems(401, 403, 404, 422))
async def cook_stars(handle: Handle, db: Db, viewer: Who, *, recipes: FromQuery[bool] = False) -> Answer[CookStars]:
    """Show the average stars of a cook's public recipes; `recipes=true` lists the most reviewed 1,000 with their own.

    `mean` is over all reviews, `mean_of_recipes` over the recipes' means, `bayesian` leans on the prior. Nobody reviews
    an own recipe, so the cook's own opinion is in none of them.
    """
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return Answer(await reads.stars_of_cook(connection, looking, handle, recipes=recipes))


@post("/recipes/{recipe_id:uuid}/cooked", opt=WRITE, status_code=200, responses=problems(401, 403, 404, 422, 429))
async def mark_cooked(request: AnyRequest, recipe_id: RecipeId, db: Db, viewer: Who) -> Answer[Cooked]:
    """Say that one cooked a recipe. Saying it again counts for oneself, and changes no public number."""

    async def act(connection: Connection) -> Answer[Cooked]:
        looking = await reader(connection, viewer.account_id)
        return Answer(await actions.mark_cooked(connection, looking, recipe_id), status_code=200)

    return await once(request, db, viewer, act)


@delete("/recipes/{recipe_id:uuid}/cooked", opt=WRITE, responses=problems(401, 403, 404, 429))
async def unmark_cooked(recipe_id: RecipeId, db: Db, viewer: Who) -> None:
    """Take back that one cooked a recipe."""
    async with db.write() as connection:
        await actions.unmark_cooked(connection, await reader(connection, viewer.account_id), recipe_id)


HANDLERS = [
    put_review,
    own_review,
    withdraw_review,
    list_reviews,
    recipe_stars,
    cook_stars,
    mark_cooked,
    unmark_cooked,
]
