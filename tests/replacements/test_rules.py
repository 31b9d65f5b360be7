"""How replacements are scored, and how the stars moved."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forklore.recipes.rows import Author
from forklore.replacements import rules
from forklore.replacements.rows import EventRow, Ratio, ReplacementRow, StarsOfRecipe, StatedChange

counts = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROW = ReplacementRow(uuid4(), (uuid4(),), [], 3, 3, 0, 0, 0.8, 0.9, 1.0, "grams", NOW)


@given(counts)
def test_a_lower_bound_lies_between_nothing_and_the_share(count: tuple[int, int]) -> None:
    good, n = count
    assert 0 <= rules.wilson(good, n) <= good / n
    assert rules.wilson(good, n) < 1


@given(counts, st.integers(2, 50))
def test_more_of_the_same_share_makes_one_surer(count: tuple[int, int], times: int) -> None:
    good, n = count
    assert rules.wilson(good * times, n * times) >= rules.wilson(good, n)
    assert rules.wilson(good, n) <= rules.wilson(min(good + 1, n), n)


def test_known_values_of_the_bound() -> None:
    assert rules.wilson(0, 0) == 0
    assert rules.wilson(1, 1) == pytest.approx(0.2065, abs=1e-4)
    assert rules.wilson(9, 10) == pytest.approx(0.5958, abs=1e-4)


def test_more_cooks_score_higher_and_failures_lower() -> None:
    one, five = replace(ROW, cooks=1, forks=1), replace(ROW, cooks=5, forks=5)
    failed = replace(five, reviews=3, did_not_work=3)
    fine = replace(five, reviews=3)
    assert rules.score(one) < rules.score(five) < rules.score(fine)
    assert rules.score(failed) < rules.score(five)
    assert rules.score(replace(one, forks=0, reviews=1, did_not_work=1)) == 0
    # One cook who repeats counts as little as the logarithm of one cook lets it.
    assert rules.score(replace(one, forks=100)) < rules.score(five)


def test_a_ratio_is_told_when_amounts_could_be_compared() -> None:
    assert rules.ratio(ROW) == Ratio(0.9, 0.8, 1.0, "grams")
    assert rules.ratio(replace(ROW, ratio_median=None)) is None
    assert rules.ratio(replace(ROW, ratio_by=None)) is None


def event(fork: UUID, parent: UUID | None) -> EventRow:
    origin = "review" if parent is None else "fork"
    return EventRow(ROW.from_food, ROW.to_foods, fork, parent, origin, Author("ana", "Ana"), "", NOW)


def test_stars_are_compared_where_both_are_rated() -> None:
    fork, parent, unrated = uuid4(), uuid4(), uuid4()
    stars = {
        row.id: row for row in (StarsOfRecipe(fork, 5, 25), StarsOfRecipe(parent, 5, 15), StarsOfRecipe(unrated, 0, 0))
    }
    moved = rules.stars_moved([event(fork, parent)], stars)
    # (25 + 20) / 10 against (15 + 20) / 10
    assert (moved.difference, moved.error, moved.n) == (1.0, None, 1)
    back = rules.stars_moved([event(fork, parent), event(parent, fork)], stars)
    assert (back.difference, back.error, back.n) == (0.0, 1.0, 2)
    for others in ([event(unrated, parent)], [event(fork, unrated)], [event(fork, None)], [event(uuid4(), parent)], []):
        assert rules.stars_moved(others, stars).n == 0


@given(st.integers(1, 1000).flatmap(lambda n: st.tuples(st.just(n), st.integers(n, 5 * n))))
def test_few_stars_move_little(rated: tuple[int, int]) -> None:
    fork, parent = uuid4(), uuid4()
    count, total = rated
    stars = {fork: StarsOfRecipe(fork, count, total), parent: StarsOfRecipe(parent, 1000, 4000)}
    difference = rules.stars_moved([event(fork, parent)], stars).difference
    assert difference is not None
    assert abs(difference) <= abs(total / count - 4) + 0.001
    assert difference * (total / count - 4) >= 0


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (["butter"], ["margarine"], [("butter", ("margarine",))]),
        (["Unsalted Butter"], ["olive oil", "yogurt"], [("butter", ("olive-oil", "yogurt"))]),
        (["butter", "ghee"], ["margarine"], [("butter", ("margarine",)), ("ghee", ("margarine",))]),
        (["butter", "margarine"], ["margarine"], [("butter", ("margarine",))]),
        (["cilantro"], ["coriander"], []),
        (["butter"], ["moon dust"], []),
        (["moon dust"], ["butter"], []),
        (["butter"], [], []),
    ],
)
def test_what_a_reviewer_states_is_resolved_or_dropped(
    before: list[str], after: list[str], pairs: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert rules.stated_pairs(StatedChange("replace", before, after)) == pairs
    assert rules.stated_pairs(StatedChange("omit", before, after)) == []
