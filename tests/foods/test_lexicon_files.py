"""The files of the lexicon: what their cells mean, and words as they are compared."""

from collections import Counter
from importlib.resources import files

import pytest

from forklore.foods.lexicon_files import allergens_of, diets_of, food_of
from forklore.foods.rows import Answer
from forklore.foods.words import lines_of, normal_words, singular


def test_no_name_is_written_twice() -> None:
    tables = [one.name for one in files("forklore.foods").joinpath("data").iterdir() if one.name.endswith(".tsv")]
    rows = [row for table in tables for row in lines_of(table)[1:] if len(row.split("\t")) == 8]
    names = [
        normal_words(name) for row in rows for name in {row.split("\t")[0], *row.split("\t")[2].split(";")} if name
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_doubted_diet_is_unknown_and_never_no() -> None:
    assert diets_of("vegan?", "gluten? nuts")["vegan"] is Answer.UNKNOWN
    assert diets_of("vegan?", "gluten? nuts")["vegetarian"] is Answer.YES
    assert diets_of("vegan?", "gluten? nuts")["gluten_free"] is Answer.UNKNOWN
    assert diets_of("vegan?", "gluten? nuts")["nut_free"] is Answer.NO
    assert diets_of("fish", "fish")["pescatarian"] is Answer.YES
    assert diets_of("meat", "-")["dairy_free"] is Answer.YES
    assert set(diets_of("?", "?").values()) == {Answer.UNKNOWN}


def test_allergens_not_named_are_no_only_when_the_list_is_closed() -> None:
    assert allergens_of("milk ?")["eggs"] is Answer.UNKNOWN
    assert allergens_of("milk soy?")["soy"] is Answer.UNKNOWN
    assert allergens_of("milk soy?")["eggs"] is Answer.NO
    assert len(allergens_of("-")) == 14


@pytest.mark.parametrize(("diets", "allergens"), [("carnivore", "-"), ("vegan", ""), ("vegan", "air")])
def test_a_malformed_row_is_refused(diets: str, allergens: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        food_of(f"thing\tthings\t\tfruit\t{diets}\t{allergens}\t\t")


@pytest.mark.parametrize(
    ("plural", "word"),
    [
        ("tomatoes", "tomato"),
        ("leaves", "leaf"),
        ("cherries", "cherry"),
        ("peaches", "peach"),
        ("molasses", "molasses"),
        ("couscous", "couscous"),
        ("watercress", "watercress"),
        ("cookies", "cookie"),
        ("zucchinis", "zucchini"),
    ],
)
def test_singular(plural: str, word: str) -> None:
    assert singular(plural) == word
