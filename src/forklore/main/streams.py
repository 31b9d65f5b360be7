"""The commands that read and print JSON lines and need no database: `read-lines`, `read-pages`, `detect`."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, BinaryIO, TypeVar

import msgspec
from msgspec import Meta, Struct

from forklore.foods.line_json import line_json
from forklore.foods.line_reader import read_lines
from forklore.foods.rows import Line
from forklore.replacements.detect import DetectedChange, detect_texts
from forklore.replacements.review_reader import ReviewChange, read_review

_LINES_AT_MOST = 500
_Case = TypeVar("_Case")


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


class Review(Struct):
    """What somebody wrote about a recipe: its title and, where they are known, its ingredient lines."""

    id: str | int
    text: str
    recipe: str = ""
    ingredients: Annotated[list[str], Meta(max_length=_LINES_AT_MOST)] | None = None


class ReviewRead(Struct):
    """The changes that a review tells."""

    id: str | int
    changes: tuple[ReviewChange, ...]


def print_lines_read(source: Iterable[bytes], out: BinaryIO) -> None:
    """Read ingredient lines, one a line of text, and print what was understood of each as a JSON line.

    Each line is read by itself; a heading is printed as a line without amount and food.
    """
    encode = msgspec.json.Encoder().encode
    for raw in source:
        text = raw.decode("utf8", "replace").rstrip("\r\n")
        found = read_lines([text])
        out.write(encode(line_json(found[0]) if found else _no_line(text)) + b"\n")


def print_forks_detected(source: Iterable[bytes], out: BinaryIO) -> int:
    """Read cases as JSON lines and print what changed in each; returns how many could not be read."""
    return print_answers(source, out, Case, _detected)


def print_reviews_detected(source: Iterable[bytes], out: BinaryIO) -> int:
    """Read reviews as JSON lines and print the changes that each tells; returns how many could not be read."""
    return print_answers(source, out, Review, _review_read)


def _detected(case: Case) -> Detected:
    found = detect_texts(case.parent.title, case.parent.ingredients, case.fork.ingredients)
    return Detected(case.id, found.servings_factor, found.changes, found.rewritten)


def _review_read(review: Review) -> ReviewRead:
    return ReviewRead(review.id, read_review(review.text, review.recipe, review.ingredients))


def print_answers(source: Iterable[bytes], out: BinaryIO, kind: type[_Case], answer: Callable[[_Case], Struct]) -> int:
    """Answer each JSON line of a kind with one; returns how many could not be read.

    What cannot be read is told of on standard error, with its line and field, and the rest goes on.
    """
    decode, encode = msgspec.json.Decoder(kind).decode, msgspec.json.Encoder().encode
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
        out.write(encode(answer(case)) + b"\n")
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
