"""Sixteen people like one thing at once, or each another: `python -m benchmarks.hot_rows`, one JSON object a line.

Each like is the action of the product in a transaction of its own, by a cook who has not liked the thing yet, over
sixteen connections to the server that comes along, which waits for its disk at each commit. `spread` is each another
thing; `viral` one thing for all. `slots` is what the product does, `counter` the same with one slot, so a plain counter
beside the likes. What tells is `ratio`, viral to spread, of the medians of rounds that alternate. At the end everything
is recounted; the lag is the age of the newest like that another connection does not see in the sum: none, because the
sum moves in the transaction of the like.
"""

import asyncio
import os
import statistics
import sys
import time
from itertools import count
from uuid import UUID

import asyncpg
import msgspec
from benchmarks.community import at, postgres
from msgspec import Struct

from forklore.accounts.actions import open_account
from forklore.foundations.database import Connection, Database, open_database
from forklore.main.setting_up import prepare
from forklore.reactions import actions, reads, rules
from forklore.reactions.rows import Kind, SubjectKind
from forklore.recipes import actions as recipes
from forklore.recipes.inputs import Draft
from forklore.relations.rows import Reader

WRITERS = 16
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
PEOPLE = int(os.environ.get("BENCH_PEOPLE", "10000"))
_NAME = "hot_rows"


class Rates(Struct):
    """What is printed of one way to count; likes per second."""

    way: str
    slots: int
    writers: int
    spread_per_s: float
    viral_per_s: float
    ratio: float
    likes: int
    drifted: int


async def measure(server: str) -> list[Rates]:
    """Make a community of cooks and of recipes, and let them be liked in both ways."""
    await _anew(server)
    database = await open_database(at(server, _NAME), size=WRITERS)
    try:
        people, dishes = await _community(database)
        return [
            await _way(database, people, dishes, name, slots)
            for name, slots in (("slots", rules.SLOTS), ("counter", 1))
        ]
    finally:
        await database.close()


async def _way(database: Database, people: list[UUID], dishes: list[UUID], name: str, slots: int) -> Rates:
    spread: list[float] = []
    viral: list[float] = []
    likes = 0
    rules.SLOTS = slots  # one slot is a plain counter
    for number in range(ROUNDS):
        for rates, things in ((spread, dishes[WRITERS:]), (viral, [dishes[number]])):
            async with database.write() as connection:
                await connection.execute("TRUNCATE reaction, reaction_tally")
            done, seconds = await _round(database, people, things)
            rates.append(done / seconds)
            likes += done
            await _must_be_exact(database, things, done)
    async with database.read() as connection:
        drifted = len(await reads.drifted_tallies(connection))
    fast, slow = statistics.median(spread), statistics.median(viral)
    return Rates(name, slots, WRITERS, round(fast, 1), round(slow, 1), round(slow / fast, 3), likes, drifted)


async def _round(database: Database, people: list[UUID], things: list[UUID]) -> tuple[int, float]:
    """Let sixteen writers like for some seconds; gives how many likes there were, and in what time."""
    numbers, began = count(), time.perf_counter()
    until = began + SECONDS

    async def keep_liking(writer: int) -> int:
        done = 0
        while time.perf_counter() < until:
            turn, who = divmod(next(numbers), len(people))
            thing = things[0] if len(things) == 1 else things[(writer + WRITERS * done + turn) % len(things)]
            kind = list(Kind)[turn % len(Kind)]
            async with database.write() as connection:
                await actions.react(connection, Reader(people[who]), people[who], SubjectKind.RECIPE, thing, kind)
            done += 1
        return done

    done = await asyncio.gather(*(keep_liking(writer) for writer in range(WRITERS)))
    return sum(done), time.perf_counter() - began


async def _must_be_exact(database: Database, things: list[UUID], done: int) -> None:
    """Raise RuntimeError unless the sums, as another connection reads them at once, are the likes that were made."""
    async with database.read() as connection:
        facts = await connection.fetchval("SELECT count(*) FROM reaction WHERE counts")
        total = 0
        for thing in things:
            told = (await reads.standing(connection, None, thing)).counts
            total += told.like + told.yum
    if not total == facts == done:
        raise RuntimeError(f"{done} likes were made, {facts} are there, {total} are counted")


async def _community(database: Database) -> tuple[list[UUID], list[UUID]]:
    draft = Draft(title="Soup", servings=4, ingredients=["1 onion"], steps=["Boil."])
    people: list[UUID] = []
    dishes: list[UUID] = []
    async with database.write() as connection:
        author = await open_account(connection, handle="author", display_name="Author")
        people += [await _cook(connection, number) for number in range(PEOPLE)]
        for _ in range(WRITERS * 17):
            dish = await recipes.write(connection, author, draft)
            await recipes.publish(connection, author, dish)
            dishes.append(dish)
    async with database.bare() as connection:
        await connection.execute("VACUUM ANALYZE")
    return people, dishes


async def _cook(connection: Connection, number: int) -> UUID:
    return await open_account(connection, handle=f"cook_{number}", display_name="Cook")


async def _anew(server: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f"DROP DATABASE IF EXISTS {_NAME} WITH (FORCE)")
        await connection.execute(f"CREATE DATABASE {_NAME}")
    finally:
        await connection.close()
    await prepare(at(server, _NAME))


def main() -> int:
    """Measure and print."""
    with postgres() as server:
        for rates in asyncio.run(measure(server)):
            print(msgspec.json.encode(rates).decode(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
