"""`docs/schema.md`: a diagram per floor and a table per table, from the live database."""

import re
from collections.abc import Iterable, Sequence

from forklore.main.catalogue import Catalogue, Column, Index, Table, View

# The floors from the ground up, and the rooms on each that may own tables.
FLOORS = (
    ("Ground", ("foundations",)),
    ("People and foods", ("accounts", "activity", "relations", "media", "foods")),
    ("Recipes", ("recipes",)),
    (
        "Facts about recipes",
        ("forks", "reviews", "replacements", "plates", "comments", "reactions", "cookbooks"),
    ),
    ("Readings", ("popularity", "feeds", "search", "notifications")),
    ("Powers", ("moderation", "exchange", "federation")),
)
_ON_DELETE = {"a": "refused", "r": "refused", "c": "deleted with it", "n": "set to null", "d": "set to the default"}
_HEAD = """# The schema

Made from the live database by `make documents`; `make check` refuses this page when it is out of date.

Every table says how it is spread when one machine is not enough: by a key (all rows of one key stand together), on
every machine, or in one place. Keys are `uuid`, version 7, made by the database; times are UTC.
"""


class HomelessError(Exception):
    """A table or view belongs to a room that stands on no floor."""


def schema_page(schema: Catalogue) -> str:
    """Write the page; raises HomelessError for a table of a room that stands on no floor."""
    known = {room for _, rooms in FLOORS for room in rooms}
    named = [(table.name, table.room) for table in schema.tables] + [(view.name, view.room) for view in schema.views]
    homeless = [name for name, room in named if room not in known]
    if homeless:
        raise HomelessError(f"these belong to no room of a known floor: {', '.join(homeless)}")
    parts = [_HEAD, *(text for title, rooms in FLOORS for text in _floor(title, rooms, schema))]
    return "\n".join(parts)


def _floor(title: str, rooms: Sequence[str], schema: Catalogue) -> Iterable[str]:
    tables = [t for room in rooms for t in schema.tables if t.room == room and t.part_of is None]
    views = [view for room in rooms for view in schema.views if view.room == room]
    if not tables and not views:
        return
    yield f"## {title}\n"
    if tables:
        yield _diagram(tables)
    for table in tables:
        yield _table(table, [part.name for part in schema.tables if part.part_of == table.name])
    if views:
        yield "### Views\n\n| view | room | what it gives | columns |\n|---|---|---|---|"
        yield "\n".join(_view(view) for view in views) + "\n"


def _diagram(tables: Sequence[Table]) -> str:
    lines = ["```mermaid", "erDiagram"]
    for table in tables:
        lines.append(f"    {table.name} {{")
        lines += [f"        {_word(column.type)} {column.name}{_marks(table, column)}" for column in table.columns]
        lines.append("    }")
    for table in tables:
        for key in table.keys("f"):
            many = "o|" if _is_unique(table, key.columns) else "o{"
            lines.append(f'    {key.target} ||--{many} {table.name} : "{", ".join(key.columns)}"')
    return "\n".join([*lines, "```\n"])


def _word(kind: str) -> str:
    """Write a type as one word, which is all that a diagram takes."""
    short = kind.replace("timestamp with time zone", "timestamptz").replace("double precision", "float8")
    return re.sub(r"\W+", "_", short.replace("[]", "_array"))


def _marks(table: Table, column: Column) -> str:
    marks = [
        mark
        for mark, kind in (("PK", "p"), ("FK", "f"), ("UK", "u"))
        if any(column.name in constraint.columns for constraint in table.keys(kind))
    ]
    return f" {','.join(marks)}" if marks else ""


def _is_unique(table: Table, columns: Sequence[str]) -> bool:
    return any(set(constraint.columns) == set(columns) for kind in "pu" for constraint in table.keys(kind))


def _table(table: Table, parts: Sequence[str]) -> str:
    lines = [f"### {table.name}\n", f"{table.comment}. Room: `{table.room}`.\n"]
    if parts:
        lines.append(f"Kept in parts: {', '.join(f'`{part}`' for part in parts)}.\n")
    lines += ["| column | type | null | default | meaning |", "|---|---|---|---|---|"]
    lines += [_column(column) for column in table.columns]
    lines.append("")
    lines += [f"- primary key ({', '.join(key.columns)})" for key in table.keys("p")]
    lines += [f"- unique ({', '.join(key.columns)})" for key in table.keys("u")]
    lines += [
        f"- ({', '.join(key.columns)}) → `{key.target}` ({', '.join(key.target_columns)}); "
        f"when that row goes: {_ON_DELETE[key.on_delete]}"
        for key in table.keys("f")
    ]
    lines += [f"- check `{_one_line(check.definition.removeprefix('CHECK '))}`" for check in table.keys("c")]
    keyed = {key.name for kind in "pu" for key in table.keys(kind)}
    lines += [_index(index) for index in table.indexes if index.name not in keyed]
    return "\n".join([*lines, ""])


def _column(column: Column) -> str:
    null = "yes" if column.nullable else ""
    preset = f"`{_cell(column.preset)}`" if column.preset else ""
    return f"| `{column.name}` | {column.type} | {null} | {preset} | {_cell(column.comment)} |"


def _index(index: Index) -> str:
    _, _, what = index.definition.partition(" USING ")
    return f"- index `{index.name}`: `{_one_line(what)}`"


def _view(view: View) -> str:
    columns = ", ".join(f"`{column.name}`" for column in view.columns)
    return f"| `{view.name}` | `{view.room}` | {_cell(view.comment)} | {columns} |"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")
