import math
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from forklore.forks.amounts import Ratio, RatioBy
from forklore.forks.scale import servings_factor


def ratios(*values: float, sure: bool = True) -> list[Ratio]:
    return [Ratio(value, RatioBy.VOLUME, sure=sure) for value in values]


def test_without_any_amount_nothing_is_scaled() -> None:
    assert servings_factor([]) == 1


def test_a_doubled_recipe_is_doubled_though_one_line_changed() -> None:
    assert servings_factor(ratios(2, 2, 2, 2.03, 6)) == 2


def test_one_changed_line_is_no_change_of_servings() -> None:
    assert servings_factor(ratios(1, 1, 1, 2)) == 1


def test_one_line_alone_never_decides() -> None:
    assert servings_factor(ratios(2)) == 1


def test_half_against_half_stays_at_one() -> None:
    assert servings_factor(ratios(1, 1, 2, 2)) == 1


def test_rounded_metric_amounts_still_agree() -> None:
    assert servings_factor(ratios(0.5, 0.49, 0.53, 0.47)) == Fraction(1, 2)


def test_an_odd_number_of_guests_is_found() -> None:
    assert servings_factor(ratios(1.75, 1.75, 1.75, 1.75)) == Fraction(7, 4)


def test_scattered_amounts_are_no_servings() -> None:
    assert servings_factor(ratios(2, 3, 0.5, 1.4)) == 1


def test_stated_servings_decide_when_the_lines_do_not_contradict() -> None:
    assert servings_factor(ratios(2), Fraction(2)) == 2
    assert servings_factor([], Fraction(3, 2)) == Fraction(3, 2)


def test_stated_servings_that_no_line_follows_are_not_believed() -> None:
    assert servings_factor(ratios(1, 1, 1), Fraction(2)) == 1


@given(
    st.sampled_from(
        [Fraction(1, 4), Fraction(1, 3), Fraction(1, 2), Fraction(2, 3), Fraction(3, 2), Fraction(2), Fraction(5)]
    ),
    st.integers(3, 12),
    st.lists(st.floats(0.05, 50), max_size=1),
)
def test_a_majority_beats_an_outlier_and_reading_backwards_inverts(
    factor: Fraction, lines: int, outliers: list[float]
) -> None:
    votes = [float(factor)] * lines + outliers
    forwards = servings_factor(ratios(*votes))
    backwards = servings_factor(ratios(*(1 / vote for vote in votes)))
    assert forwards == factor
    assert math.isclose(float(forwards) * float(backwards), 1)
