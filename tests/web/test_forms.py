"""Forms: only from our own pages, once, and with everything kept when something is wrong."""

import secrets

import pytest

from bed import PASSWORD
from forklore.web.border import safe_next
from web.visitors import PANCAKES, Visitor, Visitors


@pytest.mark.parametrize(
    "place", ["/signin", "/signup", "/signout", "/write", "/me/profile", "/@ana/follow", "/recipes/{id}/review"]
)
def test_a_form_from_elsewhere_is_refused(ana: Visitor, place: str) -> None:
    place = place.replace("{id}", "01890000-0000-7000-8000-000000000000")
    for fields in ({}, {"_csrf_token": "made up"}, {"_csrf_token": "a" * 128}):
        answer = ana.client.post(place, data={**PANCAKES, **fields})
        assert answer.status_code == 403
        assert "This form was open for too long" in answer.text
    json = ana.client.post(place, json=PANCAKES)
    assert json.status_code == 403


def test_a_form_sent_twice_is_done_once(ana: Visitor) -> None:
    title = f"Twice {secrets.token_hex(4)}"
    fields = {**ana.hidden("/write"), **PANCAKES, "title": title, "do": "publish"}
    first, second = (ana.client.post("/write", data=fields) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    assert ana.get(f"/@{ana.handle}").text.count(f">{title}<") == 1
    other = ana.client.post("/write", data={**fields, "title": f"{title} again"})
    assert other.headers["location"] != first.headers["location"]


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(ana: Visitor) -> None:
    answer = ana.send(
        "/write",
        {**PANCAKES, "title": "  ", "servings": "none", "minutes_prep": "soon", "steps": "Only step", "do": "publish"},
    )
    assert answer.status_code == 422
    page = answer.text
    for field in ("title", "servings", "minutes_prep"):
        assert f'id="fault-{field}"' in page
        assert f'fault-{field}"' in page
    assert "Every recipe has a title." in page
    assert "2 cups plain flour\n1 ½ cups buttermilk" in page
    assert 'value="soon"' in page
    assert ">\nOnly step</textarea>" in page


def test_a_recipe_without_method_is_no_recipe_yet(ana: Visitor) -> None:
    answer = ana.send("/write", {**PANCAKES, "title": "Half a recipe", "servings": "", "steps": "", "do": "publish"})
    assert answer.status_code == 422
    assert 'id="fault-steps"' in answer.text
    assert 'id="fault-servings"' in answer.text
    assert "Half a recipe" not in ana.get("/me/drafts").text


def test_an_edit_of_what_was_saved_elsewhere_comes_back_whole(ana: Visitor) -> None:
    place = ana.publish(title="Edited twice")
    early = {**ana.hidden(f"{place}/edit"), **PANCAKES, "do": "save"}
    late = {**ana.hidden(f"{place}/edit"), **PANCAKES, "do": "save"}
    assert ana.client.post(f"{place}/edit", data={**early, "title": "First"}).status_code == 303
    answer = ana.client.post(f"{place}/edit", data={**late, "title": "Second"})
    assert answer.status_code == 412
    assert "was saved elsewhere" in answer.text
    assert 'value="Second"' in answer.text
    assert '<input type="hidden" name="version" value="2">' in answer.text
    versions = ana.get(f"{ana.address(place)}/versions").text
    assert "Version 2" in versions
    assert "Version 3" not in versions


def test_an_old_version_becomes_the_newest_again(ana: Visitor) -> None:
    place = ana.publish(title="Restored")
    assert ana.send(f"{place}/edit", {**PANCAKES, "title": "Worse", "do": "save"}).status_code == 303
    address = ana.address(place)
    assert "Worse" in ana.get(address).text
    assert "Restored" in ana.get(f"{address}/diff").text
    answer = ana.send(f"{place}/restore", {"version": "1"}, page=f"{address}/versions")
    assert answer.status_code == 303
    assert ana.get(address).status_code == 301  # an address follows the title, and the one before leads to it
    restored = ana.get(ana.address(place)).text
    assert "<h1" in restored
    assert "Restored" in restored


def test_only_its_cook_changes_a_recipe(ana: Visitor, ben: Visitor) -> None:
    place = ana.publish(title="Ana's own")
    address = ana.address(place)
    assert ben.get(f"{place}/edit").status_code == 404
    for verb in ("withdraw", "delete", "publish"):
        assert ben.send(f"{place}/{verb}", page=address).status_code == 403
    assert ben.send(f"{place}/edit", {**PANCAKES, "do": "save"}, page=address).status_code == 404
    own = ana.send(f"{place}/review", {"stars": "5"}, page=address)
    assert (own.status_code, "You cannot review your own recipe" in own.text) == (403, True)


def test_a_review_without_stars_comes_back_with_its_words(ana: Visitor, ben: Visitor) -> None:
    place = ana.publish(title="Reviewed")
    address = ana.address(place)
    words = {"body": "I liked the smell.", "kind_0": "replace", "before_0": "butter", "after_0": "oil"}
    answer = ben.send(f"{place}/review", words, page=address)
    assert answer.status_code == 422
    assert 'id="fault-stars"' in answer.text
    assert "I liked the smell." in answer.text
    assert 'value="butter"' in answer.text
    assert ben.send(f"{place}/review", {**words, "stars": "4"}, page=address).status_code == 303
    page = ana.get(address).text
    assert "with changes" in page
    assert "I liked the smell." in page
    assert ben.send(f"{place}/review/withdraw", page=address).status_code == 303
    assert "I liked the smell." not in ana.get(address).text


def test_a_deleted_recipe_leaves_its_name_to_its_forks(ana: Visitor, ben: Visitor) -> None:
    place = ana.publish(title="Soon gone")
    fork = ben.send(f"{place}/fork", {**PANCAKES, "title": "What stays", "do": "publish"})
    fork_address = ben.address(fork.headers["location"].partition("?")[0])
    assert ana.send(f"{place}/delete").headers["location"] == f"/@{ana.handle}?said=deleted"
    page = ben.get(fork_address).text
    assert "a recipe that is not here any more" in page
    assert f'href="/@{ana.handle}"' in page
    assert "Soon gone" not in page


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil",
        "/%0d%0aSet-Cookie:x=1\r\nX: y",
        "",
    ],
)
def test_signing_in_never_leads_elsewhere(ana: Visitor, visitors: Visitors, evil: str) -> None:
    answer = visitors.stranger().send("/signin", {"login": ana.handle, "password": PASSWORD, "next": evil})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?said=hello"
    assert safe_next("/feed?after=x") == "/feed?after=x"


