"""Which changes are told together, and what a recipe says against one."""

import numpy as np
import pytest

from forklore.replacements.review_linear import KINDS, ROLES, Floats
from forklore.replacements.review_page import Page, page_of
from forklore.replacements.review_reader import chosen
from forklore.replacements.review_referee import Referee
from forklore.replacements.review_rules import proposals
from forklore.replacements.review_tellings import ROLE, Telling, names, tellings

TEXT = "I used honey instead of sugar."


def sure(page: Page, *roles: str) -> Floats:
    """Give roles that are nearly certain."""
    found = np.full((len(page.places), len(ROLES)), 0.001)
    for at, role in enumerate(roles):
        found[at, ROLE[role]] = 0.993
    return found


def told(text: str, *roles: str, lines: list[str] | None = None, title: str = "") -> set[Telling]:
    page = page_of(text)
    referee = Referee(title, lines)
    return set(tellings(page, referee, sure(page, *roles), proposals(page, referee)))


def test_a_page_knows_its_places_and_what_stands_around_them() -> None:
    page = page_of(TEXT)
    assert [place.mention.name for place in page.places] == ["honey", "sugar"]
    assert list(page.lines[0].run) == ["i", "used", "F", "instead", "of", "F"]
    assert [item.does for item in page.between(0, 1)] == ["instead_of"]
    assert page_of("").places == []


def test_likely_roles_make_a_replacement() -> None:
    assert Telling("replace", 1, (0,)) in told(TEXT, "to", "from")


def test_what_the_recipe_does_not_ask_for_was_not_replaced_or_left_out() -> None:
    assert Telling("replace", 1, (0,)) not in told(TEXT, "to", "from", lines=["2 cups rice", "1 onion"])
    assert Telling("replace", 1, (0,)) in told(TEXT, "to", "from", lines=["1 cup sugar", "1 onion"])


def test_a_list_may_replace_one_food_together() -> None:
    found = told("I used milk and butter instead of cream.", "to", "to", "from")
    assert {Telling("replace", 2, (0, 1)), Telling("replace", 2, (0,))} <= found


def test_a_shortened_old_name_is_completed() -> None:
    page = page_of("I used corn tortillas instead of flour.")
    assert names(page, Referee("", None), Telling("replace", 1, (0,))) == ("flour tortillas", ("corn tortillas",))


@pytest.mark.parametrize(
    ("weighed", "kept"),
    [
        ([(Telling("add", None, (0,)), 0.9), (Telling("omit", 0, ()), 0.8)], [0]),
        ([(Telling("replace", 1, (0,)), 0.9), (Telling("replace", 2, (0,)), 0.8)], [0, 1]),
        ([(Telling("replace", 1, (0,)), 0.9), (Telling("replace", 2, (0,)), 0.4)], [0]),
        ([(Telling("replace", 1, (0,)), 0.9), (Telling("replace", 0, (1,)), 0.8)], [0]),
        ([(Telling("replace", 1, (0,)), 0.9), (Telling("replace", 1, (2,)), 0.8)], [0, 1]),
        ([(Telling("add", None, (0,)), 0.2)], []),
    ],
    ids=["one role", "one for two", "not sure enough", "not both ways", "two for one", "below the line"],
)
def test_no_food_has_two_roles(weighed: list[tuple[Telling, float]], kept: list[int]) -> None:
    assert list(chosen(weighed, dict.fromkeys(KINDS, 0.3))) == [weighed[at] for at in kept]


def test_each_kind_of_change_has_its_own_line() -> None:
    least = {**dict.fromkeys(KINDS, 0.3), "add": 0.5}
    weighed = [(Telling("add", None, (0,)), 0.4), (Telling("more", 0, ()), 0.35), (Telling("omit", 1, ()), 0.2)]
    assert list(chosen(weighed, least)) == [weighed[1]]


def test_to_use_just_what_the_recipe_asks_for_changes_nothing() -> None:
    text = "I used brown sugar."
    assert told(text, "alone", lines=["1 cup packed brown sugar"]) == set()
    names_guessed = {one.name for one in told(text, "alone", lines=["1 cup white sugar"])}
    assert "sugar" in names_guessed
