"""Two versions of recipes compared: fields, lines and steps."""

from fractions import Fraction

from forklore.forks.changes import DiffLine, FieldChange, LinesDiff, TextChange
from forklore.forks.diff import diff_fields, diff_lines, diff_texts
from forklore.recipes.rows import Content

_FIELDS = ("title", "summary", "servings", "minutes_prep", "minutes_cook", "language", "tags")


def compare_lines(before: Content, after: Content, *, shown: bool = False) -> LinesDiff:
    """Compare the ingredient lines of two contents after bringing them to equal servings."""
    servings = (Fraction(before.servings), Fraction(after.servings))
    return diff_lines(_lines(before), _lines(after), servings, shown=shown)


def compare_steps(before: Content, after: Content) -> list[TextChange]:
    """Compare the steps of two contents."""
    return diff_texts([step.text for step in before.steps], [step.text for step in after.steps])


def compare_fields(before: Content, after: Content) -> list[FieldChange]:
    """Compare the fields of two contents beside lines and steps."""
    return diff_fields(
        {name: getattr(before, name) for name in _FIELDS}, {name: getattr(after, name) for name in _FIELDS}
    )


def _lines(content: Content) -> list[DiffLine]:
    return [DiffLine(line.line(), str(line.line_id)) for line in content.lines]
