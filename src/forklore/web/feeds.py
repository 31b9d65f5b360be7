"""The feed of a signed-in cook."""

from forklore.feeds.reads import feed
from forklore.foundations.database import Database
from forklore.relations.reads import reader
from forklore.web.border import page, visitor
from forklore.web.routes import Answered, Asked, seen

ON_A_PAGE = 20


@seen("/feed", scope="read")
async def show(request: Asked, db: Database) -> Answered:
    """Show what the cooks whom one follows published."""
    after = request.query_params.get("after")
    async with db.read() as connection:
        looking = await reader(connection, visitor(request).account_id)
        found = await feed(connection, looking, after=after, limit=ON_A_PAGE)
    return page(request, "feeds/show.html", feed=found)


HANDLERS = [show]
