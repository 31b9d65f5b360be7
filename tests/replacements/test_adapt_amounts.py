"""How much goes into an adapted line: right in grams, and as scales and spoons show it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foods.lexicon import lexicon
from forklore.foods.line_reader import read_line
from forklore.foods.units import Kind, grams, units
from forklore.replacements.adapt_amounts import Dose, Portion, dose_of_ratio, portions, system_of
from forklore.replacements.classics import classics
from recipes.kitchen import lines


def dose(food: str, *to: str) -> Dose:
    return next(Dose(one.before, one.after) for one in classics()[food] if one.foods() == tuple(sorted(to)))


def told(text: str, chosen: Dose, system: str = "metric") -> list[tuple[float | None, float | None, str | None]]:
    line = read_line(text)
    assert line.food is not None
    found = portions(line, line.food.slug, [chosen], system)
    assert found is not None
    return [
        (None, None, part.unit)
        if part.low is None or part.high is None
        else (round(float(part.low), 3), round(float(part.high), 3), part.unit)
        for part in found
    ]


BUTTER_OIL = dose("butter", "olive-oil")
EGG_FLAX = dose("egg", "flaxseed-meal", "water")
COCONUT_MILK = dose_of_ratio("coconut-milk", "milk", 1, "volume")
LEMON_MILK = dose("buttermilk", "soy-milk", "lemon-juice")


@pytest.mark.parametrize(
    ("text", "chosen", "system", "expected"),
    [
        ("100 g butter", BUTTER_OIL, "metric", [(75, 75, "gram")]),
        ("1 cup butter", BUTTER_OIL, "us", [(0.75, 0.75, "cup")]),
        ("2 tbsp butter", BUTTER_OIL, "metric", [(1.5, 1.5, "tablespoon")]),
        ("2 sticks butter", dose_of_ratio("butter", "lard", 1, "grams"), "us", [(1, 1, "cup")]),
        ("butter, for the tin", BUTTER_OIL, "metric", [(None, None, None)]),
        ("2 eggs", EGG_FLAX, "metric", [(14, 14, "gram"), (90, 90, "millilitre")]),
        ("2–3 eggs", EGG_FLAX, "metric", [(14, 21, "gram"), (90, 135, "millilitre")]),
        ("1 egg", EGG_FLAX, "us", [(1, 1, "tablespoon"), (3, 3, "tablespoon")]),
        ("200 ml buttermilk", LEMON_MILK, "metric", [(190, 190, "millilitre"), (10, 10, "millilitre")]),
        ("1 clove garlic", dose("garlic", "garlic-powder"), "metric", [(0.125, 0.125, "teaspoon")]),
        ("2 kg butter", dose("butter", "lard"), "metric", [(1.7, 1.7, "kilogram")]),
        ("1 can (400 ml) coconut milk", COCONUT_MILK, "us", [(400, 400, "millilitre")]),
        ("2 cans chickpeas", dose_of_ratio("chickpea", "lentil", 1, "grams"), "metric", [(2, 2, "can")]),
        ("a handful of basil", dose_of_ratio("basil", "parsley", 1, "grams"), "metric", [(1, 1, "handful")]),
        ("8 oz butter", dose_of_ratio("butter", "lard", 1, "grams"), "us", [(8, 8, "ounce")]),
    ],
)  # fmt: skip
def test_amounts_keep_the_kind_and_system_of_the_line(
    text: str, chosen: Dose, system: str, expected: list[tuple[float | None, float | None, str | None]]
) -> None:
    assert told(text, chosen, system) == expected


def test_what_cannot_be_measured_is_not_invented() -> None:
    line = read_line("1 package butter")
    assert portions(line, "butter", [BUTTER_OIL], "metric") is None
    assert portions(read_line("2 handfuls butter"), "butter", [BUTTER_OIL], "metric") is None
    assert portions(read_line("100 g butter"), "butter", [], "metric") is None


def test_the_next_dose_is_asked_when_the_first_measures_something_else() -> None:
    line = read_line("3 knobs butter")
    found = portions(line, "butter", [BUTTER_OIL, dose_of_ratio("butter", "lard", 1, "as_written")], "metric")
    assert found is not None
    assert [(part.food, part.low, part.unit) for part in found] == [("lard", Decimal(3), "knob")]


def weight(part: Portion) -> float:
    found = grams(part.high or Decimal(0), part.unit, lexicon().foods[part.food])
    assert found is not None
    return float(found)


@given(
    st.decimals("0.25", "2000", places=2),
    st.sampled_from(["gram", "millilitre", "cup", "tablespoon", "teaspoon", "ounce", "pound", "kilogram", "litre"]),
    st.floats(0.2, 3),
    st.sampled_from(["lard", "olive-oil", "applesauce", "ghee"]),
    st.sampled_from(["metric", "us"]),
)
def test_what_is_shown_weighs_what_was_computed(amount: Decimal, unit: str, ratio: float, to: str, system: str) -> None:
    """Within what rounding to a scale or a spoon may take: an eighth of a teaspoon, half a gram, or a seventh."""
    line = read_line(f"{amount} {units()[unit].name} butter")
    assert line.unit == unit
    assert line.amount_min is not None
    found = portions(line, "butter", [dose_of_ratio("butter", to, ratio, "grams")], system)
    assert found is not None
    wanted = float(grams(line.amount_min, unit, lexicon().foods["butter"]) or 0) * ratio
    shown = weight(found[0])
    assert shown > 0
    assert abs(shown - wanted) <= max(0.75, wanted * 0.15, float(units()[found[0].unit or ""].factor) / 7.5)
    kinds = {units()[unit].kind, units()[found[0].unit or ""].kind}
    assert kinds == {units()[unit].kind} or (wanted < 5 and kinds == {Kind.MASS, Kind.VOLUME})


def test_a_recipe_measures_as_most_of_its_lines() -> None:
    assert system_of(line.line() for line in lines("2 cups flour", "1 cup sugar", "1 tsp salt", "30 g butter")) == "us"
    assert system_of(line.line() for line in lines("200 g flour", "1 tbsp sugar", "2 tbsp oil", "2 eggs")) == "metric"
