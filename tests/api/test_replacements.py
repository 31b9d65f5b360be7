"""From a published fork to what people use instead."""

import time
from collections.abc import Callable
from typing import Any

import httpx

from bed import SignUp
from samples import published


def eventually(ask: Callable[[], Any], *, seconds: float = 10) -> Any:  # noqa: ANN401 (any answer)
    """Ask until the answer is something: what follows from a fact is done by the worker a moment later."""
    until = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < until:
        time.sleep(0.05)
    return answer


def forked(sign_up: SignUp, parent: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    """Let a new cook fork a recipe with one line replaced, and publish it."""
    cook = sign_up("forker")
    lines = [after if line["text"] == before else line["text"] for line in parent["lines"]]
    fork = cook.client.post(f"/recipes/{parent['id']}/forks", json={"ingredients": lines}).json()
    answer = cook.client.post(f"/recipes/{fork['id']}/publish")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = {**answer.json(), "client": cook.client}
    return found


def counted(http: httpx.Client, food: str, to: str) -> dict[str, Any] | None:
    """What is counted for one replacement."""
    items = http.get(f"/foods/{food}/replacements").json()["items"]
    return next((item for item in items if [f["slug"] for f in item["to"]] == [to]), None)


def test_a_published_fork_counts_once_for_each_cook(http: httpx.Client, sign_up: SignUp) -> None:
    parent = published(sign_up("ana"), ingredients=["200 g ghee", "1 egg", "300 g flour", "2 tbsp sugar"])
    first = forked(sign_up, parent, "200 g ghee", "150 ml sunflower oil")
    forked(sign_up, parent, "200 g ghee", "200 g sunflower oil")
    lines = ["1 egg", "300 g flour", "2 tbsp sugar", "200 g sunflower oil"]
    again = first["client"].post(f"/recipes/{parent['id']}/forks", json={"ingredients": lines})
    first["client"].post(f"/recipes/{again.json()['id']}/publish")

    def both() -> dict[str, Any] | None:
        found = counted(http, "ghee", "sunflower-oil")
        return found if found and found["forks"] == 3 else None

    found = eventually(both)
    assert (found["cooks"], found["forks"]) == (2, 3)
    assert found["ratio"]["by"] == "grams"
    assert 0.6 < found["ratio"]["median"] <= 1.05
    assert {e["recipe_id"] for e in found["evidence"]} >= {first["id"]}


def test_the_change_list_of_a_fork_names_the_lines_that_prove_it(http: httpx.Client, sign_up: SignUp) -> None:
    parent = published(sign_up("ana"))
    fork = forked(sign_up, parent, "1 ½ cups buttermilk", "1 ½ cups oat milk")

    def stored() -> dict[str, Any] | None:
        found: dict[str, Any] = http.get(f"/recipes/{fork['id']}/changes").json()
        return found if found["changes"] and found["changes"][0]["id"] else None

    found = eventually(stored)
    assert (found["parent"]["id"], found["servings_factor"]) == (parent["id"], 1)
    assert [(c["kind"], c["from"][0]["food"], c["to"][0]["food"], c["state"]) for c in found["changes"]] == [
        ("replace", "buttermilk", "oat-milk", "detected")
    ]
    assert found["changes"][0]["from"][0]["text"] == "1 ½ cups buttermilk"
    assert http.get(f"/recipes/{parent['id']}/changes").status_code == 404


def test_a_fork_that_is_withdrawn_or_deleted_counts_no_more(http: httpx.Client, sign_up: SignUp) -> None:
    parent = published(sign_up("ana"), ingredients=["100 g quinoa", "1 onion", "2 carrots", "1 l stock"])
    fork = forked(sign_up, parent, "100 g quinoa", "100 g millet")
    assert eventually(lambda: counted(http, "quinoa", "millet"))
    fork["client"].post(f"/recipes/{fork['id']}/withdraw")
    assert eventually(lambda: counted(http, "quinoa", "millet") is None)
    fork["client"].post(f"/recipes/{fork['id']}/publish")
    assert eventually(lambda: counted(http, "quinoa", "millet"))
    fork["client"].delete(f"/recipes/{fork['id']}")
    assert eventually(lambda: counted(http, "quinoa", "millet") is None)


def test_a_private_fork_moves_no_number(http: httpx.Client, sign_up: SignUp) -> None:
    parent = published(sign_up("ana"), ingredients=["100 g bulgur", "1 onion", "2 carrots", "1 l stock"])
    cook = sign_up("shy")
    body = {"ingredients": ["100 g couscous", "1 onion", "2 carrots", "1 l stock"], "visibility": "private"}
    fork = cook.client.post(f"/recipes/{parent['id']}/forks", json=body).json()
    cook.client.post(f"/recipes/{fork['id']}/publish")
    assert eventually(lambda: cook.client.get(f"/recipes/{fork['id']}/changes").json()["changes"][0]["id"])
    assert counted(http, "bulgur", "couscous") is None
    assert http.get(f"/recipes/{fork['id']}/changes").status_code == 404


def test_what_a_reviewer_states_is_evidence_and_failure_is_counted(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    recipe = published(ana, ingredients=["100 g tahini", "1 lemon", "400 g chickpeas"])
    stated = [{"kind": "replace", "from": ["tahini"], "to": ["almond butter"]}]
    body = {"stars": 2, "body": "Almond butter for the tahini: too sweet.", "changes": stated}
    assert ben.client.put(f"/recipes/{recipe['id']}/review", json=body).status_code == 201
    found = eventually(lambda: counted(http, "tahini", "almond-butter"))
    assert (found["cooks"], found["reviews"], found["forks"], found["did_not_work"]) == (1, 1, 0, 1)
    ana.client.post(f"/recipes/{recipe['id']}/withdraw")
    assert eventually(lambda: counted(http, "tahini", "almond-butter") is None)
    ana.client.post(f"/recipes/{recipe['id']}/publish")
    assert eventually(lambda: counted(http, "tahini", "almond-butter"))
    ben.client.delete(f"/recipes/{recipe['id']}/review")
    assert eventually(lambda: counted(http, "tahini", "almond-butter") is None)


def test_foods_are_found_by_any_of_their_names(http: httpx.Client) -> None:
    assert http.get("/foods/cilantro").json()["slug"] == http.get("/foods/coriander").json()["slug"]
    assert http.get("/foods/plain-flour").json()["slug"] == http.get("/foods/all-purpose-flour").json()["slug"]
    assert http.get("/foods/moon-dust/replacements").status_code == 404
    assert "butter" in [food["slug"] for food in http.get("/foods", params={"q": "butt"}).json()]


def test_detection_stores_nothing(http: httpx.Client) -> None:
    lists = {
        "parent": {"ingredients": ["200 g butter", "1 egg"]},
        "fork": {"ingredients": ["150 ml olive oil", "1 egg"]},
    }
    found = http.post("/replacements/detect", json=lists).json()
    assert [(c["kind"], c["from"], c["to"]) for c in found["changes"]] == [("replace", ["butter"], ["olive oil"])]
