"""Sums that move by one cook at a time, and quartiles from a histogram."""

from collections import Counter
from decimal import Decimal
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from forklore.replacements import statistics
from forklore.replacements.statistics import Share, backed_off, bucket_of, moves, quartiles, ratio_moves, ratio_of

ratios = st.floats(0.002, 500)
buckets = st.one_of(st.none(), st.integers(-20, 20))
shares = st.builds(
    Share,
    context=st.sampled_from(["all", "dish:cake", "use:fat for frying"]),
    forks=st.integers(0, 5),
    reviews=st.integers(0, 5),
    families=st.integers(1, 3),
    failed=st.booleans(),
    grams=buckets,
    volume=buckets,
    as_written=buckets,
)


@given(ratios)
def test_a_bucket_stands_for_its_ratio_to_half_a_percent(ratio: float) -> None:
    assert ratio_of(bucket_of(ratio)) == pytest.approx(ratio, rel=0.005)


def test_equal_amounts_stay_equal_and_the_scale_has_ends() -> None:
    assert ratio_of(bucket_of(1.0)) == 1.0
    assert bucket_of(1e9) == -bucket_of(1e-9) == statistics.LAST_BUCKET


@given(st.lists(ratios, min_size=2, max_size=60))
def test_quartiles_lie_within_half_a_percent_of_the_exact_ones(given_ratios: list[float]) -> None:
    found = quartiles({"grams": Counter(map(bucket_of, given_ratios))})
    assert found is not None
    exact = quantiles(given_ratios, n=4, method="inclusive")
    assert (found.low, found.median, found.high) == pytest.approx(exact, rel=0.005)


def test_the_most_frequent_kind_of_ratio_is_told() -> None:
    assert quartiles({}) is None
    assert quartiles({"grams": {0: 0}}) is None
    told = quartiles({"grams": {0: 1}, "volume": {5: 2}, "as_written": {9: 1}})
    assert told is not None
    assert told.ratio_by == "volume"
    even = quartiles({"as_written": {9: 2}, "grams": {0: 2}})
    assert even is not None
    assert even.ratio_by == "grams"


@given(st.lists(st.lists(shares, max_size=3), max_size=6))
def test_moving_step_by_step_gives_what_counting_at_once_gives(history: list[list[Share]]) -> None:
    """A cook's shares change again and again: the sums of the moves are those of the last shares."""
    counts: Counter[tuple[str, str]] = Counter()
    histogram: Counter[tuple[str, str, int]] = Counter()
    before: list[Share] = []
    for after in history:
        for move in moves(before, after):
            for name in ("cooks", "voices", "forks", "reviews", "did_not_work"):
                counts[move.context, name] += getattr(move, name)
        for ratio in ratio_moves(before, after):
            histogram[ratio.context, ratio.ratio_by, ratio.bucket] += ratio.cooks
        before = after
    at_once = {(m.context, name): getattr(m, name) for m in moves([], before) for name in ("cooks", "voices", "forks")}
    assert {key: counts[key] for key in at_once} == at_once
    assert all(count == 0 for key, count in counts.items() if key[0] not in {share.context for share in before})
    assert {k: n for k, n in histogram.items() if n} == {
        (r.context, r.ratio_by, r.bucket): r.cooks for r in ratio_moves([], before)
    }


@given(shares, shares)
def test_the_same_share_moves_nothing(one: Share, other: Share) -> None:
    assert moves([one, other], [other, one]) == []
    assert ratio_moves([one, other], [one, other]) == []


def test_one_cook_counts_a_little_more_by_repeating() -> None:
    share = Share("all", 9, 0, 1, failed=False, grams=None, volume=None, as_written=None)
    told = [statistics.voices(replace(share, families=families)) for families in (1, 2, 3)]
    assert told == [Decimal(1), Decimal("1.1"), Decimal("1.2")]


def test_thin_evidence_leans_and_much_does_not() -> None:
    assert backed_off(0, 5, 10) == 1.5
    assert backed_off(1000, 5, 10) == pytest.approx(1000, rel=0.002)
    assert backed_off(2, 0, 0) == 2
