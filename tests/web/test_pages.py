"""The pages over HTTP: what they show, to whom, at which address, with which headers."""

import re

import httpx
import pytest

from web.visitors import PANCAKES, Visitor, Visitors


@pytest.fixture(scope="module")
def pancakes(ana: Visitor) -> str:
    """The address of a published recipe of ana's."""
    return ana.address(ana.publish())


@pytest.mark.parametrize("place", ["/", "/popular", "/new", "/foods", "/foods?q=butter", "/signin", "/signup"])
def test_whoever_comes_sees_the_open_pages(visitors: Visitors, place: str) -> None:
    answer = visitors.stranger().get(place)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.count("<h1") == 1
    assert 'href="#content"' in answer.text


@pytest.mark.parametrize("place", ["/feed", "/write", "/me/drafts", "/me/profile"])
def test_pages_of_ones_own_lead_to_signing_in_and_back(visitors: Visitors, place: str) -> None:
    answer = visitors.stranger().get(place)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/signin?next={place.replace('/', '%2F')}"


def test_every_page_forbids_what_it_does_not_need(visitors: Visitors, ana: Visitor) -> None:
    for answer in (visitors.stranger().get("/"), ana.get("/"), ana.get("/nowhere"), ana.get("/feed")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"].startswith("private")
        assert answer.headers["vary"] == "Cookie"
        assert not re.search(r"<script|<style|<[a-z][^<>]* (?:style|on[a-z]+)=", answer.text)


def test_files_are_kept_for_ever_under_a_name_of_their_content(visitors: Visitors) -> None:
    stranger = visitors.stranger()
    found = re.findall(r'"(/assets/[^"]+)"', stranger.get("/").text)
    assert len(found) == 2
    for place in found:
        answer = stranger.get(place)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert "set-cookie" not in answer.headers
    assert stranger.get("/assets/forklore.css").status_code == 404


def test_a_recipe_shows_what_to_buy_and_what_to_do(visitors: Visitors, pancakes: str) -> None:
    page = visitors.stranger().get(pancakes).text
    for words in ("Sunday pancakes", "Tall and tender.", "1 ½ cups", "Whisk everything.", "no stars yet"):
        assert words in page
    assert '<a href="/foods/all-purpose-flour">plain flour</a>' in page


def test_servings_and_units_are_counted_anew(visitors: Visitors, pancakes: str) -> None:
    stranger = visitors.stranger()
    page = stranger.get(pancakes, servings="8").text
    assert "4 cups <a" in page
    assert "100 g <a" in page
    assert 'title="as written: 50 g butter, melted"' in page
    assert "470 ml <a" in stranger.get(pancakes, units="metric").text
    for silly in ("0", "-1", "1/0", "lots", "99999999"):
        answer = stranger.get(pancakes, servings=silly)
        assert answer.status_code == 200
        assert "Servings are a number above 0" in answer.text


def test_amounts_in_brackets_that_scaling_makes_wrong_are_left_out(ana: Visitor) -> None:
    lines = "2 cups (250 g) plain flour\n1 (400 g) can tomatoes"
    place = ana.address(ana.publish(title="Brackets", ingredients=lines))
    assert "(250 g)" in ana.get(place).text
    doubled = ana.get(place, servings="8").text
    ingredients = re.sub(r'title="[^"]*"', "", doubled)
    assert "4 cups" in ingredients
    assert "(250 g)" not in ingredients
    assert "400 g" in ingredients


def test_old_addresses_lead_to_the_new_one(visitors: Visitors) -> None:
    cook = visitors.cook("cleo")
    old, place = cook.handle, cook.address(cook.publish(title="Moving cake"))
    new = f"{old[:20]}_new"
    answer = cook.send("/me/profile", {"handle": new, "display_name": "Cleo", "bio": "Moves *often*."})
    assert answer.headers["location"] == f"/@{new}?said=saved"
    for behind in ("", "/versions", "/family", "/reviews", "/score"):
        moved = visitors.stranger().get(f"{place}{behind}?servings=2")
        assert moved.status_code == 301
        assert moved.headers["location"] == f"/@{new}/moving-cake{behind}?servings=2"
    assert visitors.stranger().get(f"/@{old}/followers").headers["location"] == f"/@{new}/followers"
    assert "Moves <em>often</em>." in visitors.stranger().get(f"/@{new}").text
    assert visitors.stranger().get("/foods/plain-flour").headers["location"] == "/foods/all-purpose-flour"


def test_drafts_are_seen_by_their_cook_alone(ana: Visitor, ben: Visitor) -> None:
    answer = ana.send("/write", {**PANCAKES, "title": "Secret", "do": "save"})
    place = answer.headers["location"].partition("?")[0]
    assert "Draft · only you see this" in ana.get(ana.address(place)).text
    assert "Secret" in ana.get("/me/drafts").text
    assert ben.get(place).status_code == 404
    assert ben.get(f"/plates/{place.rpartition('/')[2]}.svg").status_code == 404


@pytest.mark.parametrize(
    "place", ["/nowhere", "/@nobody", "/@nobody/nothing", "/x/y/z", "/foods/no-such-food", "/plates/1.svg"]
)
def test_nothing_is_there_in_words(visitors: Visitors, place: str) -> None:
    answer = visitors.stranger().get(place)
    assert answer.status_code == 404
    assert "Nothing on this plate" in answer.text
    assert "application/problem+json" in visitors.stranger().get(f"/api{place}").headers["content-type"]


def test_odd_addresses_and_methods_are_answered(visitors: Visitors, pancakes: str) -> None:
    stranger = visitors.stranger()
    assert stranger.get("/%00").status_code == 404
    assert stranger.get("/popular?after=rubbish").status_code == 422
    assert stranger.get("/popular?window=never&by=luck").status_code == 200
    assert stranger.get(f"{pancakes}/diff").status_code == 404
    assert stranger.get(f"{pancakes}?version=7").status_code == 404
    assert stranger.get(f"{pancakes}?version=x").status_code == 404
    assert stranger.get(f"{pancakes}/against-parent").status_code == 404
    assert stranger.client.put("/popular").status_code in {403, 405}
    head = stranger.client.head("/popular")
    assert (head.status_code, head.text) == (200, "")


def test_a_plate_is_drawn_the_same_each_time(visitors: Visitors, ana: Visitor) -> None:
    place = ana.publish(title="Plate")
    number = place.rpartition("/")[2]
    first, second = (visitors.stranger().get(f"/plates/{number}.svg") for _ in range(2))
    assert first.headers["content-type"].startswith("image/svg+xml")
    assert first.content == second.content
    assert "set-cookie" not in first.headers
    again = visitors.stranger().client.get(f"/plates/{number}.svg", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_foods_are_found_by_any_name(visitors: Visitors) -> None:
    found = visitors.stranger().get("/foods", q="aubergine").text
    assert "/foods/eggplant" in found
    assert "No food is called" in visitors.stranger().get("/foods", q="qwertyuiop").text


def test_a_blocked_cook_sees_nothing_of_the_other(visitors: Visitors) -> None:
    one, other = visitors.cook("dora"), visitors.cook("emil")
    place = one.address(one.publish(title="Not for Emil"))
    assert other.get(place).status_code == 200
    answer = one.send(f"/@{other.handle}/block", page=f"/@{other.handle}")
    assert answer.headers["location"] == "/?said=blocked"
    for hidden in (place, f"/@{one.handle}", f"{place}/reviews"):
        assert other.get(hidden).status_code == 404


def test_tokens_for_programs_open_no_page(visitors: Visitors, ana: Visitor) -> None:
    secret = ana.client.cookies["session"]
    stranger = visitors.stranger()
    answer: httpx.Response = stranger.client.get("/feed", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 303
