"""The most popular recipes, and why."""

from litestar import get
from litestar.params import FromQuery

from forklore.api.border import OPEN, After, Answer, AnyRequest, Db, Limit, RecipeId, Who, listed
from forklore.api.problems import problems
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.popularity import reads
from forklore.popularity.rows import By, Popular, Score, Span
from forklore.relations.reads import reader


@get("/recipes/popular", opt=OPEN, responses=problems(401, 403, 422))
async def popular(
    request: AnyRequest,
    db: Db,
    viewer: Who,
    limit: Limit = DEFAULT_LIMIT,
    after: After = None,
    window: FromQuery[Span] = Span.WEEK,
    by: FromQuery[By] = By.SCORE,
) -> Answer[Popular]:
    """List the most popular recipes.

    Counted are distinct people other than the author who forked, cooked or reviewed a recipe in the window; what is
    newer weighs more. `cooked` and `forked` count only those people, `saved` those who keep it in a cookbook,
    `top_rated` ranks by the Bayesian mean of the stars of the window. Equal scores: the more people, then the id.
    """
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        found = await reads.popular(connection, looking, window, by, after=after, limit=limit)
    return Answer(found, headers=listed(request, Page(found.items, found.next)).headers)


@get("/recipes/{recipe_id:uuid}/score", opt=OPEN, responses=problems(401, 403, 404, 422))
async def score(recipe_id: RecipeId, db: Db, viewer: Who, window: FromQuery[Span] = Span.WEEK) -> Answer[Score]:
    """Explain a recipe's score: the parts that add up to it, by what people did."""
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        return Answer(await reads.score(connection, looking, recipe_id, window))


HANDLERS = [popular, score]
