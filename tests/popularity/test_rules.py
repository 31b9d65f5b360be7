"""The measure."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.popularity import rules
from forklore.popularity.rows import PartKind, Parts, Span


@pytest.mark.parametrize("span", [Span.DAY, Span.WEEK, Span.MONTH, Span.YEAR])
def test_half_is_left_after_half_of_the_window(span: Span) -> None:
    length = rules.length(span)
    assert length is not None
    assert rules.decay(span, 0) == rules.decay(span, -1000) == 1
    assert rules.decay(span, length / 2) == pytest.approx(0.5)
    assert rules.decay(span, length - 0.001) == pytest.approx(0.25)
    assert rules.decay(span, length) == 0


def test_nothing_ages_over_all_times() -> None:
    assert rules.decay(Span.ALL, 10**9) == 1
    assert rules.half_life(Span.ALL) is None


def test_a_review_is_worth_a_half_to_one() -> None:
    assert [rules.worth(stars) for stars in (1, 3, 5)] == [0.5, 0.75, 1]


@given(st.tuples(*[st.floats(0, 1e6)] * 3))
def test_the_parts_add_up(decayed: tuple[float, float, float]) -> None:
    score = rules.explain(Span.WEEK, Parts(datetime.now(UTC), 1, 2, 3, *decayed))
    assert score.score == pytest.approx(decayed[0] + 2 * decayed[1] + 3 * decayed[2])
    assert {part.kind: part.people for part in score.parts} == {
        PartKind.REVIEW: 1,
        PartKind.COOKED: 2,
        PartKind.FORK: 3,
    }
