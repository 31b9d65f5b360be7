"""Work for later: enqueued in the transaction of the fact, run by `forklore worker`.

The queue is pgqueuer's, in the schema `jobs` of the same database.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import msgspec
from asyncpg import Connection as AsyncpgConnection
from msgspec import Struct
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.core.executors import DatabaseRetryEntrypointExecutor
from pgqueuer.domain.settings import DBSettings
from pgqueuer.models import Job as QueuedJob
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries

from forklore.foundations.database import Connection, Database

_SETTINGS = DBSettings(db_schema="jobs")


class Job(Struct, frozen=True):
    """One kind of work: its name, and the function that does it in a transaction of its own.

    The function must be repeatable: after a crash a job runs again.
    """

    name: str
    work: Callable[[Connection, dict[str, Any]], Awaitable[None]]
    every_seconds: int | None = None


def queue(connection: Connection) -> Queries:
    """Speak to the queue over a connection, so inside its transaction when it has one."""
    # The driver is typed for a bare connection; one lent by a pool answers the same calls.
    driver = AsyncpgDriver(_bare(connection))
    return Queries(
        driver,
        QueryBuilderEnvironment(_SETTINGS),
        QueryQueueBuilder(_SETTINGS),
        QuerySchedulerBuilder(_SETTINGS),
    )


async def enqueue(
    connection: Connection,
    name: str,
    payload: dict[str, object] | None = None,
    *,
    once: str | None = None,
    after: timedelta | None = None,
) -> None:
    """Put work in the queue as part of the caller's transaction; `once` drops it when the same waits already."""
    body = msgspec.json.encode(payload or {})
    await queue(connection).enqueue(
        name, body, execute_after=after, dedupe_key=once, on_conflict="skip" if once else "raise"
    )


async def install_queue(connection: Connection) -> None:
    """Make the tables of the queue, or bring them up to the installed release of pgqueuer."""
    queries = queue(connection)
    if await queries.schema_is_installed():
        await queries.upgrade()
    else:
        await queries.install()


def manager(connection: Connection, database: Database, jobs: list[Job]) -> QueueManager:
    """Make the loop that runs `jobs`: it listens on `connection` and gives each job a transaction of its own.

    A job that fails is tried again, each time later (pgqueuer's own retry); after the last try it is held for a person.
    """
    loop = QueueManager(queue(connection))

    def register(job: Job) -> None:
        @loop.entrypoint(
            job.name, accepts_context=False, on_failure="hold", executor_factory=DatabaseRetryEntrypointExecutor
        )
        async def run(queued: QueuedJob) -> None:
            async with database.write() as transaction:
                await job.work(transaction, msgspec.json.decode(queued.payload or b"{}", type=dict[str, Any]))

    for job in jobs:
        register(job)
    return loop


def _bare(connection: Connection) -> "AsyncpgConnection[Any]":
    return connection  # type: ignore[return-value]
