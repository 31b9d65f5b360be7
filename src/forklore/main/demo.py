"""`forklore demo`: fills an empty database with the community of `demo_content`."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
from pgqueuer.types import QueueExecutionMode

from forklore.accounts.actions import hash_password, open_account, set_login
from forklore.accounts.rows import Kind
from forklore.forks.actions import fork
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection, Database, open_database
from forklore.foundations.jobs import manager
from forklore.foundations.settings import Settings
from forklore.main.demo_content import Demo, demo, whole_recipes
from forklore.main.work import jobs_of
from forklore.popularity.jobs import refresh_popular
from forklore.recipes import actions as recipes
from forklore.recipes.inputs import Draft
from forklore.relations import actions as relations
from forklore.relations.rows import Reader
from forklore.reviews import actions as reviews
from forklore.reviews.rows import ChangeKind, ReviewChange

PASSWORD = "demo kitchen"  # noqa: S105 (printed by the command; a demo is no place for secrets)


async def fill(url: str, settings: Settings) -> bool:
    """Fill the database unless somebody is there already; returns whether it did. All of it or nothing is written."""
    database = await open_database(url, size=2)
    try:
        async with database.write() as connection:
            await connection.execute("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE")
            if await connection.fetchval("SELECT EXISTS (SELECT FROM account)"):
                return False
            await _write(connection, demo())
        await drain(url, database, settings)
    finally:
        await database.close()
    return True


async def drain(url: str, database: Database, settings: Settings) -> None:
    """Do all jobs that wait and rank what is popular, so that every count is there when the command ends."""
    listening = await asyncpg.connect(url)
    try:
        await manager(listening, database, jobs_of(settings)).run(
            mode=QueueExecutionMode.drain, dequeue_timeout=timedelta(seconds=1)
        )
    finally:
        await listening.close()
    async with database.write() as connection:
        await refresh_popular(connection)


async def _write(connection: Connection, community: Demo) -> None:
    now = datetime.now(UTC)
    password_hash = await hash_password(PASSWORD)
    cooks: dict[str, UUID] = {}
    for cook in community.cooks:
        cooks[cook.handle] = await open_account(
            connection,
            handle=cook.handle,
            display_name=cook.display_name,
            bio=cook.bio,
            kind=Kind(cook.kind),
            created_at=now - timedelta(days=420),
        )
        await set_login(connection, cooks[cook.handle], email=cook.email, password_hash=password_hash)
    for follower, followed in community.follows:
        await relations.follow(connection, cooks[follower], cooks[followed])
    written = await _write_recipes(connection, community, cooks, now)
    for review in community.reviews:
        await reviews.put_review(
            connection,
            Reader(cooks[review.cook]),
            written[review.recipe],
            stars=review.stars,
            body=review.body,
            as_written=review.as_written,
            changes=[ReviewChange(kind=ChangeKind(c.kind), before=c.sources, after=c.targets) for c in review.changes],
            at=now - timedelta(days=review.days_ago, minutes=7),
        )
    for mark in community.cooked:
        at = now - timedelta(days=mark.days_ago, minutes=3)
        await reviews.mark_cooked(connection, Reader(cooks[mark.cook]), written[mark.recipe], at=at)
    for blocker, blocked in community.blocks:
        await relations.block(connection, cooks[blocker], cooks[blocked])


async def _write_recipes(
    connection: Connection, community: Demo, cooks: dict[str, UUID], now: datetime
) -> dict[str, UUID]:
    """Write recipes, then forks, parents first; returns their ids by key."""
    written: dict[str, UUID] = {}
    forks = {one.key: one for one in community.forks}
    for key, whole in whole_recipes(community).items():
        at = now - timedelta(days=whole.days_ago, minutes=20)
        author_id = cooks[whole.cook]
        if key in forks:
            edit = ForkEdit(
                title=whole.title,
                summary=whole.summary,
                servings=whole.servings,
                tags=list(whole.tags),
                ingredients=list(whole.ingredients),
                steps=list(whole.steps),
                message=forks[key].message,
            )
            written[key] = await fork(connection, Reader(author_id), author_id, written[forks[key].parent], edit, at=at)
        else:
            draft = Draft(
                title=whole.title,
                summary=whole.summary,
                servings=whole.servings,
                ingredients=list(whole.ingredients),
                steps=list(whole.steps),
                minutes_prep=whole.minutes_prep,
                minutes_cook=whole.minutes_cook,
                tags=list(whole.tags),
            )
            written[key] = await recipes.write(connection, author_id, draft, at=at)
        await recipes.publish(connection, author_id, written[key], at=at)
    return written
