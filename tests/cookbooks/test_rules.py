"""Where a recipe stands in a cookbook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.cookbooks import rules
from forklore.cookbooks.rows import Neighbours
from forklore.foundations.errors import Invalid


@given(st.lists(st.integers(0, 30), max_size=200))
def test_ranks_order_as_the_places_that_were_asked_for(places: list[int]) -> None:
    """The same as inserting into a list, with the ranks made anew where there is no room."""
    wanted: list[int] = []
    ranked: dict[int, float] = {}
    for number, place in enumerate(places):
        at = min(place, len(wanted))
        order = sorted(ranked, key=lambda one: ranked[one])
        around = _around([ranked[one] for one in order], at)
        rank = rules.rank_between(around)
        if rank is None:
            ranked = {one: (k + 1) * rules.STEP for k, one in enumerate(order)}
            rank = rules.rank_between(_around(sorted(ranked.values()), at))
        assert rank is not None
        ranked[number] = rank
        wanted.insert(at, number)
        assert sorted(ranked, key=lambda one: ranked[one]) == wanted


def _around(ranks: list[float], at: int) -> Neighbours:
    return Neighbours(len(ranks), ranks[at - 1] if at else None, ranks[at] if at < len(ranks) else None)


def test_there_is_room_for_thirty_moves_to_one_spot() -> None:
    low, high, moves = rules.STEP, 2 * rules.STEP, 0
    while (rank := rules.rank_between(Neighbours(2, low, high))) is not None:
        high, moves = rank, moves + 1
    assert 25 <= moves <= 40


@pytest.mark.parametrize("name", ["", " \n", "\u202e", "x" * 101])
def test_a_cookbook_has_a_name(name: str) -> None:
    with pytest.raises(Invalid):
        rules.checked_name(name)
