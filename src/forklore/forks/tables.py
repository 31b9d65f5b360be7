"""Reads the room's tables of kitchen knowledge in `data/`: tab-separated, a header, `#` before a comment."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """Give the rows of a table without its header, each cut into its cells."""
    text = files("forklore.forks").joinpath("data", table).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines[1:])


def words_of(table: str) -> Iterator[tuple[str, str]]:
    """Give (value, word) for each word of the last cell of each row; the value is the first cell."""
    for row in rows(table):
        for word in row[-1].split():
            yield row[0], word
