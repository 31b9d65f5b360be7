"""Ingredient lines by class: amounts of every form, units and foods of other languages, bad amounts, other scripts."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foods.lexicon import lexicon
from forklore.foods.lexicon_files import read_abroad
from forklore.foods.line_foods import read_foods
from forklore.foods.line_reader import LONGEST, read_line

# Text, lowest and highest amount, unit, slugs of the foods.
ENGLISH = [
    ("1 (14 oz) can chickpeas", "1", "1", "can", ["chickpea"]),
    ("2 (400 g) tins tomatoes", "2", "2", "can", ["tomato"]),
    ("one 14-ounce can of tomatoes", "1", "1", "can", ["tomato"]),
    ("2-3 cups rice", "2", "3", "cup", ["rice"]),
    ("2 to 3 carrots", "2", "3", None, ["carrot"]),
    ("4 to 5 pounds beef", "4", "5", "pound", ["beef"]),
    ("½ cup milk", "0.5", "0.5", "cup", ["milk"]),
    ("1½ cups milk", "1.5", "1.5", "cup", ["milk"]),
    ("1 1/2 cups milk", "1.5", "1.5", "cup", ["milk"]),
    ("1⁄2 cup milk", "0.5", "0.5", "cup", ["milk"]),
    ("⅔ cup sugar", "0.666667", "0.666667", "cup", ["white-sugar"]),
    ("1 cup plus 2 tbsp flour", "1.125", "1.125", "cup", ["all-purpose-flour"]),
    ("1 cup + 2 tablespoons flour", "1.125", "1.125", "cup", ["all-purpose-flour"]),
    ("3/4 cup plus 1 tablespoon sugar", "0.8125", "0.8125", "cup", ["white-sugar"]),
    ("1 cup/240 ml milk", "1", "1", "cup", ["milk"]),
    ("2 tbsp butter or oil", "2", "2", "tablespoon", ["butter"]),
    ("1 onion (about 200 g), chopped", "1", "1", None, ["onion"]),
    ("a pinch of salt", "1", "1", "pinch", ["salt"]),
    ("juice of ½ lemon", "0.5", "0.5", None, ["lemon-juice"]),
    ("- 1 cup sugar", "1", "1", "cup", ["white-sugar"]),
    ("0 eggs", "0", "0", None, ["egg"]),
]
ABROAD = [
    ("2 EL Olivenöl", "2", "tablespoon", "olive-oil"),
    ("1 TL Salz", "1", "teaspoon", "salt"),
    ("1 Prise Salz", "1", "pinch", "salt"),
    ("500 g Mehl", "500", "gram", "all-purpose-flour"),
    ("1 Bund frische Petersilie", "1", "bunch", "parsley"),
    ("2 Zehen Knoblauch", "2", "clove", "garlic"),
    ("1 Dose Tomaten", "1", "can", "tomato"),
    ("3 Eier", "3", None, "egg"),
    ("2 große Zwiebeln", "2", None, "onion"),
    ("2 c. à s. d'huile d'olive", "2", "tablespoon", "olive-oil"),
    ("1 c. à c. de sel", "1", "teaspoon", "salt"),
    ("2 cuillères à soupe de sucre", "2", "tablespoon", "white-sugar"),
    ("3 gousses d'ail", "3", "clove", "garlic"),
    ("1 pincée de sel", "1", "pinch", "salt"),
    ("100 g de farine", "100", "gram", "all-purpose-flour"),
    ("3 œufs", "3", None, "egg"),
    ("2 cucharadas de aceite de oliva", "2", "tablespoon", "olive-oil"),
    ("1 cucharadita de sal", "1", "teaspoon", "salt"),
    ("1 pizca de sal", "1", "pinch", "salt"),
    ("2 dientes de ajo", "2", "clove", "garlic"),
    ("2 huevos", "2", None, "egg"),
    ("2 cucchiai di olio d'oliva", "2", "tablespoon", "olive-oil"),
    ("1 cucchiaino di sale", "1", "teaspoon", "salt"),
    ("1 spicchio d'aglio", "1", "clove", "garlic"),
    ("2 eetlepels olijfolie", "2", "tablespoon", "olive-oil"),
    ("1 theelepel zout", "1", "teaspoon", "salt"),
    ("1 teentje knoflook", "1", "clove", "garlic"),
    ("2 msk smör", "2", "tablespoon", "butter"),
    ("2 dl mjölk", "2", "decilitre", "milk"),
    ("1 krm peppar", "1", "spice-measure", "black-pepper"),
    ("1 klyfta vitlök", "1", "clove", "garlic"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "foods"), ENGLISH, ids=[row[0] for row in ENGLISH])
def test_lines_in_english(text: str, low: str, high: str, unit: str | None, foods: list[str]) -> None:
    line = read_line(text)
    assert (line.amount_min, line.amount_max, line.unit) == (Decimal(low), Decimal(high), unit)
    assert [food.slug for food in read_foods(line)] == foods


@pytest.mark.parametrize(("text", "amount", "unit", "food"), ABROAD, ids=[row[0] for row in ABROAD])
def test_lines_in_other_languages(text: str, amount: str, unit: str | None, food: str) -> None:
    line = read_line(text)
    assert (line.amount_min, line.unit) == (Decimal(amount), unit)
    assert [one.slug for one in read_foods(line)] == [food]


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("salt and pepper", ["salt", "black-pepper"]),
        ("oil and vinegar", ["vegetable-oil", "vinegar"]),
        ("Salz und Pfeffer", ["salt", "black-pepper"]),
        ("sel et poivre", ["salt", "black-pepper"]),
        ("sal y pimienta", ["salt", "black-pepper"]),
    ],
)
def test_two_foods_of_one_line(text: str, foods: list[str]) -> None:
    assert [food.slug for food in read_foods(read_line(text))] == foods


@pytest.mark.parametrize("text", ["NaN cups sugar", "inf g sugar", "99999999 eggs", "1/0 cup milk", "-∞ g salt"])
def test_an_amount_that_is_none_is_not_invented(text: str) -> None:
    line = read_line(text)
    assert (line.text, line.amount_min, line.amount_max) == (text, None, None)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("٣ بيض", 3), ("200 г муки", 200), ("2 个 鸡蛋", 2), ("卵", None), ("소금", None), ("🧂🧂", None)],
)
def test_other_scripts_keep_their_words(text: str, amount: int | None) -> None:
    line = read_line(text)
    assert (line.text, line.amount_min, line.food) == (text, amount, None)


@pytest.mark.parametrize("word", ["1 cup sugar and ", "(", "½", "x" * 50 + " ", "salt, "], ids=str)
def test_a_line_of_five_thousand_letters_is_kept_as_it_stands_at_once(word: str) -> None:
    text = (word * 5000)[:5000]
    before = time.process_time()
    line = read_line(text)
    assert (line.text, line.confidence, line.food) == (text, 0.0, None)
    read_line(text[:LONGEST])
    assert time.process_time() - before < 2


def test_names_of_other_languages_lead_to_foods_and_hide_no_english_one() -> None:
    foods = lexicon().foods
    names = {" ".join(words): slug for words, slug in read_abroad().items()}
    assert len(names) > 700
    assert {slug for slug in names.values() if slug not in foods} == set()
    exact = [name for name in names if (found := lexicon().match(name.split())) and found.certainty == 1]
    assert [name for name in exact if found_as(name) != names[name]] == []
    assert {name: found_as(name) for name in names} == names


def found_as(name: str) -> str | None:
    found = lexicon().resolve(name)
    return found.slug if found else None


def test_a_name_of_another_language_is_not_found_in_running_text() -> None:
    assert [match.food.slug for match in lexicon().find_all("It was a pain to make, on sale, in a pan.")] == []


@given(st.sampled_from(ABROAD), st.sampled_from(["", " ", "• ", "* "]), st.sampled_from(["", " ", "\n", " "]))
def test_blanks_and_bullets_change_nothing(row: tuple[str, str, str | None, str], before: str, after: str) -> None:
    line = read_line(before + row[0] + after)
    assert (line.amount_min, line.unit, line.food and line.food.slug) == (Decimal(row[1]), row[2], row[3])
