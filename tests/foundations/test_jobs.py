"""Work for later: done once its fact is committed, tried again when it fails, held in the end."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from forklore.foundations.database import Connection, Database
from forklore.foundations.jobs import Job, enqueue, manager

SOON = "UPDATE jobs.pgqueuer SET execute_after = now() WHERE status = 'queued'"


class Notes:
    """A job that notes what it was given, and fails as often as it is told."""

    def __init__(self, fails: int = 0) -> None:
        self.fails = fails
        self.seen: list[dict[str, Any]] = []

    async def work(self, connection: Connection, payload: dict[str, Any]) -> None:
        self.seen.append(payload)
        await connection.execute("INSERT INTO try_count (key, tries, until) VALUES ($1, 1, now())", f"{len(self.seen)}")
        if len(self.seen) <= self.fails:
            raise ArithmeticError("not today")


async def work_until(database: Database, url: str, jobs: list[Job], done: Callable[[], Awaitable[bool]]) -> None:
    """Run the loop until something is so; what waits for its time is due at once."""
    listening, own = await asyncpg.connect(url), await asyncpg.connect(url)
    loop = manager(listening, database, jobs)
    running = asyncio.create_task(loop.run(dequeue_timeout=timedelta(seconds=0.05)))
    try:
        async with asyncio.timeout(20):
            while not await done():
                await own.execute(SOON)
                await asyncio.sleep(0.02)
    finally:
        loop.shutdown.set()
        await running
        await listening.close()
        await own.close()


async def states(database: Database) -> list[tuple[str, int]]:
    async with database.read() as connection:
        rows = await connection.fetch("SELECT status::text AS status, attempts FROM jobs.pgqueuer ORDER BY id")
    return [(row["status"], row["attempts"]) for row in rows]


async def kept_by_jobs(database: Database) -> list[str]:
    async with database.read() as connection:
        return [row["key"] for row in await connection.fetch("SELECT key FROM try_count ORDER BY key")]


async def test_work_is_done_once_with_what_it_was_given(db: Database, own_url: str) -> None:
    notes = Notes()
    async with db.write() as connection:
        await enqueue(connection, "note", {"n": 1, "name": "é"})
        await enqueue(connection, "note")

    async def done() -> bool:
        return await states(db) == []

    await work_until(db, own_url, [Job("note", notes.work)], done)
    assert sorted(notes.seen, key=len) == [{}, {"n": 1, "name": "é"}]
    assert await kept_by_jobs(db) == ["1", "2"]


async def test_what_is_enqueued_in_a_transaction_that_is_rolled_back_never_runs(db: Database, own_url: str) -> None:
    notes = Notes()

    async def fail() -> None:
        async with db.write() as connection:
            await enqueue(connection, "note", {"of": "nothing"})
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await fail()
    async with db.write() as connection:
        await enqueue(connection, "note", {"of": "something"})

    async def done() -> bool:
        return await states(db) == []

    await work_until(db, own_url, [Job("note", notes.work)], done)
    assert notes.seen == [{"of": "something"}]


async def test_a_job_that_fails_leaves_nothing_behind_and_is_tried_again(db: Database, own_url: str) -> None:
    notes = Notes(fails=2)
    async with db.write() as connection:
        await enqueue(connection, "note", {"n": 1})

    async def done() -> bool:
        return await states(db) == []

    await work_until(db, own_url, [Job("note", notes.work)], done)
    assert notes.seen == [{"n": 1}] * 3
    assert await kept_by_jobs(db) == ["3"]  # what the tries before had written is rolled back


async def test_a_job_that_always_fails_is_held_for_a_person_and_the_others_go_on(db: Database, own_url: str) -> None:
    hopeless, fine = Notes(fails=1000), Notes()
    async with db.write() as connection:
        await enqueue(connection, "hopeless")
        for _ in range(3):
            await enqueue(connection, "fine")

    async def done() -> bool:
        return [status for status, _ in await states(db)] == ["failed"]

    await work_until(db, own_url, [Job("hopeless", hopeless.work), Job("fine", fine.work)], done)
    assert len(fine.seen) == 3
    assert 3 <= len(hopeless.seen) <= 10


async def test_the_same_work_waits_once(tx: Connection) -> None:
    for _ in range(3):
        await enqueue(tx, "rank", once="rank")
        await enqueue(tx, "count")
    rows = await tx.fetch("SELECT entrypoint FROM jobs.pgqueuer")
    assert sorted(row["entrypoint"] for row in rows) == ["count"] * 3 + ["rank"]


async def test_work_for_later_waits_for_its_time(tx: Connection) -> None:
    await enqueue(tx, "rank", after=timedelta(hours=1))
    wait = await tx.fetchval("SELECT execute_after - now() FROM jobs.pgqueuer")
    assert timedelta(minutes=59) < wait <= timedelta(hours=1)
