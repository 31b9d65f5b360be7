"""Wording that hides foods, and foods that wording hides: what is no change, and what is one."""

import pytest

from forklore.replacements.detect import detect_texts

SAME = {
    "a-sort": (["1 cup red wine", "1 onion"], ["240 ml Merlot", "1 onion"]),
    "a-brand": (["2 drops hot pepper sauce", "1 egg"], ["2 drops Tabasco", "1 egg"]),
    "capitals": (["1 CUP SUGAR", "SALSA", "CURRY SAUCE"], ["1 cup sugar", "salsa", "curry sauce"]),
    "parted-pair": (["1 cup peas and carrots", "2 eggs"], ["1/2 cup peas", "1/2 cup carrots", "2 eggs"]),
    "a-footnote": (["1 onion", "*A mixture sold at some supermarkets and specialty shops."], ["1 onion"]),
    "a-heading": (["Dry Mix Ingredients", "1 onion"], ["1 onion"]),
    "no-food": (["optional toppings", "1 onion"], ["1 onion"]),
    "one-name-for-two": (["1/4 cup garlic and herb cheese", "1 egg"], ["4 tbsp Boursin", "1 egg"]),
    "whole-grains": (
        ["2 cups brown rice", "1 tbsp wholegrain mustard"],
        ["2 cups wholegrain rice", "1 tbsp grainy mustard"],
    ),
    "oil-for-the-tin": (["olive oil, for brushing", "1 egg"], ["oil for brushing", "1 egg"]),
    "sorts-by-weight": (["1 cup caster sugar", "1 egg"], ["200 g sugar", "1 egg"]),
}

CHANGED = {
    "wholemeal": (["140 g spaghetti"], ["140 g wholewheat spaghetti"], [("replace", 1, 1)]),
    "ground-seeds": (["2 tsp cumin seeds", "1 egg"], ["2 tsp ground cumin", "1 egg"], [("replace", 1, 1)]),
    "powder-of-sticks": (["1/2 tsp cinnamon", "1 egg"], ["2 cinnamon sticks", "1 egg"], [("replace", 1, 1)]),
    "dried-for-chopped": (["1 tbsp chopped thyme", "1 egg"], ["1 tsp dried thyme", "1 egg"], [("replace", 1, 1)]),
    "whites-to-whole": (["2 eggs", "2 egg whites", "1 leek"], ["3 eggs", "1 leek"], [("replace", 2, 1)]),
    "two-colours": (
        ["1 cup yellow split peas", "1 cup green split peas", "1 leek"],
        ["2 cups green split peas", "1 smoked ham hock", "1 leek"],
        [("add", 0, 1), ("replace", 2, 1)],
    ),
    "mostly-gone": (
        ["1/4 cup mayonnaise", "1 leek"],
        ["1/4 cup Greek yogurt", "1 tbsp mayonnaise", "1 leek"],
        [("replace", 1, 2)],
    ),
    "a-splash": (
        ["150 ml buttermilk", "1 leek"],
        ["150 ml plain yogurt thinned with a splash of milk", "1 leek"],
        [("replace", 1, 2)],
    ),
    "half-cups-need-no-rounding": (
        ["1 1/4 cups sugar", "2 cups milk", "3 cups flour", "1 cup raisins"],
        ["2 cups sugar", "4 cups milk", "6 cups flour", "2 cups raisins"],
        [("less", 1, 1)],
    ),
    "dusted-and-weighed": (
        ["icing sugar, for dusting", "100 g butter", "1 egg"],
        ["100 g butter", "1 egg", "2 tbsp dark chocolate chips"],
        [("add", 0, 1), ("omit", 1, 0)],
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_food_in_other_words_is_no_change(name: str) -> None:
    one, other = SAME[name]
    assert detect_texts("", one, other).changes == ()
    assert detect_texts("", other, one).changes == ()


@pytest.mark.parametrize("name", CHANGED)
def test_another_food_in_like_words_is_a_change(name: str) -> None:
    parent, fork, wanted = CHANGED[name]
    found = detect_texts("", parent, fork).changes
    assert sorted((one.kind.value, len(one.before), len(one.after)) for one in found) == wanted


def test_containers_are_no_part_of_a_name_and_flavored_is() -> None:
    found = detect_texts(
        "",
        ["6 (12 fluid ounce) cans or bottles caffeinated lemon-lime flavored carbonated beverage", "1 bottle gin"],
        ["6 cans lemonade", "1 bottle gin"],
    )
    assert [one.before for one in found.changes] == [("caffeinated lemon-lime flavored carbonated beverage",)]
