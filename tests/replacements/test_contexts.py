"""The kind of dish and what a food is for in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.replacements.contexts import contexts, dish_of, dishes, use_of


@pytest.mark.parametrize(
    ("title", "tags", "dish"),
    [
        ("Chocolate cake", [], "cake"),
        ("Carrot Cake Cookies", [], "cookies"),
        ("Pasta salad with tuna", [], "salad"),
        ("Chicken with rice", [], "rice"),
        ("Beef stir fry", [], "stir fry"),
        ("Grandma's best", ["quick", "soups"], "soup"),
        ("Grandma's best", [], None),
        ("", [], None),
    ],
)
def test_a_title_tells_the_dish_by_its_last_word(title: str, tags: list[str], dish: str | None) -> None:
    assert dish_of(title, tags) == dish


@pytest.mark.parametrize(
    ("food", "section", "steps", "dish", "use"),
    [
        ("olive-oil", None, ["Heat the oil in a skillet. Add the onions."], "pasta", "fat for frying"),
        ("olive-oil", "For the dressing", ["Fry the onions in oil."], "salad", "fat for dressing"),
        ("butter", None, ["Cream the butter and sugar."], None, "fat for baking"),
        ("butter", None, ["Fry the onions."], "cookies", "fat for baking"),
        ("all-purpose-flour", None, ["Stir in the flour to thicken."], "cake", "flour for thickening"),
        ("quinoa", None, [], "salad", None),
        ("no such food", None, ["Stir."], "salad", None),
    ],
)
def test_what_a_food_is_for(
    food: str, section: str | None, steps: list[str], dish: str | None, use: str | None
) -> None:
    assert use_of(food, section, steps, dish) == use


@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=4), st.sampled_from(["butter", "egg", "milk"]))
def test_any_text_has_contexts_from_closed_lists(title: str, steps: list[str], food: str) -> None:
    dish = dish_of(title, steps)
    assert dish is None or dish in dishes()
    placed = contexts(dish, use_of(food, title, steps, dish))
    assert placed[0] == "all"
    assert all(len(context) <= 80 for context in placed)
