"""Changes as pages draw them: two foods with an arrow and a ratio, the same sign wherever a change is shown."""

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from forklore.forks.changes import Change, ChangeKind, LinesDiff, Side
from forklore.forks.compare import compare_fields, compare_lines, compare_steps
from forklore.recipes.rows import Content, ContentLine
from forklore.replacements.rows import ChangeOut, Item
from forklore.web import texts
from forklore.web.ingredients import food_name

_FIELDS = {
    "title": "Title",
    "summary": "Summary",
    "servings": "Servings",
    "minutes_prep": "Minutes of preparation",
    "minutes_cook": "Minutes of cooking",
    "language": "Language",
    "tags": "Tags",
}


class ChangedFood(Struct, frozen=True):
    """A food on one side of a change; `line` is the line that proves it."""

    name: str
    slug: str | None
    line: str


class ShownChange(Struct, frozen=True):
    """A change of foods; `ratio` is written out, empty where the amounts cannot be compared.

    `id` is that of the stored change, None as long as none is; `state` is what its cook says of it.
    """

    kind: str
    before: list[ChangedFood]
    after: list[ChangedFood]
    ratio: str
    id: UUID | None = None
    state: str = "detected"


class ShownText(Struct, frozen=True):
    """Texts that became others; one side is empty when they came or went."""

    label: str
    before: list[str]
    after: list[str]


class Comparison(Struct, frozen=True):
    """What differs between two contents; `factor` is written out and empty when both serve as many."""

    rewritten: bool
    factor: str
    foods: list[ShownChange]
    rest: list[ShownChange]
    texts: list[ShownText]


def compared(before: Content, after: Content) -> Comparison:
    """Compare two contents for a page: foods first, then what was only moved or reworded, then steps and fields."""
    diff = compare_lines(before, after, shown=True)
    foods = diff.of_kind(ChangeKind.REPLACE, ChangeKind.OMIT, ChangeKind.ADD, ChangeKind.MORE, ChangeKind.LESS)
    rest = diff.of_kind(ChangeKind.REORDERED, ChangeKind.REWORDED)
    steps = [
        ShownText("Step", [before.steps[i].text for i in one.before], [after.steps[i].text for i in one.after])
        for one in compare_steps(before, after)
    ]
    fields = [
        ShownText(_FIELDS[one.field], _said(one.before), _said(one.after)) for one in compare_fields(before, after)
    ]
    return Comparison(
        diff.rewritten,
        _factor(diff),
        _shown(foods, before.lines, after.lines),
        _shown(rest, before.lines, after.lines),
        [*fields, *steps],
    )


def with_words(shown: Comparison, stored: Iterable[ChangeOut]) -> Comparison:
    """Add to each change its id and what its cook said of it, where the same change is stored."""
    known = {(one.kind.value, _lines(one.before), _lines(one.after)): one for one in stored}
    foods = []
    for one in shown.foods:
        key = (one.kind, tuple(food.line for food in one.before), tuple(food.line for food in one.after))
        found = known.get(key)
        foods.append(replace(one, id=found.id, state=found.state) if found else one)
    return replace(shown, foods=foods)


def _lines(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(item.text for item in items)


def ratio_words(ratio: float | None) -> str:
    """Write a ratio as it is multiplied by: "× 0.75"; nothing when it is 1 or unknown."""
    if ratio is None or abs(ratio - 1) < 0.005:  # noqa: PLR2004 (two decimals are shown)
        return ""
    return f"× {texts.plain(ratio)}"


def _shown(
    changes: Iterable[Change], before: tuple[ContentLine, ...], after: tuple[ContentLine, ...]
) -> list[ShownChange]:
    return [
        ShownChange(
            one.kind.value,
            [_food(side, before) for side in one.before],
            [_food(side, after) for side in one.after],
            ratio_words(one.ratio),
        )
        for one in changes
    ]


def _food(side: Side, lines: tuple[ContentLine, ...]) -> ChangedFood:
    return ChangedFood(food_name(side.food, side.name), side.food, lines[side.line].text)


def _factor(diff: LinesDiff) -> str:
    return "" if diff.servings_factor == 1 else ratio_words(float(diff.servings_factor))


def _said(value: object) -> list[str]:
    if value is None or value in {"", ()}:
        return []
    return [", ".join(map(str, value)) if isinstance(value, tuple) else str(value)]
