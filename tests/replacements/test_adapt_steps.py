"""Steps after foods were replaced: names follow, all else stays."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.recipes.rows import ContentStep
from forklore.replacements.adapt_steps import renamed, words_of
from recipes.kitchen import lines

LINES = lines("200 g butter", "2 eggs", "500 g ground beef", "1 onion", "200 g plain flour", "50 g almond flour")
NAMES = {"butter": ("vegan butter",), "egg": ("ground flaxseed", "water"), "ground-beef": ("lentils",)}


def after(text: str, names: dict[str, tuple[str, ...]] = NAMES) -> str:
    found = renamed([ContentStep(uuid4(), text)], LINES, names)
    return found[0].after if found else text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cream the butter, then the eggs.", "Cream the vegan butter, then the ground flaxseed and water."),
        ("Butter the tin. Melt the butter.", "Butter the tin. Melt the vegan butter."),
        ("Beat in 2 large eggs.", "Beat in the ground flaxseed and water."),
        ("Eggs go in last.", "Ground flaxseed and water go in last."),
        ("Brown the beef with onion.", "Brown the lentils with onion."),
        ("Serve with peanut butter and eggplant.", "Serve with peanut butter and eggplant."),
        ("Buttered and eggy.", "Buttered and eggy."),
        ("Fold in the egg whites.", "Fold in the egg whites."),
    ],
)
def test_names_follow_where_they_mean_the_food(text: str, expected: str) -> None:
    assert after(text) == expected


def test_the_plain_name_of_a_sort_means_the_sort() -> None:
    """Although the stock has the word too."""
    stew = lines("1 kg beef chuck", "1 l beef stock")
    assert stew[0].food is not None
    found = renamed([ContentStep(uuid4(), "Brown the beef.")], stew, {stew[0].food.slug: ("mushrooms",)})
    assert [change.after for change in found] == ["Brown the mushrooms."]


def test_a_word_that_two_lines_share_stays() -> None:
    """The flour could be either."""
    assert after("Sift the flour.", {"ground-almonds": ("oat flour",)}) == "Sift the flour."


@given(st.text(max_size=200))
def test_any_text_is_survived_and_nothing_happens_without_names(text: str) -> None:
    assert renamed([ContentStep(uuid4(), text)], LINES, {}) == []
    assert isinstance(after(text), str)


def test_names_are_joined_as_in_a_sentence() -> None:
    assert words_of(["a"]) == "a"
    assert words_of(["a", "b", "c"]) == "a, b and c"
