"""Making the ranked lists anew."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from forklore.foundations.database import Connection
from forklore.foundations.jobs import Job, enqueue
from forklore.popularity import reads, rules, writes
from forklore.popularity.rows import By, PartKind, Span
from forklore.recipes.sums import REFRESH_POPULAR
from forklore.reviews.actions import refresh_prior
from forklore.reviews.reads import prior

RANK = "popularity.rank"
# Windows move although nothing happens, so the lists are made anew at least so often.
_AT_LEAST_EVERY_S = 60


def jobs(popular_seconds: int, clock: Callable[[], float] = time.time) -> list[Job]:
    """Give the two jobs of the room.

    `popularity.refresh` is what facts enqueue; it only asks for `popularity.rank` at the beginning of the next stretch
    of `popular_seconds`. So the lists are made at most once in each stretch, however much happens, and what happens
    while they are being made is in the next ones.
    """

    async def ask(connection: Connection, _: dict[str, Any]) -> None:
        now = clock()
        stretch = int(now // popular_seconds) + 1
        wait = timedelta(seconds=stretch * popular_seconds - now)
        await enqueue(connection, RANK, once=f"{RANK} {stretch}", after=wait)

    return [Job(REFRESH_POPULAR, ask), Job(RANK, refresh_popular, every_seconds=_AT_LEAST_EVERY_S)]


async def refresh_popular(connection: Connection, _: dict[str, Any] | None = None) -> None:
    """Make every list anew and show them all at once; the generation before stays for whoever is walking it.

    Also brings the prior of Bayesian means up to date. Work: one pass over what happened in the last year (and over the
    parts of it in the shorter windows), one over the sums of the public recipes.
    """
    await writes.lock_lists(connection)
    await refresh_prior(connection)
    leaning = await prior(connection)
    generation = (await reads.newest_generation(connection) or 0) + 1
    for span in Span:
        measure = rules.measure(span)
        await writes.rank(
            connection,
            span=span.value,
            generation=generation,
            seconds=measure.seconds,
            rate=measure.rate,
            base=measure.base,
            per_star=measure.per_star,
            fork_weight=rules.WEIGHTS[PartKind.FORK],
            cooked_weight=rules.WEIGHTS[PartKind.COOKED],
            review_weight=rules.WEIGHTS[PartKind.REVIEW],
            prior_mean=leaning.mean,
            prior_weight=leaning.weight,
            longest=rules.LONGEST,
        )
    await writes.show(
        connection, spans=[span.value for span in Span], measures=[by.value for by in By], generation=generation
    )
    await writes.forget(connection, generation=generation - 1)
