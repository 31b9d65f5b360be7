"""One file of any kind that can be imported."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import structs

from forklore.exchange.document_reader import read_document
from forklore.exchange.errors import FileTooLarge, UnknownKind, Unreadable
from forklore.exchange.page_reader import read_page
from forklore.exchange.rows import FILE_BYTES_MAX, FileRead, PageLine, Refusal, RefusalLine
from forklore.foundations.errors import Fault

PAGES = frozenset({".html", ".htm", ".testhtml"})
DOCUMENTS = frozenset({".json", ".jsonl", ".jsonld"})


def files(paths: Iterable[str | os.PathLike[str]], kinds: frozenset[str] = PAGES | DOCUMENTS) -> Iterator[Path]:
    """Yield the files to read: those named, whatever they are, and those of the given kinds below named folders.

    A folder's files come sorted by their path. Links below a folder are followed only to files inside that folder.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _below(path, kinds)
        else:
            yield path


def _below(folder: Path, kinds: frozenset[str]) -> Iterator[Path]:
    top = folder.resolve()
    names = (Path(at, name) for at, _, found in os.walk(folder) for name in found)
    wanted = (path for path in names if path.suffix.lower() in kinds)
    yield from sorted(path for path in wanted if not path.is_symlink() or path.resolve().is_relative_to(top))


def read_file(path: str) -> FileRead:
    """Read a page or a document; whatever is wrong with it becomes a refusal."""
    try:
        content = _content(path)
        if Path(path).suffix.lower() in DOCUMENTS:
            return FileRead(path, tuple(read_document(content, path)))
        return FileRead(path, (read_page(content, path),))
    except Fault as fault:
        return FileRead(path, (Refusal(path, fault.detail),))
    except RecursionError:
        return FileRead(path, (Refusal(path, "This file is nested too deeply."),))


def as_lines(read: FileRead) -> Iterator[PageLine | RefusalLine]:
    """Make the lines that `forklore read-pages` prints; a path that is no Unicode text is shown as near as can be."""
    file = os.fsencode(read.file).decode("utf-8", "replace")
    for one in read.found:
        if isinstance(one, Refusal):
            yield RefusalLine(file, one.refused)
        else:
            yield msgspec.convert({**structs.asdict(one), "file": file}, PageLine)


def _content(path: str) -> bytes:
    """Read a regular file of a known kind; raises `UnknownKind`, `Unreadable` and `FileTooLarge`."""
    if Path(path).suffix.lower() not in PAGES | DOCUMENTS:
        raise UnknownKind
    try:
        about = Path(path).stat()
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("This is not a file.")
        if about.st_size > FILE_BYTES_MAX:
            raise FileTooLarge
        return Path(path).read_bytes()
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
        raise Unreadable(f"This file cannot be read: {reason}.") from fault
