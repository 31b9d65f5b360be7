"""A row becomes a struct by position: so every query is prepared, its columns are compared with the struct.

Whether a column can be null is told where it comes straight from a table, from a subquery that may find nothing, or
from an aggregate over rows that may not be there. Of other expressions nobody can tell; the tests of the room have to.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

import msgspec
import pytest
from msgspec import Struct

from forklore.foundations.queries import Query, Run, SqlFile, Value, is_document
from forklore.main.catalogue import Catalogue
from house.rooms import PACKAGE, shown
from house.statements import Examined, Node, Origin, called, nodes, origins, queries

TYPES: dict[Any, set[str]] = {
    UUID: {"uuid"},
    str: {"text", "name", "varchar"},
    int: {"int2", "int4", "int8"},
    float: {"float4", "float8"},
    Decimal: {"numeric"},
    bool: {"bool"},
    bytes: {"bytea"},
    datetime: {"timestamptz"},
    date: {"date"},
    time: {"time"},
    timedelta: {"interval"},
}
# Columns that may be null in their table, but not in what these views show.
NEVER_NULL_THROUGH = {("recipe", "published_at"): {"visible_recipe", "public_recipe", "recipe_card"}}
_NAME = re.compile(r"^-- name: (\w+)", re.MULTILINE)
_NULL_OF_NOTHING = re.compile(r"^\(*(?:json_agg|jsonb_agg|array_agg|string_agg|max|min|sum|avg)\(")
_SUBQUERY = re.compile(r"^\(*((?:Sub|Init)Plan \d+)\)?(?:\.col\d+)?\)*$")
_SURE = re.compile(r"^\(*(?:COALESCE|count|EXISTS)\b|^\(*ARRAY\(", re.IGNORECASE)


def test_postgresql_understands_every_query(examined: list[Examined]) -> None:
    """The other checks can only look at queries that can be prepared."""
    found = [f"{called(told.query)}: {told.refused}" for told in examined if told.refused]
    assert not found, "\n".join(found)


def test_queries_fill_their_structs(examined: list[Examined]) -> None:
    """Names, order and types of the columns are those of the fields."""
    prepared = [told for told in examined if told.columns]
    found = [f"{called(told.query)}: {fault}" for told in prepared for fault in _faults_of_shape(told)]
    assert not found, "\n".join(found)


def test_columns_that_may_be_null_fill_fields_that_may_be_none(examined: list[Examined], schema: Catalogue) -> None:
    """A null where the struct says there is none is found by no type checker."""
    columns = [column for table in schema.tables for column in table.columns]
    nullable = {(column.relation, column.name) for column in columns if column.nullable}
    filling = [told for told in examined if told.plan and not isinstance(told.query, Run | Value)]
    found = [f"{called(told.query)}: {fault}" for told in filling for fault in _faults_of_null(told, nullable)]
    assert not found, "\n".join(found)


def test_every_query_is_bound_once_and_has_a_sentence() -> None:
    """A query that nobody binds is dead, one bound twice has two meanings; the sentence says what it is for."""
    bound = Counter((query.file.path, query.name) for query in queries())
    faults = []
    for file in sorted(PACKAGE.rglob("*.sql")):
        text = file.read_text(encoding="utf8")
        parts = _NAME.split(text)
        for name, body in zip(parts[1::2], parts[2::2], strict=True):
            if bound[file, name] != 1:
                faults.append(f"{shown(file)}: {name} is bound {bound[file, name]} times")
            sentence = [line for line in body.splitlines()[1:3] if line.startswith("-- ")]
            if not sentence or not sentence[0][3].isupper():
                faults.append(f"{shown(file)}: {name} has no sentence above its SQL")
    assert not faults, "\n".join(faults)


def test_a_query_that_is_not_in_its_file_is_refused() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        SqlFile("forklore.main.catalogue", "catalogue.sql").many("nowhere", Struct)


def _faults_of_shape(told: Examined) -> list[str]:
    query, columns = told.query, told.columns
    if isinstance(query, Run):
        return []
    wanted = _wanted(query)
    names = [name for name, _ in columns]
    if isinstance(query, Value) or not _is_struct(query):
        if len(columns) != 1:
            return [f"a value has one column, not {names}"]
    elif names != [name for name, _ in wanted]:
        return [f"its columns are {names}, the fields of {query.row.__name__} are {[name for name, _ in wanted]}"]
    return [
        f"{name} is {got}, from which {kind} is not filled"
        for (_, kind), (name, got) in zip(wanted, columns, strict=True)
        if not _fills(kind, got)
    ]


def _faults_of_null(examined: Examined, nullable: set[tuple[str, str]]) -> Iterator[str]:
    query, plan = examined.query, examined.plan
    for (name, kind), told, origin in zip(_wanted(query), plan.get("Output", []), origins(plan), strict=False):
        if type(None) in get_args(kind):
            continue
        if origin is None:
            if _null_of_nothing(plan, told):
                yield f"{name}: {told} gives null when there are no rows"
        elif origin.may_be_missing:
            yield f"{name}: an outer join may leave out {origin.table}.{origin.column}"
        elif (origin.table, origin.column) in nullable and not _excluded(examined, origin):
            yield f"{name}: {origin.table}.{origin.column} may be null"


def _wanted(query: Query[Any]) -> list[tuple[str, Any]]:
    if _is_struct(query):
        return [(field.encode_name, field.type) for field in msgspec.structs.fields(query.row)]
    return [("", query.row)]


def _is_struct(query: Query[Any]) -> bool:
    return isinstance(query.row, type) and issubclass(query.row, Struct)


def _fills(kind: Any, got: str) -> bool:  # noqa: ANN401 (any annotation may stand in a struct)
    """Tell whether a column of PostgreSQL's type `got` becomes a field of type `kind`."""
    if get_origin(kind) is Annotated:
        return _fills(get_args(kind)[0], got)
    if get_origin(kind) in {Union, UnionType}:
        return any(_fills(part, got) for part in get_args(kind) if part is not type(None))
    if is_document(kind):
        return got in {"json", "jsonb"}
    if get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return got == "text"
    if get_origin(kind) in {list, tuple, set, frozenset}:
        inner = [part for part in get_args(kind) if part is not Ellipsis]
        return got.endswith("[]") and all(_fills(part, got.removesuffix("[]")) for part in inner)
    return got in TYPES.get(kind, set())


def _excluded(examined: Examined, origin: Origin) -> bool:
    """Tell whether the query leaves out the rows in which the column is null."""
    if NEVER_NULL_THROUGH.get((origin.table, origin.column), set()) & examined.named:
        return True
    return bool(re.search(rf"\b{origin.column} IS NOT NULL", examined.query.sql))


def _null_of_nothing(plan: Node, told: str) -> bool:
    """Tell whether an expression is null when the rows it looks at are not there."""
    if match := _SUBQUERY.match(told):
        return any(
            node.get("Subplan Name", "").startswith(match[1])
            and not (node["Node Type"] == "Aggregate" and _SURE.match(node["Output"][0]))
            for node in nodes(plan)
        )
    if not _NULL_OF_NOTHING.match(told):
        return False
    return any(node.get("Strategy") == "Plain" and told in node.get("Output", ()) for node in nodes(plan))
