"""The community of the benchmark: made once for each size, seed and schema, then copied for each run.

Run `python -m benchmarks.community 100k` to make it and see how long each step takes. The databases lie in
`.forklore/bench/` of the checkout and are made anew after a week, because what is recent grows old.
"""

import asyncio
import hashlib
import os
import re
import secrets
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import asyncpg
import msgspec
from benchmarks.dishes import CHOICES, Swap, dishes, line_document
from msgspec import Struct

from forklore.foundations.database import Connection
from forklore.foundations.embedded import start_server
from forklore.main.setting_up import prepare
from forklore.popularity.jobs import refresh_popular
from forklore.reviews.reads import drifted_cooks, drifted_recipes

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("BENCH_HOME", ROOT / ".forklore" / "bench"))
SEED = 20_260
_FRESH = timedelta(days=7)
_STEP = re.compile(r"^-- step: (.+)$", re.MULTILINE)
# Which part of the forks is deeper than 1, 2, 3, 4.
_DEEPER = (0.30, 0.10, 0.02, 0.0)
_MADE_BY = ("community.py", "community.sql", "dishes.py")
_TALK = __name__ == "__main__"

T = TypeVar("T")


class Size(Struct, frozen=True):
    """How many of each; forks are among the recipes."""

    recipes: int
    cooks: int
    reviews: int
    forks: int


SIZES = {
    "1k": Size(1_000, 200, 10_000, 500),
    "10k": Size(10_000, 2_000, 100_000, 5_000),
    "100k": Size(100_000, 20_000, 1_000_000, 50_000),
    "1m": Size(1_000_000, 200_000, 10_000_000, 500_000),
}


class Drifted(Exception):
    """The sums that were written are not those that a recount gives."""


@contextmanager
def postgres() -> Iterator[str]:
    """Run the server of the benchmark; gives its address."""
    server = start_server(HOME)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def at(server: str, database: str) -> str:
    """Give the address of a database of a server."""
    head, _, query = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{database}" + (f"?{query}" if query else "")


