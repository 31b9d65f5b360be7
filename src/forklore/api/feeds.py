"""The feed."""

from litestar import get

from forklore.api.border import READ, After, Answer, AnyRequest, Db, Limit, Who, account_of, listed
from forklore.api.problems import problems
from forklore.feeds.reads import feed as feed_of
from forklore.feeds.rows import Entry
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.relations.reads import reader


@get("/feed", opt=READ, responses=problems(401, 403, 422))
async def feed(
    request: AnyRequest, db: Db, viewer: Who, *, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[Entry]]:
    """Show what the cooks whom one follows published, newest first, each entry with its reason.

    Who follows nobody yet is shown what is new in the community.
    """
    async with db.read() as connection:
        looking = await reader(connection, account_of(viewer))
        return listed(request, await feed_of(connection, looking, after=after, limit=limit))


HANDLERS = [feed]
