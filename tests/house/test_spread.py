"""The tables keep what a cluster of machines asks of them, checked on plain PostgreSQL, where everybody develops.

Each rule was tried on Citus: what it refuses, or answers wrongly, is refused here.
"""

import re
from collections.abc import Callable

from forklore.foundations.migrations import FOLDER
from forklore.main.catalogue import SPREAD, Catalogue, Constraint, Table

_CALL = re.compile(r"SELECT spread(?:_everywhere)?\('(\w+)'(?:, '(\w+)')?\)")
_CREATE = re.compile(r"^CREATE (?:UNLOGGED )?TABLE (\w+) \((.*?)^\)", re.MULTILINE | re.DOTALL)
_NOTHING_SAID = "a"  # PostgreSQL's letter for a foreign key without ON DELETE


def _every(schema: Catalogue, fault: Callable[[Table], str]) -> None:
    found = [f"{table.name}: {told}" for table in schema.tables if (told := fault(table))]
    assert not found, "\n".join(found)


def _migrations() -> str:
    return "\n".join(file.read_text(encoding="utf8") for file in sorted(FOLDER.glob("*.sql")))


def test_every_table_and_view_has_a_room_and_a_comment(schema: Catalogue) -> None:
    """The schema explains itself, and everything in it has an owner."""
    _every(schema, lambda table: "" if table.room and table.comment else "no room or no comment")
    found = [view.name for view in schema.views if not (view.room and view.comment)]
    assert not found, f"views without a room or a comment: {found}"


def test_every_table_says_once_how_it_is_spread(schema: Catalogue) -> None:
    """`[spread: key]`, `[everywhere]` or `[one place]` in the comment, for people who read the schema."""
    _every(
        schema,
        lambda table: "" if len(SPREAD.findall(table.comment)) == 1 else "its comment must say once how it is spread",
    )


def test_the_migrations_spread_as_the_comments_say(schema: Catalogue) -> None:
    """The comment is for people, the call is for the cluster: they must not differ."""
    calls = {name: key or "everywhere" for name, key in _CALL.findall(_migrations())}
    told = {
        table.name: table.spread_key or "everywhere"
        for table in schema.tables
        if table.part_of is None and (table.spread_key or table.everywhere)
    }
    assert calls == told


def test_keys_contain_what_the_table_is_spread_by(schema: Catalogue) -> None:
    """Only then one machine alone can tell that a key is unique."""

    def fault(table: Table) -> str:
        if table.spread_key is None:
            return ""
        primary = table.keys("p")
        loose = [key.name for key in (*primary, *table.keys("u")) if table.spread_key not in key.columns]
        loose += [index.name for index in table.indexes if index.is_unique and table.spread_key not in index.columns]
        return "no primary key" if not primary else f"{loose} lack {table.spread_key}" if loose else ""

    _every(schema, fault)


def test_foreign_keys_stay_on_one_machine(schema: Catalogue) -> None:
    """A foreign key goes along the same spread, or to a table that every machine has."""
    tables = {table.name: table for table in schema.tables}

    def stays(table: Table, key: Constraint) -> bool:
        target = tables[key.target or ""]
        if target.everywhere:
            return True
        pairs = set(zip(key.columns, key.target_columns, strict=True))
        same = (table.spread_key, target.spread_key) in pairs
        return same if table.spread_key else not (target.spread_key or table.everywhere)

    _every(schema, lambda table: ", ".join(key.name for key in table.keys("f") if not stays(table, key)))


def test_foreign_keys_are_added_after_both_tables_are_spread() -> None:
    """A foreign key inside CREATE TABLE is there before the table is spread, which a cluster refuses."""
    found = [name for name, body in _CREATE.findall(_migrations()) if "REFERENCES" in body]
    assert not found, f"write ALTER TABLE … ADD FOREIGN KEY for {found}"


def test_every_foreign_key_says_what_happens_and_has_an_index(schema: Catalogue) -> None:
    """Without an index, deleting one row reads the whole table that points to it."""

    def fault(table: Table) -> str:
        firsts = {index.columns[0] for index in table.indexes if not index.is_partial}
        return ", ".join(
            f"({', '.join(key.columns)}) lacks {'ON DELETE' if key.on_delete == _NOTHING_SAID else 'an index'}"
            for key in table.keys("f")
            if key.on_delete == _NOTHING_SAID or key.columns[0] not in firsts
        )

    _every(schema, fault)


def test_there_are_no_triggers(schema: Catalogue) -> None:
    """A cluster does not run triggers on spread tables, and nobody sees them in the code."""
    assert not [f"{trigger.relation}.{trigger.name}" for trigger in schema.triggers]
