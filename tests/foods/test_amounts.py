from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foods.amounts import read_amount, read_number


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1", "1", "1"),
        ("1.5", "1.5", "1.5"),
        ("1,5", "1.5", "1.5"),
        ("10,000", "10000", "10000"),
        ("1/2", "0.5", "0.5"),
        ("1⁄2", "0.5", "0.5"),
        ("2/3", "0.666667", "0.666667"),
        ("1 1/2", "1.5", "1.5"),
        ("1-1/2", "1.5", "1.5"),
        ("1 and 1/2", "1.5", "1.5"),
        ("1½", "1.5", "1.5"),
        ("1 ½", "1.5", "1.5"),
        ("½", "0.5", "0.5"),
        ("⅓", "0.333333", "0.333333"),
        (".25", "0.25", "0.25"),
        ("one", "1", "1"),
        ("Twenty-four", "24", "24"),
        ("a", "1", "1"),
        ("a dozen", "12", "12"),
        ("2 dozen", "24", "24"),
        ("half a", "0.5", "0.5"),
        ("half a dozen", "6", "6"),
        ("2-3", "2", "3"),
        ("2–3", "2", "3"),
        ("2 to 3", "2", "3"),
        ("2 or 3", "2", "3"),
        ("3 to 2", "2", "3"),
        ("½-1", "0.5", "1"),
        ("1 to 1 1/2", "1", "1.5"),
        ("between 2 and 3", "2", "3"),
        ("1-2 dozen", "12", "24"),
        ("one or two", "1", "2"),
        ("0", "0", "0"),
    ],
)
def test_numbers_as_cooks_write_them(text: str, low: str, high: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (amount.low, amount.high, amount.end) == (Decimal(low), Decimal(high), len(text))


@pytest.mark.parametrize("text", ["1/0", "1 1/0", "12345678", "9" * 1000, "1,000,000,000"])
def test_what_no_kitchen_knows_is_refused_and_spanned(text: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (amount.low, amount.high, amount.end) == (None, None, len(text))


@pytest.mark.parametrize("text", ["", "apple", "onion", "and 2", "(2)", "another"])
def test_no_number_is_no_amount(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(("text", "end"), [("1 (14 oz) can", 1), ("400g/14oz", 3), ("6 ¼-inch slices", 1)])
def test_a_number_ends_where_a_measure_begins(text: str, end: int) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert amount.end == end


def test_a_multiplication_counts_pieces() -> None:
    amount = read_amount("2 x 400g")
    assert amount is not None
    assert (amount.low, amount.times, amount.end) == (Decimal(2), True, 4)


def test_one_number_and_nothing_else() -> None:
    assert read_number(" 1 1/2 ") == Decimal("1.5")
    assert read_number("1 cup") is None
    assert read_number("1/0") is None


@given(st.text(alphabet="0123456789 /.,½¼-–to⁄xadozenhlf", max_size=60), st.integers(0, 5))
def test_any_text_gives_ordered_amounts(text: str, at: int) -> None:
    amount = read_amount(text, at)
    if amount is not None and amount.low is not None and amount.high is not None:
        assert 0 <= amount.low <= amount.high
        assert at < amount.end <= len(text)


@given(st.integers(0, 9999), st.integers(1, 999), st.integers(1, 999))
def test_fractions_are_exact_to_six_places(whole: int, upper: int, lower: int) -> None:
    read = read_number(f"{whole} {upper}/{lower}")
    assert read is not None
    assert abs(read - whole - Decimal(upper) / lower) <= Decimal("0.0000005")
