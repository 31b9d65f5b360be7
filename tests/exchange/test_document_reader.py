import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forklore.exchange.document_reader import read_document
from forklore.exchange.errors import FileTooLarge, NoRecipe, NotJson
from forklore.exchange.rows import (
    FILE_BYTES_MAX,
    LINE_MAX,
    LINES_MAX,
    STEP_MAX,
    SUMMARY_MAX,
    TITLE_MAX,
    PageRecipe,
    Refusal,
)

OWN = Path(__file__).parent / "pages"
TOAST = {"title": "Toast", "servings": 1, "ingredients": ["2 slices of bread"], "steps": ["Toast it."]}
LD = {"@context": "https://schema.org", "@type": "Recipe", "name": "Toast", "recipeIngredient": ["2 slices of bread"]}


def _one(document: object) -> PageRecipe | Refusal:
    (found,) = read_document(json.dumps(document).encode(), "x.json")
    return found


def _refused(document: object) -> str:
    found = _one(document)
    assert isinstance(found, Refusal)
    return found.refused


def test_our_own_recipes_are_read_and_the_bad_ones_name_their_field() -> None:
    rice, nobody, rated, blank = read_document((OWN / "pantry.json").read_bytes(), "pantry.json")
    assert rice == PageRecipe(
        file="pantry.json",
        title="Tomato rice",
        ingredients=("200 g rice", "3 tomatoes"),
        steps=("Simmer all.", "Rest."),
        servings=2,
        minutes_cook=25,
        source_url="https://quietpot.example/tomato-rice",
        tags=("rice", "quick"),
    )
    assert isinstance(nobody, Refusal)
    assert nobody.item == 1
    assert nobody.refused.startswith("servings: ")
    assert isinstance(rated, Refusal)
    assert "rating" in rated.refused
    assert blank == Refusal(file="pantry.json", refused="title: is blank", item=3)


def test_a_graph_gives_every_recipe_in_it() -> None:
    bread, empty, tea = read_document((OWN / "shelf.jsonld").read_bytes(), "shelf.jsonld")
    assert isinstance(bread, PageRecipe)
    assert (bread.servings, bread.minutes_prep) == (6, 90)
    assert bread.ingredients == ("300 g flour", "150 ml water")
    assert bread.steps == ("Knead.", "Rest.", "Bake.")
    assert isinstance(empty, Refusal)
    assert "neither ingredients nor steps" in empty.refused
    assert isinstance(tea, PageRecipe)
    assert (tea.title, tea.item) == ("Mint tea", 2)


def test_json_lines_are_read_one_by_one_and_a_broken_line_is_refused_alone() -> None:
    rows = [json.dumps(TOAST), '{"title": "Torn', json.dumps(LD)]
    toast, torn, ld = read_document("\n".join(rows).encode(), "x.jsonl")
    assert isinstance(toast, PageRecipe)
    assert isinstance(torn, Refusal)
    assert "not JSON" in torn.refused
    assert isinstance(ld, PageRecipe)
    assert [one.item for one in (toast, torn, ld)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "x" * (TITLE_MAX + 1)}, "title"),
        ({"title": None}, "title"),
        ({"servings": 2.5}, "servings"),
        ({"servings": True}, "servings"),
        ({"ingredients": []}, "ingredients"),
        ({"ingredients": "1 egg"}, "ingredients"),
        ({"ingredients": ["1 egg"] * (LINES_MAX + 1)}, "ingredients"),
        ({"ingredients": ["1 egg", "x" * (LINE_MAX + 1)]}, "ingredients[1]"),
        ({"ingredients": ["1 egg", {"name": "milk"}]}, "ingredients[1]"),
        ({"ingredients": ["1 egg", "\u0007"]}, "ingredients[1]"),
        ({"steps": ["x" * (STEP_MAX + 1)]}, "steps[0]"),
        ({"steps": [" "]}, "steps[0]"),
        ({"minutes_prep": -1}, "minutes_prep"),
        ({"tags": ["x" * 51]}, "tags[0]"),
        ({"summary": 5}, "summary"),
        ({"source": 5}, "source"),
    ],
)
def test_a_wrong_field_is_named(change: dict[str, object], field: str) -> None:
    assert _refused({**TOAST, **change}).startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "x" * (TITLE_MAX + 1)}, "title"),
        ({"recipeIngredient": ["1 egg"] * (LINES_MAX + 1)}, "ingredients"),
        ({"recipeInstructions": ["a", "x" * (STEP_MAX + 1)]}, "steps[1]"),
    ],
)
def test_limits_hold_for_schema_org_too(change: dict[str, object], field: str) -> None:
    assert _refused({**LD, **change}).startswith(f"{field}: has ")


def test_a_page_that_tells_much_of_its_recipe_is_taken_with_the_beginning() -> None:
    found = _one({**LD, "description": "so good " * 300})
    assert isinstance(found, PageRecipe)
    assert found.summary is not None
    assert len(found.summary) <= SUMMARY_MAX
    assert found.summary.endswith("so …")
    assert _refused({**TOAST, "summary": "x" * 2_001}).startswith("summary: ")  # who writes our own JSON is told


def test_what_is_exactly_as_long_as_allowed_is_taken() -> None:
    largest = {
        **TOAST,
        "title": "x" * TITLE_MAX,
        "ingredients": ["y" * LINE_MAX] * LINES_MAX,
        "steps": ["z" * STEP_MAX],
    }
    found = _one(largest)
    assert isinstance(found, PageRecipe)
    assert len(found.ingredients) == LINES_MAX


@pytest.mark.parametrize("content", [b"", b"{", b"<html>", b"\xff\xfe", b'{"title": NaN}', b"[" * 100_000])
def test_what_is_not_json_is_refused(content: bytes) -> None:
    with pytest.raises(NotJson):
        read_document(content, "x.json")


@pytest.mark.parametrize("content", [b"[]", b"5", b'{"@type": "Person", "name": "Ines"}', b'{"@graph": null}'])
def test_a_document_without_a_recipe_is_refused(content: bytes) -> None:
    with pytest.raises(NoRecipe):
        read_document(content, "x.json")


def test_a_document_larger_than_the_limit_is_refused() -> None:
    with pytest.raises(FileTooLarge):
        read_document(b" " * (FILE_BYTES_MAX + 1), "x.json")


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read_document(b"\xef\xbb\xbf" + json.dumps(TOAST).encode(), "x.json")


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.sampled_from([*TOAST, *LD]), inner)
    ),
    max_leaves=8,
)


@given(change=st.dictionaries(st.sampled_from([*TOAST, *LD, "author", "image", "keywords"]), _JSON, max_size=3))
def test_any_value_in_any_field_is_read_or_refused(change: dict[str, object]) -> None:
    for base in (TOAST, LD):
        try:
            found = read_document(json.dumps({**base, **change}).encode(), "x.json")
        except NoRecipe:
            continue
        assert all(isinstance(one, Refusal) or one.title for one in found)
