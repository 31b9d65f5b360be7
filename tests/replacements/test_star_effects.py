"""How the stars moved where a food was replaced."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.recipes.rows import Author
from forklore.replacements.rows import EventRow, StarsGiven, StarsMoved, StarsOfRecipe
from forklore.replacements.star_effects import OTHERS_AT_MOST, Rated, moved, ridge

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FROM, TO = uuid4(), (uuid4(),)


def event(fork: UUID, parent: UUID | None, *beside: str, to: tuple[UUID, ...] = TO) -> EventRow:
    origin = "review" if parent is None else "fork"
    author = Author("ana", "Ana")
    return EventRow(
        id=uuid4(),
        from_food=FROM,
        to_foods=to,
        recipe_id=fork,
        parent_id=parent,
        origin=origin,
        author=author,
        account_id=uuid4(),
        text="",
        stars=None,
        failed=False,
        confidence=1.0,
        contexts=("all",),
        beside=beside,
        span_start=None,
        span_end=None,
        at=NOW,
    )


def told(events: list[EventRow], stars: dict[UUID, StarsOfRecipe], *given: StarsGiven) -> StarsMoved:
    return moved(events, stars, given)[FROM, TO]


def test_stars_are_compared_where_both_are_rated() -> None:
    fork, parent, unrated = uuid4(), uuid4(), uuid4()
    stars = {
        row.id: row for row in (StarsOfRecipe(fork, 5, 25), StarsOfRecipe(parent, 5, 15), StarsOfRecipe(unrated, 0, 0))
    }
    one = told([event(fork, parent)], stars)
    # (25 + 20) / 10 against (15 + 20) / 10
    assert (one.difference, one.error, one.n) == (1.0, None, 1)
    back = told([event(fork, parent), event(parent, fork)], stars)
    assert (back.difference, back.error, back.n) == (0.0, 1.0, 2)
    for others in ([event(unrated, parent)], [event(fork, unrated)], [event(fork, None)], [event(uuid4(), parent)]):
        assert told(others, stars).n == 0
    assert moved([], stars, []) == {}


@given(st.integers(1, 1000).flatmap(lambda n: st.tuples(st.just(n), st.integers(n, 5 * n))))
def test_few_stars_move_little(rated: tuple[int, int]) -> None:
    fork, parent = uuid4(), uuid4()
    count, total = rated
    stars = {fork: StarsOfRecipe(fork, count, total), parent: StarsOfRecipe(parent, 1000, 4000)}
    difference = told([event(fork, parent)], stars).difference
    assert difference is not None
    assert abs(difference) <= abs(total / count - 4) + 0.001
    assert difference * (total / count - 4) >= 0


def test_a_fork_that_changed_more_is_no_headline_but_has_its_part() -> None:
    fork, parent = uuid4(), uuid4()
    stars = {fork: StarsOfRecipe(fork, 5, 25), parent: StarsOfRecipe(parent, 5, 15)}
    found = told([event(fork, parent, "omit salt > ")], stars)
    assert (found.difference, found.n, found.among_others.n) == (None, 0, 1)
    assert found.among_others.difference is not None
    assert 0 < found.among_others.difference < 1


def test_who_rated_both_is_told_apart() -> None:
    fork, parent, cooks = uuid4(), uuid4(), [uuid4() for _ in range(3)]
    stars = {fork: StarsOfRecipe(fork, 3, 15), parent: StarsOfRecipe(parent, 3, 9)}
    given = [StarsGiven(fork, cook, 5) for cook in cooks] + [StarsGiven(parent, cook, 3) for cook in cooks[:2]]
    both = told([event(fork, parent)], stars, *given).rated_both
    assert (both.difference, both.error, both.n) == (2.0, 0.0, 2)
    assert told([event(fork, parent, "omit salt > ")], stars, *given).rated_both.n == 0


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_the_ridge_parts_what_was_always_done_together_with_what_was_done_alone(oil: float, salt: float) -> None:
    rows = [Rated(frozenset({("oil",)}), oil, alone=True)] * 40
    rows += [Rated(frozenset({("oil",), "omit salt"}), oil + salt, alone=False)] * 40
    parts = ridge(rows)
    for name, part in ((("oil",), oil), ("omit salt", salt)):
        assert parts[name].difference == pytest.approx(part, abs=0.2)
        assert parts[name].error is not None
    assert ridge([]) == {}


def test_the_ridge_stays_small_whatever_was_changed_besides() -> None:
    rows = [Rated(frozenset({("oil",), f"add {n}", f"add {n // 2}x"}), 1.0, alone=False) for n in range(600)]
    assert len(ridge(rows)) <= OTHERS_AT_MOST + 1
