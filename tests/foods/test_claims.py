"""What the lexicon claims of its foods: diets, allergens, densities and weights, held against each other."""

from itertools import pairwise

import pytest

from forklore.foods.lexicon import lexicon
from forklore.foods.lexicon_files import food_of
from forklore.foods.needs import broken_by, read_needs
from forklore.foods.rows import Answer, Food

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
ANIMAL = ("milk", "eggs", "fish", "crustaceans", "molluscs")
SEA = ("fish", "crustaceans", "molluscs")
FOODS = tuple(lexicon().foods.values())
# Families of which every food keeps a diet, with those that cooks add something to.
PLAIN_FAMILIES = {
    "vegan": (
        "fresh_herbs",
        "berries",
        "stone_fruit",
        "pome_fruit",
        "citrus",
        "tropical_fruit",
        "melons",
        "nuts",
        "lentils",
        "soy_foods",
        "plant_milks",
        "vinegars",
        "yeasts",
        "root_vegetables",
        "squashes",
        "chilies",
    ),
    "vegetarian": ("milks", "butters", "cookies", "syrups", "sugars", "oils", "rice", "beers", "flours"),
}
OF_MIXTURES = {
    "anchovy-butter",
    "lobster-butter",
    "candied-nut",
    "honey-roasted-nuts",
    "infant-formula",
    "whey-protein-powder",
} | {slug for slug in lexicon().foods if slug.endswith(("-mix", "rice", "rice-pilaf", "margarine"))}


def names_of(food: Food) -> tuple[str, ...]:
    return (food.name, *food.names)


def path_of(food: Food) -> tuple[str, ...]:
    return lexicon().families[food.family].path


def named(*beginnings: str) -> list[tuple[Food, str]]:
    found = [(food, name) for food in FOODS for name in names_of(food)]
    return [(food, name) for food, name in found if name.replace("-", " ").startswith(beginnings)]


@pytest.mark.parametrize(
    ("beginnings", "diet", "at_least"),
    [
        (("vegan ", "plant based "), "vegan", 60),
        (("vegetarian ", "veggie ", "meatless "), "vegetarian", 30),
        (("gluten free ",), "gluten_free", 30),
        (("dairy free ",), "dairy_free", 15),
    ],
    ids=["vegan", "vegetarian", "gluten-free", "dairy-free"],
)
def test_what_a_name_promises_is_kept(beginnings: tuple[str, ...], diet: str, at_least: int) -> None:
    foods = named(*beginnings)
    assert len(foods) >= at_least
    assert [(food.slug, name) for food, name in foods if food.diets[diet] is not YES] == []


def test_nothing_vegan_may_be_made_of_an_animal() -> None:
    assert [
        food.slug for food in FOODS if food.diets["vegan"] is YES and {food.allergens[a] for a in ANIMAL} != {NO}
    ] == []
    assert [
        food.slug for food in FOODS if food.diets["vegan"] is YES and {"meat", "fish_seafood"} & {*path_of(food)}
    ] == []


def test_nothing_vegetarian_may_be_made_of_fish() -> None:
    assert [
        food.slug for food in FOODS if food.diets["vegetarian"] is YES and {food.allergens[a] for a in SEA} != {NO}
    ] == []


def test_a_stricter_diet_holds_the_wider_ones() -> None:
    for food in FOODS:
        answers = [food.diets[diet] for diet in ("vegan", "vegetarian", "pescatarian")]
        assert all(wider is YES for strict, wider in pairwise(answers) if strict is YES), food.slug
        assert all(strict is NO for strict, wider in pairwise(answers) if wider is NO), food.slug


def test_no_sort_of_a_vegan_food_is_made_of_meat() -> None:
    sorts = ((lexicon().foods[sort], lexicon().foods[plain]) for sort, plain in lexicon().sorts.items())
    assert [one.slug for one, plain in sorts if plain.diets["vegan"] is YES and one.diets["vegetarian"] is NO] == []


@pytest.mark.parametrize("family", PLAIN_FAMILIES["vegan"])
def test_plain_families_are_vegan(family: str) -> None:
    foods = [food for food in FOODS if food.family == family]
    assert foods
    assert [food.slug for food in foods if food.diets["vegan"] is not YES and food.slug not in OF_MIXTURES] == []


