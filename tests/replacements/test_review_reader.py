"""What a reviewer changed, read out of the words."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.replacements.review_reader import ReviewChange, read_review

PIECES = (
    "I used honey instead of sugar. ",
    "no ",
    "didn't have ",
    "so I used ",
    "butter",
    " and ",
    ", ",
    "(",
    ")",
    "/",
    "or ",
    "left out the ",
    "walnuts",
    "twice the ",
    "for ",
    "with ",
    "Instead of ",
    "1/0 ",
    "½",
    "more ",
    "of ",
    "the ",
    "?",
    "! ",
    "substituted ",
    "next time ",
    "\n",
    "half ",
    "'",
    "’em ",
    "<p>",
    "cut ",
    "\u2028",
    "é",
    "豆腐",
    "- ",
    "in place of ",
)


def told(text: str, recipe: str = "", lines: list[str] | None = None) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(c.kind, c.before, c.after) for c in read_review(text, recipe, lines) if c.status == "did"]


def one(text: str, recipe: str = "") -> ReviewChange:
    found = read_review(text, recipe)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("I used honey instead of sugar.", "sugar", "honey"),
        ("Used Greek yogurt in place of the sour cream.", "sour cream", "greek yogurt"),
        ("I made it with oat milk rather than cream.", "cream", "oat milk"),
        ("We substituted maple syrup for the honey.", "honey", "maple syrup"),
        ("I substituted the butter with olive oil.", "butter", "olive oil"),
        ("I replaced the raisins with dried cranberries.", "raisins", "dried cranberries"),
        ("Swapped the white rice for quinoa.", "white rice", "quinoa"),
        ("I switched out the walnuts for pecans", "walnuts", "pecans"),
        ("Instead of beef broth I used vegetable broth.", "beef broth", "vegetable broth"),
        ("I didn't have any leeks so I used onions.", "leeks", "onions"),
        ("I used margarine because I didn't have butter.", "butter", "margarine"),
        ("We were out of buttermilk, so I used kefir instead.", "buttermilk", "kefir"),
        ("I don't like cilantro, so I used parsley.", "cilantro", "parsley"),
        ("I subbed the turmeric for saffron", "turmeric", "saffron"),
    ],
)
def test_what_takes_the_place_of_what(text: str, old: str, new: str) -> None:
    assert told(text) == [("replace", old, (new,))]


def test_one_food_may_be_replaced_by_several_and_several_by_one() -> None:
    assert told("I didn't have half and half, so I used milk and butter.") == [
        ("replace", "half and half", ("milk", "butter"))
    ]
    assert told("I used chocolate chips instead of walnuts or raisins.") == [
        ("replace", "walnuts", ("chocolate chips",)),
        ("replace", "raisins", ("chocolate chips",)),
    ]


def test_two_replacements_in_one_sentence_are_kept_apart() -> None:
    text = "I used red peppers instead of green peppers and chicken instead of turkey."
    assert told(text) == [("replace", "green peppers", ("red peppers",)), ("replace", "turkey", ("chicken",))]


def test_a_shortened_name_is_completed() -> None:
    assert told("I used corn tortillas instead of flour.") == [("replace", "flour tortillas", ("corn tortillas",))]
    assert told("I used stewed tomatoes instead of diced.") == [("replace", "diced tomatoes", ("stewed tomatoes",))]


@pytest.mark.parametrize(
    ("text", "kind", "foods"),
    [
        ("I left out the walnuts.", "omit", ["walnuts"]),
        ("I omitted the celery and the carrots.", "omit", ["celery", "carrots"]),
        ("I didn't add the raisins.", "omit", ["raisins"]),
        ("I didn't have any parsley.", "omit", ["parsley"]),
        ("I skipped the salt.", "omit", ["salt"]),
        ("I doubled the garlic.", "more", ["garlic"]),
        ("I added more cheese.", "more", ["cheese"]),
        ("I used twice the amount of cinnamon.", "more", ["cinnamon"]),
        ("I increased the salt", "more", ["salt"]),
        ("I cut back on the sugar.", "less", ["sugar"]),
        ("I used half the butter.", "less", ["butter"]),
        ("I reduced the sugar to 1 cup.", "less", ["sugar"]),
        ("I used 2 eggs instead of 3.", "less", ["eggs"]),
    ],
)
def test_what_was_left_out_or_used_more_or_less_of(text: str, kind: str, foods: list[str]) -> None:
    assert told(text) == [(kind, food, ()) for food in foods]


@pytest.mark.parametrize(
    ("text", "foods"),
    [
        ("I added a can of corn and some diced jalapenos.", ["corn", "diced jalapenos"]),
        ("Threw in a handful of spinach.", ["spinach"]),
        ("I topped it with bread crumbs.", ["bread crumbs"]),
    ],
)
def test_what_was_added(text: str, foods: list[str]) -> None:
    assert told(text) == [("add", None, (food,)) for food in foods]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Delicious! My whole family loved it and I will make it again.",
        "I used a crockpot instead of the oven.",
        "I made it for dinner and served it with a salad on the side.",
        "I saved this recipe instead of looking for it again.",
        "The butter was soft and the sugar dissolved well.",
        "Me encantó esta receta, usé mantequilla en lugar de aceite.",
        "Ich habe Butter statt Öl genommen und es war köstlich.",
        "とても美味しかったです。砂糖の代わりに蜂蜜を使いました。",
    ],
)
def test_a_review_without_a_change_and_one_in_another_language_tell_none(text: str) -> None:
    assert read_review(text, "Pumpkin Bread") == ()


def test_wishes_and_questions_are_no_facts() -> None:
    assert one("Next time I will use honey instead of sugar.").status == "would"
    assert one("I would add more garlic.").status == "would"
    assert one("Can I use honey instead of sugar?").status == "asked"
    assert one("I used honey instead of sugar.").status == "did"


def test_how_it_turned_out_is_told_where_the_review_says_so() -> None:
    assert one("I used honey instead of sugar and it was delicious.").outcome == "good"
    assert one("I used honey instead of sugar. It was too sweet.").outcome == "bad"
    assert one("I used honey instead of sugar.").outcome is None


def test_the_recipe_is_the_referee() -> None:
    lines = ["2 cups flour", "1 tsp saffron", "1 onion"]
    assert told("I subbed the turmeric for saffron.", "Rice", lines) == [("replace", "saffron", ("turmeric",))]
    lines[1] = "1 tsp turmeric"
    assert told("I subbed saffron for the turmeric.", "Rice", lines) == [("replace", "turmeric", ("saffron",))]
    assert told("I left out the bacon.", "Rice", lines) == []
    assert told("I left out the onion.", "Rice", lines) == [("omit", "onion", ())]


def test_a_change_of_mind_within_the_sentence_does_not_break_the_reading() -> None:
    for text in ("I used honey instead of sugar, no wait", "I left out the salt, well no, I added the salt."):
        assert all(0 < change.confidence <= 1 for change in read_review(text))


def test_the_span_proves_the_change() -> None:
    text = "So good!  I used 2 cups of oat milk instead of the cream, yum."
    start, end = one(text).span
    assert text[start:end] == "2 cups of oat milk instead of the cream"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)), st.booleans())
def test_any_text_is_read_and_spans_lie_within_it(text: str, lines: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    for change in read_review(text, "Honey Cake", ["1 cup sugar", "2 eggs", ""] if lines else None):
        start, end = change.span
        assert 0 <= start < end <= len(text)
        assert change.before or change.after
        assert 0 < change.confidence <= 1


@pytest.mark.parametrize(
    "piece",
    ["I used honey instead of sugar and ", "butter, ", "instead of ", "(", "more ", "no butter so ", "a/b ", "<p "],
)
def test_the_time_grows_with_the_length_only(piece: str) -> None:
    read_review("I used honey instead of sugar.")
    times = []
    for length in (10_000, 50_000):
        before = time.process_time()
        read_review((piece * length)[:length])
        times.append(time.process_time() - before)
    assert times[1] < 2
    assert times[1] < 15 * times[0] + 0.1
