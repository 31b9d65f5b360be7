"""Following and blocking, and the lists of both."""

from typing import Annotated

from litestar import delete, get, put
from litestar.params import QueryParameter

from forklore.accounts.reads import account
from forklore.accounts.rows import Viewer
from forklore.api.border import OPEN, READ, WRITE, After, Answer, AnyRequest, Handle, Limit, account_of, listed
from forklore.api.problems import problems
from forklore.foundations.database import Database
from forklore.foundations.paging import Page
from forklore.relations import actions, reads
from forklore.relations.rows import RelatedCook, Relationship

_MOST_HANDLES = 100
Handles = Annotated[
    str,
    QueryParameter(min_length=1, max_length=_MOST_HANDLES * 31, description="handles with commas between, 100 at most"),
]


@put("/cooks/{handle:str}/follow", opt=WRITE, responses=problems(401, 403, 404, 422, 429))
async def follow(handle: Handle, db: Database, viewer: Viewer) -> Relationship:
    """Follow a cook. Doing it again changes nothing."""
    async with db.write() as connection:
        other = await account(connection, handle)
        await actions.follow(connection, account_of(viewer), other.id)
        return await reads.relationship(connection, account_of(viewer), other)


@delete("/cooks/{handle:str}/follow", opt=WRITE, responses=problems(401, 403, 404, 422, 429))
async def unfollow(handle: Handle, db: Database, viewer: Viewer) -> None:
    """Follow a cook no longer. Doing it again changes nothing."""
    async with db.write() as connection:
        looking = await reads.reader(connection, viewer.account_id)
        other = await reads.visible_cook(connection, looking, handle)
        await actions.unfollow(connection, account_of(viewer), other.id)


@put("/cooks/{handle:str}/block", opt=WRITE, responses=problems(401, 403, 404, 422, 429))
async def block(handle: Handle, db: Database, viewer: Viewer) -> Relationship:
    """Block a cook: neither sees the other any more, and neither follows the other. Nobody is told."""
    async with db.write() as connection:
        other = await account(connection, handle)
        await actions.block(connection, account_of(viewer), other.id)
        return await reads.relationship(connection, account_of(viewer), other)


@delete("/cooks/{handle:str}/block", opt=WRITE, responses=problems(401, 403, 404, 422, 429))
async def unblock(handle: Handle, db: Database, viewer: Viewer) -> None:
    """Block a cook no longer. The follows that the block ended do not come back."""
    async with db.write() as connection:
        other = await account(connection, handle)
        await actions.unblock(connection, account_of(viewer), other.id)


@get("/cooks/{handle:str}/followers", opt=OPEN, responses=problems(401, 403, 404, 422))
async def followers(
    request: AnyRequest, handle: Handle, db: Database, viewer: Viewer, *, limit: Limit, after: After = None
) -> Answer[Page[RelatedCook]]:
    """List who follows a cook, newest first."""
    async with db.read() as connection:
        looking = await reads.reader(connection, viewer.account_id)
        cook = await reads.visible_cook(connection, looking, handle)
        return listed(request, await reads.followers(connection, looking, cook.id, after=after, limit=limit))


@get("/cooks/{handle:str}/following", opt=OPEN, responses=problems(401, 403, 404, 422))
async def following(
    request: AnyRequest, handle: Handle, db: Database, viewer: Viewer, *, limit: Limit, after: After = None
) -> Answer[Page[RelatedCook]]:
    """List whom a cook follows, newest first."""
    async with db.read() as connection:
        looking = await reads.reader(connection, viewer.account_id)
        cook = await reads.visible_cook(connection, looking, handle)
        return listed(request, await reads.following(connection, looking, cook.id, after=after, limit=limit))


@get("/relationships", opt=READ, responses=problems(401, 403, 422))
async def relationships(handles: Handles, db: Database, viewer: Viewer) -> list[Relationship]:
    """Tell how one stands to several cooks; those one cannot see are left out."""
    asked = list(dict.fromkeys(handles.split(",")))[:_MOST_HANDLES]
    async with db.read() as connection:
        return await reads.relationships(connection, account_of(viewer), asked)


HANDLERS = [follow, unfollow, block, unblock, followers, following, relationships]
