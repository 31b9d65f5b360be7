"""Following and blocking, and the lists of both."""

from typing import Annotated

from litestar import delete, get, put
from litestar.params import QueryParameter

from forklore.accounts.reads import account
from forklore.api.border import OPEN, READ, WRITE, After, Answer, AnyRequest, Db, Handle, Limit, Who, account_of, listed
from forklore.api.problems import problems
from forklore.foundations.paging import DEFAULT_LIMIT, Page
from forklore.relations import actions, reads
from forklore.relations.rows import RelatedCook, Relationship

_MOST_HANDLES = 100
Handles = Annotated[
    str,
    QueryParameter(min_length=1, max_length=_MOST_HANDLES * 31, description="up to 100 handles, commas between"),
]


@put("/cooks/{handle:str}/follow", opt=WRITE, responses=problems(401, 403, 404, 422, 429))
async def follow(handle: Handle, db: Db, viewer: Who) -> Relationship:
    """Follow a cook. Doing it again changes nothing."""
    async with db.write() as connection:
        other = await account(connection, handle)
        await actions.follow(connection, account_of(viewer), other.id)
        return await reads.relationship(connection, account_of(viewer), other)


@delete("/cooks/{handle:str}/follow", opt=WRITE, responses=problems(401, 403, 404, 422, 429))
async def unfollow(handle: Handle, db: Db, viewer: Who) -> None:
    """Follow a cook no longer. Doing it again changes nothing."""
    async with db.write() as connection:
        looking = await reads.reader(connection, viewer.account_id)
        other = await reads.visible_cook(connection, looking, handle)
        await actions.unfollow(connection, account_of(viewer), other.id)


@put("/cooks/{handle:str}/block", opt=WRITE, responses=problems(401, 403, 404, 422, 429))
async def block(handle: Handle, db: Db, viewer: Who) -> Relationship:
    """Block a cook: neither sees the other any more, and neither follows the other. Nobody is told."""
    async with db.write() as connection:
        other = await account(connection, handle)
        await actions.block(connection, account_of(viewer), other.id)
        return await reads.relationship(connection, account_of(viewer), other)


@delete("/cooks/{handle:str}/block", opt=WRITE, responses=problems(401, 403, 404, 422, 429))
async def unblock(handle: Handle, db: Db, viewer: Who) -> None:
    """Block a cook no longer. The follows that the block ended do not come back."""
    async with db.write() as connection:
        other = await account(connection, handle)
        await actions.unblock(connection, account_of(viewer), other.id)


@get("/cooks/{handle:str}/followers", opt=OPEN, responses=problems(401, 403, 404, 422))
async def followers(
    request: AnyRequest, handle: Handle, db: Db, viewer: Who, *, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[RelatedCook]]:
    """List who follows a cook, newest first."""
    async with db.read() as connection:
        looking = await reads.reader(connection, viewer.account_id)
        cook = await reads.visible_cook(connection, looking, handle)
        return listed(request, await reads.followers(connection, looking, cook.id, after=after, limit=limit))


@get("/cooks/{handle:str}/following", opt=OPEN, responses=problems(401, 403, 404, 422))
async def following(
    request: AnyRequest, handle: Handle, db: Db, viewer: Who, *, limit: Limit = DEFAULT_LIMIT, after: After = None
) -> Answer[Page[RelatedCook]]:
    """List whom a cook follows, newest first."""
    async with db.read() as connection:
        looking = await reads.reader(connection, viewer.account_id)
        cook = await reads.visible_cook(connection, looking, handle)
        return listed(request, await reads.following(connection, looking, cook.id, after=after, limit=limit))


@get("/relationships", opt=READ, responses=problems(401, 403, 422))
async def relationships(handles: Handles, db: Db, viewer: Who) -> list[Relationship]:
    """Tell how one stands to several cooks; those one cannot see are left out."""
    asked = list(dict.fromkeys(handles.split(",")))[:_MOST_HANDLES]
    async with db.read() as connection:
        return await reads.relationships(connection, account_of(viewer), asked)


HANDLERS = [follow, unfollow, block, unblock, followers, following, relationships]
