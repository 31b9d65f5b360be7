"""Adapting on the pages, without scripts: ask, see, choose, make a draft."""

import html
import re
from urllib.parse import urlencode

import pytest

from web.test_hostile import HOSTILE, harmless
from web.visitors import PANCAKES, Visitor, Visitors

_PICK = re.compile(r'name="(to_[0-9a-f-]+)" value="([^"]*)"( checked)?')


@pytest.fixture(scope="module")
def pancakes(ana: Visitor) -> str:
    """The address by id of a published recipe."""
    # Nobody else here replaces cream cheese, so that what is chosen does not hang on the other tests.
    lines = PANCAKES["ingredients"].replace("g butter", "g cream cheese")
    return ana.publish(title="Pancakes to adapt", ingredients=lines)


def picks(page: str) -> dict[str, list[str]]:
    """What can be picked for each line; what is picked stands first."""
    found: dict[str, list[str]] = {}
    for name, value, checked in _PICK.findall(page):
        found.setdefault(name, []).insert(0 if checked else len(found[name]) if name in found else 0, value)
    return found


def test_everybody_sees_what_would_change(visitors: Visitors, ana: Visitor, pancakes: str) -> None:
    stranger = visitors.stranger()
    recipe = stranger.get(ana.address(pancakes))
    assert f'href="{pancakes}/adapt"' in recipe.text
    blank = stranger.get(f"{pancakes}/adapt")
    assert blank.status_code == 200
    assert "What changes" not in blank.text
    page = stranger.get(f"{pancakes}/adapt", diet_vegan="on")
    assert page.status_code == 200
    text = html.unescape(page.text)
    assert 'name="diet_vegan" value="on" checked' in text
    assert '<del dir="auto">2 large eggs</del>' in text
    assert "Because: egg: not vegan." in text
    assert '<ins dir="auto">50 g vegan cream cheese</ins>' in text
    assert "A classic: 100 g vegan cream cheese for 100 g cream cheese." in text
    assert "Make it my draft" not in text
    assert "Sign in to make it your draft" in text
    assert urlencode({"next": f"{pancakes}/adapt?diet_vegan=on"})[5:] in page.text


def test_a_plan_becomes_a_draft_once(ben: Visitor, pancakes: str) -> None:
    place = f"{pancakes}/adapt"
    fields = {**ben.hidden(f"{place}?diet_vegan=on"), "do": "draft"}
    first, second = (ben.client.post(place, data=fields) for _ in range(2))
    assert first.status_code == 303, first.text
    assert first.headers["location"] == second.headers["location"]
    draft = ben.client.get(first.headers["location"], follow_redirects=True)
    assert "Adapted, and saved as a draft." in draft.text
    assert "Pancakes to adapt (vegan)" in draft.text
    assert "vegan cream cheese" in draft.text
    assert "Forked from" in draft.text


def test_what_is_chosen_otherwise_is_worked_out_and_taken(ben: Visitor, pancakes: str) -> None:
    place = f"{pancakes}/adapt"
    page = ben.get(place, diet_vegan="on")
    choices = picks(page.text)
    assert len(choices) == 3
    cheese = next(name for name, values in choices.items() if values[0] == "vegan-cream-cheese")
    assert "silken-tofu" in choices[cheese]
    fields = {**ben.hidden(f"{place}?diet_vegan=on"), **{name: values[0] for name, values in choices.items()}}
    again = ben.client.post(place, data={**fields, cheese: "silken-tofu", "do": "preview"})
    assert again.status_code == 200
    assert '<ins dir="auto">50 g silken tofu</ins>' in again.text
    assert picks(again.text)[cheese][0] == "silken-tofu"
    made = ben.client.post(place, data={**fields, cheese: "silken-tofu", "do": "draft"})
    assert made.status_code == 303
    assert "50 g silken tofu" in ben.client.get(made.headers["location"], follow_redirects=True).text
    bad = ben.client.post(place, data={**fields, cheese: "goat-cheese", "do": "draft"})
    assert bad.status_code == 422
    assert "goat cheese: not vegan" in bad.text


def test_wrong_words_are_told_beside_their_fields_and_kept(visitors: Visitors, pancakes: str) -> None:
    page = visitors.stranger().get(f"{pancakes}/adapt", avoid="moon dust, nuts", have="star dust", diet_vegan="on")
    assert page.status_code == 422
    for field, word in (("avoid", "moon dust, nuts"), ("have", "star dust")):
        assert f'id="fault-{field}"' in page.text
        assert f'value="{word}"' in page.text
    assert 'name="diet_vegan" value="on" checked' in page.text


def test_what_nobody_knows_is_said_and_kept_only_when_asked(ana: Visitor, ben: Visitor) -> None:
    soup = ana.publish(title="Odd soup", ingredients="200 g snarkle\n2 eggs\n1 onion")
    place = f"{soup}/adapt"
    page = ben.get(place, diet_vegan="on")
    assert "nothing known" in page.text
    assert "we do not know what “snarkle” is" in page.text
    choices = {name: values[0] for name, values in picks(page.text).items()}
    assert "keep" in choices.values()
    fields = ben.hidden(f"{place}?diet_vegan=on")
    refused = ben.client.post(place, data={**fields, "do": "draft"})
    assert refused.status_code == 422
    assert "we do not know what “snarkle” is" in refused.text
    assert ben.client.post(place, data={**fields, **choices, "do": "draft"}).status_code == 303


def test_what_fits_is_told_to_fit(ben: Visitor, pancakes: str) -> None:
    place = f"{pancakes}/adapt"
    page = ben.get(place, diet_nut_free="on")
    assert "This recipe fits as it is." in page.text
    answer = ben.client.post(place, data={**ben.hidden("/write"), "diet_nut_free": "on", "do": "draft"})
    assert answer.status_code == 409
    assert "there is nothing to adapt" in answer.text


def test_only_who_may_see_a_recipe_sees_its_plan(visitors: Visitors, ana: Visitor, ben: Visitor) -> None:
    secret = ana.publish(title="Secret pancakes", visibility="private")
    assert ben.get(f"{secret}/adapt", diet_vegan="on").status_code == 404
    assert ana.get(f"{secret}/adapt", diet_vegan="on").status_code == 200
    sent = visitors.stranger().client.post(f"{secret}/adapt", data={"diet_vegan": "on"})
    assert sent.status_code in {303, 403}


def test_hostile_words_stay_words(ana: Visitor, ben: Visitor) -> None:
    trap = ana.publish(title=f"Trap {HOSTILE}"[:150], ingredients=f"2 eggs {HOSTILE}\n1 cup {HOSTILE}\n100 g butter")
    page = ben.get(f"{trap}/adapt", diet_vegan="on")
    assert page.status_code == 200
    harmless(page.text)
    asked = ben.get(f"{trap}/adapt", avoid=f'">{HOSTILE}', have="x" * 5_000)
    assert asked.status_code == 422
    harmless(asked.text)
    fields = {**ben.hidden(f"{trap}/adapt?diet_vegan=on"), f'to_"><script>{HOSTILE}': HOSTILE, "do": "draft"}
    sent = ben.client.post(f"{trap}/adapt", data=fields)
    assert sent.status_code == 422
    harmless(sent.text)
