from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.foods.line_reader import read_line
from forklore.foods.units import scaled
from forklore.forks.amounts import RatioBy
from forklore.forks.changes import ChangeKind, DiffLine, LinesDiff
from forklore.forks.diff import diff_fields, diff_lines, diff_texts

CAKE = ["250 g flour", "200 g sugar", "3 eggs", "120 g butter", "200 ml milk", "2 tsp baking powder"]
FOODS = ["butter", "sugar", "flour", "milk", "rice", "honey", "olive oil", "lentils", "cheddar", "spinach"]


def lines(*texts: str, ids: bool = False) -> list[DiffLine]:
    return [DiffLine(read_line(text), f"l{at}" if ids else None) for at, text in enumerate(texts)]


def told(diff: LinesDiff) -> list[tuple[ChangeKind, list[int], list[int]]]:
    counted = [change for change in diff.changes if change.kind not in (ChangeKind.REORDERED, ChangeKind.REWORDED)]
    return [(c.kind, [side.line for side in c.before], [side.line for side in c.after]) for c in counted]


def test_a_replacement_tells_ratio_and_lines() -> None:
    fork = [*CAKE[:3], "90 g coconut oil", *CAKE[4:]]
    diff = diff_lines(lines(*CAKE), lines(*fork))
    assert told(diff) == [(ChangeKind.REPLACE, [3], [3])]
    (change,) = diff.changes
    assert change.ratio == pytest.approx(0.75)
    assert change.ratio_by is RatioBy.GRAMS
    assert change.before[0].grams == 120
    assert not change.observed


def test_a_replacement_in_a_doubled_recipe_is_told_for_one() -> None:
    fork = ["500 g flour", "400 g sugar", "6 eggs", "180 g coconut oil", "400 ml milk", "4 tsp baking powder"]
    diff = diff_lines(lines(*CAKE), lines(*fork))
    assert diff.servings_factor == 2
    (change,) = diff.changes
    assert change.ratio == pytest.approx(0.75)
    assert change.after[0].grams == pytest.approx(90)


def test_ids_of_lines_prove_a_pair_that_words_would_not() -> None:
    parent = lines(*CAKE, ids=True)
    fork = [*parent[:3], *parent[4:], DiffLine(read_line("4 bananas"), "l3")]
    assert told(diff_lines(parent, [*fork[:-1], DiffLine(fork[-1].line)])) != [(ChangeKind.REPLACE, [3], [5])]
    diff = diff_lines(parent, fork)
    assert told(diff) == [(ChangeKind.REPLACE, [3], [5])]
    assert diff.changes[0].observed
    assert diff.changes[0].confidence >= 0.95


def test_an_unrelated_food_typed_over_a_line_takes_nothing_s_place() -> None:
    parent = lines(*CAKE, ids=True)
    fork = [*parent[:5], DiffLine(read_line("1 handful of spinach"), "l5")]
    assert told(diff_lines(parent, fork)) == [(ChangeKind.OMIT, [5], []), (ChangeKind.ADD, [], [5])]


def test_ids_say_which_of_two_equal_lines_was_changed() -> None:
    parent = lines("1 cup flour", "1/2 cup sugar", "2 eggs", "1/2 cup sugar", ids=True)
    fork = list(parent)
    fork[3] = DiffLine(read_line("1/2 cup honey"), "l3")
    assert told(diff_lines(parent, fork)) == [(ChangeKind.REPLACE, [3], [3])]


def test_lists_with_nothing_in_common_are_another_dish() -> None:
    diff = diff_lines(lines(*CAKE), lines("2 chicken legs", "1 onion", "3 carrots", "1 litre stock"))
    assert diff.rewritten
    assert diff.changes == ()


def test_stated_servings_bring_a_single_line_to_equal_servings() -> None:
    diff = diff_lines(lines("200 g rice"), lines("400 g rice"), (Fraction(2), Fraction(4)))
    assert diff.servings_factor == 2
    assert told(diff) == []


def test_rounding_between_units_is_no_change_but_a_fifth_is() -> None:
    assert told(diff_lines(lines(*CAKE), lines("9 oz flour", *CAKE[1:]))) == []
    assert told(diff_lines(lines(*CAKE), lines("300 g flour", *CAKE[1:]))) == [(ChangeKind.MORE, [0], [0])]


def test_order_and_wording_are_shown_but_not_counted() -> None:
    fork = [CAKE[1], CAKE[0], "3 eggs, beaten", *CAKE[3:]]
    diff = diff_lines(lines(*CAKE), lines(*fork), shown=True)
    assert told(diff) == []
    assert len(diff.of_kind(ChangeKind.REWORDED)) == 1
    assert len(diff.of_kind(ChangeKind.REORDERED)) == 1
    assert diff_lines(lines(*CAKE), lines(*fork)).changes == ()


amounts = st.integers(1, 40).map(lambda tens: tens * 10)
recipes = st.dictionaries(st.sampled_from(FOODS), amounts, min_size=1, max_size=8).map(
    lambda grams: tuple(f"{amount} g {food}" for food, amount in grams.items())
)


@given(recipes)
@settings(max_examples=60, deadline=None)
def test_a_recipe_does_not_differ_from_itself(texts: tuple[str, ...]) -> None:
    assert told(diff_lines(lines(*texts), lines(*texts))) == []


@given(recipes, st.sampled_from([Fraction(1, 2), Fraction(2), Fraction(3), Fraction(3, 2)]))
@settings(max_examples=60, deadline=None)
def test_a_scaled_recipe_does_not_differ(texts: tuple[str, ...], factor: Fraction) -> None:
    parent = lines(*texts)
    grams = [scaled(one.line, Decimal(factor.numerator) / factor.denominator) for one in parent]
    fork = lines(*(f"{line.amount_min:f} g {line.name}" for line in grams))
    diff = diff_lines(parent, fork, (Fraction(4), 4 * factor))
    assert told(diff) == []
    assert diff.servings_factor == factor


@given(recipes, recipes)
@settings(max_examples=80, deadline=None)
def test_a_fork_read_backwards_is_mirrored(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    mirror = {ChangeKind.OMIT: ChangeKind.ADD, ChangeKind.ADD: ChangeKind.OMIT}
    mirror |= {ChangeKind.MORE: ChangeKind.LESS, ChangeKind.LESS: ChangeKind.MORE}
    forwards, backwards = diff_lines(lines(*one), lines(*other)), diff_lines(lines(*other), lines(*one))
    there = sorted((mirror.get(kind, kind), after, before) for kind, before, after in told(forwards))
    assert sorted(told(backwards)) == there
    assert forwards.rewritten == backwards.rewritten


def test_steps_are_compared_as_texts() -> None:
    changes = diff_texts(["Mix.", "Bake 30 minutes.", "Serve."], ["Mix.", "Bake 40 minutes.", "Cool.", "Serve."])
    assert [(change.before, change.after) for change in changes] == [((1,), (1, 2))]
    assert diff_texts(["Mix."], ["Mix."]) == []


def test_fields_are_compared_by_name() -> None:
    changes = diff_fields({"title": "Cake", "servings": 4}, {"title": "Vegan cake", "servings": 4, "minutes": 30})
    assert [(change.field, change.before, change.after) for change in changes] == [
        ("title", "Cake", "Vegan cake"),
        ("minutes", None, 30),
    ]
