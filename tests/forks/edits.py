"""Random recipes and random edits of them, for the properties of merging."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from msgspec.structs import replace

from forklore.foods.line_reader import read_line
from forklore.recipes.rows import Content, ContentLine, ContentStep

FOODS = ("butter", "plain flour", "sugar", "milk", "eggs", "salt", "honey", "rice", "lemon juice", "oats")
PREPARATIONS = ("melted", "chopped", "sifted", "chilled", None)
ids = st.integers(min_value=0, max_value=2**64).map(lambda n: UUID(int=n))


def line(text: str, line_id: int | UUID, section: str | None = None) -> ContentLine:
    """A line as the reader understands it."""
    read = read_line(text, section)
    key = UUID(int=line_id) if isinstance(line_id, int) else line_id
    return ContentLine(line_id=key, **{field: getattr(read, field) for field in read.__struct_fields__})


def content(*texts: str, steps: Sequence[str] = ("Mix.", "Bake."), **fields: Any) -> Content:  # noqa: ANN401 (any field)
    """A recipe of these lines, with ids that count from 1."""
    return Content(
        **{"title": "Cake", "servings": Decimal(4), **fields},
        lines=tuple(line(text, at) for at, text in enumerate(texts, 1)),
        steps=tuple(ContentStep(UUID(int=100 + at), text) for at, text in enumerate(steps)),
    )


def with_line(before: Content, at: int, text: str, section: str | None = None) -> Content:
    """The same with another text in one line, which keeps its id."""
    lines = list(before.lines)
    lines[at] = line(text, lines[at].line_id, section)
    return replace(before, lines=tuple(lines))


def texts(merged: Content) -> list[str]:
    """The lines as written."""
    return [one.text for one in merged.lines]


@st.composite
def written(draw: st.DrawFn) -> str:
    """A line as a cook writes it."""
    amount, food = draw(st.integers(1, 9)), draw(st.sampled_from(FOODS))
    preparation = draw(st.sampled_from(PREPARATIONS))
    return f"{amount * 10} g {food}" + (f", {preparation}" if preparation else "")


@st.composite
def recipes(draw: st.DrawFn) -> Content:
    """A recipe of a few lines and steps."""
    return Content(
        title=draw(st.sampled_from(["Cake", "Bread"])),
        servings=Decimal(4),
        minutes_prep=draw(st.sampled_from([None, 1, 2])),
        tags=tuple(draw(st.lists(st.sampled_from("abcdef"), unique=True, max_size=3))),
        lines=tuple(line(draw(written()), key) for key in draw(st.lists(ids, unique=True, max_size=7))),
        steps=tuple(
            ContentStep(key, draw(st.sampled_from(["Mix.", "Bake.", "Wait."])))
            for key in draw(st.lists(ids, unique=True, max_size=4))
        ),
    )


@st.composite
def edited(draw: st.DrawFn, before: Content, *, servings: bool = True) -> Content:
    """What somebody made of a recipe: lines and steps changed, left out, added and moved, fields changed."""
    lines: list[ContentLine] = [
        line(draw(written()), one.line_id) if draw(st.integers(0, 3)) == 0 else one
        for one in before.lines
        if draw(st.integers(0, 5))
    ]
    for key in draw(st.lists(ids, unique=True, max_size=2)):
        if key not in {one.line_id for one in (*lines, *before.lines)}:
            lines.insert(draw(st.integers(0, len(lines))), line(draw(written()), key))
    if lines:
        to, at = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        lines.insert(to, lines.pop(at))
    steps = [
        ContentStep(one.step_id, draw(st.sampled_from([one.text, one.text, "Stir."])))
        for one in before.steps
        if draw(st.integers(0, 5))
    ]
    return replace(
        before,
        title=draw(st.sampled_from([before.title, before.title, "Pie", "Tart"])),
        servings=draw(st.sampled_from([before.servings, before.servings, Decimal(8)])) if servings else before.servings,
        minutes_cook=draw(st.sampled_from([before.minutes_cook, 30])),
        tags=tuple(dict.fromkeys(tag for tag in (*before.tags, *draw(st.lists(st.sampled_from("gh")))))),
        lines=tuple(lines),
        steps=tuple(steps),
    )
