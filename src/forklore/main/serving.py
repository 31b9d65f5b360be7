"""`forklore serve` and `forklore worker`: the processes that run."""

import asyncio
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from granian import Granian
from granian.constants import Interfaces, Loops

from forklore.foundations.database import open_database
from forklore.foundations.embedded import start_server
from forklore.foundations.jobs import manager
from forklore.foundations.settings import BadSetting, Settings
from forklore.main.lifeline import end_with_holder, hold
from forklore.main.setting_up import prepare
from forklore.main.work import jobs_of, keep_schedule


@contextmanager
def database_of(settings: Settings) -> Iterator[str]:
    """Give the address of the database, migrated: the host's own, or the embedded server's, held meanwhile.

    Raises `BadSetting` when the host's own does not answer, is not there, or refuses us.
    """
    if settings.database_url:
        try:
            asyncio.run(prepare(settings.database_url))
        except (OSError, asyncpg.InvalidCatalogNameError, asyncpg.InvalidAuthorizationSpecificationError) as error:
            raise BadSetting(f"the database at DATABASE_URL does not let us in: {error}") from error
        yield settings.database_url
        return
    server = start_server(settings.home)
    try:
        asyncio.run(prepare(server.get_uri()))
        yield server.get_uri()
    finally:
        server.cleanup()


def serve(settings: Settings) -> None:
    """Serve until the process is told to end; one worker runs beside it unless `FORKLORE_WORKER` is false."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with database_of(settings) as url:
        # The processes of the server and the worker read their settings from the environment.
        os.environ["DATABASE_URL"] = url
        os.environ["FORKLORE_SECRET"] = settings.secret
        hold()
        worker = subprocess.Popen([sys.executable, "-m", "forklore", "worker"]) if settings.worker else None
        try:
            print(f"Forklore is at {settings.base_url}", flush=True)
            Granian(
                "forklore.main.asgi:make",
                factory=True,
                address=settings.host,
                port=settings.port,
                interface=Interfaces.ASGI,
                loop=Loops.uvloop,
                workers=settings.processes,
                log_access=False,
                websockets=False,
            ).serve()
        finally:
            if worker:
                worker.terminate()
                worker.wait(10)


async def work(settings: Settings) -> None:
    """Run jobs until the process is told to end."""
    end_with_holder()
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    url = settings.database_url or ""
    database = await open_database(url, size=4)
    listening = await asyncpg.connect(url)
    try:
        jobs = jobs_of(settings)
        loop = manager(listening, database, jobs)
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, loop.shutdown.set)
        schedule = asyncio.create_task(keep_schedule(database, jobs))
        try:
            await loop.run()
        finally:
            schedule.cancel()
    finally:
        await listening.close()
        await database.close()
