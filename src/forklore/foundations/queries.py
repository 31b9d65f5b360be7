"""Named queries: plain `.sql` files parsed by aiosql, each bound to the struct it fills.

A row becomes a struct by position, without names or reflection: a test prepares every query on the migrated schema
and compares the names, types and nullability of its columns with the struct, so the positions are proved.
"""

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, ClassVar, Generic, TypeVar, Union, get_args, get_origin

import aiosql
import msgspec
from msgspec import Struct

from forklore.foundations.database import Connection

R = TypeVar("R")


class Query(Generic[R]):
    """One named query, as SQL with `$1`, the order of its parameters, and the type of what it gives."""

    every: ClassVar[list["Query[Any]"]] = []  # in the order of import; the tests prepare them all

    def __init__(self, file: "SqlFile", name: str, row: type[R]) -> None:
        """Find the query in its file; raises KeyError when it is not there."""
        self.file, self.name, self.row = file, name, row
        self.sql, self.parameters = file.text(name)
        self.names = frozenset(self.parameters)
        self.make = _maker(row)
        Query.every.append(self)

    def arguments(self, given: dict[str, object]) -> list[object]:
        """Put named arguments in the order of the SQL; raises TypeError for a missing or unknown one."""
        if given.keys() != self.names:
            raise TypeError(f"{self.name} takes {self.parameters}, not {sorted(given)}")
        return [given[name] for name in self.parameters]


class Many(Query[R]):
    """A query that gives rows."""

    async def __call__(self, connection: Connection, /, **given: object) -> list[R]:
        """Run it: the rows as structs, in the order of the query."""
        make = self.make
        return [make(row) for row in await connection.fetch(self.sql, *self.arguments(given))]


class One(Query[R]):
    """A query that gives one row or none."""

    async def __call__(self, connection: Connection, /, **given: object) -> R | None:
        """Run it: the row as a struct, or None."""
        row = await connection.fetchrow(self.sql, *self.arguments(given))
        return None if row is None else self.make(row)


class Value(Query[R]):
    """A query that gives one value or none."""

    async def __call__(self, connection: Connection, /, **given: object) -> R | None:
        """Run it: the first column of the first row."""
        found: R | None = await connection.fetchval(self.sql, *self.arguments(given))
        return found


class Run(Query[int]):
    """A statement without result."""

    async def __call__(self, connection: Connection, /, **given: object) -> int:
        """Run it: the number of rows it touched."""
        status = await connection.execute(self.sql, *self.arguments(given))
        tail = status.rsplit(" ", 1)[-1]
        return int(tail) if tail.isdigit() else 0

    async def for_each(self, connection: Connection, rows: Sequence[dict[str, object]]) -> None:
        """Run it once for each set of arguments, in one pipeline."""
        await connection.executemany(self.sql, [self.arguments(row) for row in rows])


class SqlFile:
    """A `.sql` file beside the module that uses it."""

    def __init__(self, module: str, file_name: str) -> None:
        """Parse the file that stands beside `module` (its `__name__`)."""
        source = sys.modules[module].__file__
        self.path = Path(source or "").with_name(file_name)
        self.module = module
        self._parsed = aiosql.from_path(self.path, "asyncpg", mandatory_parameters=True)

    def names(self) -> list[str]:
        """Tell the names of the queries in the file."""
        return [name for name in self._parsed.available_queries if not name.endswith("_cursor")]

    def text(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Give a query's SQL in PostgreSQL's own form and its parameters in order."""
        if name not in self._parsed.available_queries:
            raise KeyError(f"{self.path.name} has no query named {name}")
        query: Any = getattr(self._parsed, name)
        order = self._parsed.driver_adapter.var_sorted[name]
        return query.sql, tuple(order)

    def many(self, name: str, row: type[R]) -> Many[R]:
        """Bind a query that gives rows."""
        return Many(self, name, row)

    def one(self, name: str, row: type[R]) -> One[R]:
        """Bind a query that gives one row or none."""
        return One(self, name, row)

    def value(self, name: str, kind: type[R]) -> Value[R]:
        """Bind a query that gives one value."""
        return Value(self, name, kind)

    def run(self, name: str) -> Run:
        """Bind a statement without result."""
        return Run(self, name, int)


def _maker(row: type[R]) -> Callable[[Any], R]:
    """Compile a function that makes `row` of a record; JSON columns are decoded and enums made as the struct says."""
    if not (isinstance(row, type) and issubclass(row, Struct)):
        return lambda record: record[0]
    turns = [(i, turn) for i, field in enumerate(msgspec.structs.fields(row)) if (turn := _turn(field.type))]
    if not turns:
        return lambda record: row(*record)

    def make(record: Any) -> R:  # noqa: ANN401 (a record is a sequence only at run time)
        values = list(record)
        for i, turn in turns:
            if values[i] is not None:
                values[i] = turn(values[i])
        return row(*values)

    return make


def _turn(kind: Any) -> Callable[[Any], Any] | None:  # noqa: ANN401 (any annotation may stand in a struct)
    """Find how a column's value becomes what the field wants; None when the driver already gives it."""
    if get_origin(kind) in {Union, UnionType}:
        inner = [part for part in get_args(kind) if part is not type(None)]
        kind = inner[0] if len(inner) == 1 else kind
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if is_document(kind):
        return msgspec.json.Decoder(kind).decode
    if get_origin(kind) is tuple:
        return tuple
    return None


def is_document(kind: Any) -> bool:  # noqa: ANN401 (any annotation may stand in a struct)
    """Tell whether a field is filled from a JSON column: a struct, a dict, or a sequence of structs."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        return True
    if get_origin(kind) is dict or kind is dict:
        return True
    inner = [part for part in get_args(kind) if part is not Ellipsis]
    return get_origin(kind) in {list, tuple} and len(inner) == 1 and is_document(inner[0])
