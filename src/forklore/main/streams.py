"""The commands that read and print JSON lines and need no database: `read-lines`, `read-pages`, `detect`."""

import sys
from collections.abc import Iterable, Sequence
from typing import Annotated, BinaryIO

import msgspec
from msgspec import Meta, Struct

from forklore.foods.line_json import line_json
from forklore.foods.line_reader import read_lines
from forklore.foods.rows import Line
from forklore.replacements.detect import DetectedChange, detect_texts

_LINES_AT_MOST = 500


class ListToCompare(Struct):
    """An ingredient list, as text."""

    ingredients: Annotated[list[str], Meta(max_length=_LINES_AT_MOST)]
    title: str = ""


class Case(Struct):
    """A recipe and what was made of it."""

    id: str | int
    parent: ListToCompare
    fork: ListToCompare


class Detected(Struct):
    """What changed in a case."""

    id: str | int
    servings_factor: float
    changes: tuple[DetectedChange, ...]
    rewritten: bool


def print_lines_read(source: Iterable[bytes], out: BinaryIO) -> None:
    """Read ingredient lines, one a line of text, and print what was understood of each as a JSON line.

    Each line is read by itself; a heading is printed as a line without amount and food.
    """
    encode = msgspec.json.Encoder().encode
    for raw in source:
        text = raw.decode("utf8", "replace").rstrip("\r\n")
        found = read_lines([text])
        out.write(encode(line_json(found[0]) if found else _no_line(text)) + b"\n")


def print_detected(source: Iterable[bytes], out: BinaryIO) -> int:
    """Read cases as JSON lines and print what changed in each; returns how many could not be read.

    A case that cannot be read is told of on standard error, with its line and field, and the rest goes on.
    """
    decode, encode = msgspec.json.Decoder(Case).decode, msgspec.json.Encoder().encode
    bad = 0
    for number, raw in enumerate(source, 1):
        if not raw.strip():
            continue
        try:
            case = decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            print(f"line {number}: {error}", file=sys.stderr)
            bad += 1
            continue
        found = detect_texts(case.parent.title, case.parent.ingredients, case.fork.ingredients)
        out.write(encode(Detected(case.id, found.servings_factor, found.changes, found.rewritten)) + b"\n")
        out.flush()
    return bad


def print_pages_read(paths: Sequence[str], out: BinaryIO, processes: int | None) -> None:
    """Read recipe web pages, in folders too, and print a JSON line for each: the recipe, or why it was refused."""
    from forklore.exchange.file_reader import PAGES, as_lines, files  # noqa: PLC0415 (parsers of HTML are slow to load)
    from forklore.exchange.pool import read_files  # noqa: PLC0415 (the same)

    encode = msgspec.json.Encoder().encode
    for read in read_files(files(paths, PAGES), processes=processes):
        out.writelines(encode(line) + b"\n" for line in as_lines(read))
        out.flush()


def _no_line(text: str) -> dict[str, object]:
    return line_json(Line(text=text))
