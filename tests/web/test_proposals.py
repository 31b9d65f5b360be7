"""The pages of merging: the notice on a fork, choices side by side, proposals from form to thanks."""

import html
import re

import pytest

from web.visitors import PANCAKES, Visitor, Visitors

MORE_BUTTER = PANCAKES["ingredients"].replace("50 g butter", "80 g butter")
LESS_BUTTER = PANCAKES["ingredients"].replace("50 g butter", "20 g butter")


@pytest.fixture
def parent(ana: Visitor) -> str:
    """The address by id of a recipe of ana's."""
    return ana.publish()


def forked(cook: Visitor, parent: str, **fields: str) -> str:
    """Publish a fork and give its address by id."""
    said = {**PANCAKES, "title": "Mine", "do": "publish", **fields}
    answer = cook.send(f"{parent}/fork", said)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"].partition("?")[0])


def edited(cook: Visitor, recipe: str, **fields: str) -> None:
    """Save a new version with the form."""
    answer = cook.send(f"{recipe}/edit", {**PANCAKES, "do": "save", **fields})
    assert answer.status_code == 303, answer.text


def radios(page: str) -> set[str]:
    """The names of the choices on a page."""
    return {html.unescape(name) for name in re.findall(r'<input type="radio" name="(clash [^"]+)"', page)}


def proposed(cook: Visitor, fork: str, message: str = "More *butter*.") -> str:
    """Propose a fork with the form; gives the address of the proposal."""
    answer = cook.send(f"{fork}/propose", {"message": message})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"].partition("?")[0])


def test_a_fork_tells_its_author_that_the_original_has_changed(
    visitors: Visitors, ana: Visitor, ben: Visitor, parent: str
) -> None:
    fork = forked(ben, parent)
    place = ben.address(fork)
    assert "The original has changed" not in ben.get(place).text
    edited(ana, parent, ingredients=MORE_BUTTER)
    shown = ben.get(place).text
    assert "The original has changed" in shown
    assert f'href="{place}/upstream"' in shown
    assert "The original has changed" not in visitors.stranger().get(place).text
    page = ben.get(f"{place}/upstream").text
    assert '<ins dir="auto">80 g butter, melted</ins>' in page
    assert "Nothing of it touches what you changed." in page
    assert "Take it over" not in visitors.stranger().get(f"{place}/upstream").text
    answer = ben.send(f"{fork}/upstream/merge", page=f"{place}/upstream")
    assert answer.headers["location"] == f"{fork}?said=merged"
    assert "80 g butter, melted" in ben.get(f"{place}", servings="4").text
    assert "The original has changed" not in ben.get(place).text
    assert "The original is as you know it" in ben.get(f"{place}/upstream").text
    assert visitors.stranger().get(f"{ana.address(parent)}/upstream").status_code == 404


def test_clashes_stand_side_by_side_and_come_back_until_each_is_chosen(ana: Visitor, ben: Visitor, parent: str) -> None:
    fork = forked(ben, parent, ingredients=LESS_BUTTER)
    edited(ana, parent, title="Hers", ingredients=MORE_BUTTER)
    place = f"{ben.address(fork)}/upstream"
    page = ben.get(place).text
    assert len(radios(page)) == 2
    for words in ("Both changed the title", "Both changed an ingredient", "20 g butter, melted", "80 g butter, melted"):
        assert words in page
    butter = next(name for name in radios(page) if "line:" in name)
    half = ben.send(f"{fork}/upstream/merge", {butter: "take"}, page=place)
    assert half.status_code == 409
    assert "Choose for each of these" in half.text
    assert re.search(rf'name="{re.escape(butter)}" value="take" required checked', half.text)
    assert '<fieldset class="field pick clash wrong"><legend>Both changed the title' in half.text
    answer = ben.send(f"{fork}/upstream/merge", {butter: "take", "clash title": "skip"}, page=place)
    assert answer.status_code == 303
    page = ben.get(ben.address(fork)).text
    assert '<h1 dir="auto">Mine</h1>' in page
    assert "80 g" in page


