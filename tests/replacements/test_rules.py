"""How replacements are scored."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forklore.replacements import rules
from forklore.replacements.rows import ContextRow, Ratio, ReplacementRow

counts = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROW = ReplacementRow(uuid4(), (uuid4(),), [], 3, Decimal(3), 3, 0, 0, 0.8, 0.9, 1.0, "grams", NOW)


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
    assert rules.score(1, 0) < rules.score(5, 0) < rules.score(8, 0)
    assert rules.score(8, 3) < rules.score(8, 0)
    assert rules.score(1, 1) == 0
    # One cook who repeats counts a tenth more, twice at most.
    assert rules.score(1, 0) < rules.score(1.2, 0) < rules.score(2, 0)


@pytest.mark.parametrize(
    ("cooks", "failed", "words"),
    [
        (1, 0, "One cook tried it."),
        (1, 1, "One cook tried it, and it did not work."),
        (2, 1, "Two cooks tried it; for 1 it did not work."),
        (12, 0, "12 cooks used it."),
        (12, 2, "12 cooks used it; for 2 it did not work."),
    ],
)
def test_little_evidence_is_called_little(cooks: int, failed: int, words: str) -> None:
    assert rules.summary(cooks, failed) == words


def test_in_a_context_thin_evidence_leans_on_all_contexts() -> None:
    often = replace(ROW, voices=Decimal(20), cooks=20)
    seldom = replace(ROW, voices=Decimal(5), cooks=5)
    here = ContextRow(ROW.to_foods, "dish:cake", 6, Decimal(6), 0)
    # Nobody did it here: as in general. Six did: the seldom one wins here.
    assert rules.score_in(often, None, 25) > rules.score_in(seldom, None, 25) > 0
    assert rules.score_in(seldom, here, 25) > rules.score_in(often, None, 25)
    assert rules.score_in(seldom, replace(here, did_not_work=6), 25) < rules.score_in(seldom, here, 25)


def test_a_ratio_is_told_when_amounts_could_be_compared() -> None:
    assert rules.ratio(ROW) == Ratio(0.9, 0.8, 1.0, "grams")
    assert rules.ratio(replace(ROW, ratio_median=None)) is None
    assert rules.ratio(replace(ROW, ratio_by=None)) is None
