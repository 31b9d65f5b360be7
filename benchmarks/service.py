"""The service under load, beside its floors: `make bench SIZE=10k|100k|1m`, one JSON object a line.

Sixteen connections send one request each at a time, over HTTP, from this process to `forklore serve` in its own. Beside
it, in turn (endpoint, floor, endpoint, floor …), stands a bare ASGI application under the same server and loop that
sends the database the same statements and answers the same bytes; and the statements alone over sixteen bare
connections. Everything shares one machine, the client too, so the ratio is what tells; it is of the medians.
"""

import asyncio
import os
import pickle
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg
import msgspec
import uvloop
from benchmarks.client import Load, Requests, load
from benchmarks.community import HOME, SIZES, Size, copy, postgres
from benchmarks.floor import Work, run
from benchmarks.recording import recorder
from benchmarks.servers import Running, body_of, cpu_seconds, database_process, floor, product
from benchmarks.works import API, floor_requests, works
from msgspec import Struct

CONNECTIONS = 16
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
_TINY = Size(300, 60, 2_000, 150)


class Figures(Struct):
    """What is printed of a work; `n` is the number of recipes, CPU that of the application and the database."""

    work: str
    n: int
    requests_per_s: float
    p50_ms: float
    p99_ms: float
    cpu_ms_per_request: float
    floor_requests_per_s: float
    ratio_to_floor: float
    errors: int
    sql_requests_per_s: float
    statements: int


async def measure(server: str, size: Size) -> None:
    """Measure every work on a copy of the community and print its figures."""
    async with copy(server, size) as url:
        HOME.joinpath("home").mkdir(exist_ok=True)
        async with recorder(url, HOME / "home") as recording:
            all_works = await works(url, recording, size)
        with TemporaryDirectory(dir=HOME) as folder:
            kept = Path(folder) / "works"
            kept.write_bytes(pickle.dumps({work.name: work for work in all_works}))
            with product(url) as ours, floor(url, kept) as bare:
                bare_lines = [
                    await asyncpg.connect(url, server_settings={"timezone": "UTC"}) for _ in range(CONNECTIONS)
                ]
                _check_equal(ours, bare, all_works)
                for work in all_works:
                    found = await _figures(work, size, ours, bare, bare_lines)
                    print(msgspec.json.encode(found).decode(), flush=True)
                for line in bare_lines:
                    await line.close()


async def _figures(work: Work, size: Size, ours: Running, bare: Running, lines: list[Any]) -> Figures:
    """Measure one work: warm up, then turn by turn."""
    to_ours, to_floor = Requests(work.sent), Requests(floor_requests(work))
    await load(ours.port, to_ours, SECONDS / 3, CONNECTIONS)
    to_floor.skip_to(to_ours)
    await load(bare.port, to_floor, SECONDS / 3, CONNECTIONS)
    loads: list[Load] = []
    floors: list[Load] = []
    alone: list[float] = []
    cpu = 0.0
    for _ in range(ROUNDS):
        # Reviews are new ones each time, whoever writes them.
        to_ours.skip_to(to_floor)
        before = cpu_seconds(ours.process.pid, database_process())
        loads.append(await load(ours.port, to_ours, SECONDS, CONNECTIONS))
        cpu += cpu_seconds(ours.process.pid, database_process()) - before
        to_floor.skip_to(to_ours)
        floors.append(await load(bare.port, to_floor, SECONDS, CONNECTIONS))
        alone.append(await _alone(work, to_floor, lines))
    latencies = sorted(ms * 1000 for one in loads for ms in one.latencies)
    rate, floor_rate = (statistics.median(one.rate() for one in each) for each in (loads, floors))
    return Figures(
        work.name,
        size.recipes,
        round(rate, 1),
        round(latencies[len(latencies) // 2], 2),
        round(latencies[len(latencies) * 99 // 100], 2),
        round(cpu * 1000 / len(latencies), 3),
        round(floor_rate, 1),
        round(rate / floor_rate, 3),
        sum(one.errors for one in loads) + sum(one.errors for one in floors),
        round(statistics.median(alone), 1),
        work.scripts[0].statements(),
    )


async def _alone(work: Work, requests: Requests, lines: list[Any]) -> float:
    """Send only the statements, over bare connections; gives requests per second."""
    began = time.perf_counter()
    until = began + SECONDS / 2

    async def keep_asking(connection: Any) -> int:  # noqa: ANN401 (asyncpg's own)
        done = 0
        while time.perf_counter() < until:
            which, values = work.requests[requests.number()]
            for stretch in work.scripts[which].stretches:
                await run(stretch, values, connection)
            done += 1
        return done

    done = await asyncio.gather(*(keep_asking(line) for line in lines))
    return sum(done) / (time.perf_counter() - began)


def _check_equal(ours: Running, bare: Running, all_works: list[Work]) -> None:
    """Raise RuntimeError unless the endpoint and the floor answer the same bytes; reviews and the feed are left out."""
    for work in all_works:
        first = work.sent[0].split(b" ", 2)
        if first[0] == b"GET" and b"authorization" not in work.sent[0]:
            path = first[1].decode()
            if body_of(ours.port, path) != body_of(bare.port, f"/{work.name}/0"):
                raise RuntimeError(f"{path.removeprefix(API)}: the floor answers other bytes")


def main(arguments: list[str]) -> int:
    """Measure at the size that is named; 2 for one that is not known."""
    sizes = SIZES | {"tiny": _TINY}
    if len(arguments) != 1 or arguments[0] not in sizes:
        print(f"usage: make bench SIZE={'|'.join(SIZES)}", file=sys.stderr)
        return 2
    with postgres() as server:
        uvloop.run(measure(server, sizes[arguments[0]]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
