"""Reviews, stars and "I cooked this" over HTTP."""

import uuid
from typing import Any

import httpx
import pytest

from bed import Cook, SignUp
from samples import published


def review(cook: Cook, recipe: dict[str, Any], **body: object) -> httpx.Response:
    return cook.client.put(f"/recipes/{recipe['id']}/review", json=body)


def test_a_review_is_written_read_changed_and_taken_back(http: httpx.Client, sign_up: SignUp) -> None:
    recipe, ben = published(sign_up("ana")), sign_up("ben")
    address = f"/recipes/{recipe['id']}/review"
    assert ben.client.get(address).status_code == 404
    changes = [
        {"kind": "replace", "from": ["buttermilk"], "to": ["milk", "vinegar"]},
        {"kind": "omit", "from": ["salt"]},
    ]
    made = review(ben, recipe, stars=5, body="Light.", changes=changes)
    assert made.status_code == 201
    told = made.json()
    assert (told["stars"], told["version"], told["as_written"], told["reviewer"]["handle"]) == (5, 1, False, ben.handle)
    assert told["changes"][1] == {"kind": "omit", "from": ["salt"], "to": []}
    listed = http.get(f"/recipes/{recipe['id']}/reviews", params={"sort": "recent"}).json()
    assert listed == {"items": [told | {"found_changes": []}], "next": None}
    own = ben.client.get(address)
    assert (own.json(), own.headers["etag"]) == (told, '"1"')
    late = ben.client.put(address, json={"stars": 1}, headers={"If-Match": '"9"'})
    assert late.status_code == 412
    changed = ben.client.put(address, json={"stars": 4}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert ben.client.delete(address).status_code == 204
    assert ben.client.delete(address).status_code == 404
    assert http.get(f"/recipes/{recipe['id']}/reviews").json()["items"] == []


@pytest.mark.parametrize("stars", ["0", "6", "-1", "5.5", "5.0", "true", '"5"', "null", "[]", "99999999999999999999"])
def test_only_whole_stars_from_one_to_five(http: httpx.Client, sign_up: SignUp, stars: str) -> None:
    recipe, ben = published(sign_up("ana")), sign_up("ben")
    answer = ben.client.put(f"/recipes/{recipe['id']}/review", content=f'{{"stars": {stars}}}')
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/stars")
    assert http.get(f"/recipes/{recipe['id']}/stars").json()["count"] == 0


def test_not_a_number_is_no_json(sign_up: SignUp) -> None:
    recipe, ben = published(sign_up("ana")), sign_up("ben")
    answer = ben.client.put(f"/recipes/{recipe['id']}/review", content='{"stars": NaN}')
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"stars": 5, "body": "x" * 10_001}, "/body"),
        ({"stars": 5, "version": 2}, "/version"),
        ({"stars": 5, "changes": [{"kind": "omit", "from": ["salt"]}] * 51}, "/changes"),
        ({"stars": 5, "changes": [{"kind": "swap", "from": ["salt"]}]}, "/changes/0/kind"),
        ({"stars": 5, "changes": [{"kind": "replace", "from": ["salt"]}]}, "/changes/0/to"),
        ({"stars": 5, "as_written": True, "changes": [{"kind": "omit", "from": ["salt"]}]}, "/as_written"),
        ({"stars": 5, "reviewer_id": str(uuid.uuid4())}, "/reviewer_id"),
        ({}, "/stars"),
    ],
)
def test_every_fault_names_its_field(sign_up: SignUp, body: dict[str, Any], pointer: str) -> None:
    recipe, ben = published(sign_up("ana")), sign_up("ben")
    answer = review(ben, recipe, **body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_nobody_reviews_an_own_or_an_unseen_recipe(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    recipe = published(ana)
    assert review(ana, recipe, stars=5).json()["type"] == "urn:forklore:problem:own-recipe"
    assert review(ana, recipe, stars=5).status_code == 403
    assert http.put(f"/recipes/{recipe['id']}/review", json={"stars": 5}).status_code == 401
    assert review(ben, {"id": uuid.uuid4()}, stars=5).status_code == 404
    ana.client.put(f"/cooks/{ben.handle}/block")
    assert review(ben, recipe, stars=1).status_code == 404
    assert ben.client.get(f"/recipes/{recipe['id']}/stars").status_code == 404
    assert ben.client.get(f"/cooks/{ana.handle}/stars").status_code == 404
    assert http.get(f"/cooks/{ana.handle}/stars").json()["count"] == 0


def test_the_stars_of_a_cook(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    address = f"/cooks/{ana.handle}/stars"
    empty = http.get(address).json()
    assert (empty["mean"], empty["mean_of_recipes"], empty["count"], empty["by_month"]) == (None, None, 0, [])
    first, second = published(ana), published(ana, title="Second")
    for stars in (5, 4, 3):
        review(sign_up("ben"), first, stars=stars)
    review(sign_up("ben"), second, stars=1, as_written=False)
    found = http.get(address).json()
    assert (found["mean"], found["mean_of_recipes"], found["count"], found["recipes_rated"]) == (3.25, 2.5, 4, 2)
    assert found["histogram"] == [1, 0, 1, 1, 1]
    assert (found["as_written"], found["with_changes"]) == ({"mean": 4, "count": 3}, {"mean": 1, "count": 1})
    prior = found["prior"]
    assert found["bayesian"] == pytest.approx((prior["mean"] * prior["weight"] + 13) / (prior["weight"] + 4))
    assert [(month["mean"], month["count"]) for month in found["by_month"]] == [(3.25, 4)]
    assert "recipes" not in found
    each = http.get(address, params={"recipes": "true"}).json()["recipes"]
    assert [(r["id"], r["mean"], r["count"]) for r in each] == [(first["id"], 4, 3), (second["id"], 1, 1)]
    assert ana.client.get(address).json() == found
    ana.client.delete(f"/recipes/{second['id']}", headers={"If-Match": "*"})
    assert http.get(address).json()["mean"] == 4
    stars = http.get(f"/recipes/{first['id']}/stars").json()
    assert (stars["mean"], stars["count"], stars["histogram"]) == (4, 3, [0, 0, 1, 1, 1])
    assert http.get("/cooks/nobody_at_all/stars").status_code == 404


def test_cooking_counts_people(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    recipe = published(ana)
    address = f"/recipes/{recipe['id']}/cooked"
    key = {"Idempotency-Key": "once"}
    assert [ben.client.post(address, headers=key).json()["times"] for _ in range(2)] == [1, 1]
    assert ben.client.post(address).json()["times"] == 2
    assert ana.client.post(address).status_code == 200
    assert http.post(address).status_code == 401
    assert http.get(f"/recipes/{recipe['id']}").json()["cooks"] == 1
    assert ben.client.delete(address).status_code == 204
    assert ben.client.delete(address).status_code == 404
    assert http.get(f"/recipes/{recipe['id']}").json()["cooks"] == 0


def test_the_pages_of_reviews_are_the_set(http: httpx.Client, sign_up: SignUp) -> None:
    recipe = published(sign_up("ana"))
    written = [review(sign_up("ben"), recipe, stars=3).json()["id"] for _ in range(5)]
    seen: list[str] = []
    after: dict[str, Any] = {}
    while True:
        page = http.get(f"/recipes/{recipe['id']}/reviews", params={"limit": 2, **after})
        seen += [item["id"] for item in page.json()["items"]]
        after = {"after": page.json()["next"]}
        if after["after"] is None:
            assert "link" not in page.headers
            break
        assert 'rel="next"' in page.headers["link"]
    assert seen == written[::-1]
    for query in ({"limit": 0}, {"limit": 101}, {"after": "x"}, {"sort": "loudest"}):
        assert http.get(f"/recipes/{recipe['id']}/reviews", params=query).status_code == 422
