"""What must hold for any recipe: nothing changes in meaning, and a fork read backwards is mirrored."""

import time
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.foods.line_reader import read_line
from forklore.forks.changes import ChangeKind, DiffLine, LinesDiff
from forklore.forks.diff import diff_lines

# (food, unit) with the same amount in other units: how much of the other unit one of it is.
UNITS = {
    "g": (("oz", 1 / 28.35), ("kg", 0.001), ("grams", 1.0)),
    "ml": (("litres", 0.001), ("fl oz", 1 / 29.57), ("cups", 1 / 236.6)),
    "tbsp": (("tsp", 3.0), ("ml", 14.8), ("tablespoons", 1.0)),
    "tsp": (("tbsp", 1 / 3), ("teaspoons", 1.0)),
    "": (("", 1.0),),
}
FOODS = (
    *(("g", food) for food in ("butter", "plain flour", "caster sugar", "lentils", "cheddar", "spinach", "rice")),
    *(("ml", food) for food in ("milk", "vegetable stock", "double cream", "orange juice")),
    *(("tbsp", food) for food in ("olive oil", "honey", "soy sauce", "tomato paste")),
    *(("tsp", food) for food in ("baking powder", "salt", "ground cumin", "paprika")),
    *(("", food) for food in ("eggs", "onions", "carrots", "lemons")),
)
NEW = ("100 g walnuts", "200 g mushrooms", "2 bay leaves", "1 tsp vanilla extract", "300 g beef mince")
Amounts = dict[tuple[str, str], int]
MIRROR = {
    ChangeKind.OMIT: ChangeKind.ADD,
    ChangeKind.ADD: ChangeKind.OMIT,
    ChangeKind.MORE: ChangeKind.LESS,
    ChangeKind.LESS: ChangeKind.MORE,
}

recipes = st.dictionaries(st.sampled_from(FOODS), st.integers(2, 9), min_size=3, max_size=12)


def written(recipe: Amounts, times: Fraction = Fraction(1)) -> list[str]:
    return [f"{_amount(recipe, key) * times} {key[0]} {key[1]}".replace("  ", " ") for key in recipe]


def _amount(recipe: Amounts, key: tuple[str, str]) -> int:
    return recipe[key] * (50 if key[0] in ("g", "ml") else 1)


def lines(texts: list[str]) -> list[DiffLine]:
    return [DiffLine(read_line(text)) for text in texts]


def diff(parent: list[str], fork: list[str]) -> LinesDiff:
    return diff_lines(lines(parent), lines(fork))


def told(found: LinesDiff) -> list[tuple[ChangeKind, list[int], list[int]]]:
    return sorted(
        (change.kind, [side.line for side in change.before], [side.line for side in change.after])
        for change in found.changes
    )


@given(recipes, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_shuffled_recipe_is_the_same(recipe: Amounts, dice: Random) -> None:
    shuffled = written(recipe)
    dice.shuffle(shuffled)
    assert diff(written(recipe), shuffled).changes == ()


@given(recipes, st.sampled_from([Fraction(2), Fraction(3), Fraction(1, 2), Fraction(5, 2)]))
@settings(max_examples=60, deadline=None)
def test_a_recipe_for_others_is_the_same_without_being_told_so(recipe: Amounts, times: Fraction) -> None:
    found = diff(written(recipe), written(recipe, times))
    assert found.changes == ()
    assert found.servings_factor == times


@given(recipes, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_other_units_of_as_much_are_the_same(recipe: Amounts, dice: Random) -> None:
    fork = []
    for key in recipe:
        unit, each = dice.choice(UNITS[key[0]])
        fork.append(f"{_amount(recipe, key) * each:.3g} {unit} {key[1]}".replace("  ", " "))
    assert diff(written(recipe), fork).changes == ()


@given(recipes, st.data())
@settings(max_examples=100, deadline=None)
def test_a_fork_read_backwards_is_mirrored(recipe: Amounts, data: st.DataObject) -> None:
    parent = written(recipe)
    fork = [text for text in parent if not data.draw(st.booleans())]
    fork += data.draw(st.lists(st.sampled_from(NEW), max_size=3, unique=True))
    forwards, backwards = diff(parent, fork), diff(fork, parent)
    assert told(backwards) == sorted((MIRROR.get(kind, kind), after, before) for kind, before, after in told(forwards))
    assert forwards.rewritten == backwards.rewritten


@given(recipes, st.data())
@settings(max_examples=60, deadline=None)
def test_twice_as_much_of_one_food_is_more_and_backwards_less(recipe: Amounts, data: st.DataObject) -> None:
    parent = written(recipe)
    at = data.draw(st.integers(0, len(parent) - 1))
    fork = [*parent]
    fork[at] = written({key: 2 * amount for key, amount in recipe.items()})[at]
    assert told(diff(parent, fork)) == [(ChangeKind.MORE, [at], [at])]
    assert told(diff(fork, parent)) == [(ChangeKind.LESS, [at], [at])]


def test_a_dish_with_nothing_in_common_is_rewritten_and_lists_no_wild_replacements() -> None:
    cake = ["200 g butter", "200 g sugar", "4 eggs", "200 g plain flour", "1 tsp baking powder"]
    stew = ["1 kg beef shin", "2 onions", "4 carrots", "500 ml red wine", "2 bay leaves", "1 tsp black pepper"]
    found = diff(cake, stew)
    assert found.rewritten
    assert found.changes == ()


def test_an_essay_in_the_place_of_a_recipe_is_answered_and_invents_nothing() -> None:
    essay = "It was in the long winter of that year that I first thought of what a kitchen could be. " * 56
    found = diff(["200 g butter", "4 eggs", "200 g plain flour"], [essay[:5000]])
    assert not found.of_kind(ChangeKind.REPLACE)


@pytest.mark.parametrize("texts", [["NaN g salt"], ["0 g salt"], ["-5 g salt"], ["inf cups salt"], ["1/0 tsp salt"]])
def test_impossible_amounts_change_nothing(texts: list[str]) -> None:
    found = diff(["200 g butter", "4 eggs", *texts], ["200 g butter", "4 eggs", *texts])
    assert found.changes == ()
    assert found.servings_factor == 1


def test_five_hundred_lines_cost_no_more_than_their_number_tells() -> None:
    known = [f"{amount * 10} g {food}" for amount in range(1, 32) for _, food in FOODS[:16]]
    spent = []
    for size in (125, 500):
        parent, fork = lines(known[:size]), lines(known[:size][::-1])
        diff_lines(parent, fork)  # what is read once is read
        before = time.process_time()
        diff_lines(parent, fork)
        spent.append(time.process_time() - before)
    assert spent[1] < max(40 * spent[0], 1.0)
