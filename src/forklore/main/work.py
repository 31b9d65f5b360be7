"""All jobs of all rooms, and what is done again and again."""

import asyncio
import time

import structlog

from forklore.foundations.database import Database
from forklore.foundations.files import open_files
from forklore.foundations.jobs import Job, enqueue
from forklore.foundations.limits import forget_tries
from forklore.foundations.repeats import forget_answers
from forklore.foundations.settings import Settings
from forklore.media import jobs as media
from forklore.popularity import jobs as popularity
from forklore.replacements import jobs as replacements

_log = structlog.get_logger(__name__)
_TICK_S = 5
_HOUSEKEEPING_S = 600


def jobs_of(settings: Settings) -> list[Job]:
    """Give every job that a worker does."""
    return [*replacements.JOBS, *popularity.jobs(settings.popular_seconds), *media.jobs(open_files(settings))]


async def keep_schedule(database: Database, jobs: list[Job]) -> None:
    """Enqueue what is due by the clock, and tidy up every ten minutes.

    Of several workers whoever comes first enqueues it; the others find it waiting.
    """
    tidied = 0.0
    last: dict[str, int] = {}
    while True:
        async with database.write() as connection:
            for job in jobs:
                stretch = int(time.time() // job.every_seconds) if job.every_seconds else 0
                if stretch != last.setdefault(job.name, 0):
                    await enqueue(connection, job.name, once=f"{job.name} by the clock")
                    last[job.name] = stretch
            if time.monotonic() - tidied > _HOUSEKEEPING_S:
                tries, answers = await forget_tries(connection), await forget_answers(connection)
                tidied = time.monotonic()
                _log.debug("housekeeping", tries=tries, answers=answers)
        await asyncio.sleep(_TICK_S)
