"""Bodies that are not as they should be are refused with a problem that names the place, and leave nothing."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.refusals import JSON, NOWHERE, pointers, refused, rows
from bed import Cook, Running, SignUp
from samples import PANCAKES, published


@pytest.fixture(scope="module")
def ana(sign_up: SignUp) -> Cook:
    return sign_up("ana")


@pytest.fixture(scope="module")
def theirs(sign_up: SignUp) -> dict[str, Any]:
    """A published recipe of another cook."""
    return published(sign_up("ben"))


@pytest.fixture(scope="module")
def mine(ana: Cook) -> dict[str, Any]:
    return published(ana)


@pytest.fixture
def nothing_written(server: Running) -> Iterator[None]:
    """Holds that a test leaves every table with the rows it had."""
    before = rows(server.database_url)
    yield
    assert rows(server.database_url) == before


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": ""}, "/title"),
        ({"title": " \u202e\u0007 "}, "/title"),
        ({"title": "x" * 201}, "/title"),
        ({"title": None}, "/title"),
        ({"servings": 0}, "/servings"),
        ({"servings": -1}, "/servings"),
        ({"servings": 1e-9}, "/servings"),
        ({"servings": 1e300}, "/servings"),
        ({"servings": "4"}, "/servings"),
        ({"servings": True}, "/servings"),
        ({"ingredients": "2 eggs"}, "/ingredients"),
        ({"ingredients": ["1 egg"] * 201}, "/ingredients"),
        ({"ingredients": ["1 egg", ""]}, "/ingredients/1"),
        ({"ingredients": ["1 egg", "x" * 1001]}, "/ingredients/1"),
        ({"ingredients": ["1 egg", 7]}, "/ingredients/1"),
        ({"ingredients": [{"text": "1 egg", "amount_min": "1/0"}]}, "/ingredients/0/amount_min"),
        ({"ingredients": [{"text": "1 egg", "amount_min": -1}]}, "/ingredients/0/amount_min"),
        ({"ingredients": [{"text": "1 egg", "amount_min": 1e300}]}, "/ingredients/0/amount_min"),
        ({"ingredients": [{"amount_min": 3, "amount_max": 2, "food": "egg"}]}, "/ingredients/0/amount_max"),
        ({"ingredients": [{"text": "1 egg", "unit": "parsec"}]}, "/ingredients/0/unit"),
        ({"ingredients": [{"text": "1 egg", "colour": "brown"}]}, "/ingredients/0/colour"),
        ({"ingredients": [{}]}, "/ingredients/0"),
        ({"ingredients": [{"line_id": "no-id", "text": "1 egg"}]}, "/ingredients/0/line_id"),
        ({"steps": [{"text": ""}]}, "/steps/0/text"),
        ({"steps": ["\u0007"]}, "/steps/0"),
        ({"steps": ["x" * 10_001]}, "/steps/0"),
        ({"minutes_prep": 1.5}, "/minutes_prep"),
        ({"minutes_cook": -1}, "/minutes_cook"),
        ({"minutes_cook": 10**30}, "/minutes_cook"),
        ({"tags": ["x" * 51]}, "/tags/0"),
        ({"tags": [f"t{n}" for n in range(21)]}, "/tags"),
        ({"language": "../../etc"}, "/language"),
        ({"visibility": "everyone"}, "/visibility"),
        ({"source": {"url": "javascript:alert(1)"}}, "/source/url"),
        ({"parent_id": NOWHERE}, "/parent_id"),
        ({"root_id": NOWHERE}, "/root_id"),
        ({"author_id": NOWHERE}, "/author_id"),
        ({"state": "published"}, "/state"),
        ({"stars": 5}, "/stars"),
    ],
)
def test_a_bad_field_of_a_recipe_is_named(ana: Cook, change: dict[str, Any], pointer: str) -> None:
    body = refused(ana.client.post("/recipes", json={**PANCAKES, **change}), 422)
    assert pointers(body) == [pointer]


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    "line", ["1/0 cup flour", "0/0 eggs", "1e400 g salt", "-3 eggs", "⅟0 l milk", "9" * 900 + " eggs"]
)
def test_amounts_that_are_none_are_kept_as_written(http: httpx.Client, line: str) -> None:
    """An unreadable line is kept and marked, never dropped, and never a crash."""
    answer = http.post("/ingredients/read", json={"lines": [line]})
    assert answer.status_code == 200
    (read,) = answer.json()["lines"]
    assert read["text"] == line
    assert read["amount_min"] is None or read["amount_min"] >= 0


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("stars", ["0", "6", "-1", "5.5", '"5"', "null", "true", "[5]", "1e400", "5e0000000000000001"])
def test_stars_are_a_whole_number_from_one_to_five(ana: Cook, theirs: dict[str, Any], stars: str) -> None:
    path = f"/recipes/{theirs['id']}/review"
    refused(ana.client.put(path, content=f'{{"stars": {stars}}}', headers=JSON), 400, 422)
    assert ana.client.get(path).status_code == 404


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("body", ["", "{", "NaN", '{"stars": NaN}', '{"stars": 5}{"stars": 5}', "\ufeff{}", "[" * 5000])
def test_a_body_that_is_no_json_writes_nothing(ana: Cook, theirs: dict[str, Any], body: str) -> None:
    for method, path in (("PUT", f"/recipes/{theirs['id']}/review"), ("POST", "/recipes"), ("POST", "/tokens")):
        refused(ana.client.request(method, path, content=body.encode(), headers=JSON), 400, 422)


@pytest.mark.usefixtures("nothing_written")
def test_a_review_of_ones_own_or_of_what_is_not_there_is_refused(ana: Cook, mine: dict[str, Any]) -> None:
    refused(ana.client.put(f"/recipes/{mine['id']}/review", json={"stars": 5}), 403)
    refused(ana.client.put(f"/recipes/{NOWHERE}/review", json={"stars": 5}), 404)


@pytest.mark.parametrize("state", ["private", "followers", "draft", "withdrawn", "deleted"])
def test_what_is_not_shown_cannot_be_forked_reviewed_or_cooked(
    server: Running, ana: Cook, sign_up: SignUp, state: str
) -> None:
    ben = sign_up("ben")
    visibility = state if state in {"private", "followers"} else "public"
    recipe = ben.client.post("/recipes", json={**PANCAKES, "visibility": visibility}).json()
    path = f"/recipes/{recipe['id']}"
    if state != "draft":
        ben.client.post(f"{path}/publish").raise_for_status()
    if state == "withdrawn":
        ben.client.post(f"{path}/withdraw").raise_for_status()
    if state == "deleted":
        ben.client.delete(path).raise_for_status()
    before = rows(server.database_url)
    refused(ana.client.post(f"{path}/forks", json={}), 404)
    refused(ana.client.put(f"{path}/review", json={"stars": 5}), 404)
    refused(ana.client.post(f"{path}/cooked"), 404)
    refused(ana.client.patch(path, json={"title": "Mine"}, headers={"If-Match": "*"}), 404)
    refused(ana.client.delete(path), 404)
    assert rows(server.database_url) == before


@pytest.mark.usefixtures("nothing_written")
def test_nobody_says_what_a_fork_was_made_from(ana: Cook, theirs: dict[str, Any], mine: dict[str, Any]) -> None:
    """So no cycle can be made: parents are set by the server when a fork begins, and never again."""
    for field in ("parent_id", "parent", "root_id", "path", "author"):
        for path in (f"/recipes/{theirs['id']}/forks", f"/recipes/{mine['id']}/forks", "/recipes"):
            body = PANCAKES if path == "/recipes" else {}
            found = refused(ana.client.post(path, json={**body, field: mine["id"]}), 422)
            assert pointers(found) == [f"/{field}"]
    for version in (0, -1, 2**31, 999, 1.5, "1"):
        refused(ana.client.post(f"/recipes/{theirs['id']}/forks", json={"version": version}), 404, 422)


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("text", ["a\\u0000b", "\\ud800", "\\udfff x", "a\\ud800\\u0041"])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/recipes", '{"title": "%", "servings": 1, "ingredients": ["1 egg"], "steps": ["Boil."]}'),
        ("POST", "/recipes", '{"title": "T", "servings": 1, "ingredients": ["%"], "steps": ["Boil."]}'),
        ("POST", "/recipes", '{"title": "T", "servings": 1, "ingredients": ["1 egg"], "steps": ["%"]}'),
        ("POST", "/recipes", '{"title": "T", "servings": 1, "ingredients": [{"text": "%", "note": "%"}], "steps": []}'),
        ("POST", "/recipes", '{"title": "T", "summary": "%", "servings": 1, "ingredients": [], "steps": []}'),
        ("POST", "/recipes", '{"title": "T", "servings": 1, "tags": ["%"], "ingredients": [], "steps": []}'),
        ("POST", "/recipes", '{"title": "T", "servings": 1, "source": {"name": "%"}, "ingredients": [], "steps": []}'),
        ("POST", "/recipes/{theirs}/forks", '{"message": "%", "title": "%"}'),
        ("PATCH", "/recipes/{mine}", '{"title": "%", "message": "%"}'),
        ("PUT", "/recipes/{theirs}/review", '{"stars": 5, "body": "%"}'),
        ("PUT", "/recipes/{theirs}/review", '{"stars": 5, "changes": [{"kind": "omit", "from": ["%"]}]}'),
        ("PATCH", "/me", '{"bio": "%"}'),
        ("PATCH", "/me", '{"display_name": "%"}'),
        ("POST", "/tokens", '{"name": "%", "scopes": ["read"]}'),
        ("POST", "/sessions", '{"login": "%", "password": "%"}'),
        ("POST", "/ingredients/read", '{"lines": ["%"]}'),
        ("POST", "/replacements/detect", '{"parent": {"ingredients": ["%"]}, "fork": {"ingredients": ["%"]}}'),
    ],
)
def test_text_that_cannot_be_stored_is_refused_in_every_field(
    ana: Cook, mine: dict[str, Any], theirs: dict[str, Any], text: str, method: str, path: str, body: str
) -> None:
    answer = ana.client.request(
        method,
        path.format(mine=mine["id"], theirs=theirs["id"]),
        content=body.replace("%", text).encode(),
        headers={**JSON, "If-Match": "*"},
    )
    refused(answer, 400, 422)


def test_text_of_any_script_is_taken_and_hostile_signs_are_cleaned(ana: Cook) -> None:
    title = "Piñata 🥭 家常 \u202eevil\u202c {{7*7}} <script>"
    made = ana.client.post("/recipes", json={**PANCAKES, "title": title})
    assert made.status_code == 201
    assert made.json()["title"] == "Piñata 🥭 家常 evil {{7*7}} <script>"


@pytest.mark.usefixtures("nothing_written")
def test_a_huge_body_is_refused_at_every_door(ana: Cook, theirs: dict[str, Any]) -> None:
    body = json.dumps({**PANCAKES, "summary": "x" * 10_000_000}).encode()
    for method, path in (
        ("POST", "/recipes"),
        ("POST", "/ingredients/read"),
        ("PUT", f"/recipes/{theirs['id']}/review"),
    ):
        refused(ana.client.request(method, path, content=body, headers=JSON), 413)
