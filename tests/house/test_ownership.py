"""A table is written by its own room only, and read by others through views, so that visibility is decided once."""

from collections.abc import Iterator

import asyncpg

from forklore.main.catalogue import Catalogue, Table
from house.rooms import floors
from house.statements import Examined, Node, called, nodes, relations_of_view, room_of, written_by

READ_ONLY = {"reads.sql", "catalogue.sql"}
# Which room may read which table of another room bare, because it needs what the views leave out.
MAY_READ_BARE = {
    ("recipes", "account"): "a recipe outlives its cook's account; `author_active` tells who may still see it",
}


def test_queries_keep_to_their_room(examined: list[Examined], schema: Catalogue) -> None:
    """Other rooms' tables are never written, and read through views, or when everybody may see all of them."""
    found = [
        f"{called(told.query)} {fault}"
        for told in examined
        if told.plan
        for fault in (*_faults_of_writing(told, schema), *_faults_of_reading(told, schema))
    ]
    assert not found, "\n".join(found)


async def test_a_view_keeps_to_its_room(schema: Catalogue, tx: asyncpg.Connection) -> None:
    """A view may stand on what its room owns, on lower rooms' views, and on tables that every machine has."""
    tables = {table.name: table for table in schema.tables}
    found = [
        f"{view.name} reads {name}"
        for view in schema.views
        for name in sorted(await relations_of_view(tx, view.name))
        if not _may_read(schema, view.room, name) and not (name in tables and tables[name].everywhere)
    ]
    assert not found, "\n".join(found)


def test_queries_join_and_write_along_one_key(examined: list[Examined], schema: Catalogue) -> None:
    """Rows of different keys stand on different machines: fetch the ids first, then `= ANY (:ids)`.

    A subquery that needs nothing of the row outside runs by itself and may be of another key. What recounts everything
    for a host (`drifted_…`) may take the time to carry rows between machines.
    """
    found = [
        f"{called(told.query)} joins tables of different keys: {kinds}"
        for told in examined
        if told.plan and not told.query.name.startswith("drifted_")
        for kinds in _keys_joined(told.plan, schema)
        if len(set(kinds.values())) > 1
    ]
    assert not found, "\n".join(found)


def _keys_joined(plan: Node, schema: Catalogue) -> Iterator[dict[str, str]]:
    tables = {table.name: table for table in schema.tables}
    for part in (plan, *(node for node in nodes(plan) if node.get("Parent Relationship") == "InitPlan")):
        touched = {node["Relation Name"] for node in nodes(part, apart=False) if "Relation Name" in node}
        known = [tables[name] for name in sorted(_whole_tables(schema, touched)) if name in tables]
        yield {table.name: kind for table in known if (kind := _kind_of_key(table))}


def _faults_of_writing(told: Examined, schema: Catalogue) -> Iterator[str]:
    owner = {table.name: table.room for table in schema.tables}
    file, written = told.query.file.path, _whole_tables(schema, written_by(told.plan))
    for name in sorted(written):
        if owner[name] != room_of(file):
            yield f"writes {name}, which {owner[name]} owns: call its actions"
    if written and file.name in READ_ONLY:
        yield f"writes {sorted(written)} in a file that only reads"
    if not written and file.name == "writes.sql" and not _locks(told):
        yield "writes nothing: it belongs in reads.sql"


def _faults_of_reading(told: Examined, schema: Catalogue) -> Iterator[str]:
    for name in sorted(told.named):
        if not _may_read(schema, room_of(told.query.file.path), name):
            yield f"reads {name}, which another room owns: use a view of that room, or its reads"


def _may_read(schema: Catalogue, room: str, name: str) -> bool:
    """Tell whether a room may read a table or view: its own, a lower room's view, or what everybody may see."""
    views = {view.name: view.room for view in schema.views}
    tables = {table.name: table for table in schema.tables}
    if name in views:
        return views[name] == room or floors()[views[name]] < floors()[room]
    if name not in tables:
        return True  # the database's own catalogue, or the queue's tables
    if tables[name].room == room or (room, name) in MAY_READ_BARE:
        return True
    return tables[name].everywhere and f"visible_{name}" not in views


def _locks(told: Examined) -> bool:
    return "pg_advisory" in told.query.sql or any(node["Node Type"] == "LockRows" for node in nodes(told.plan))


def _whole_tables(schema: Catalogue, names: set[str]) -> set[str]:
    whole = {table.name: table.part_of or table.name for table in schema.tables}
    return {whole.get(name, name) for name in names}


def _kind_of_key(table: Table) -> str | None:
    """Name what a table is spread by: tables with the same answer stand together, row by row."""
    if table.everywhere:
        return None
    if table.spread_key is None:
        return "one place"
    if table.spread_key == "id":
        return table.name
    pointed = [key.target for key in table.keys("f") if key.columns == (table.spread_key,)]
    return f"{pointed[0]}" if pointed else table.spread_key
