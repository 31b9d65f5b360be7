"""Diets to keep and foods to avoid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs, broken_by, diets, read_needs
from forklore.foods.rows import Answer
from forklore.foundations.errors import Invalid


@pytest.mark.parametrize(
    ("diet", "avoid", "breaking", "fitting"),
    [
        (["vegan"], [], ["butter", "honey", "beef", "egg"], ["carrot", "tofu"]),
        (["gluten-free"], [], ["all-purpose-flour", "soy-sauce"], ["rice", "potato"]),
        ([], ["nuts"], ["almond", "almond-milk", "peanut"], ["carrot", "sunflower-seed"]),
        ([], ["dairy"], ["butter", "cheddar", "heavy-cream"], ["oat-milk", "carrot"]),
        ([], ["beef"], ["beef", "ground-beef", "beef-stock"], ["chicken"]),
        ([], ["eggplant"], ["eggplant"], ["egg", "zucchini"]),
        ([], ["egg"], ["egg", "mayonnaise"], ["eggplant"]),
        ([], ["peppers"], ["green-bell-pepper", "jalapeno"], ["carrot"]),
    ],
)
def test_what_breaks_and_what_fits(diet: list[str], avoid: list[str], breaking: list[str], fitting: list[str]) -> None:
    needs = read_needs(diet, avoid)
    assert [slug for slug in breaking if broken_by(slug, needs) is None] == []
    assert [slug for slug in fitting if broken_by(slug, needs)] == []


def test_words_that_are_nothing_are_named() -> None:
    with pytest.raises(Invalid) as caught:
        read_needs(["paleo", "vegan"], ["unobtainium", "nuts", "moon dust"])
    told = [(fault.pointer, fault.detail.split("'")[1]) for fault in caught.value.errors]
    assert told == [("/diet", "paleo"), ("/avoid", "unobtainium"), ("/avoid", "moon dust")]


def test_nothing_asked_is_nothing_broken() -> None:
    assert not read_needs([""], [" "])
    assert all(broken_by(slug, Needs()) is None for slug in lexicon().foods)


def test_too_many_to_avoid_are_refused() -> None:
    with pytest.raises(Invalid):
        read_needs([], ["egg"] * 51)


@given(st.sampled_from(sorted(lexicon().foods)), st.sampled_from(diets()))
def test_what_is_not_known_breaks(slug: str, diet: str) -> None:
    fits = broken_by(slug, read_needs([diet], [])) is None
    assert fits == (lexicon().foods[slug].diets[diet] is Answer.YES)


@given(st.sampled_from(sorted(lexicon().foods)))
def test_every_food_can_be_avoided_by_its_own_name(slug: str) -> None:
    assert broken_by(slug, read_needs([], [slug])) is not None
    assert broken_by(slug, read_needs([], [lexicon().foods[slug].name])) is not None
