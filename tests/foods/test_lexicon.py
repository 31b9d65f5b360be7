"""The lexicon: its tables hold what they promise, and names lead to the food a cook means."""

import csv
import json
import lzma
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foods.lexicon import Lexicon, lexicon
from forklore.foods.rows import Answer
from shared_data import SHARED

SYNONYMS = [
    ("coriander", "cilantro", "fresh coriander leaves"),
    ("aubergine", "eggplant", "Aubergines"),
    ("plain flour", "all-purpose flour", "all purpose flour", "unbleached flour"),
    ("courgette", "zucchini", "courgettes", "zucchinis"),
    ("scallion", "spring onion", "green onions"),
    ("caster sugar", "superfine sugar", "golden caster sugar"),
    ("icing sugar", "confectioners' sugar", "confectioners’ sugar", "powdered sugar"),
    ("bicarbonate of soda", "baking soda"),
    ("double cream", "heavy cream", "whipping cream"),
    ("beef mince", "ground beef", "minced beef"),
    ("prawns", "shrimp", "king prawns"),
    ("rocket", "arugula"),
    ("swede", "rutabaga"),
    ("beetroot", "beets"),
    ("chickpeas", "garbanzo beans", "chick peas"),
    ("cornflour", "cornstarch", "corn starch"),
    ("treacle", "molasses"),
    ("mangetout", "snow peas"),
    ("broad beans", "fava beans"),
    ("gammon", "ham"),
    ("rapeseed oil", "canola oil"),
    ("sultanas", "golden raisins"),
    ("linseed", "flaxseed"),
    ("red capsicum", "red bell pepper"),
    ("red chilli", "red chile", "red chili pepper"),
    ("yoghurt", "yogurt", "natural yoghurt"),
    ("unsalted butter", "butter"),
    ("kosher salt", "salt", "sea salt"),
    ("large eggs", "egg", "free-range eggs"),
    ("extra-virgin olive oil", "olive oil", "extra virgin olive oil"),
    ("whole milk", "milk"),
    ("ground cumin", "cumin seeds"),
    ("parmigiano-reggiano", "parmesan cheese"),
    ("bread crumbs", "breadcrumbs"),
    ("passata", "tomato purée"),
    ("crème fraîche", "creme fraiche"),
]

DIFFERENT = [
    ("coriander", "coriander seeds"),
    ("cornflour", "corn flour tortilla"),
    ("penne", "farfalle"),
    ("skim milk", "milk"),
    ("almond milk", "milk"),
    ("coconut milk", "milk"),
    ("brown sugar", "white sugar"),
    ("red onion", "onion"),
    ("red wine", "white wine"),
    ("fresh basil", "dried basil"),
    ("sugar snap peas", "sugar"),
    ("eggplant", "egg"),
    ("butternut squash", "butter"),
    ("cream of tartar", "cream"),
    ("peanut butter", "butter"),
    ("garlic powder", "garlic"),
    ("garlic cloves", "cloves"),
    ("ground ginger", "fresh ginger"),
    ("canned tomatoes", "tomatoes"),
    ("duck fat", "duck"),
    ("lemon juice", "lemon"),
    ("black cod fillets", "cod"),
    ("gluten-free pasta", "pasta"),
    ("ground turkey", "ground beef"),
]

PHRASES = {
    "freshly chopped flat-leaf parsley": "parsley",
    "boneless skinless chicken breast halves": "chicken breast",
    "boneless, skinless chicken breasts": "chicken breast",
    "Smithfield® extra-thick bacon": "bacon",
    "chicken or vegetable stock": "chicken stock",
    "corn, peanut or vegetable oil": "corn oil",
    "butter or margarine": "butter",
    "light or dark brown sugar": "dark brown sugar",
    "4 cloves of garlic": "garlic",
    "juice of 1 lemon": "lemon juice",
    "sugar, brown": "brown sugar",
    "tomatoes, chopped": "tomato",
    "no-salt-added crushed tomatoes": "crushed tomato",
    "finely grated lemon zest (from 2 lemons)": "lemon zest",
    "ice-cold water": "water",
    "Jalapeños": "jalapeno",
    "leg of lamb": "leg of lamb",
    "artisan frobnicated mushrooms": "mushroom",
}