def test_what_moved_meanwhile_is_shown_again(ana: Visitor, ben: Visitor, parent: str) -> None:
    fork = forked(ben, parent)
    edited(ana, parent, ingredients=MORE_BUTTER)
    place = f"{ben.address(fork)}/upstream"
    opened = ben.hidden(place)
    edited(ben, fork, title="Mine", summary="Saved elsewhere.")
    answer = ben.client.post(f"{fork}/upstream/merge", data=opened)
    assert answer.status_code == 412
    assert "Something was saved meanwhile." in answer.text


def test_a_proposal_goes_from_form_to_thanks(visitors: Visitors, ana: Visitor, ben: Visitor, parent: str) -> None:
    fork = forked(ben, parent, title="Sunday pancakes", ingredients=MORE_BUTTER)
    assert f'href="{fork}/propose"' in ben.get(ben.address(fork)).text
    assert "80 g butter, melted" in ben.get(f"{fork}/propose").text
    place = proposed(ben, fork)
    recipe = ana.address(parent)
    stranger = visitors.stranger()
    assert f'href="{place}"' in stranger.get(recipe).text
    assert f'href="{place}"' in stranger.get(f"{recipe}/proposals").text
    page = stranger.get(place).text
    for words in ("<em>butter</em>", "80 g butter, melted", "Sign in</a> to say something"):
        assert words in page
    for words in ("Accept</button>", "Decline</button>", "Withdraw it</button>"):
        assert words not in page
    assert "Withdraw it</button>" in ben.get(place).text
    said = ana.send(f"{place}/comments", {"body": "Is it <b>rich</b>?"}, page=place)
    assert said.headers["location"].startswith(f"{place}?said=commented#comment-")
    assert "&lt;b&gt;rich" in ben.get(place).text
    assert ana.send(f"{place}/comments", {"body": " "}, page=place).status_code == 422
    comment = said.headers["location"].rpartition("comment-")[2]
    assert ana.send(f"{place}/comments/{comment}/remove", page=place).status_code == 303
    assert "rich" not in ben.get(place).text
    answer = ana.send(f"{place}/accept", page=place)
    assert answer.headers["location"] == f"{place}?said=accepted"
    assert f'thanks to <a href="/@{ben.handle}">' in stranger.get(f"{recipe}/versions").text
    assert "80 g" in stranger.get(recipe).text
    assert f'href="{place}"' not in stranger.get(recipe).text
    assert ana.send(f"{place}/decline", page=place).status_code == 409


def test_accepting_asks_where_the_recipe_went_another_way(ana: Visitor, ben: Visitor, parent: str) -> None:
    place = proposed(ben, forked(ben, parent, title="Sunday pancakes", ingredients=MORE_BUTTER))
    edited(ana, parent, ingredients=LESS_BUTTER)
    (butter,) = radios(ana.get(place).text)
    assert ana.send(f"{place}/accept", page=place).status_code == 409
    assert ana.send(f"{place}/accept", {butter: "take"}, page=place).status_code == 303
    assert "80 g" in ana.get(ana.address(parent)).text


def test_a_proposal_is_declined_or_withdrawn(ana: Visitor, ben: Visitor, parent: str) -> None:
    fork = forked(ben, parent, ingredients=MORE_BUTTER)
    place = proposed(ben, fork)
    assert ben.send(f"{place}/accept", page=place).status_code == 403
    assert ana.send(f"{place}/decline", page=place).headers["location"] == f"{place}?said=declined"
    place = proposed(ben, fork)
    assert ben.send(f"{fork}/propose", {"message": "Again."}).status_code == 409
    assert ben.send(f"{place}/withdraw", page=place).headers["location"] == f"{place}?said=unproposed"
    assert "withdrawn" in ana.get(place).text


def test_forms_of_others_are_not_shown(visitors: Visitors, ana: Visitor, ben: Visitor, parent: str) -> None:
    fork = forked(ben, parent, ingredients=MORE_BUTTER)
    assert ana.get(f"{fork}/propose").status_code == 404
    assert ana.get(f"{parent}/propose").status_code == 404
    assert visitors.stranger().get(f"{fork}/propose").status_code == 303
    assert ben.send(f"{fork}/propose", {"message": "x" * 2001}).status_code == 422
