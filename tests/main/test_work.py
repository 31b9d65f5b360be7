"""The worker: what it does by the clock, and that a job outlives the process that was doing it."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from forklore.foundations.database import Connection, Database
from forklore.foundations.jobs import Job
from forklore.foundations.settings import settings_from
from forklore.main.work import jobs_of, keep_schedule
from forklore.replacements import writes
from replacements.community import counted, fork, root
from reviews.community import cook


class Workers:
    """Starts `forklore worker` on a database."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, database_url: str) -> "subprocess.Popen[bytes]":
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FORKLORE_")}
        with (self.home / "log").open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "forklore", "worker"],
                env={**kept, "FORKLORE_HOME": str(self.home), "DATABASE_URL": database_url},
                stdout=log,
                stderr=log,
            )
        self.started.append(worker)
        return worker


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    made = Workers(tmp_path)
    yield made
    for worker in made.started:
        worker.kill()
        worker.wait(10)


async def eventually(ask: Callable[[], Awaitable[object]], seconds: float = 30) -> None:
    """Ask until the answer is something."""
    for _ in range(int(seconds / 0.05)):
        if await ask():
            return
        await asyncio.sleep(0.05)
    raise TimeoutError


async def test_a_job_whose_worker_is_killed_in_its_middle_is_done_by_the_next(own_url: str, workers: Workers) -> None:
    ours, holding = await asyncpg.connect(own_url), await asyncpg.connect(own_url)
    made = await fork(ours, await cook(ours), await root(ours, await cook(ours)))
    held = holding.transaction()
    await held.start()
    await writes.hold(holding, key=str(made))  # the job waits for this

    async def somebody_waits() -> Any:  # noqa: ANN401 (whatever the database says)
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'"
        return await ours.fetchval(waiting)

    killed = workers.start(own_url)
    await eventually(somebody_waits)
    killed.send_signal(signal.SIGKILL)
    killed.wait(10)
    await held.rollback()

    async def nobody_waits() -> bool:
        return not await somebody_waits()

    await eventually(nobody_waits)
    assert await job_of(ours, made) == "picked"
    assert await counted(ours, "butter", "margarine") is None
    # As if the half minute had passed after which a worker that gives no sign of life has lost its jobs.
    await ours.execute("UPDATE jobs.pgqueuer SET heartbeat = heartbeat - interval '1 minute'")
    second = workers.start(own_url)

    async def done() -> bool:
        return await job_of(ours, made) is None

    await eventually(done)
    assert await counted(ours, "butter", "margarine") == (1, 1, 0)
    second.terminate()
    assert second.wait(15) == 0
    await ours.close()
    await holding.close()


async def job_of(connection: Connection, recipe_id: UUID) -> str | None:
    """How the job for a recipe stands in the queue."""
    status: str | None = await connection.fetchval(
        "SELECT status::text FROM jobs.pgqueuer WHERE convert_from(payload, 'utf8') LIKE $1", f"%{recipe_id}%"
    )
    return status


async def nothing(_: Connection, __: dict[str, Any]) -> None:
    """Work of no consequence."""


async def test_what_is_due_by_the_clock_waits_once_and_what_is_old_is_tidied(db: Database) -> None:
    async with db.write() as connection:
        await connection.execute(
            "INSERT INTO try_count (key, tries, until) VALUES ('old', 1, now() - interval '1 day')"
        )
        await connection.execute(
            """INSERT INTO idempotency_key (owner, key, body_hash, made_at)
               VALUES ('a', 'k', '', now() - interval '2 days')"""
        )
    jobs = [Job("hourly", nothing, every_seconds=3600), Job("on demand", nothing)]
    keeping = [asyncio.create_task(keep_schedule(db, jobs)) for _ in range(2)]

    async def tidied() -> bool:
        async with db.read() as connection:
            left = "SELECT (SELECT count(*) FROM try_count) + (SELECT count(*) FROM idempotency_key)"
            return bool(await connection.fetchval(left) == 0)

    await eventually(tidied)
    async with db.read() as connection:
        waiting = await connection.fetch("SELECT entrypoint FROM jobs.pgqueuer")
    for task in keeping:
        task.cancel()
    assert [row["entrypoint"] for row in waiting] == ["hourly"]


def test_every_job_has_a_name_of_its_own(tmp_path: Path) -> None:
    names = [job.name for job in jobs_of(settings_from({"FORKLORE_HOME": str(tmp_path)}))]
    assert len(names) == len(set(names))
    assert {"replacements.detect", "replacements.read_review", "popularity.refresh"} <= set(names)