NO_FOOD = ["", "salt and pepper", "hemp butter", "emu oil", "vegan prosciutto", "toothpicks", "½", ",", "of", "or /"]


@pytest.fixture(scope="module")
def foods() -> Lexicon:
    return lexicon()


def _slug(foods: Lexicon, name: str) -> str | None:
    found = foods.resolve(name)
    return found.slug if found else None


def test_holds_the_foods_of_a_kitchen(foods: Lexicon) -> None:
    assert len(foods.foods) >= 3000


def test_every_row_is_whole(foods: Lexicon) -> None:
    for food in foods.foods.values():
        assert food.name == food.name.lower(), food
        assert food.plural, food
        assert food.family in foods.families, food
        assert food.density is None or 0 < food.density < 2, food
        assert food.weight is None or 0 < food.weight < 6000, food
        assert all(name == name.lower() for name in food.names), food


def test_no_diet_contradicts_an_allergen(foods: Lexicon) -> None:
    animal = {"milk", "eggs", "fish", "crustaceans", "molluscs"}
    for food in foods.foods.values():
        held = {allergen for allergen in animal if food.allergens[allergen] is Answer.YES}
        strictest = food.diets["vegan"], food.diets["vegetarian"], food.diets["pescatarian"]
        assert food.diets["vegan"] is not Answer.YES or not held, food.slug
        assert food.diets["vegetarian"] is not Answer.YES or held <= {"milk", "eggs"}, food.slug
        assert Answer.YES not in strictest or strictest[2] is Answer.YES, food.slug


def test_no_meat_is_vegetarian_and_no_fish_free_of_seafood(foods: Lexicon) -> None:
    seafood = {"fish", "crustaceans", "molluscs"}
    for food in foods.foods.values():
        path = foods.families[food.family].path
        if "meat" in path:
            assert food.diets["vegetarian"] is not Answer.YES, food.slug
        if "fish_seafood" in path:
            assert any(food.allergens[one] is not Answer.NO for one in seafood), food.slug
        if "milks" in path or "cheeses" in path:
            assert food.allergens["milk"] is not Answer.NO, food.slug


def test_a_sort_is_of_a_known_food_and_of_no_other_sort_of_it(foods: Lexicon) -> None:
    for sort, slug in foods.sorts.items():
        assert {sort, slug} <= set(foods.foods), sort
        assert sort != slug
        assert foods.sorts.get(slug) != sort
        assert foods.is_sort_of(sort, slug)
    assert foods.is_sort_of("russet-potato", "potato")
    assert not foods.is_sort_of("potato", "russet-potato")
    assert not foods.is_sort_of("sweet-potato", "potato")


def test_every_family_is_at_most_four_deep_and_used(foods: Lexicon) -> None:
    used = {slug for food in foods.foods.values() for slug in foods.families[food.family].path}
    assert all(len(family.path) <= 4 for family in foods.families.values())
    assert used == set(foods.families)


def test_every_name_leads_to_its_own_food(foods: Lexicon) -> None:
    for food in foods.foods.values():
        for name in (food.name, *food.names):
            assert _slug(foods, name) == food.slug, name


@pytest.mark.parametrize("names", SYNONYMS, ids=lambda names: names[0])
def test_synonyms_are_one_food(foods: Lexicon, names: tuple[str, ...]) -> None:
    slugs = {_slug(foods, name) for name in names}
    assert len(slugs) == 1
    assert None not in slugs


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_near_misses_are_two_foods(foods: Lexicon, one: str, other: str) -> None:
    assert _slug(foods, one) is not None
    assert _slug(foods, one) != _slug(foods, other)


@pytest.mark.parametrize(("phrase", "name"), PHRASES.items())
def test_reads_a_phrase(foods: Lexicon, phrase: str, name: str) -> None:
    found = foods.resolve(phrase)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("phrase", NO_FOOD)
def test_names_no_food_rather_than_a_wrong_one(foods: Lexicon, phrase: str) -> None:
    assert foods.resolve(phrase) is None


