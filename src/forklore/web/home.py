"""The first page: what this place is, what is popular, what is new; for a signed-in cook the feed."""

from typing import Any

from forklore.feeds.reads import feed
from forklore.foundations.database import Database
from forklore.popularity.reads import popular
from forklore.popularity.rows import By, Span
from forklore.recipes.reads import newest
from forklore.relations.reads import reader
from forklore.web.border import page, visitor
from forklore.web.routes import Answered, Asked, seen

POPULAR_SHOWN, NEWEST_SHOWN, FEED_SHOWN, ON_A_PAGE = 8, 8, 4, 24


@seen("/")
async def home(request: Asked, db: Database) -> Answered:
    """Show the first page."""
    viewer = visitor(request)
    async with db.read() as connection:
        looking = await reader(connection, viewer.account_id)
        loved = await popular(connection, looking, Span.WEEK, By.SCORE, after=None, limit=POPULAR_SHOWN)
        ever = (
            loved.items
            or (await popular(connection, looking, Span.ALL, By.SCORE, after=None, limit=POPULAR_SHOWN)).items
        )
        context: dict[str, Any] = {
            "popular_week": bool(loved.items),
            "popular": ever,
            "newest": (await newest(connection, looking, after=None, limit=NEWEST_SHOWN)).items,
            "feed": (await feed(connection, looking, after=None, limit=FEED_SHOWN)).items if viewer.account_id else [],
        }
    return page(request, "home/show.html", **context)


@seen("/new")
async def new(request: Asked, db: Database) -> Answered:
    """List the newest recipes."""
    after = request.query_params.get("after")
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        found = await newest(connection, looking, after=after, limit=ON_A_PAGE)
    return page(request, "home/new.html", recipes=found)


HANDLERS = [home, new]