@asynccontextmanager
async def copy(server: str, size: Size, seed: int = SEED) -> AsyncIterator[str]:
    """Give the address of a copy of the community, which is dropped at the end; makes the community when needed."""
    original = await kept(server, size, seed)
    name = f"run_{secrets.token_hex(4)}"
    await _on(server, f"CREATE DATABASE {name} TEMPLATE {original} STRATEGY file_copy")
    try:
        yield at(server, name)
    finally:
        await _on(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


async def kept(server: str, size: Size, seed: int = SEED) -> str:
    """Give the name of the database with this community; makes it unless a fresh one is there."""
    family = f"community_{size.recipes}_{size.reviews}_{seed}_"
    connection = await asyncpg.connect(server)
    try:
        names = await connection.fetch("SELECT datname FROM pg_database WHERE datname LIKE 'community\\_%'")
        for (name,) in names:
            if name.startswith(family + _digest()) and _age(name) < _FRESH:
                return str(name)
            if name.startswith(family):
                await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        name = f"{family}{_digest()}_{int(time.time())}"
        await connection.execute(f"CREATE DATABASE {name}_new")
        await prepare(at(server, f"{name}_new"))
        await fill(at(server, f"{name}_new"), size, seed)
        await connection.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
        await connection.execute("CHECKPOINT")
    finally:
        await connection.close()
    return name


async def fill(url: str, size: Size, seed: int = SEED) -> None:
    """Write a community into a migrated, empty database; raises `Drifted` when a recount gives other sums.

    Constraints and indexes are those of the migrations in the end: indexes are dropped meanwhile, and foreign keys are
    not looked up row by row because every id comes from the table that it points to.
    """
    connection = await asyncpg.connect(url, server_settings={"timezone": "UTC"})
    try:
        for setting in ("synchronous_commit = off", "work_mem = '256MB'", "maintenance_work_mem = '512MB'"):
            await connection.execute(f"SET {setting}")
        await connection.execute("SET session_replication_role = replica")
        indexes = await _timed("without indexes", _drop_indexes(connection))
        (first, tables), *steps = _steps()
        await _timed(first, connection.execute(tables))
        await _timed("dishes", _load_dishes(connection, size, seed))
        for name, text in steps:
            await _timed(name, connection.execute(text))
        for statement in indexes:
            await _timed(statement.split(" ON ")[0], connection.execute(statement))
        await connection.execute("SET session_replication_role = origin")
        await _timed("vacuum", connection.execute("VACUUM (FREEZE, ANALYZE)"))
        async with connection.transaction():
            await _timed("ranked lists", refresh_popular(connection))
        await _timed("recount", _recount(connection))
        await connection.execute("VACUUM (FREEZE, ANALYZE) popular")
    finally:
        await connection.close()


def _steps() -> list[tuple[str, str]]:
    """Cut the file into steps; a step without text does what the next one does."""
    _, *parts = _STEP.split(Path(__file__).with_suffix(".sql").read_text(encoding="utf8"))
    texts = [text.strip() for text in parts[1::2]]
    for i in range(len(texts) - 2, -1, -1):
        texts[i] = texts[i] or texts[i + 1]
    return list(zip(parts[::2], texts, strict=True))


async def _load_dishes(connection: Connection, size: Size, seed: int) -> None:
    row = (*msgspec.structs.astuple(size), seed, CHOICES, _DEEPER, datetime.now(UTC))
    await connection.copy_records_to_table("bench_size", records=[row])
    foods: dict[str, UUID] = {row["slug"]: row["id"] for row in await connection.fetch("SELECT slug, id FROM food")}
    found, lines, changes = [], [], []
    for number, dish in enumerate(dishes(), start=1):
        document = msgspec.json.encode(dish.content).decode()
        found.append((number, dish.slug, dish.content.title, dish.content.minutes(), document))
        places = {place: rank for rank, (place, _) in enumerate(dish.swaps, start=1)}
        for place, line in enumerate(dish.content.lines):
            food = foods[line.food.slug] if line.food else None
            lines.append((number, place, places.get(place), 0, line_document(line), food))
        for rank, (place, swaps) in enumerate(dish.swaps, start=1):
            for choice, swap in enumerate(swaps, start=1):
                food = foods[swap.line.food.slug] if swap.line.food else None
                lines.append((number, place, rank, choice, line_document(swap.line), food))
                old = dish.content.lines[place]
                changes.append((number, rank, choice, *_change(swap, old.name, foods)))
    await connection.copy_records_to_table("bench_dish", records=found)
    await connection.copy_records_to_table("bench_line", records=lines)
    await connection.copy_records_to_table("bench_change", records=changes)


def _change(swap: Swap, old_name: str, foods: dict[str, UUID]) -> tuple[object, ...]:
    stated = msgspec.json.encode([{"kind": "replace", "from": [old_name], "to": [swap.line.name]}]).decode()
    if not swap.changes:
        return (None,) * 9 + (False, stated)
    change = swap.changes[0]
    before, after = ([foods[i.food] for i in side if i.food] for side in (change.before, change.after))
    return (
        change.kind.value,
        msgspec.json.encode(change.before).decode(),
        msgspec.json.encode(change.after).decode(),
        before,
        sorted(after),
        Decimal(repr(round(change.ratio, 6))) if change.ratio and change.ratio_by else None,
        change.ratio_by if change.ratio else None,
        change.confidence,
        change.words(),
        len(change.pairs()) == 1,
        stated,
    )


async def _drop_indexes(connection: Connection) -> list[str]:
    """Drop the indexes that hold no constraint; returns the statements that make them again."""
    rows = await connection.fetch(
        """SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
             FROM pg_index i
             JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i' AND NOT c.relispartition
            WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisunique"""
    )
    for name, _ in rows:
        await connection.execute(f"DROP INDEX {name}")
    return [definition for _, definition in rows]


async def _recount(connection: Connection) -> None:
    """Compare every sum with a recount: stars and cooks by the reads that care for them, the rest here."""
    drift = [*await drifted_recipes(connection), *await drifted_cooks(connection)]
    others = await connection.fetchval(
        """SELECT count(*) FROM account_stats s
            WHERE (followers, following, recipes, forks) <>
                  ((SELECT count(*) FROM follower f WHERE f.followee_id = s.account_id),
                   (SELECT count(*) FROM follow f WHERE f.follower_id = s.account_id),
                   (SELECT count(*) FROM public_recipe r WHERE r.author_id = s.account_id),
                   (SELECT count(*) FROM public_recipe r
                     WHERE r.author_id = s.account_id AND r.parent_id IS NOT NULL))"""
    )
    forks = await connection.fetchval(
        """SELECT count(*) FROM recipe_stats s
            WHERE forks <> (SELECT count(*) FROM public_recipe r WHERE r.parent_id = s.recipe_id)"""
    )
    if drift or others or forks:
        raise Drifted(f"{len(drift)} sums of stars, {others} of cooks, {forks} of forks; the first: {drift[:1]}")


async def _timed(name: str, work: Awaitable[T]) -> T:
    began = time.perf_counter()
    done = await work
    if _TALK:
        print(f"{time.perf_counter() - began:8.1f} s  {name}", file=sys.stderr, flush=True)
    return done


def _digest() -> str:
    """Hash what the community is made of: the schema, how lists are ranked, the demo's recipes, these files."""
    package = ROOT / "src" / "forklore"
    code = [*package.glob("foundations/migrations/*.sql"), *package.glob("*/views.sql")]
    code += [*package.glob("main/demo/recipes/*"), package / "popularity" / "writes.sql"]
    code += [ROOT / "benchmarks" / name for name in _MADE_BY]
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(code))).hexdigest()[:12]


def _age(name: str) -> timedelta:
    tail = name.rsplit("_", 1)[-1]
    return timedelta(seconds=time.time() - int(tail)) if tail.isdigit() else _FRESH


async def _on(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


if __name__ == "__main__":
    with postgres() as address:
        began_at = time.perf_counter()
        print(asyncio.run(kept(address, SIZES[sys.argv[1]])), f"{time.perf_counter() - began_at:.0f} s")
