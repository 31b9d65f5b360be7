"""What a review tells of changes in a recipe, each once."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from forklore.foods.line_reader import read_line
from forklore.recipes.rows import Content, ContentLine
from forklore.replacements import told
from forklore.replacements.rows import ReviewRow, StatedChange

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXTS = ("200 g butter", "100 g walnuts", "2 eggs", "1 cup sugar")
LINES = tuple(
    ContentLine(line_id=uuid4(), text=text, food=read_line(text).food, name=read_line(text).name) for text in TEXTS
)
CAKE = Content(title="Walnut Cake", servings=Decimal(8), lines=LINES)
BUTTER = StatedChange("replace", ["butter"], ["margarine"])


def review(body: str = "", stars: int = 4, *stated: StatedChange) -> ReviewRow:
    return ReviewRow(1, 1, stars, list(stated), body, NOW)


def test_the_words_of_a_review_are_read_as_evidence_with_their_place() -> None:
    body = "Lovely. I used honey instead of sugar. Thanks!"
    (one,) = told.told_by_review(review(body), CAKE)
    assert (one.kind, one.before[0].name, one.after[0].name) == ("replace", "sugar", "honey")
    assert one.lines == [LINES[3].line_id]
    assert one.span is not None
    assert "honey instead of sugar" in body[slice(*one.span)]
    assert told.words_of(one, body) == "I used honey instead of sugar."
    assert not one.stated


def test_what_is_stated_is_not_counted_again_from_the_words() -> None:
    body = "I replaced the butter with margarine and left out the walnuts."
    found = told.told_by_review(review(body, 4, BUTTER), CAKE)
    assert [(one.kind, one.before[0].food, one.stated) for one in found] == [
        ("replace", "butter", True),
        ("omit", "walnut", False),
    ]
    assert found[0].span is not None  # and the words that say so are shown


@pytest.mark.parametrize(
    ("body", "stars", "failed"),
    [
        ("", 4, False),
        ("", 2, True),
        ("I used margarine for the butter, it split!", 5, True),
        ("I used margarine for the butter and it was delicious.", 2, False),
    ],
)
def test_failure_is_told_by_words_or_by_low_stars(body: str, stars: int, *, failed: bool) -> None:
    (one,) = told.told_by_review(review(body, stars, BUTTER), CAKE)
    assert one.failed is failed


@pytest.mark.parametrize(
    "body",
    ["Next time I will use honey instead of sugar.", "Can I use honey instead of sugar?", "", "Yum"],
)
def test_wishes_and_questions_prove_nothing(body: str) -> None:
    assert told.told_by_review(review(body), CAKE) == []


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (["butter"], ["margarine"], [("butter", ("margarine",))]),
        (["Unsalted Butter"], ["olive oil", "yogurt"], [("butter", ("olive-oil", "yogurt"))]),
        (["butter", "ghee"], ["margarine"], [("butter", ("margarine",)), ("ghee", ("margarine",))]),
        (["butter", "margarine"], ["margarine"], [("butter", ("margarine",))]),
        (["cilantro"], ["coriander"], []),
        (["butter"], ["moon dust"], []),
        (["moon dust"], ["butter"], []),
        (["butter"], [], []),
    ],
)
def test_what_a_reviewer_states_is_resolved_or_dropped(
    before: list[str], after: list[str], pairs: list[tuple[str, tuple[str, ...]]]
) -> None:
    for kind, wanted in (("replace", pairs), ("omit", [])):
        (one,) = told.told_by_review(review("", 4, StatedChange(kind, before, after)), CAKE)
        assert list(told.pairs(one)) == wanted
