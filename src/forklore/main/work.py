"""All jobs of all rooms, and what is done again and again."""

import asyncio

import structlog

from forklore.foundations.database import Database
from forklore.foundations.jobs import Job
from forklore.foundations.limits import forget_tries
from forklore.foundations.repeats import forget_answers
from forklore.foundations.settings import Settings
from forklore.replacements import jobs as replacements

JOBS: list[Job] = [*replacements.JOBS]

_log = structlog.get_logger(__name__)
_HOUSEKEEPING_S = 600


async def keep_schedule(database: Database, settings: Settings) -> None:
    """Do what is due by the clock: housekeeping every ten minutes."""
    del settings
    while True:
        async with database.write() as connection:
            tries = await forget_tries(connection)
            answers = await forget_answers(connection)
        _log.debug("housekeeping", tries=tries, answers=answers)
        await asyncio.sleep(_HOUSEKEEPING_S)
