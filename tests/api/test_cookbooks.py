"""Cookbooks over HTTP: made, filled, ordered, seen by whom they are for, and what may not be seen left out."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.refusals import NOWHERE, pointers, refused
from bed import Cook
from samples import published

SignUp = Callable[..., Cook]


def book(cook: Cook, visibility: str = "public") -> str:
    made = cook.client.post("/cookbooks", json={"name": "Soups", "visibility": visibility})
    assert made.status_code == 201, made.text
    return f"/cookbooks/{made.json()['id']}"


def keep(cook: Cook, place: str, recipe: str, **body: object) -> dict[str, Any]:
    answer = cook.client.put(f"{place}/recipes/{recipe}", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def held(client: httpx.Client, place: str) -> list[str]:
    return [item["recipe"]["id"] for item in client.get(f"{place}/recipes").json()["items"]]


def saves(client: httpx.Client, recipe: str) -> int:
    found: int = client.get(f"/recipes/{recipe}").json()["saves"]
    return found


def test_a_cookbook_holds_recipes_in_the_order_of_its_cook(sign_up: SignUp, http: httpx.Client) -> None:
    ana = sign_up("ana")
    one, two, three = (published(sign_up("ben"))["id"] for _ in range(3))
    place = book(ana)
    for recipe in (one, two):
        keep(ana, place, recipe, note="Good")
    keep(ana, place, three, position=1)
    assert held(http, place) == [three, one, two]
    keep(ana, place, one, position=3)
    assert held(http, place) == [three, two, one]
    assert keep(ana, place, one, position=900)["note"] == "Good"
    assert keep(ana, place, one, note="")["note"] == ""
    assert held(http, place) == [three, two, one]
    assert ana.client.delete(f"{place}/recipes/{two}").status_code == 204
    refused(ana.client.delete(f"{place}/recipes/{two}"), 404)
    assert held(http, place) == [three, one]
    assert [saves(http, recipe) for recipe in (one, two, three)] == [1, 0, 1]


def test_saving_goes_to_a_private_cookbook_that_is_made_at_the_first_use(sign_up: SignUp, http: httpx.Client) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    soup = published(ben)["id"]
    refused(ana.client.delete(f"/recipes/{soup}/save"), 404)
    told = [ana.client.put(f"/recipes/{soup}/save").json() for _ in range(2)]
    assert told[0] == told[1]
    (saved,) = ana.client.get("/cookbooks").json()["items"]
    assert (saved["name"], saved["visibility"], saved["for_saving"]) == ("Saved", "private", True)
    assert held(ana.client, f"/cookbooks/{saved['id']}") == [soup]
    assert saves(http, soup) == 1
    assert http.get(f"/cooks/{ana.handle}/cookbooks").json()["items"] == []
    assert ana.client.delete(f"/recipes/{soup}/save").status_code == 204
    assert saves(http, soup) == 0


def test_a_cookbook_is_edited_with_if_match_and_deleted(sign_up: SignUp, http: httpx.Client) -> None:
    ana, eve = sign_up("ana"), sign_up("eve")
    place = book(ana)
    soup = published(eve)["id"]
    keep(ana, place, soup)
    refused(ana.client.patch(place, json={"name": "Stews"}), 428)
    changed = ana.client.patch(place, json={"name": "Stews"}, headers={"If-Match": '"1"'})
    assert (changed.json()["name"], changed.headers["etag"]) == ("Stews", '"2"')
    refused(ana.client.patch(place, json={"name": "Pies"}, headers={"If-Match": '"1"'}), 412)
    for client, status in ((eve.client, 404), (http, 401)):
        refused(client.patch(place, json={"name": "Hers"}, headers={"If-Match": "*"}), status)
        refused(client.put(f"{place}/recipes/{soup}", json={}), status)
        refused(client.delete(f"{place}/recipes/{soup}"), status)
        refused(client.delete(place), status)
    assert ana.client.delete(place).status_code == 204
    refused(http.get(place), 404)
    assert saves(http, soup) == 0


def test_who_may_not_see_a_cookbook_sees_nothing_of_it(sign_up: SignUp, http: httpx.Client) -> None:
    ana, eve = sign_up("ana"), sign_up("eve")
    public, private = book(ana), book(ana, "private")
    for client in (eve.client, http):
        refused(client.get(private), 404)
        refused(client.get(f"{private}/recipes"), 404)
        items = client.get(f"/cooks/{ana.handle}/cookbooks").json()["items"]
        assert [f"/cookbooks/{item['id']}" for item in items] == [public]
    assert len(ana.client.get("/cookbooks").json()["items"]) == 2
    ana.client.put(f"/cooks/{eve.handle}/block")
    refused(eve.client.get(public), 404)
    refused(eve.client.get(f"{public}/recipes"), 404)
    refused(eve.client.get(f"/cooks/{ana.handle}/cookbooks"), 404)
    ana.client.patch(public, json={"visibility": "private"}, headers={"If-Match": "*"})
    refused(http.get(public), 404)


@pytest.mark.parametrize("hidden", ["private", "withdrawn", "deleted", "blocked"])
def test_a_recipe_that_became_invisible_is_left_out(sign_up: SignUp, http: httpx.Client, hidden: str) -> None:
    ana, ben, eve = sign_up("ana"), sign_up("ben"), sign_up("eve")
    gone, kept = published(ben, title="Canary soup")["id"], published(eve)["id"]
    place = book(ana)
    for recipe in (gone, kept):
        keep(ana, place, recipe, note="Mine")
    if hidden == "private":
        ben.client.patch(f"/recipes/{gone}", json={"visibility": "private"}, headers={"If-Match": "*"})
    if hidden == "withdrawn":
        ben.client.post(f"/recipes/{gone}/withdraw")
    if hidden == "deleted":
        ben.client.delete(f"/recipes/{gone}")
    if hidden == "blocked":
        ben.client.put(f"/cooks/{eve.handle}/block")
    readers = [eve.client] if hidden == "blocked" else [eve.client, ana.client, http]
    for client in readers:
        answer = client.get(f"{place}/recipes")
        assert gone not in answer.text
        assert "Canary" not in answer.text
        assert held(client, place) == [kept]
    first = eve.client.get(f"{place}/recipes", params={"limit": 1}).json()
    assert first["items"] == []
    after = eve.client.get(f"{place}/recipes", params={"after": first["next"]}).json()
    assert [item["recipe"]["id"] for item in after["items"]] == [kept]
    if hidden != "deleted":
        assert ana.client.delete(f"{place}/recipes/{gone}").status_code == 204


def test_recipes_for_followers_are_shown_to_them_alone(sign_up: SignUp, http: httpx.Client) -> None:
    ana, ben, fan = sign_up("ana"), sign_up("ben"), sign_up("fan")
    for cook in (ana, fan):
        cook.client.put(f"/cooks/{ben.handle}/follow")
    soup = published(ben, visibility="followers")["id"]
    place = book(ana)
    keep(ana, place, soup)
    assert [held(client, place) for client in (ana.client, fan.client, ben.client, http)] == [[soup]] * 3 + [[]]


def test_what_one_may_not_see_cannot_be_kept(sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    place = book(ana)
    hidden, closed = published(ben, visibility="private")["id"], published(ben)["id"]
    ben.client.put(f"/cooks/{ana.handle}/block")
    for recipe in (hidden, closed, NOWHERE):
        refused(ana.client.put(f"/recipes/{recipe}/save"), 404)
        refused(ana.client.put(f"{place}/recipes/{recipe}", json={}), 404)
    assert held(ana.client, place) == []
    assert [item["for_saving"] for item in ana.client.get("/cookbooks").json()["items"]] == [False]
    assert saves(ben.client, closed) == 0


def test_bad_cookbooks_are_refused_and_leave_nothing(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    for body, pointer in (
        ({}, ""),
        ({"name": " "}, "/name"),
        ({"name": "x" * 101}, "/name"),
        ({"name": "Soups", "description": "x" * 2001}, "/description"),
        ({"name": "Soups", "visibility": "followers"}, "/visibility"),
        ({"name": "Soups", "for_saving": True}, "/for_saving"),
    ):
        told = pointers(refused(ana.client.post("/cookbooks", json=body), 422))
        assert told == [pointer] or not pointer
    assert ana.client.get("/cookbooks").json()["items"] == []
    place, soup = book(ana), published(ana)["id"]
    for placing in ({"position": 0}, {"position": -1}, {"position": 10**9}, {"position": 1.5}, {"note": "x" * 1001}):
        refused(ana.client.put(f"{place}/recipes/{soup}", json=placing), 422)
    assert held(ana.client, place) == []


def test_the_same_key_makes_one_cookbook(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    for _ in range(2):
        ana.client.post("/cookbooks", json={"name": "Soups"}, headers={"Idempotency-Key": "k"})
    assert len(ana.client.get("/cookbooks").json()["items"]) == 1