def test_a_match_says_where_and_how_certain(foods: Lexicon) -> None:
    exact, qualified, guessed = (
        foods.match(words.split()) for words in ("olive oil", "chopped fresh dill", "frobnicated dill sprigs")
    )
    assert exact is not None
    assert qualified is not None
    assert guessed is not None
    assert (exact.certainty, exact.start, exact.end) == (1.0, 0, 2)
    assert (qualified.start, qualified.end) == (2, 3)
    assert 1 > qualified.certainty > guessed.certainty > 0.5
    hyphened = foods.match(["sifted", "all-purpose", "flour"])
    assert hyphened is not None
    assert (hyphened.food.name, hyphened.start, hyphened.end) == ("all-purpose flour", 1, 3)


def test_finds_all_foods_of_a_text(foods: Lexicon) -> None:
    text = "I swapped the butter for coconut oil, left out salt and pepper, and the butternut squash was lovely!"
    matches = foods.find_all(text)
    assert [text[m.start : m.end] for m in matches] == ["butter", "coconut oil", "salt", "pepper", "butternut squash"]
    assert [m.food.name for m in matches][3:] == ["black pepper", "butternut squash"]


def test_a_name_does_not_cross_a_mark(foods: Lexicon) -> None:
    assert [m.food.name for m in foods.find_all("rice, milk; coconut. Oil")] == [
        "rice",
        "milk",
        "coconut",
        "vegetable oil",
    ]


def test_distance_follows_the_families(foods: Lexicon) -> None:
    same = foods.distance("butter", "butter")
    near = foods.distance("penne", "farfalle")
    middle = foods.distance("penne", "brown-rice")
    far = foods.distance("penne", "butter")
    assert 0 == same < near < middle < far == 1
    with pytest.raises(KeyError):
        foods.distance("butter", "no-such-food")


SLUGS = st.sampled_from(sorted(lexicon().foods))


@given(SLUGS, SLUGS)
def test_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    there, back = lexicon().distance(one, other), lexicon().distance(other, one)
    assert there == back
    assert 0 <= there <= 1
    assert (there == 0) == (one == other)


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    lexicon().resolve(text)
    lexicon().match(text.split())
    matches = lexicon().find_all(text)
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))


def test_known_diets(foods: Lexicon) -> None:
    answers = {
        name: {diet for diet, answer in foods.foods[name].diets.items() if answer is Answer.YES}
        for name in ("butter", "tofu", "egg", "salmon", "bread", "gelatin", "honey")
    }
    assert answers["butter"] == {"vegetarian", "pescatarian", "gluten_free", "nut_free", "egg_free"}
    assert answers["tofu"] == set(foods.foods["tofu"].diets)
    assert answers["egg"] == {"vegetarian", "pescatarian", "gluten_free", "nut_free", "dairy_free"}
    assert "vegetarian" not in answers["salmon"]
    assert "gluten_free" not in answers["bread"]
    assert "vegan" not in answers["gelatin"] | answers["honey"]


def _names_of_lines() -> Counter[str]:
    """Names as they stand in ingredient lines: of many labelled lines when they are there, else of the phrases here."""
    if SHARED is None:
        return Counter([*PHRASES, *(name for names in SYNONYMS for name in names)])
    with lzma.open(SHARED / "ingredient_lines" / "dev.csv.xz", "rt", encoding="utf-8") as lines:
        return Counter(row["name"].strip() for row in csv.DictReader(lines) if row["name"].strip())


def test_knows_the_foods_that_recipes_use(foods: Lexicon) -> None:
    names = _names_of_lines()
    known = sum(times for name, times in names.items() if foods.resolve(name))
    assert known / names.total() >= 0.93


def test_nothing_known_as_not_vegan_is_called_vegan(foods: Lexicon) -> None:
    animal = ["beef", "lard", "honey", "gelatine", "anchovies", "ghee", "caviar", "isinglass", "whey", "suet", "eggs"]
    if SHARED is not None:
        with lzma.open(SHARED / "foods" / "is_vegan_en.json.xz", "rt", encoding="utf-8") as terms:
            animal = json.load(terms)["nonvegan"]
    matches = [(term, foods.match(term.split())) for term in animal]
    called = {term for term, m in matches if m and m.certainty == 1 and m.food.diets["vegan"] is Answer.YES}
    assert called == set()
