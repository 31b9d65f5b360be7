import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.forks.measures import Measures, read_measures


@pytest.mark.parametrize(
    ("text", "grams", "millilitres", "pieces"),
    [
        ("200 g flour", 200, None, None),
        ("2 (8 ounce) packages cream cheese", 453.6, None, 2),
        ("2 tins black beans (425 g each), drained", 850, None, 2),
        ("2 x 400g cans chopped tomatoes", 800, None, 2),
        ("1 cup + 1 Tbsp milk", None, 251.4, None),
        ("1/4 cup olive oil, plus 2 tbsp for drizzling", None, 88.7, None),
        ("1 medium onion, chopped (1 cup)", None, 236.6, 1),
        ("1 lb 8 oz beef", 680.4, None, None),
        ("1 can (15 oz) black beans x 2", 850.5, None, 2),
        ("8 fl oz cream", None, 236.6, None),
        ("3/4 of a cup sugar", None, 177.4, None),
        ("1 2-inch piece ginger", None, None, 1),
        ("salt and pepper to taste", None, None, None),
    ],
)
def test_every_amount_of_a_line_is_read(
    text: str, grams: float | None, millilitres: float | None, pieces: float | None
) -> None:
    found = read_measures(text)
    assert found.weight == (None if grams is None else pytest.approx(grams, rel=1e-3))
    assert found.volume == (None if millilitres is None else pytest.approx(millilitres, rel=1e-3))
    assert found.count == pieces


def test_a_range_has_slack_and_a_pinch_is_rough() -> None:
    assert read_measures("2-3 cloves garlic").slack == pytest.approx(1.5)
    assert read_measures("a pinch of salt").rough
    assert not read_measures("1 tsp salt").rough


def test_adding_keeps_only_what_both_state() -> None:
    both = read_measures("100 g butter").plus(read_measures("1 tbsp butter"))
    assert (both.weight, both.volume) == (None, None)
    assert read_measures("100 g butter").plus(read_measures("50 g butter")).weight == 150


@given(st.text(max_size=300))
def test_any_text_has_measures_that_are_not_negative(text: str) -> None:
    found = read_measures(text)
    assert isinstance(found, Measures)
    assert all(value >= 0 for value in (found.weight, found.volume, found.count) if value is not None)
