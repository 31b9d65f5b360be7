"""What a cook changed in a fork, from nothing but the two ingredient lists."""

from collections.abc import Sequence

from msgspec import Struct

from forklore.foods.line_headings import heading_in, is_heading
from forklore.foods.line_reader import read_line
from forklore.foods.rows import Line
from forklore.forks.changes import Change, ChangeKind, DiffLine, LinesDiff, Side
from forklore.forks.diff import diff_lines
from forklore.replacements.names import short_name

COUNTED = frozenset({ChangeKind.REPLACE, ChangeKind.OMIT, ChangeKind.ADD, ChangeKind.MORE, ChangeKind.LESS})
_LONGEST_LINE = 1000


class DetectedChange(
    Struct,
    frozen=True,
    rename={"before": "from", "after": "to", "before_lines": "from_lines", "after_lines": "to_lines"},
):
    """One change; lines are positions in the two lists as they were given."""

    kind: ChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    ratio: float | None
    confidence: float
    before_lines: tuple[int, ...]
    after_lines: tuple[int, ...]


class Detection(Struct, frozen=True):
    """All counted changes between two lists; `rewritten` when the two are different dishes, and nothing is listed."""

    servings_factor: float
    changes: tuple[DetectedChange, ...]
    rewritten: bool = False


def detect_texts(parent_title: str, parent: Sequence[str], fork: Sequence[str]) -> Detection:
    """Detect what was replaced, omitted, added, and used more or less of; amounts are compared in equal servings.

    Takes any text and never raises: what cannot be read is compared by its words. `parent_title` names the dish.
    """
    del parent_title  # the lists decide alone; the dish weighs in when a change becomes evidence
    return detection(diff_lines(read_lines(parent), read_lines(fork)))


def detection(diff: LinesDiff) -> Detection:
    """Give the counted changes of a diff with the names that people would use."""
    changes = tuple(_detected(change) for change in diff.changes if change.kind in COUNTED)
    return Detection(round(float(diff.servings_factor), 4), changes, diff.rewritten)


def read_lines(texts: Sequence[str]) -> list[DiffLine]:
    """Read each text, one line for each position; a heading stays as a line without a food.

    Where a list is written in capitals throughout, capitals do not make a heading.
    """
    lines: list[DiffLine] = []
    shouted = 2 * sum(text.isupper() for text in texts) > len(texts)
    section: str | None = None
    for text in texts:
        cut = text[:_LONGEST_LINE]
        if is_heading(cut.lower() if shouted else cut) or not cut.strip():
            section = heading_in(cut) if cut.strip() else section
            lines.append(DiffLine(Line(text="", section=section)))
        else:
            lines.append(DiffLine(read_line(cut, section)))
    return lines


def _detected(change: Change) -> DetectedChange:
    return DetectedChange(
        kind=change.kind,
        before=_names(change.before),
        after=_names(change.after),
        ratio=change.ratio,
        confidence=change.confidence,
        before_lines=tuple(dict.fromkeys(side.line for side in change.before)),
        after_lines=tuple(dict.fromkeys(side.line for side in change.after)),
    )


def _names(sides: Sequence[Side]) -> tuple[str, ...]:
    """Name each food once, however many lines hold it."""
    names: dict[str, str] = {}
    for side in sides:
        name = short_name(side.name, side.food)
        names.setdefault(side.food or name, name)
    return tuple(names.values())
