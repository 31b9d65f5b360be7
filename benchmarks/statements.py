"""Popular and stars: how long a statement takes with a hundred times as many reviews.

Run `python -m benchmarks.statements`; prints one JSON object a line. The statements are those that the endpoints send,
timed by the server itself (the execution time of EXPLAIN ANALYZE, without timing each node), once warm, as the median
of many; with 10,000 reviews and with 1,000,000.
"""

import asyncio
import json
import statistics

import asyncpg
import msgspec
from benchmarks.community import HOME, SIZES, copy, postgres
from benchmarks.recording import Call, Script, recorder
from msgspec import Struct

from forklore.foundations.database import Connection
from forklore.popularity.rows import Span

_TIMES = 300
_SMALL, _LARGE = "1k", "100k"


class Compared(Struct):
    """The time of all statements of one request, in milliseconds, at two sizes; `ratio` is large by small."""

    work: str
    reviews_small: int
    reviews_large: int
    ms_small: float
    ms_large: float
    ratio: float


async def compare(server: str) -> None:
    """Print how long the statements take at both sizes."""
    small, large = await _times(server, _SMALL), await _times(server, _LARGE)
    for work, ms in small.items():
        found = Compared(
            work,
            SIZES[_SMALL].reviews,
            SIZES[_LARGE].reviews,
            round(ms, 4),
            round(large[work], 4),
            round(large[work] / ms, 2),
        )
        print(msgspec.json.encode(found).decode(), flush=True)


async def _times(server: str, size: str) -> dict[str, float]:
    async with copy(server, SIZES[size]) as url:
        HOME.joinpath("home").mkdir(exist_ok=True)
        connection = await asyncpg.connect(url)
        try:
            cook = await connection.fetchval("SELECT handle FROM account_sums ORDER BY stars_count DESC LIMIT 1")
            paths = {f"popular-{span.value}": f"/recipes/popular?window={span.value}" for span in Span}
            paths["stars"] = f"/cooks/{cook}/stars"
            async with recorder(url, HOME / "home") as recording:
                scripts = {work: await recording.record("GET", f"/api/v1{path}") for work, path in paths.items()}
            return {work: await _time(connection, script) for work, script in scripts.items()}
        finally:
            await connection.close()


async def _time(connection: Connection, script: Script) -> float:
    calls = [call for stretch in script.stretches for call in stretch.calls]
    return sum([await _median_of(connection, call) for call in calls])


async def _median_of(connection: Connection, call: Call) -> float:
    sql = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {call.sql}"
    found = [json.loads(await connection.fetchval(sql, *call.arguments)) for _ in range(_TIMES)]
    times: list[float] = [plan[0]["Execution Time"] for plan in found[_TIMES // 10 :]]
    return statistics.median(times)


if __name__ == "__main__":
    with postgres() as address:
        asyncio.run(compare(address))
