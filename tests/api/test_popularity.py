"""The most popular recipes over HTTP: soon after something happened, the lists show it."""

import time
import uuid
from typing import Any

import httpx
import pytest

from bed import SignUp
from samples import published


def place(http: httpx.Client, recipe: dict[str, Any], **query: str) -> dict[str, Any] | None:
    """Where a recipe stands, when it does within some seconds."""
    until = time.monotonic() + 15
    while time.monotonic() < until:
        items = http.get("/recipes/popular", params={"limit": 100, **query}).json()["items"]
        for item in items:
            if item["recipe"]["id"] == recipe["id"]:
                found: dict[str, Any] = item
                return found
        time.sleep(0.1)
    return None


def test_what_people_did_is_ranked_soon_and_explained(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    recipe = published(ana)
    ana.client.post(f"/recipes/{recipe['id']}/cooked")
    ben.client.post(f"/recipes/{recipe['id']}/cooked")
    ben.client.put(f"/recipes/{recipe['id']}/review", json={"stars": 5})
    cooked = place(http, recipe, by="cooked", window="day")
    assert cooked is not None
    assert cooked["score"] == 1
    assert (cooked["recipe"]["author"]["handle"], cooked["recipe"]["stars"]["count"]) == (ana.handle, 1)
    assert place(http, recipe, by="top_rated", window="all") is not None
    score = http.get(f"/recipes/{recipe['id']}/score", params={"window": "all"}).json()
    assert score["score"] == sum(part["points"] for part in score["parts"]) == 3
    assert [(part["kind"], part["people"]) for part in score["parts"]] == [("fork", 0), ("cooked", 1), ("review", 1)]


def test_the_list_says_what_it_is(http: httpx.Client) -> None:
    page = http.get("/recipes/popular").json()
    assert (page["window"], page["by"]) == ("week", "score")
    assert set(page) == {"items", "next", "window", "by", "refreshed_at"}


@pytest.mark.parametrize(
    "query", [{"window": "decade"}, {"by": "noise"}, {"limit": "0"}, {"limit": "101"}, {"after": "bm9uc2Vuc2U"}]
)
def test_what_there_is_not_is_refused(http: httpx.Client, query: dict[str, str]) -> None:
    answer = http.get("/recipes/popular", params=query)
    assert answer.status_code == 422
    assert answer.json()["errors"]


def test_the_score_of_an_unseen_recipe_is_not_there(http: httpx.Client) -> None:
    assert http.get(f"/recipes/{uuid.uuid4()}/score").status_code == 404