def test_signing_up_tells_all_that_is_wrong_at_once(visitors: Visitors) -> None:
    stranger = visitors.stranger()
    answer = stranger.send("/signup", {"handle": "A!", "display_name": "Name", "email": "nowhere", "password": "short"})
    assert answer.status_code == 422
    for field in ("handle", "email", "password"):
        assert f'id="fault-{field}"' in answer.text
    assert 'value="Name"' in answer.text
    assert "short" not in answer.text


def test_a_wrong_password_says_nothing_of_who_is_known(ana: Visitor, visitors: Visitors) -> None:
    pages = [
        visitors.stranger().send("/signin", {"login": login, "password": "wrong"})
        for login in (ana.handle, "nobody_here")
    ]
    assert [page.status_code for page in pages] == [401, 401]
    assert all("The login or the password is wrong." in page.text for page in pages)


def test_signing_out_ends_the_session(visitors: Visitors) -> None:
    cook = visitors.cook("finn")
    secret = cook.client.cookies["session"]
    assert cook.send("/signout", page="/").headers["location"] == "/?said=goodbye"
    assert "session" not in cook.client.cookies
    back = visitors.stranger()
    back.client.cookies["session"] = secret
    assert back.get("/feed").status_code == 303


@pytest.mark.parametrize("page", ["/popular", "/api/docs", "/me/drafts", "/@nobody"])
def test_one_can_sign_out_from_every_page(visitors: Visitors, page: str) -> None:
    cook = visitors.cook("fay")
    answer = cook.client.post("/signout", data=cook.hidden(page))
    assert answer.headers["location"] == "/?said=goodbye"


def test_cookies_are_out_of_reach_of_scripts(ana: Visitor, visitors: Visitors) -> None:
    answer = visitors.stranger().send("/signin", {"login": ana.handle, "password": PASSWORD})
    told = answer.headers.get_list("set-cookie")
    assert any(cookie.startswith("session=fls_") for cookie in told)
    assert all("httponly" in cookie.lower() and "samesite=lax" in cookie.lower() for cookie in told)


def test_too_much_is_refused(ana: Visitor) -> None:
    # The server closes a connection whose body it did not read to the end; the next form comes over another.
    too_long = {"_csrf_token": "x", "steps": "long " * 500_000}
    answer = ana.client.post("/write", data=too_long, headers={"Connection": "close"})
    assert answer.status_code == 413
    many = ana.client.post("/write", data={f"field{n}": "x" for n in range(500)})
    assert many.status_code == 413
