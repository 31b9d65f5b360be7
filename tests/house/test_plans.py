"""No page reads a whole big table: every query is planned on a filled database.

A query that has to read everything is named below with its reason. Each is planned as for the first page (the cursor is
null) and as for a later one.
"""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest

from bed import Fresh
from forklore.foundations.queries import Query
from house.statements import called, nodes, planned, queries

BIG = 5_000  # rows
MAY_READ_EVERYTHING = {
    "foods/writes.sql: forget_names": "compares all names with the lexicon, when the service starts",
    "popularity/writes.sql: rank": "makes whole lists, in a job",
    "reviews/reads.sql: community_mean": "the mean of everything, asked by the job that refreshes the lists",
}
# Their names begin so: what counts everything again, when a host asks `forklore reconcile`.
RECOUNT = "drifted_"
# Parameters that are null on the first page.
CURSOR = {"before", "before_id", "since", "below", "number", "id"}
_BIG = """SELECT relname FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND reltuples > $1"""
_FOUND = """SELECT md5('cook 7')::uuid AS cook, md5('dish 20')::uuid AS dish, now() - interval '30 days' AS past,
  (SELECT id FROM food ORDER BY slug LIMIT 1) AS food,
  ARRAY(SELECT md5('cook ' || n)::uuid FROM generate_series(0, 49) n) AS cooks,
  ARRAY(SELECT md5('dish ' || n)::uuid FROM generate_series(0, 19) n) AS dishes"""


class Filled(msgspec.Struct):
    """A filled database, the names of its big tables, and values that are found in it."""

    url: str
    big: set[str]
    found: dict[str, Any]

    def value(self, name: str, kind: str) -> object:
        """Choose an argument by the parameter's name, or else by its type."""
        by_name = {"span": "week", "by": "score", "handle": "cook_7", "slug": "dish-7", "address": "7@example.org"}
        by_type = {
            "uuid": self.found["food" if "food" in name else "dish" if _of_a_dish(name) else "cook"],
            "uuid[]": self.found["dishes" if name == "ids" else "cooks"],
            "text": "word",
            "text[]": ["onion", "cook_7", "tag 7"],
            "timestamptz": self.found["past"],
            "date": self.found["past"],
            "bytea": b"7",
            "bool": True,
            "jsonb": "{}",
            "interval": timedelta(hours=1),
        }
        if name in by_name:
            return by_name[name]
        if kind.endswith("[]") and kind not in by_type:
            return [by_type.get(kind.removesuffix("[]"), 1)]
        return by_type.get(kind, 1)


def _of_a_dish(name: str) -> bool:
    return name in {"recipe_id", "parent_id", "root_id", "before_id", "id", "subject_id"}


@pytest.fixture(scope="module")
def filled(fresh: Fresh) -> Filled:
    """A database with some thousand rows in every table that grows."""
    return asyncio.run(_fill(fresh.make()))


async def _fill(url: str) -> Filled:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(Path(__file__).with_name("filled.sql").read_text(encoding="utf8"))
        rows = await connection.fetch(_BIG, float(BIG))
        found = await connection.fetchrow(_FOUND)
    finally:
        await connection.close()
    return Filled(url, {row["relname"] for row in rows}, dict(found or {}))


def test_the_filled_database_is_big(filled: Filled) -> None:
    """On small tables every plan reads everything, and the next test would say nothing."""
    assert {
        "recipe",
        "recipe_stats",
        "review",
        "cooked",
        "lineage",
        "follow",
        "account",
        "popular",
        "comment",
        "cookbook",
        "saved",
        "reaction",
    } <= filled.big


async def test_no_query_walks_through_a_big_table(filled: Filled) -> None:
    connection = await asyncpg.connect(filled.url)
    faults: list[str] = []
    try:
        for query in queries():
            if called(query) in MAY_READ_EVERYTHING or query.name.startswith(RECOUNT):
                continue
            for first_page in (True, False):
                read = await _read_whole(connection, query, filled, first_page=first_page)
                faults += [f"{called(query)} reads all of {name}" for name in read if name in filled.big]
    finally:
        await connection.close()
    assert not faults, "\n".join(sorted(set(faults)))


def test_what_may_read_everything_exists() -> None:
    assert set(MAY_READ_EVERYTHING) <= {called(query) for query in queries()}


async def _read_whole(
    connection: asyncpg.Connection, query: Query[Any], filled: Filled, *, first_page: bool
) -> set[str]:
    kinds = [kind.name for kind in (await connection.prepare(query.sql)).get_parameters()]
    values = [
        None if first_page and name in CURSOR else filled.value(name, kind)
        for name, kind in zip(query.parameters, kinds, strict=True)
    ]
    plan = planned(await connection.fetchval(f"EXPLAIN (FORMAT JSON) {query.sql}", *values))
    return {node["Relation Name"] for node in nodes(plan) if node["Node Type"].endswith("Seq Scan")}
