"""Hostile words stay words: in every field, on every page that shows them."""

import pytest

from web.visitors import PANCAKES, Visitor, Visitors

TEMPLATE = "{{99*1013}} {% for x in ().__class__.__mro__ %}"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
LINK = "[sweet](javascript:alert(3)) <a href='javascript:alert(4)'>x</a> ![p](https://evil.example/p.png)"
LONG = "a" * 190
RIGHT_TO_LEFT = "\u202eevil\u202c \u200fשלום"
HOSTILE = f"{TEMPLATE} {SCRIPT}"


@pytest.fixture(scope="module")
def mallory(visitors: Visitors) -> Visitor:
    """A cook whose profile is full of traps."""
    cook = visitors.cook("mallory")
    answer = cook.send(
        "/me/profile",
        {"handle": cook.handle, "display_name": SCRIPT, "bio": f"{HOSTILE}\n\n{LINK}\n\n{RIGHT_TO_LEFT}"},
    )
    assert answer.status_code == 303
    return cook


@pytest.fixture(scope="module")
def trap(mallory: Visitor) -> str:
    """The address by id of a recipe full of traps."""
    return mallory.publish(
        title=f"{HOSTILE} {LONG[:80]}",
        summary=f"{HOSTILE}\n\n{LINK}\n\n{'b' * 1500}",
        ingredients=f"2 cups {HOSTILE}\n{'c' * 900}\n{RIGHT_TO_LEFT}\n100 g butter {LINK}",
        steps=f"{HOSTILE}\n\n{LINK}\n\n{'d' * 9_999}\n\n{RIGHT_TO_LEFT}",
        tags=f"{SCRIPT[:40]}, {{{{99*1013}}}}",
        source_name=HOSTILE,
        source_url='https://example.org/"onmouseover="alert(5)',
    )


def harmless(page: str) -> None:
    """Nothing of a page runs, loads from elsewhere or was computed from what somebody typed."""
    assert "<script" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page
    assert "<a href='javascript:" not in page
    assert 'src="https://' not in page
    assert '"onmouseover="' not in page
    assert "\u202e" not in page
    assert "100287" not in page


def test_a_recipe_full_of_traps_is_shown_as_it_was_typed(visitors: Visitors, mallory: Visitor, trap: str) -> None:
    address = mallory.address(trap)
    pages = [visitors.stranger().get(address), visitors.stranger().get(f"{address}?servings=8&units=metric")]
    pages += [mallory.get(f"{trap}/edit"), mallory.get(f"/@{mallory.handle}"), mallory.get(f"{address}/versions")]
    pages += [mallory.get(f"{address}/score"), mallory.get("/new"), mallory.get("/"), mallory.get(f"{trap}/delete")]
    for page in pages:
        assert page.status_code == 200
        harmless(page.text)
    assert "{{99*1013}}" in pages[0].text
    assert "&lt;script&gt;" in pages[0].text
    assert "d" * 9_999 in pages[0].text


def test_forks_reviews_and_differences_carry_the_words_only(visitors: Visitors, mallory: Visitor, trap: str) -> None:
    eve = visitors.cook("eve")
    fork = eve.send(f"{trap}/fork", {**PANCAKES, "title": SCRIPT, "message": HOSTILE, "do": "publish"})
    assert fork.status_code == 303, fork.text
    place = eve.address(fork.headers["location"].partition("?")[0])
    review = {
        "stars": "1",
        "body": f"{HOSTILE}\n\n{LINK}",
        "kind_0": "replace",
        "before_0": SCRIPT,
        "after_0": TEMPLATE,
    }
    assert eve.send(f"{trap}/review", review, page=mallory.address(trap)).status_code == 303
    for where in (place, f"{place}/against-parent", f"{place}/family", mallory.address(trap), "/feed"):
        page = eve.get(where)
        assert page.status_code == 200
        harmless(page.text)


def test_a_faulty_form_gives_hostile_words_back_as_words(mallory: Visitor) -> None:
    answer = mallory.send(
        "/write",
        {**PANCAKES, "title": "", "servings": f'"{SCRIPT}', "ingredients": f"</textarea>{SCRIPT}", "tags": HOSTILE},
    )
    assert answer.status_code == 422
    harmless(answer.text)
    assert answer.text.count("</textarea>") == 3
    harmless(mallory.get("/foods", q=f'">{SCRIPT}').text)
    harmless(mallory.get("/signin", next=f'">{SCRIPT}').text)
    harmless(mallory.get("/", said=SCRIPT).text)
