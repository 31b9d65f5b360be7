"""When the lists are made anew."""

import msgspec

from forklore.foundations.database import Connection
from forklore.foundations.jobs import enqueue
from forklore.popularity.jobs import RANK, jobs
from forklore.recipes.sums import REFRESH_POPULAR


async def waiting(tx: Connection) -> list[tuple[str, float]]:
    rows = await tx.fetch(
        "SELECT dedupe_key, extract(epoch FROM execute_after - now())::float8 AS wait FROM jobs.pgqueuer"
        " WHERE entrypoint = $1 ORDER BY execute_after",
        RANK,
    )
    return [(row["dedupe_key"], row["wait"]) for row in rows]


async def test_however_much_happens_the_lists_are_made_once_in_a_stretch(tx: Connection) -> None:
    now = 1000.0
    ask, rank = jobs(20, lambda: now)
    assert (ask.name, rank.name) == (REFRESH_POPULAR, RANK)
    for _ in range(3):
        await ask.work(tx, {})
    assert await waiting(tx) == [("popularity.rank 51", 20)]
    now = 1033.0  # the lists of stretch 51 are being made: what happens now is for the next ones
    await ask.work(tx, {})
    assert await waiting(tx) == [("popularity.rank 52", 7), ("popularity.rank 51", 20)]


async def test_the_jobs_are_found_by_the_name_that_facts_enqueue(tx: Connection) -> None:
    names = [job.name for job in jobs(5)]
    await enqueue(tx, REFRESH_POPULAR, once=REFRESH_POPULAR)
    row = await tx.fetchrow("SELECT entrypoint, payload FROM jobs.pgqueuer WHERE entrypoint = $1", names[0])
    assert row is not None
    assert msgspec.json.decode(row["payload"]) == {}
