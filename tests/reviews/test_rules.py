"""What a valid review is, and the mathematics of stars."""

import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foundations.errors import Invalid
from forklore.reviews import rules
from forklore.reviews.rows import ChangeKind, Prior, ReviewChange


def change(kind: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> ReviewChange:
    return ReviewChange(kind=ChangeKind(kind), before=before, after=after)


@pytest.mark.parametrize("stars", [0, 6, -1, 5.5, 5.0, math.nan, True, "5", None])
def test_only_whole_stars_from_one_to_five(stars: Any) -> None:  # noqa: ANN401 (what a client might send)
    with pytest.raises(Invalid) as raised:
        rules.checked_stars(stars)
    assert raised.value.errors[0].pointer == "/stars"


@pytest.mark.parametrize(
    ("given_change", "pointer"),
    [
        (change("replace", ("butter",)), "/changes/0/to"),
        (change("replace", (), ("oil",)), "/changes/0/from"),
        (change("omit"), "/changes/0/from"),
        (change("omit", ("salt",), ("sugar",)), "/changes/0/to"),
        (change("add"), "/changes/0/to"),
        (change("add", ("salt",), ("sugar",)), "/changes/0/from"),
        (change("more", (), ("garlic",)), "/changes/0/from"),
        (change("less"), "/changes/0/from"),
        (change("omit", ("  ",)), "/changes/0/from/0"),
        (change("omit", ("x" * 201,)), "/changes/0/from/0"),
        (change("omit", ("x",) * 21), "/changes/0/from"),
    ],
)
def test_a_change_names_the_sides_that_its_kind_needs(given_change: ReviewChange, pointer: str) -> None:
    with pytest.raises(Invalid) as raised:
        rules.checked_changes([given_change])
    assert raised.value.errors[0].pointer == pointer


def test_sound_changes_are_cleaned_and_kept() -> None:
    changes = [
        change("replace", (" plain  flour ",), ("rye flour", "water")),
        change("omit", ("salt",)),
        change("add", (), ("chilli",)),
        change("more", ("garlic",), ("garlic",)),
        change("less", ("sugar",)),
    ]
    cleaned = rules.checked_changes(changes)
    assert cleaned[0].before == ("plain flour",)
    assert cleaned[1:] == tuple(changes[1:])
    assert rules.checked_as_written(cleaned, said=None) is False
    assert rules.checked_as_written((), said=None) is True
    assert rules.checked_as_written((), said=False) is False


def test_what_was_changed_was_not_cooked_as_written() -> None:
    with pytest.raises(Invalid):
        rules.checked_as_written([change("omit", ("salt",))], said=True)


def test_at_most_fifty_changes_and_ten_thousand_characters() -> None:
    rules.checked_changes([change("omit", ("salt",))] * 50)
    rules.checked_body("x" * 10_000)
    with pytest.raises(Invalid):
        rules.checked_changes([change("omit", ("salt",))] * 51)
    with pytest.raises(Invalid):
        rules.checked_body("x" * 10_001)


def test_a_single_five_star_review_does_not_win() -> None:
    prior = Prior(Decimal(4), Decimal(10))
    assert rules.bayesian(5, 1, prior) == pytest.approx(45 / 11)
    assert rules.bayesian(96, 20, prior) > rules.bayesian(5, 1, prior)
    assert rules.bayesian(0, 0, prior) == 4


@given(st.lists(st.integers(1, 5), min_size=1, max_size=300), st.decimals(1, 5, places=3))
def test_a_bayesian_mean_lies_between_the_mean_and_the_prior(stars: list[int], mean: Decimal) -> None:
    plain = sum(stars) / len(stars)
    found = rules.bayesian(sum(stars), len(stars), Prior(mean, Decimal(10)))
    low, high = sorted((plain, float(mean)))
    assert low - 1e-9 <= found <= high + 1e-9
