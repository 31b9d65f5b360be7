"""Following and blocking, and the lists of both."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from forklore.accounts.reads import account
from forklore.foundations.database import Connection, Database
from forklore.foundations.errors import NotFound
from forklore.relations import actions, reads
from forklore.web.border import account_of, go, page, safe_next, typed, visitor
from forklore.web.routes import COOK, Answered, Asked, cook_at, seen, sent

ON_A_PAGE = 50


@sent(f"{COOK}/follow")
async def follow(request: Asked, cook: str, db: Database) -> Answered:
    """Follow a cook."""
    return await _act(request, db, cook, actions.follow, "followed")


@sent(f"{COOK}/unfollow")
async def unfollow(request: Asked, cook: str, db: Database) -> Answered:
    """Follow a cook no longer."""
    return await _act(request, db, cook, actions.unfollow, "unfollowed")


@sent(f"{COOK}/block")
async def block(request: Asked, cook: str, db: Database) -> Answered:
    """Block a cook."""
    return await _act(request, db, cook, actions.block, "blocked", then="/")


@sent(f"{COOK}/unblock")
async def unblock(request: Asked, cook: str, db: Database) -> Answered:
    """Block a cook no longer."""
    return await _act(request, db, cook, actions.unblock, "unblocked")


@seen(f"{COOK}/followers")
async def followers(request: Asked, cook: str, db: Database) -> Answered:
    """List who follows a cook."""
    return await _list(request, db, cook, "followers")


@seen(f"{COOK}/following")
async def following(request: Asked, cook: str, db: Database) -> Answered:
    """List whom a cook follows."""
    return await _list(request, db, cook, "following")


async def _act(
    request: Asked,
    db: Database,
    cook: str,
    act: Callable[[Connection, UUID, UUID], Awaitable[bool]],
    said: str,
    *,
    then: str | None = None,
) -> Answered:
    own_id = account_of(visitor(request))
    if not cook.startswith("@"):
        raise NotFound
    async with db.write() as connection:
        other = await account(connection, cook[1:])
        await act(connection, own_id, other.id)
    back = (await typed(request)).get("next")
    return go(then or (safe_next(back) if back else f"/@{other.handle}"), said)


async def _list(request: Asked, db: Database, cook: str, which: str) -> Answered:
    after = request.query_params.get("after")
    read = reads.followers if which == "followers" else reads.following
    async with db.read() as connection:
        looking = await reads.reader(connection, visitor(request).account_id)
        found = await cook_at(connection, looking, request, cook, f"/{which}")
        cooks = await read(connection, looking, found.id, after=after, limit=ON_A_PAGE)
    return page(request, "cooks/related.html", cook=found, which=which, cooks=cooks)


HANDLERS = [follow, unfollow, block, unblock, followers, following]
