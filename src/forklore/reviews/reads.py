"""What can be asked about reviews and stars."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from forklore.accounts.errors import NoSuchCook
from forklore.foundations.database import Connection
from forklore.foundations.drift import Drift
from forklore.foundations.paging import CursorMaker, Page, page, read_cursor
from forklore.foundations.queries import SqlFile
from forklore.recipes.errors import NoSuchRecipe
from forklore.recipes.reads import visible
from forklore.relations.reads import visible_cook
from forklore.relations.rows import Reader
from forklore.reviews import rules
from forklore.reviews.errors import NoSuchReview
from forklore.reviews.rows import (
    CookStars,
    CookSums,
    CookSumsRow,
    Prior,
    RatedRow,
    RecipeStars,
    RecipeSums,
    Review,
    ReviewRow,
    review,
)

RECIPES_AT_MOST = 1_000

_sql = SqlFile(__name__, "reads.sql")
_reviews_of = _sql.many("reviews_of", ReviewRow)
_review_by = _sql.one("review_by", ReviewRow)
_review_of = _sql.one("review_of", ReviewRow)
_sums_of_recipe = _sql.one("sums_of_recipe", RecipeSums)
_sums_of_cook = _sql.one("sums_of_cook", CookSumsRow)
_rated_recipes = _sql.many("rated_recipes", RatedRow)
_prior = _sql.one("prior", Prior)
community_mean = _sql.value("community_mean", Decimal)
_recount = _sql.one("recount", CookSums)
drifted_recipes = _sql.many("drifted_recipes", Drift)
drifted_cooks = _sql.many("drifted_cooks", Drift)

_newest_first = CursorMaker[Review]("reviews", "created_at", "id")


async def reviews_of(
    connection: Connection, reader: Reader, recipe_id: UUID, *, after: str | None, limit: int
) -> Page[Review]:
    """Give a page of a visible recipe's reviews, newest first; raises `NoSuchRecipe`, `BadCursor`."""
    before, last = read_cursor(after, "reviews", tuple[datetime, UUID]) or (None, None)
    await visible(connection, reader, recipe_id)
    rows = await _reviews_of(
        connection, recipe_id=recipe_id, hidden=list(reader.hidden), before=before, before_id=last, most=limit + 1
    )
    return page([review(row) for row in rows], limit, _newest_first)


async def review_by(connection: Connection, reviewer_id: UUID, recipe_id: UUID) -> ReviewRow:
    """Give what a cook says about a recipe; raises `NoSuchReview`."""
    found = await _review_by(connection, recipe_id=recipe_id, reviewer_id=reviewer_id)
    if found is None:
        raise NoSuchReview
    return found


async def review_of(connection: Connection, reader: Reader, review_id: UUID) -> ReviewRow:
    """Find a review that the reader may see, by its id; raises `NoSuchReview` or `NoSuchRecipe` for every other."""
    found = await _review_of(connection, review_id=review_id)
    if found is None or found.reviewer_id in reader.hidden:
        raise NoSuchReview
    await visible(connection, reader, found.recipe_id)
    return found


async def stars_of_recipe(connection: Connection, reader: Reader, recipe_id: UUID) -> RecipeStars:
    """Give the stars of a visible recipe; the same for everybody who may see it. Raises `NoSuchRecipe`."""
    await visible(connection, reader, recipe_id)
    sums = await _sums_of_recipe(connection, recipe_id=recipe_id)
    if sums is None:
        raise NoSuchRecipe
    return rules.recipe_stars(sums)


async def stars_of_cook(connection: Connection, reader: Reader, handle: str, *, recipes: bool = False) -> CookStars:
    """Give the average stars of a cook's public recipes, found by handle, an old one too.

    One statement on the sums, whatever the number of reviews; with `recipes` a second one lists the most reviewed
    1,000 recipes. The same for everybody who may see the cook; raises `NoSuchCook` for one who is hidden.
    """
    sums = await _sums_of_cook(connection, handle=handle)
    if sums is None or sums.account_id in reader.hidden:
        handle = (await visible_cook(connection, reader, handle)).handle
        sums = await _sums_of_cook(connection, handle=handle)
    if sums is None:
        raise NoSuchCook
    if not recipes:
        return rules.cook_stars(sums)
    rows = await _rated_recipes(connection, account_id=sums.account_id, most=RECIPES_AT_MOST)
    return rules.cook_stars(sums, tuple(rules.rated_recipe(row, handle) for row in rows))


async def prior(connection: Connection) -> Prior:
    """Give what Bayesian means lean on."""
    found = await _prior(connection)
    if found is None:
        raise LookupError("the migrations write the first prior")
    return found


async def recount(connection: Connection, account_id: UUID) -> CookSums | None:
    """Count a cook's sums anew from the reviews; None when there is no star. Reads every review: for care only."""
    return await _recount(connection, account_id=account_id)
