"""How what an author writes becomes the content of a version."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.foundations.errors import Invalid
from forklore.recipes import rules
from forklore.recipes.errors import NotReady
from forklore.recipes.inputs import Draft, Edit, LineInput, StepInput
from recipes.kitchen import LINES, content, lines

words = st.text(max_size=60)
line_texts = st.sampled_from([*LINES, "For the sauce:", "1 onion", "a pinch of salt", "½ tsp baking soda"]) | words


def test_headings_are_the_sections_of_the_lines_behind_them() -> None:
    read = lines("1 egg", "For the dough:", "2 cups flour", LineInput(text="1 cup milk", section="Wet"), "## Topping")
    assert [(line.text, line.section) for line in read] == [
        ("1 egg", None),
        ("2 cups flour", "For the dough"),
        ("1 cup milk", "Wet"),
    ]


def test_what_is_said_in_parts_overrides_what_was_read() -> None:
    text = "1 cup onions, chopped"
    (plain,) = lines(text)
    (said,) = lines(LineInput(text=text, food="leeks", amount_max=3, unit="grams", optional=True, note=" best "))
    assert (plain.unit, plain.food and plain.food.slug, plain.optional) == ("cup", "onion", False)
    assert (said.amount_min, said.amount_max, said.unit) == (Decimal(3), Decimal(3), "gram")
    assert (said.food and said.food.slug, said.name, said.optional, said.note) == ("leek", "leeks", True, "best")
    assert (said.text, said.preparation) == (plain.text, plain.preparation) == (text, "chopped")


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"food": "butter"}, "butter"),
        ({"food": "butter", "amount_min": 100, "unit": "g"}, "100 gram butter"),
        ({"food": "eggs", "amount_min": 2, "amount_max": 3}, "2–3 eggs"),
        ({"food": "carrots", "amount_max": 0.5, "preparation": "diced"}, "0.5 carrots, diced"),
    ],
)
def test_a_line_in_parts_is_written_out(parts: dict[str, Any], text: str) -> None:
    (line,) = lines(LineInput(**parts))
    assert line.text == text
    (again,) = lines(line.text)
    assert (again.amount_min, again.amount_max, again.unit, again.food) == (
        line.amount_min,
        line.amount_max,
        line.unit,
        line.food,
    )


@pytest.mark.parametrize(
    ("line", "pointer"),
    [
        (LineInput(unit="cup"), "/ingredients/1"),
        (LineInput(text=" \u202e\x00"), "/ingredients/1"),
        (LineInput(food="\x00"), "/ingredients/1/food"),
        ("\t", "/ingredients/1"),
        (LineInput(text="milk", unit="parsec"), "/ingredients/1/unit"),
        (LineInput(text="milk", amount_min=2, amount_max=1), "/ingredients/1/amount_max"),
        ("\u0958" * 600, "/ingredients/1"),  # twice as long in NFC
        (LineInput(text="milk", section="\u0958" * 150), "/ingredients/1/section"),
    ],
)
def test_a_line_that_says_nothing_or_nonsense_is_named(line: str | LineInput, pointer: str) -> None:
    with pytest.raises(Invalid) as raised:
        content(ingredients=["1 egg", line])
    assert [error.pointer for error in raised.value.errors] == [pointer]


@pytest.mark.parametrize(
    ("field", "value", "pointer"),
    [
        ("title", " \x07 ", "/title"),
        ("title", "\u0958" * 150, "/title"),
        ("summary", "\ufb2c" * 1000, "/summary"),
        ("tags", ["fine", "İ" * 50], "/tags/1"),
        ("steps", ["Boil.", " \x00"], "/steps/1"),
        ("steps", ["\u0958" * 6000], "/steps/0"),
    ],
)
def test_a_text_that_is_nothing_or_too_long_once_cleaned_is_named(
    field: str, value: str | list[str], pointer: str
) -> None:
    with pytest.raises(Invalid) as raised:
        content(**{field: value})
    assert [error.pointer for error in raised.value.errors] == [pointer]


def test_a_line_that_stays_keeps_its_id_and_its_reading_and_a_new_one_gets_its_own() -> None:
    old = lines("1 egg", LineInput(text="2 cups flour", food="rye flour", optional=True), "1 egg")
    new = rules.read_lines(["2 cups flour", "1 egg", "1 onion", "1 egg", "1 egg"], old)
    assert new[0] == old[1]
    assert [line.line_id for line in new[1:4:2]] == [old[0].line_id, old[2].line_id]
    known = {line.line_id for line in old}
    assert not {new[2].line_id, new[4].line_id} & known
    (moved,) = rules.read_lines([LineInput(text="2 cups flour", unit="g")], old)
    assert (moved.line_id, moved.food, moved.unit) == (old[1].line_id, old[1].food, "gram")


def test_a_line_is_followed_by_its_id_through_other_words() -> None:
    old = lines("50 g butter", "1 egg")
    first, second = (line.line_id for line in old)
    new = rules.read_lines(["50 g butter", LineInput(text="40 ml olive oil", line_id=first)], old)
    assert new[1].line_id == first
    assert new[1].food is not None
    assert new[1].food.slug == "olive-oil"
    assert new[0].line_id not in {first, second}


def test_an_id_of_another_recipe_or_named_twice_proves_nothing() -> None:
    old = lines("50 g butter", "1 egg")
    named, foreign = old[0].line_id, uuid4()
    new = rules.read_lines([LineInput(text=t, line_id=i) for t, i in (("a", named), ("b", named), ("c", foreign))], old)
    assert new[0].line_id == named
    assert foreign not in {line.line_id for line in new}
    assert len({line.line_id for line in new}) == 3


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_id_is_used_twice_and_an_unchanged_list_is_the_same(data: st.DataObject) -> None:
    texts = data.draw(st.lists(line_texts, max_size=8).map(lambda given: [t for t in given if t.strip()]))
    try:
        old = rules.read_lines(texts, ())
    except Invalid:
        return  # nothing is left of one of the lines
    assert rules.read_lines(texts, old) == old
    assert rules.read_lines([LineInput(text=o.text, line_id=o.line_id, section=o.section) for o in old], old) == old
    some_id = st.none() | st.sampled_from([*(line.line_id for line in old), UUID(int=1)])
    given_lines = data.draw(st.lists(st.builds(LineInput, text=st.sampled_from(LINES), line_id=some_id), max_size=8))
    ids = [line.line_id for line in rules.read_lines(given_lines, old)]
    assert len(ids) == len(set(ids)) == len(given_lines)
    assert not old or UUID(int=1) not in ids


def test_steps_keep_their_ids_through_order_and_words() -> None:
    old = content(steps=["Mix.", "Wait.", "Wait.", "Bake."]).steps
    before = rules.edited(content(steps=[]), Edit(steps=[StepInput("Mix.", old[0].step_id)])).steps
    assert before[0].step_id != old[0].step_id  # an id of another recipe
    recipe = msgspec.structs.replace(content(), steps=old)
    named = StepInput("Bake it well.", old[3].step_id)
    new = rules.edited(recipe, Edit(steps=["Wait.", named, "Mix.", "Wait.", "Wait.", "Eat."])).steps
    assert [step.step_id for step in new[:4]] == [old[1].step_id, old[3].step_id, old[0].step_id, old[2].step_id]
    assert len({step.step_id for step in new}) == 6


def test_tags_are_lower_case_without_signs_and_once_each() -> None:
    tags = content(tags=["#Vegan", "vegan", "  Quick\tmeals ", "# spicy", "#"]).tags
    assert tags == ("vegan", "quick meals", "spicy")
    assert rules.edited(content(), Edit(tags=list(tags))).tags == tags


def test_servings_are_more_than_nothing() -> None:
    for servings in (0, 0.0000001, -1):
        with pytest.raises(Invalid) as raised:
            rules.content_of(Draft(title="Air", servings=servings, ingredients=[], steps=[]))
        assert raised.value.errors[0].pointer == "/servings"


EDITS: dict[str, Any] = {
    "title": "Crêpes",
    "summary": "Thin.",
    "servings": 2,
    "minutes_prep": None,
    "minutes_cook": 7,
    "language": "fr",
    "tags": ["thin"],
    "ingredients": ["1 egg"],
    "steps": ["Swirl."],
}


@given(st.sets(st.sampled_from(sorted(EDITS))))
def test_an_edit_leaves_alone_what_it_does_not_name(named: set[str]) -> None:
    old = content(summary="Thick.", minutes_prep=5, minutes_cook=6, tags=["thick"])
    new = rules.edited(old, Edit(**{name: EDITS[name] for name in named}))
    fields = {"lines" if name == "ingredients" else name for name in named}
    for field in old.__struct_fields__:
        assert (getattr(new, field) == getattr(old, field)) == (field not in fields), field
    assert (rules.hash_of(new) == rules.hash_of(old)) == (not named)


def test_minutes_are_what_is_known_of_them() -> None:
    both = [content(minutes_prep=p, minutes_cook=c).minutes() for p, c in ((None, None), (0, None), (None, 3), (4, 5))]
    assert both == [None, 0, 3, 9]


def test_a_recipe_is_ready_with_a_line_and_a_step() -> None:
    rules.check_ready(content())
    for missing, pointers in (
        ({"ingredients": []}, ["/ingredients"]),
        ({"steps": []}, ["/steps"]),
        ({"ingredients": ["Dough:"], "steps": []}, ["/ingredients", "/steps"]),
    ):
        with pytest.raises(NotReady) as raised:
            rules.check_ready(content(**missing))
        assert [error.pointer for error in raised.value.errors] == pointers


def test_amounts_are_scaled_and_turned_into_other_units_and_texts_stay() -> None:
    recipe = content(ingredients=["1–2 cups milk", "100 g butter", "1 egg", "salt", "2–3 lb beef"])
    half = rules.shown(recipe, servings=Decimal(2), system=None)
    assert [(line.amount_min, line.amount_max, line.unit) for line in half.lines] == [
        (Decimal("0.5"), 1, "cup"),
        (50, 50, "gram"),
        (Decimal("0.5"), Decimal("0.5"), None),
        (None, None, None),
        (1, Decimal("1.5"), "pound"),
    ]
    assert half.servings == 2
    assert [line.text for line in half.lines] == [line.text for line in recipe.lines]
    metric = rules.shown(recipe, servings=None, system="metric")
    assert [(line.unit, line.amount_min, line.amount_max) for line in metric.lines[:2]] == [
        ("millilitre", Decimal(235), Decimal(470)),
        ("gram", Decimal(100), Decimal(100)),
    ]
    beef = metric.lines[4]
    assert (beef.unit, beef.amount_min, beef.amount_max) == ("kilogram", Decimal("0.91"), Decimal("1.35"))
    assert rules.shown(recipe, servings=None, system="us").lines[1].unit == "ounce"
    assert rules.shown(recipe, servings=None, system=None) == recipe
    assert rules.shown(recipe, servings=recipe.servings, system=None) == recipe
