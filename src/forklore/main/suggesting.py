"""The commands that learn and rank replacements, JSON lines in and out: `suggest learn`, `suggest rank`."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
from msgspec import Meta

from forklore.foundations.errors import Invalid
from forklore.main.streams import print_answers
from forklore.replacements.suggest_file import read_model, write_model
from forklore.replacements.suggest_learner import learn
from forklore.replacements.suggest_rows import Pair, Question, Ranked

_Group = Annotated[list[str], Meta(max_length=1000)]


def learn_suggestions(pairs: Sequence[str], vocabulary: str | None, out: str) -> None:
    """Learn a model from files of pairs and write it; raises `Invalid` for what cannot be read, with its line."""
    target = Path(out)
    if not target.parent.is_dir():
        raise Invalid(f"{target.parent}: no such folder")
    groups = _groups(vocabulary) if vocabulary else []
    found = [pair for path in pairs for pair in _pairs(Path(path))]
    write_model(learn(found, groups, tell=lambda words: print(words, file=sys.stderr, flush=True)), target)


def print_ranked(model: str, source: Iterable[bytes], out: BinaryIO) -> int:
    """Read questions as JSON lines and print ranked names for each; returns how many could not be read."""
    known = read_model(Path(model))
    return print_answers(source, out, Question, lambda question: Ranked(question.id, known.rank(question)))


def _pairs(path: Path) -> Iterable[Pair]:
    decode = msgspec.json.Decoder(Pair).decode
    for number, raw in enumerate(_read(path).splitlines(), 1):
        if raw.strip():
            try:
                yield decode(raw)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                raise Invalid(f"{path}, line {number}: {error}") from error


def _groups(path: str) -> list[list[str]]:
    """Read a vocabulary: an object or a list whose lists are groups; its other values are marks, not foods."""
    try:
        told = msgspec.json.decode(_read(Path(path)), type=dict[str, _Group | str] | list[_Group | str])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid(f"{path}: {error}") from error
    values = told.values() if isinstance(told, dict) else told
    return [group for group in values if isinstance(group, list) and group]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Invalid(f"{path}: {error.strerror}") from error