@pytest.mark.parametrize("family", PLAIN_FAMILIES["vegetarian"])
def test_plain_families_are_vegetarian(family: str) -> None:
    foods = [food for food in FOODS if food.family == family]
    assert foods
    assert [food.slug for food in foods if food.diets["vegetarian"] is not YES and food.slug not in OF_MIXTURES] == []


@pytest.mark.parametrize(
    ("family", "allergen"),
    [
        ("milks", "milk"),
        ("creams", "milk"),
        ("cheeses", "milk"),
        ("soy_foods", "soy"),
        ("soy_sauces", "soy"),
        ("peanuts", "peanuts"),
        ("mustards", "mustard"),
        ("crustaceans", "crustaceans"),
        ("molluscs", "molluscs"),
        ("white_fish", "fish"),
        ("oily_fish", "fish"),
        ("wines", "sulphites"),
        ("beers", "gluten"),
        ("ice_creams", "milk"),
        ("breads", "gluten"),
        ("pasta", "gluten"),
    ],
)
def test_most_of_a_family_holds_what_the_family_is_made_of(family: str, allergen: str) -> None:
    answers = [food.allergens[allergen] for food in FOODS if family in path_of(food)]
    assert answers.count(NO) <= 0.25 * len(answers)


def test_unknown_diets_are_few() -> None:
    unknown = {diet: sum(food.diets[diet] is UNKNOWN for food in FOODS) for diet in ("vegan", "vegetarian")}
    assert unknown["vegan"] < 0.1 * len(FOODS)
    assert unknown["vegetarian"] < 0.08 * len(FOODS)


@pytest.mark.parametrize(
    "slug",
    [
        "vegan-cheese",
        "vegan-bacon",
        "vegan-butter",
        "vegan-ground-beef",
        "spaghetti",
        "baguette",
        "hot-sauce",
        "beer",
        "garam-masala",
        "taco-seasoning",
        "textured-vegetable-protein",
        "vinaigrette",
        "guacamole",
        "triple-sec",
    ],
)
def test_who_eats_vegan_is_offered_what_is_vegan(slug: str) -> None:
    assert broken_by(slug, read_needs(["vegan"], [])) is None


@pytest.mark.parametrize(
    "slug",
    [
        "parmesan",
        "white-wine",
        "bread",
        "tagliatelle",
        "marshmallow",
        "dark-chocolate",
        "kimchi",
        "pesto",
        "milk-stout",
    ],
)
def test_what_may_hold_something_of_an_animal_is_not_offered(slug: str) -> None:
    assert broken_by(slug, read_needs(["vegan"], [])) is not None


def test_densities_and_weights_are_those_of_a_kitchen() -> None:
    light = {"popcorn", "microwave-popcorn"}
    assert [f.slug for f in FOODS if f.density and not 0.05 <= f.density <= 1.6 and f.slug not in light] == []
    assert [f.slug for f in FOODS if f.weight is not None and not 0.01 <= f.weight <= 6000] == []  # saffron to a turkey
    for family, low, high in (
        ("oils", 0.88, 0.97),
        ("milks", 0.2, 1.35),
        ("wines", 0.95, 1.2),
        ("spirits", 0.8, 1.1),
        ("vinegars", 0.98, 1.3),
        ("flours", 0.3, 0.85),
        ("sugars", 0.4, 1.2),
        ("fresh_herbs", 0.02, 0.6),
    ):
        densities = [(f.slug, f.density) for f in FOODS if f.family == family and f.density is not None]
        assert [one for one in densities if not low <= one[1] <= high] == [], family


def test_a_claim_of_a_diet_closes_what_it_rules_out_and_nothing_else() -> None:
    vegan = food_of("stuff\tstuff\t\tsauces\tvegan\t?\t\t")
    assert {one for one, answer in vegan.allergens.items() if answer is NO} == set(ANIMAL)
    doubted = food_of("stuff\tstuff\t\tsauces\tvegan?\tmilk? ?\t\t")
    assert {one for one, answer in doubted.allergens.items() if answer is NO} == set(SEA)
    assert food_of("gluten-free stuff\tstuff\t\tsauces\t?\t?\t\t").allergens["gluten"] is NO
    assert food_of("stuff\tstuff\t\tsauces\t?\t?\t\t").diets["dairy_free"] is UNKNOWN
