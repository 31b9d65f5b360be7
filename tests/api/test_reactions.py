"""Reactions over HTTP: to each kind of thing, counted for everybody, told to whom may see the thing."""

from collections.abc import Callable

import httpx
import pytest

from api.refusals import NOWHERE, refused, rows
from api.test_comments import say, subject
from bed import Cook, Running

SignUp = Callable[..., Cook]
KINDS = ["recipes", "plates", "reviews", "comments"]


def thing(kind: str, owner: Cook, other: Cook) -> str:
    """The address of a thing of `owner` that everybody sees."""
    if kind == "comments":
        return f"/comments/{say(owner, subject('recipes', other, other), 'Word')}"
    return subject(kind, owner, other)


@pytest.mark.parametrize("kind", KINDS)
def test_a_reaction_to_each_kind_of_thing(sign_up: SignUp, http: httpx.Client, kind: str) -> None:
    ana, ben, cleo = sign_up("ana"), sign_up("ben"), sign_up("cleo")
    place = f"{thing(kind, ana, cleo)}/reactions"
    for cook, way in ((ben, "like"), (ben, "like"), (cleo, "like"), (ben, "yum"), (ana, "like")):
        answer = cook.client.put(f"{place}/{way}")
        assert answer.status_code == 200, answer.text
    assert answer.json() == {"counts": {"like": 2, "yum": 1}, "mine": ["like"]}
    told = ben.client.get(place).json()
    assert (told["counts"], told["mine"]) == ({"like": 2, "yum": 1}, ["like", "yum"])
    assert [(one["handle"], one["kind"]) for one in told["items"]] == [
        (ben.handle, "yum"),
        (cleo.handle, "like"),
        (ben.handle, "like"),
    ]
    likes = http.get(place, params={"kind": "like", "limit": 1}).json()
    assert (likes["items"][0]["handle"], likes["mine"]) == (cleo.handle, [])
    behind = http.get(place, params={"kind": "like", "after": likes["next"]}).json()
    assert ([one["handle"] for one in behind["items"]], behind["next"]) == ([ben.handle], None)
    assert ben.client.delete(f"{place}/like").status_code == 204
    refused(ben.client.delete(f"{place}/like"), 404)
    assert http.get(place).json()["counts"] == {"like": 1, "yum": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_closes_things_to_reactions_and_hides_who_reacted(sign_up: SignUp, kind: str) -> None:
    ana, ben, cleo = sign_up("ana"), sign_up("ben"), sign_up("cleo")
    place = f"{thing(kind, ana, cleo)}/reactions"
    for cook in (ben, cleo):
        cook.client.put(f"{place}/like")
    ana.client.put(f"/cooks/{ben.handle}/block")
    refused(ben.client.get(place), 404)
    refused(ben.client.put(f"{place}/yum"), 404)
    told = ana.client.get(place).json()
    assert [one["handle"] for one in told["items"]] == [cleo.handle]
    assert told["counts"] == cleo.client.get(place).json()["counts"] == {"like": 2, "yum": 0}
    assert ben.client.delete(f"{place}/like").status_code == 204
    assert ana.client.get(place).json()["counts"]["like"] == 1


def test_what_is_hidden_takes_no_reaction(sign_up: SignUp, http: httpx.Client) -> None:
    ana, eve = sign_up("ana"), sign_up("eve")
    plate = ana.client.post("/plates", json={"body": "Mine", "visibility": "private"}).json()["id"]
    comment = say(ana, f"/plates/{plate}", "Word")
    for place in (f"/plates/{plate}", f"/comments/{comment}", *(f"/{kind}/{NOWHERE}" for kind in KINDS)):
        refused(eve.client.put(f"{place}/reactions/like"), 404)
        refused(http.get(f"{place}/reactions"), 404)
        refused(eve.client.delete(f"{place}/reactions/like"), 404)
    recipe = subject("recipes", ana, ana).rsplit("/", 1)[1]
    refused(eve.client.put(f"/plates/{recipe}/reactions/like"), 404)
    refused(eve.client.put(f"/comments/{recipe}/reactions/like"), 404)


def test_bad_reactions_are_refused_and_leave_nothing(sign_up: SignUp, http: httpx.Client, server: Running) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    place = f"{subject('recipes', ana, ana)}/reactions"
    before = rows(server.database_url)
    for way in ("love", "LIKE", "like%20", "%F0%9F%91%8D", "x" * 300):
        refused(ben.client.put(f"{place}/{way}"), 422)
        refused(ben.client.delete(f"{place}/{way}"), 422)
    refused(http.put(f"{place}/like"), 401)
    refused(http.get(place, params={"kind": "love"}), 422)
    refused(http.get(place, params={"after": "nonsense"}), 422)
    assert rows(server.database_url) == before
