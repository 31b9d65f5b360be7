"""Named queries fill structs."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from msgspec import Struct

from forklore.foundations.database import Connection
from forklore.foundations.queries import Query, SqlFile


class Kind(StrEnum):
    EVEN = "even"
    ODD = "odd"


class Name(Struct, frozen=True):
    name: str


class Thing(Struct, frozen=True):
    number: int
    kind: Kind
    one: Name
    many: tuple[Name, ...]
    any_names: dict[str, int]
    pair: tuple[int, ...]
    perhaps: Name | None


@pytest.fixture
def sql() -> Iterator[SqlFile]:
    bound = list(Query.every)
    yield SqlFile(__name__, "things.sql")
    Query.every[:] = bound  # these are not the product's


async def test_columns_become_what_the_fields_say(tx: Connection, sql: SqlFile) -> None:
    first, second = await sql.many("things", Thing)(tx, high=2, low=1)
    assert first == Thing(1, Kind.ODD, Name("n1"), (Name("x"),), {"a": 1}, (1, 2), None)
    assert (type(second.kind), second.perhaps) == (Kind, Name("maybe"))
    thing, biggest = sql.one("thing", Name), sql.value("biggest", int)
    assert (await thing(tx, low="b"), await thing(tx, low="c")) == (Name("b"), None)
    assert (await biggest(tx, low=1, high=3), await biggest(tx, low=2, high=1)) == (3, None)


async def test_a_statement_tells_how_many_rows_it_touched(tx: Connection, sql: SqlFile) -> None:
    settle = sql.run("settle")
    assert await settle(tx, key="a") == 1
    await settle.for_each(tx, [{"key": "b"}, {"key": "c"}])
    assert await tx.fetchval("SELECT count(*) FROM try_count WHERE key IN ('a', 'b', 'c')") == 3


@pytest.mark.parametrize("given", [{}, {"low": 1}, {"low": 1, "hihg": 2}, {"low": 1, "high": 2, "mid": 3}])
async def test_a_missing_or_unknown_argument_is_refused(tx: Connection, sql: SqlFile, given: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="biggest takes"):
        await sql.value("biggest", int)(tx, **given)


def test_a_query_that_is_not_in_its_file_is_told_of(sql: SqlFile) -> None:
    assert sorted(sql.names()) == ["biggest", "settle", "thing", "things"]
    with pytest.raises(KeyError, match=r"things\.sql has no query named nothing"):
        sql.run("nothing")
    assert sql.path == Path(__file__).with_name("things.sql")
