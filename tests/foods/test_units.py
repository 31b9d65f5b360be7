from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foods.rows import Food, Line
from forklore.foods.units import (
    Kind,
    amount_words,
    convert,
    for_people,
    grams,
    in_base,
    scaled,
    unit_named,
    unit_names,
    units,
)


def food(slug: str, density: str | None = None, weight: str | None = None) -> Food:
    return Food(
        slug=slug,
        name=slug,
        plural=slug,
        names=(),
        family="test",
        diets={},
        allergens={},
        density=Decimal(density) if density else None,
        weight=Decimal(weight) if weight else None,
    )


def line(low: str, high: str | None = None, unit: str | None = None) -> Line:
    return Line(text="as written", amount_min=Decimal(low), amount_max=Decimal(high or low), unit=unit)


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("cups", "cup"),
        ("Tbsp.", "tablespoon"),
        ("T", "tablespoon"),
        ("t", "teaspoon"),
        ("TL", "teaspoon"),
        ("EL", "tablespoon"),
        ("càs", "tablespoon"),
        ("cc", "teaspoon"),
        ("c. à soupe", "tablespoon"),
        ("cucharada", "tablespoon"),
        ("msk", "tablespoon"),
        ("krm", "spice-measure"),
        ("kkp", "coffee-cup"),
        ("dl", "decilitre"),
        ("fl oz", "fluid-ounce"),
        ("oz.", "ounce"),
        ("tins", "can"),
        ("sachet", "envelope"),
        ("rashers", "slice"),
        ("onion", None),
        ("", None),
    ],
)
def test_units_have_names_in_many_kitchens(word: str, slug: str | None) -> None:
    found = unit_named(word)
    assert (found.slug if found else None) == slug


def test_no_name_belongs_to_two_units() -> None:
    assert sum(len(set(unit.names) | {unit.slug}) for unit in units().values()) == len(unit_names())


def test_amounts_convert_inside_one_kind_only() -> None:
    assert convert(Decimal(1), "cup", "tablespoon") == Decimal(16)
    assert convert(Decimal(1), "pound", "gram") == Decimal("453.592370")
    assert convert(Decimal(2), "dozen", None) == Decimal(24)
    assert convert(Decimal(1), "cup", "gram") is None
    assert convert(Decimal(1), "clove", "can") is None
    assert convert(Decimal(3), "handful", "handful") == Decimal(3)


def test_base_of_a_kind() -> None:
    assert in_base(Decimal(2), "kilogram") == (Kind.MASS, Decimal(2000))
    assert in_base(Decimal(2), "decilitre") == (Kind.VOLUME, Decimal(200))
    assert in_base(Decimal(2), None) == (Kind.COUNT, Decimal(2))
    with pytest.raises(KeyError):
        in_base(Decimal(1), "furlong")


def test_grams_need_a_density_or_a_weight() -> None:
    assert grams(Decimal(1), "pound", food("rice")) == Decimal("453.592370")
    assert grams(Decimal(1), "cup", food("honey", density="1.42")) == Decimal("335.95529654")
    assert grams(Decimal(2), None, food("egg", weight="50")) == Decimal(100)
    assert grams(Decimal(1), "stick", food("butter")) == Decimal(113)
    assert grams(Decimal(1), "stick", food("celery", weight="40")) is None
    assert grams(Decimal(2), "stalk", food("celery", weight="40")) == Decimal(80)
    assert grams(Decimal(3), "clove", food("garlic", weight="4")) == Decimal(12)
    assert grams(Decimal(1), "head", food("garlic", weight="4")) is None
    assert grams(Decimal(1), "cup", food("rice")) is None
    assert grams(Decimal(1), "handful", food("rice", density="0.8", weight="1")) is None


@pytest.mark.parametrize(
    ("amount", "unit", "system", "shown"),
    [
        ("1", "pound", "metric", ("450", "gram")),
        ("8", "ounce", "metric", ("225", "gram")),
        ("0.333333", "cup", "metric", ("80", "millilitre")),
        ("3", "pound", "metric", ("1.35", "kilogram")),
        ("500", "gram", "us", ("1.125", "pound")),
        ("100", "gram", "us", ("3.5", "ounce")),
        ("250", "millilitre", "us", ("1", "cup")),
        ("2", "tablespoon", "metric", ("2", "tablespoon")),
        ("2", "clove", "metric", ("2", "clove")),
        ("2", "cup", None, ("2", "cup")),
        ("0.001", "ounce", "metric", ("0.028350", "gram")),
    ],
)
def test_a_line_is_shown_in_the_readers_units(
    amount: str, unit: str, system: str | None, shown: tuple[str, str]
) -> None:
    assert for_people(Decimal(amount), unit, system) == (Decimal(shown[0]), shown[1])


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        ("1.5", None, "cup", "1 ½"),
        ("2", "3", None, "2–3"),
        ("0.25", None, "kilogram", "0.25"),
        ("0.333333", None, "cup", "⅓"),
        ("100", None, "gram", "100"),
        ("0.999999", None, None, "1"),
        ("1.21", None, None, "1.21"),
        ("0.001", None, None, "0.001"),
        ("0", None, None, "0"),
    ],
)
def test_amounts_in_words(low: str, high: str | None, unit: str | None, words: str) -> None:
    assert amount_words(line(low, high, unit)) == words


def test_a_line_without_amount_has_no_words() -> None:
    assert amount_words(Line(text="Salt")) == ""
    assert scaled(Line(text="Salt"), Decimal(2)) == Line(text="Salt")


AMOUNTS = st.decimals("0.001", "100000", places=3)


@given(AMOUNTS, AMOUNTS, st.decimals("0.01", "100", places=2))
def test_scaling_there_and_back_changes_nothing(one: Decimal, other: Decimal, factor: Decimal) -> None:
    before = line(str(min(one, other)), str(max(one, other)), "cup")
    there = scaled(before, factor)
    after = scaled(there, 1 / factor)
    assert there.amount_min is not None
    assert there.amount_max is not None
    assert after.amount_min is not None
    assert after.amount_max is not None
    assert there.amount_min <= there.amount_max
    rounding = Decimal("0.000001") * (1 + 1 / factor)
    assert abs(after.amount_min - min(one, other)) <= rounding
    assert abs(after.amount_max - max(one, other)) <= rounding
    assert after.text == "as written"


@given(AMOUNTS, st.sampled_from(sorted(units())), st.sampled_from(["metric", "us"]))
def test_another_system_never_loses_much(amount: Decimal, unit: str, system: str) -> None:
    shown, other = for_people(amount, unit, system)
    assert shown > 0
    kind, before = in_base(amount, unit)
    assert in_base(shown, other)[0] is kind
    assert abs(in_base(shown, other)[1] - before) <= max(before * Decimal("0.15"), Decimal("3.6"))
