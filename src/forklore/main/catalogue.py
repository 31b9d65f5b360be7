"""The schema as the live database tells it: tables, keys, indexes, views, how each table is spread."""

import re
from pathlib import Path

from msgspec import Struct

from forklore.foundations.database import Connection
from forklore.foundations.migrations import FOLDER
from forklore.foundations.queries import SqlFile

SPREAD = re.compile(r"\[(?:spread: (?P<key>\w+)|everywhere|one place)\]")
_MADE = re.compile(r"^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\w+)", re.MULTILINE)
_VIEW = re.compile(r"^CREATE (?:OR REPLACE )?VIEW (\w+)", re.MULTILINE)


class TableRow(Struct, frozen=True):
    """A table; `part_of` names the table whose partition it is."""

    name: str
    comment: str
    part_of: str | None


class Column(Struct, frozen=True):
    """A column of a table or view; `preset` is the expression of its default."""

    relation: str
    name: str
    type: str
    nullable: bool
    preset: str
    comment: str


class Constraint(Struct, frozen=True):
    """A constraint: `kind` is p(rimary), u(nique), f(oreign) or c(heck); `on_delete` is PostgreSQL's letter."""

    relation: str
    name: str
    kind: str
    columns: tuple[str, ...]
    target: str | None
    target_columns: tuple[str, ...]
    on_delete: str
    definition: str


class Index(Struct, frozen=True):
    """An index; an expression among `columns` is empty."""

    relation: str
    name: str
    columns: tuple[str, ...]
    is_unique: bool
    is_partial: bool
    definition: str


class ViewRow(Struct, frozen=True):
    """A view."""

    name: str
    comment: str


class TriggerRow(Struct, frozen=True):
    """A trigger."""

    relation: str
    name: str


class Table(Struct, frozen=True):
    """All about one table: the room that owns it, and its key when it is spread over machines."""

    name: str
    comment: str
    part_of: str | None
    room: str
    columns: tuple[Column, ...]
    constraints: tuple[Constraint, ...]
    indexes: tuple[Index, ...]

    @property
    def everywhere(self) -> bool:
        """Tell whether every machine has a copy."""
        return "[everywhere]" in self.comment

    @property
    def spread_key(self) -> str | None:
        """Tell the column by which the table is spread; None when it is not."""
        found = SPREAD.search(self.comment)
        return found and found["key"]

    def keys(self, kind: str) -> tuple[Constraint, ...]:
        """Give the constraints of one kind."""
        return tuple(constraint for constraint in self.constraints if constraint.kind == kind)


class View(Struct, frozen=True):
    """A view, the room that owns it, and its columns."""

    name: str
    comment: str
    room: str
    columns: tuple[Column, ...]


class Catalogue(Struct, frozen=True):
    """The whole schema."""

    tables: tuple[Table, ...]
    views: tuple[View, ...]
    triggers: tuple[TriggerRow, ...]


_sql = SqlFile(__name__, "catalogue.sql")
_tables = _sql.many("tables", TableRow)
_columns = _sql.many("columns", Column)
_constraints = _sql.many("constraints", Constraint)
_indexes = _sql.many("indexes", Index)
_views = _sql.many("views", ViewRow)
_triggers = _sql.many("triggers", TriggerRow)


async def catalogue(connection: Connection) -> Catalogue:
    """Read the schema of the database."""
    columns = await _columns(connection)
    constraints = await _constraints(connection)
    indexes = await _indexes(connection)
    rooms = owners()
    return Catalogue(
        tables=tuple(
            Table(
                row.name,
                row.comment,
                row.part_of,
                rooms.get(row.name, ""),
                tuple(column for column in columns if column.relation == row.name),
                tuple(constraint for constraint in constraints if constraint.relation == row.name),
                tuple(index for index in indexes if index.relation == row.name),
            )
            for row in await _tables(connection)
        ),
        views=tuple(
            View(
                row.name,
                row.comment,
                rooms.get(row.name, ""),
                tuple(column for column in columns if column.relation == row.name),
            )
            for row in await _views(connection)
        ),
        triggers=tuple(await _triggers(connection)),
    )


def owners() -> dict[str, str]:
    """Tell which room owns each table and view.

    A migration `NNNN_room.sql` makes the tables of its room, and `views.sql` stands inside its room.
    """
    found = {"migration": "foundations"}  # made by the runner itself
    for file in sorted(FOLDER.glob("*.sql")):
        room = file.stem.split("_", 1)[1]
        found |= dict.fromkeys(_MADE.findall(file.read_text(encoding="utf8")), room)
    for file in sorted(_package().glob("*/views.sql")):
        found |= dict.fromkeys(_VIEW.findall(file.read_text(encoding="utf8")), file.parent.name)
    return found


def _package() -> Path:
    return FOLDER.parents[1]
