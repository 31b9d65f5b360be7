"""The form of a review: as it was typed, and what it says."""

from msgspec import Struct

from forklore.foundations.errors import FieldFault
from forklore.reviews.rows import ChangeKind, ReviewChange, ReviewRow

_EMPTY_ROWS = 3
KINDS = (
    ("replace", "I replaced"),
    ("omit", "I left out"),
    ("add", "I added"),
    ("more", "I used more"),
    ("less", "I used less"),
)


class ChangeTyped(Struct, frozen=True):
    """One row of the form."""

    kind: str = "replace"
    before: str = ""
    after: str = ""


class ReviewTyped(Struct, frozen=True):
    """A review as it stands in its form, with what is wrong beside each field."""

    stars: str
    body: str
    rows: list[ChangeTyped]
    faults: dict[str, str] = {}


def blank_review() -> ReviewTyped:
    """Give a form in which nothing was typed."""
    return ReviewTyped("", "", [ChangeTyped()] * _EMPTY_ROWS)


def typed_again(row: ReviewRow) -> ReviewTyped:
    """Give the form of a review that stands."""
    rows = [ChangeTyped(one.kind.value, ", ".join(one.before), ", ".join(one.after)) for one in row.changes]
    return ReviewTyped(str(row.stars), row.body, [*rows, ChangeTyped()])


def as_typed(form: dict[str, str]) -> ReviewTyped:
    """Read the fields of the form, rows numbered from 0."""
    rows = [
        ChangeTyped(form[f"kind_{at}"], form.get(f"before_{at}", ""), form.get(f"after_{at}", ""))
        for at in range(50)
        if f"kind_{at}" in form
    ]
    return ReviewTyped(form.get("stars", ""), form.get("body", ""), rows or [ChangeTyped()] * _EMPTY_ROWS)


def with_faults(form: ReviewTyped, faults: tuple[FieldFault, ...]) -> ReviewTyped:
    """Put what is wrong beside the fields; what names a change stands above all of them."""
    told = {fault.pointer.strip("/").split("/")[0]: fault.detail for fault in faults}
    return ReviewTyped(form.stars, form.body, form.rows, told)


def stars_of(form: ReviewTyped) -> int:
    """Give the stars, 0 when none were chosen."""
    return int(form.stars) if form.stars in {"1", "2", "3", "4", "5"} else 0


def changes_of(form: ReviewTyped) -> list[ReviewChange]:
    """Give the changes of the rows in which something was typed; commas part foods."""
    return [_change(row) for row in form.rows if row.before.strip() or row.after.strip()]


def _change(row: ChangeTyped) -> ReviewChange:
    kind = ChangeKind(row.kind) if row.kind in list(ChangeKind) else ChangeKind.REPLACE
    before, after = _foods(row.before), _foods(row.after)
    if kind is ChangeKind.ADD and not after:
        before, after = (), before
    if kind is ChangeKind.REPLACE and not after:
        kind = ChangeKind.OMIT
    elif kind is ChangeKind.REPLACE and not before:
        kind = ChangeKind.ADD
    return ReviewChange(kind=kind, before=before, after=after)


def _foods(text: str) -> tuple[str, ...]:
    return tuple(food for food in (part.strip() for part in text.split(",")) if food)
