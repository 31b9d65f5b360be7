"""From a published fork to what people use instead."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import httpx

from api.refusals import NOWHERE
from bed import Running, SignUp
from forklore.main.tokens import make
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


def test_a_fork_counts_soon_after_it_is_published(http: httpx.Client, sign_up: SignUp) -> None:
    """A real worker listens for the job; two seconds are meant, ten are left to a machine that is busy."""
    parent = published(sign_up("ana"), ingredients=["100 g farro", "1 onion", "2 carrots", "1 l stock"])
    forked(sign_up, parent, "100 g farro", "100 g barley")
    begun = time.monotonic()
    assert eventually(lambda: counted(http, "farro", "barley"))
    assert time.monotonic() - begun < 10


def test_a_pair_is_explained_down_to_its_sentences(http: httpx.Client, sign_up: SignUp) -> None:
    parent = published(
        sign_up("ana"), title="Plum cake", ingredients=["100 g pecans", "2 plums", "1 egg", "1 cup milk"]
    )
    forks = [forked(sign_up, parent, "100 g pecans", "100 g hazelnuts") for _ in range(3)]
    words = "I used hazelnuts instead of pecans and it was awful."
    sign_up("ben").client.put(f"/recipes/{parent['id']}/review", json={"stars": 1, "body": words})
    eventually(lambda: (counted(http, "pecans", "hazelnut") or {}).get("cooks") == 4)
    found = http.get("/replacements/pecans/hazelnuts", params={"limit": 2}).json()
    assert (found["cooks"], found["did_not_work"], found["forks"], found["reviews"]) == (4, 1, 3, 1)
    assert found["summary"] == "4 cooks used it; for 1 it did not work."
    parts = found["score"]
    assert abs(parts["score"] - parts["works"] * parts["weight"]) < 0.001
    assert "bright side" in found["stars_bias"]
    assert {"kind": "dish", "name": "cake", "cooks": 4, "did_not_work": 1} in found["contexts"]
    pages = found["items"]
    while found["next"]:
        found = http.get("/replacements/pecans/hazelnuts", params={"limit": 2, "after": found["next"]}).json()
        pages += found["items"]
    assert {item["evidence"]["recipe_id"] for item in pages} == {parent["id"], *(fork["id"] for fork in forks)}
    failed = http.get("/replacements/pecans/hazelnuts", params={"failed": True}).json()["items"]
    assert [item["evidence"]["text"] for item in failed] == [words]
    assert http.get("/replacements/pecans/moon-dust").status_code == 404
    assert http.get("/replacements/hazelnuts/pecans").status_code == 404
    in_cakes = http.get("/foods/pecans/replacements", params={"dish": "cake"}).json()["items"]
    assert [item["to"][0]["slug"] for item in in_cakes] == ["hazelnut"]
    assert http.get("/foods/pecans/replacements", params={"diet": "nut-free"}).json()["items"] == []
    for params, word in (
        ({"dish": "moon"}, "moon"),
        ({"diet": "lunar"}, "lunar"),
        ({"avoid": "moon dust"}, "moon dust"),
    ):
        answer = http.get("/foods/pecans/replacements", params=params)
        assert answer.status_code == 422
        assert word in answer.json()["detail"]
    edges = http.get("/replacements/graph", params={"food": "pecans", "depth": 2}).json()["edges"]
    assert (edges[0]["from"], edges[0]["to"], edges[0]["cooks"]) == (found["from"]["slug"], ["hazelnut"], 4)
    for window in ("week", "month", "year", "all"):
        items = http.get("/replacements/top", params={"window": window, "limit": 100}).json()["items"]
        assert (found["from"]["slug"], 4) in [(item["from"]["slug"], item["cooks"]) for item in items]


def test_an_author_confirms_and_rejects_and_takes_it_back(http: httpx.Client, sign_up: SignUp) -> None:
    parent = published(sign_up("ana"), ingredients=["100 g turnips", "1 onion", "2 carrots", "1 l stock"])
    fork = forked(sign_up, parent, "100 g turnips", "100 g parsnips")
    assert eventually(lambda: counted(http, "turnip", "parsnip"))
    change = http.get(f"/recipes/{fork['id']}/changes").json()["changes"][0]
    assert http.post(f"/changes/{change['id']}/reject").status_code == 401
    assert sign_up("eve").client.post(f"/changes/{change['id']}/reject").status_code == 403
    said = fork["client"].post(f"/changes/{change['id']}/reject", headers={"Idempotency-Key": "once"})
    assert (said.status_code, said.json()["state"], said.json()["id"]) == (200, "rejected", change["id"])
    assert eventually(lambda: counted(http, "turnip", "parsnip") is None)
    assert fork["client"].post(f"/changes/{change['id']}/undo").json()["state"] == "detected"
    assert eventually(lambda: counted(http, "turnip", "parsnip"))
    assert fork["client"].post(f"/changes/{change['id']}/confirm").json()["confidence"] == 1
    shown = http.get(f"/recipes/{fork['id']}/changes").json()["changes"][0]
    assert (shown["id"], shown["state"]) == (change["id"], "confirmed")
    assert fork["client"].post(f"/changes/{parent['id']}/confirm").status_code == 404


def test_a_moderator_takes_a_pair_out_and_puts_it_back(http: httpx.Client, server: Running, sign_up: SignUp) -> None:
    parent = published(sign_up("ana"), ingredients=["100 g leeks", "1 potato", "2 carrots", "1 l stock"])
    forked(sign_up, parent, "100 g leeks", "100 g celery")
    assert eventually(lambda: counted(http, "leek", "celery"))
    someone = sign_up("mod")
    body = {"verdict": "not_a_replacement", "reason": "a test"}
    assert someone.client.post("/replacements/leek/celery/verdict", json=body).status_code == 403
    secret = asyncio.run(make(server.database_url, someone.handle, ["read", "write", "moderate"]))
    moderator = {"Authorization": f"Bearer {secret}"}
    said = http.post("/replacements/leek/celery/verdict", json=body, headers=moderator)
    assert (said.status_code, said.json()["withheld"]) == (201, True)
    assert counted(http, "leek", "celery") is None
    assert http.get("/replacements/leek/celery").status_code == 404
    http.post("/replacements/leek/celery/verdict", json={"verdict": "ok"}, headers=moderator)
    assert counted(http, "leek", "celery")
    told = http.get("/replacements/leek/celery/verdicts", headers=moderator).json()
    assert [(one["verdict"], one["moderator"]["handle"]) for one in told["verdicts"]] == [
        ("ok", someone.handle),
        ("not_a_replacement", someone.handle),
    ]


def test_what_people_change_and_what_their_words_say(http: httpx.Client, sign_up: SignUp) -> None:
    parent = published(sign_up("ana"), ingredients=["100 g spelt flour", "1 onion", "2 carrots", "1 l stock"])
    forked(sign_up, parent, "1 onion", "1 shallot")
    words = "I left out the carrots."
    sign_up("ben").client.put(f"/recipes/{parent['id']}/review", json={"stars": 4, "body": words})

    def both() -> dict[str, Any] | None:
        found: dict[str, Any] = http.get(f"/recipes/{parent['id']}/what-people-change").json()
        return found if found["cooks"] == 2 else None

    _, onion, carrots, stock = eventually(both)["lines"]
    assert (onion["replaced_by"][0]["to"][0]["food"], onion["kept"]) == ("shallot", 1)
    assert (carrots["left_out"], carrots["kept"], stock["kept"]) == (1, 1, 2)
    assert carrots["seen_in"] == [{"kind": "review", "recipe_id": parent["id"]}]
    (review,) = http.get(f"/recipes/{parent['id']}/reviews").json()["items"]
    (found,) = review["found_changes"]
    assert (found["kind"], words[slice(*found["span"])]) == ("omit", "left out the carrots")
    assert http.get(f"/recipes/{NOWHERE}/what-people-change").status_code == 404


def test_a_reviews_text_is_read_without_storing(http: httpx.Client) -> None:
    review = {"text": "I used honey instead of sugar. Lovely.", "recipe": "Cake", "ingredients": ["1 cup sugar"]}
    (change,) = http.post("/replacements/detect", json={"review": review}).json()["changes"]
    assert (change["from"], change["to"], change["status"]) == ("sugar", ["honey"], "did")
    refused: list[dict[str, Any]] = [
        {},
        {"review": review, "fork": {"ingredients": []}},
        {"parent": {"ingredients": []}},
    ]
    for body in refused:
        assert http.post("/replacements/detect", json=body).status_code == 422
