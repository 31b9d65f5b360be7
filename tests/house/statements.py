"""What a named query reads, writes and gives, as PostgreSQL itself understands it."""

import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg
import msgspec

from forklore.foundations.queries import Query
from house.rooms import PACKAGE, sources

Node = dict[str, Any]
_COLUMN = re.compile(r'^\(*"?(\w+)"?\."?(\w+)"?\)*$')


@cache
def queries() -> list[Query[Any]]:
    """Every named query of every module that opens a file of SQL."""
    for file in sources():
        if "SqlFile(" in file.read_text(encoding="utf8"):
            importlib.import_module(".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts))
    return sorted(Query.every, key=called)


def called(query: Query[Any]) -> str:
    return f"{room_of(query.file.path)}/{query.file.path.name}: {query.name}"


def room_of(path: Path) -> str:
    return path.parent.name


class Examined(msgspec.Struct):
    """What PostgreSQL says about a query: its columns and their types, what it names, its plan; or why not."""

    query: Query[Any]
    columns: list[tuple[str, str]] = []
    named: set[str] = set()
    plan: Node = {}
    refused: str = ""


async def examine(url: str) -> list[Examined]:
    """Ask PostgreSQL about every query."""
    connection = await asyncpg.connect(url)
    found = []
    try:
        for query in queries():
            told = Examined(query)
            try:
                prepared = await connection.prepare(query.sql)
                told.columns = [(column.name, column.type.name) for column in prepared.get_attributes()]
                told.named = await relations_named_in(connection, query)
                told.plan = await plan_of(connection, query)
            except asyncpg.PostgresError as error:
                told.refused = f"{type(error).__name__}: {error}"
            found.append(told)
    finally:
        await connection.close()
    return found


async def relations_named_in(connection: asyncpg.Connection, query: Query[Any]) -> set[str]:
    """The tables and views that stand in the text itself: what a function of this body would depend on."""
    prepared = await connection.prepare(query.sql)
    kinds = ", ".join(f"{kind.schema}.{_sql_type(kind.name)}" for kind in prepared.get_parameters())
    body = query.sql.strip().rstrip(";")
    transaction = connection.transaction()
    await transaction.start()
    try:
        return await _named(connection, kinds, body)
    finally:
        await transaction.rollback()


async def _named(connection: asyncpg.Connection, kinds: str, body: str) -> set[str]:
    await connection.execute(
        f"CREATE FUNCTION pg_temp.body({kinds}) RETURNS void LANGUAGE sql BEGIN ATOMIC {body}; END"
    )
    rows = await connection.fetch(
        """SELECT DISTINCT c.relname FROM pg_depend d JOIN pg_class c ON c.oid = d.refobjid
            WHERE d.classid = 'pg_proc'::regclass AND d.objid = 'pg_temp.body'::regproc
              AND d.refclassid = 'pg_class'::regclass"""
    )
    return {row["relname"] for row in rows}


async def relations_of_view(connection: asyncpg.Connection, view: str) -> set[str]:
    """The tables and views that stand in the text of a view."""
    rows = await connection.fetch(
        """SELECT DISTINCT c.relname FROM pg_rewrite r
             JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
             JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
            WHERE r.ev_class = $1::text::regclass AND c.oid <> r.ev_class""",
        view,
    )
    return {row["relname"] for row in rows}


async def plan_of(connection: asyncpg.Connection, query: Query[Any]) -> Node:
    """The plan of a query for parameters that nobody knows yet."""
    prepared = await connection.prepare(query.sql)
    count = len(prepared.get_parameters())
    await connection.execute("SET plan_cache_mode = force_generic_plan")
    await connection.execute(f"PREPARE asked AS {query.sql}")
    try:
        arguments = f"({', '.join(['NULL'] * count)})" if count else ""
        told = await connection.fetchval(f"EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE asked{arguments}")
    finally:
        await connection.execute("DEALLOCATE asked")
    return planned(told)


def planned(told: str) -> Node:
    """The top node of what EXPLAIN (FORMAT JSON) told."""
    found: Node = msgspec.json.decode(told)[0]["Plan"]
    return found


def nodes(plan: Node, *, apart: bool = True) -> Iterator[Node]:
    """All nodes of a plan; without `apart` those of subqueries that run once by themselves are left out."""
    yield plan
    for child in plan.get("Plans", ()):
        if apart or child.get("Parent Relationship") != "InitPlan":
            yield from nodes(child, apart=apart)


def written_by(plan: Node) -> set[str]:
    """The tables that a plan writes."""
    found = set()
    for node in nodes(plan):
        if node["Node Type"] == "ModifyTable":
            found |= {target["Relation Name"] for target in node.get("Target Tables", [node])}
    return found


class Origin(msgspec.Struct, frozen=True):
    """Where a column of a result comes from: straight from a table, and whether an outer join may leave it out."""

    table: str
    column: str
    may_be_missing: bool


def origins(plan: Node) -> list[Origin | None]:
    """Where each column of the result comes from; None when it is computed, or cannot be told."""
    tables = {node["Alias"]: node["Relation Name"] for node in nodes(plan) if "Relation Name" in node}
    loose = _aliases_that_may_be_missing(plan)
    found: list[Origin | None] = []
    for told in plan.get("Output", []):
        match = _COLUMN.match(told)
        alias, column = match.groups() if match else ("", "")
        found.append(Origin(tables[alias], column, alias in loose) if alias in tables else None)
    return found


def _aliases_that_may_be_missing(plan: Node) -> set[str]:
    found: set[str] = set()
    for node in nodes(plan):
        outer = {"Left": {"Inner"}, "Right": {"Outer"}, "Full": {"Inner", "Outer"}}.get(
            node.get("Join Type", ""), set()
        )
        for child in node.get("Plans", ()):
            if child.get("Parent Relationship") in outer:
                found |= {below["Alias"] for below in nodes(child) if "Alias" in below}
    return found


def _sql_type(name: str) -> str:
    return f'"{name.removesuffix("[]")}"[]' if name.endswith("[]") else f'"{name}"'
