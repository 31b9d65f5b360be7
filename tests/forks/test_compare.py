"""Two contents compared: fields, lines and steps."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.forks.changes import ChangeKind
from forklore.forks.compare import compare_fields, compare_lines, compare_steps
from forklore.recipes.inputs import Edit, LineInput
from forklore.recipes.rules import edited
from recipes.kitchen import content

CAKE = ("200 g butter", "200 g sugar", "4 eggs", "200 g plain flour", "1 tsp baking powder")


@settings(max_examples=40, deadline=None)
@given(st.permutations(CAKE), st.integers(1, 12))
def test_order_and_size_alone_change_nothing_in_meaning(lines: list[str], times: int) -> None:
    before = content(ingredients=CAKE)
    bigger = [f"{int(line.split()[0]) * times} {line.split(maxsplit=1)[1]}" for line in lines]
    after = edited(before, Edit(ingredients=[*bigger], servings=4 * times))
    found = compare_lines(before, after)
    assert found.changes == ()
    assert found.servings_factor == times


def test_a_line_that_keeps_its_id_is_an_observed_replacement_whatever_the_foods() -> None:
    before = content(ingredients=CAKE)
    after = edited(
        before, Edit(ingredients=[LineInput(text="150 g gravel", line_id=before.lines[0].line_id), *CAKE[1:]])
    )
    (change,) = compare_lines(before, after).changes
    assert (change.kind, change.observed) == (ChangeKind.REPLACE, True)
    assert [(side.line, side.line_id) for side in (*change.before, *change.after)] == [
        (0, str(before.lines[0].line_id)),
        (0, str(before.lines[0].line_id)),
    ]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", "Cake", ("Pancakes", "Cake")),
        ("servings", 6, (Decimal(4), Decimal(6))),
        ("minutes_cook", 5, (None, 5)),
        ("tags", ["new"], ((), ("new",))),
    ],
)
def test_a_field_that_changed_is_told_with_both_values(field: str, value: Any, told: tuple[Any, Any]) -> None:  # noqa: ANN401 (any field)
    before = content()
    (change,) = compare_fields(before, edited(before, Edit(**{field: value})))
    assert (change.field, change.before, change.after) == (field, *told)


def test_nothing_changed_is_nothing_told() -> None:
    before = content(summary="Thick.", tags=["hot"])
    after = edited(before, Edit(title=before.title, steps=[step.text for step in before.steps]))
    assert compare_fields(before, after) == []
    assert compare_steps(before, after) == []
    assert compare_lines(before, after).changes == ()


def test_steps_are_told_by_where_they_stood() -> None:
    before = content(steps=["Mix.", "Wait.", "Bake."])
    after = edited(before, Edit(steps=["Mix.", "Bake.", "Eat."]))
    assert [(change.before, change.after) for change in compare_steps(before, after)] == [((1,), ()), ((), (2,))]
