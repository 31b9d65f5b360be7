"""The form of a recipe: pasted text is parted, faults are named, what exists reads back as it is."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from forklore.forks.rows import Relative
from forklore.recipes.inputs import Draft, Edit, LineInput
from forklore.recipes.rows import Author, Visibility
from forklore.recipes.rules import content_of, edited
from forklore.web.families import Branch, branches
from forklore.web.plate_drawing import drawn
from forklore.web.recipe_form import as_typed, lines_of, of_content, read, steps_of, tags_of
from forklore.web.texts import ago, counted, markdown, minutes, plain
from web.visitors import PANCAKES


@pytest.mark.parametrize(
    ("pasted", "steps"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("1. One.\n2) Two.\n3: Three.", ["One.", "Two.", "Three."]),
        ("Step 1: One\nstill one.\n\nStep 2: Two", ["One\nstill one.", "Two"]),
        ("200 g flour are sifted.", ["200 g flour are sifted."]),
        ("  \n \n", []),
    ],
)
def test_pasted_methods_are_parted_into_steps(pasted: str, steps: list[str]) -> None:
    assert steps_of(pasted) == steps


def test_pasted_lists_lose_their_bullets() -> None:
    assert lines_of("• 2 eggs\n- 1 cup milk\n\n* salt\n½ lemon") == ["2 eggs", "1 cup milk", "salt", "½ lemon"]
    assert tags_of("a, b ,,c\nd") == ["a", "b", "c", "d"]


def test_every_fault_is_named() -> None:
    typed = as_typed(
        {
            **PANCAKES,
            "title": "t" * 201,
            "servings": "1/0",
            "minutes_cook": "-3",
            "ingredients": "x\n" * 201,
            "steps": "y" * 10_001,
            "tags": "z" * 51,
            "source_url": "javascript:alert(1)",
            "visibility": "nobody",
        }
    )
    said, faults = read(typed)
    assert said is None
    assert set(faults) == {
        *("title", "servings", "minutes_cook", "ingredients", "steps", "tags", "source_url", "visibility")
    }


def test_what_exists_reads_back_as_it_is() -> None:
    lines: list[str | LineInput] = ["2 eggs", "For the sauce:", "100 g sugar", "1 lemon", "Topping:", "salt"]
    content = content_of(Draft(title="T", servings=2.5, ingredients=lines, steps=["One.", "Two\nlines."], tags=["a"]))
    said, faults = read(of_content(content, visibility=Visibility.PUBLIC, version=1))
    assert (said is not None, faults) == (True, {})
    assert said is not None
    change = Edit(
        title=said.title, servings=said.servings, ingredients=[*said.ingredients], steps=[*said.steps], tags=said.tags
    )
    again = edited(content, change)
    assert again == content


@given(some.text(max_size=300))
def test_markdown_never_gives_a_tag_that_runs(text: str) -> None:
    made = str(markdown(f"{text}\n\n<script>{text}</script> [a](javascript:{text})"))
    assert "<script" not in made
    assert 'href="javascript' not in made


def test_words_and_figures() -> None:
    assert [counted(1, "fork"), counted(1204, "fork")] == ["1 fork", "1,204 forks"]
    assert [minutes(35), minutes(80), minutes(60), minutes(0)] == ["35 min", "1 h 20 min", "1 h", "0 min"]
    assert [plain(4.0), plain(0.666), plain(100.0, 0), plain(None)] == ["4", "0.67", "100", ""]
    now = datetime(2026, 5, 10, tzinfo=UTC)
    assert [ago(now - timedelta(hours=hours), now) for hours in (0, 1, 50, 24 * 400)] == [
        *("just now", "1 hour ago", "2 days ago", "1 year ago")
    ]


def test_plates_differ_by_recipe_and_hold_nothing_but_shapes() -> None:
    families = ["vegetables", "grains", "unheard of"]
    plates = {drawn(uuid4(), families) for _ in range(20)}
    assert len(plates) == 20
    assert all(plate.startswith("<svg") and "<script" not in plate for plate in plates)
    assert "<path" not in drawn(uuid4(), [])


def relative(number: int, parent: int) -> Relative:
    return Relative(UUID(int=number), UUID(int=parent), 1, 1, Author("ana", "Ana"), f"n{number}", "/", tombstone=False)


def drawn_tree(tree: list[Branch]) -> list[object]:
    return [[one.recipe.title, drawn_tree(one.branches)] for one in tree]


def test_a_family_hangs_under_what_it_was_made_from() -> None:
    family = [relative(2, 1), relative(3, 1), relative(4, 2), relative(9, 8)]
    assert drawn_tree(branches(UUID(int=1), family)) == [["n2", [["n4", []]]], ["n3", []], ["n9", []]]
    assert drawn_tree(branches(UUID(int=1), family, most=2)) == [["n2", []], ["n3", []]]
    deep = [relative(number, number - 1) for number in range(2, 40)]
    assert str(drawn_tree(branches(UUID(int=1), deep))).count("[[") < 10
