"""What two lists of lines, or two versions, differ in."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from forklore.foods.rows import Line
from forklore.forks.amounts import RatioBy


class ChangeKind(StrEnum):
    """What happened; the last two are shown in a diff and never counted."""

    REPLACE = "replace"
    OMIT = "omit"
    ADD = "add"
    MORE = "more"
    LESS = "less"
    REORDERED = "reordered"
    REWORDED = "reworded"


class DiffLine(Struct, frozen=True):
    """A line of a list that is compared; lines of two versions that have one `line_id` are one line, edited."""

    line: Line
    line_id: str | None = None


class Side(Struct, frozen=True):
    """One food of a change: the position and id of the line that proves it, its name as written, and its amount.

    `grams`, `millilitres` and `pieces` are brought to the parent's servings and None where the line does not tell.
    """

    line: int
    line_id: str | None
    name: str
    food: str | None
    grams: float | None = None
    millilitres: float | None = None
    pieces: float | None = None


class Change(Struct, frozen=True):
    """One change in meaning.

    `ratio` is the fork's amount over the parent's in equal servings, None where the two cannot be compared; `observed`
    says that the ids of the lines prove the pair; `confidence` runs from 0 to 1.
    """

    kind: ChangeKind
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    confidence: float
    ratio: float | None = None
    ratio_by: RatioBy | None = None
    observed: bool = False


class LinesDiff(Struct, frozen=True):
    """All changes from one list to another; `rewritten` says that the two have nothing in common, and lists none."""

    servings_factor: Fraction
    changes: tuple[Change, ...]
    rewritten: bool = False

    def of_kind(self, *kinds: ChangeKind) -> Sequence[Change]:
        """Give the changes of these kinds, in order."""
        return [change for change in self.changes if change.kind in kinds]


class TextChange(Struct, frozen=True):
    """A run of texts that became another: positions before and after; one side is empty when texts came or went."""

    before: tuple[int, ...]
    after: tuple[int, ...]


class FieldChange(Struct, frozen=True):
    """A field with another value; None where one side has none."""

    field: str
    before: object
    after: object
