"""Addresses, cursors, limits and conditions that lead nowhere are refused with a problem, and leave nothing."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest

from api.refusals import NOWHERE, pointers, refused, rows
from bed import Cook, Running, SignUp
from forklore.foundations.paging import cursor
from samples import PANCAKES, published

LONG = "x" * 10_000


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
    ("method", "path"),
    [
        ("GET", "/recipes/{}"),
        ("PATCH", "/recipes/{}"),
        ("DELETE", "/recipes/{}"),
        ("POST", "/recipes/{}/publish"),
        ("POST", "/recipes/{}/withdraw"),
        ("POST", "/recipes/{}/forks"),
        ("GET", "/recipes/{}/forks"),
        ("GET", "/recipes/{}/lineage"),
        ("GET", "/recipes/{}/changes"),
        ("GET", "/recipes/{}/diff"),
        ("GET", "/recipes/{}/versions"),
        ("GET", "/recipes/{}/versions/1"),
        ("POST", "/recipes/{}/versions/1/restore"),
        ("GET", "/recipes/{}/review"),
        ("GET", "/recipes/{}/reviews"),
        ("GET", "/recipes/{}/stars"),
        ("GET", "/recipes/{}/score"),
        ("POST", "/recipes/{}/cooked"),
        ("DELETE", "/recipes/{}/cooked"),
        ("DELETE", "/sessions/{}"),
        ("DELETE", "/tokens/{}"),
    ],
)
def test_an_unknown_or_crooked_id_leads_nowhere(ana: Cook, method: str, path: str) -> None:
    crooked = (
        "1",
        "x" * 36,
        f"{NOWHERE}0",
        NOWHERE.replace("-", "_"),
        "%00",
        "%ed%a0%80",
        "..%2f..",
        "💥",
        LONG[:4000],
    )
    for recipe_id in (NOWHERE, *crooked):
        sent: dict[str, Any] = {"json": {}} if method in {"PATCH", "POST"} else {}
        answer = ana.client.request(method, path.format(recipe_id), headers={"If-Match": "*"}, **sent)
        refused(answer, 404, 414)


@pytest.mark.usefixtures("nothing_written")
def test_an_address_as_long_as_a_book_is_refused(server: Running) -> None:
    for path in ("/cooks/" + LONG * 3, "/foods/" + LONG * 3, "/recipes?after=" + LONG * 3):
        with suppress(httpx.RemoteProtocolError):  # closed at the door, before anything was read
            refused(httpx.get(f"{server.url}/api/v1{path}"), 404, 414, 422)
    assert httpx.get(f"{server.url}/api/v1/health/ready").status_code == 200


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize(
    "after",
    [
        "nonsense",
        "%%%",
        "",
        "a" * 500,
        cursor("feed", "followed", "2026-01-01T00:00:00Z", NOWHERE),
        cursor("newest recipes", "never", NOWHERE),
        cursor("newest recipes", "2026-01-01T00:00:00Z"),
        cursor("popular all score", 10**30, 1),
        cursor("popular all score", -1, -1),
        "WyJuIixbXV0",
        "ÿ",
    ],
)
def test_a_foreign_or_damaged_cursor_is_refused(ana: Cook, theirs: dict[str, Any], after: str) -> None:
    lists = ("/recipes", "/me/drafts", f"/recipes/{theirs['id']}/reviews", f"/recipes/{theirs['id']}/versions")
    more = (f"/cooks/{ana.handle}/recipes", f"/cooks/{ana.handle}/followers", f"/recipes/{theirs['id']}/forks")
    for path in (*lists, *more):
        assert pointers(refused(ana.client.get(path, params={"after": after}), 422)) == ["after"], path
    for path in ("/recipes/popular", "/feed"):
        answer = ana.client.get(path, params={"after": after, "window": "all"})
        assert answer.status_code in {200, 422}, answer.text


@pytest.mark.parametrize(
    "limit", ["-1", "0", "101", "1000000000", "9" * 40, "1.5", "NaN", "ten", "", "1e2", "0x10", "٣"]
)
def test_a_limit_lies_between_one_and_a_hundred(ana: Cook, theirs: dict[str, Any], limit: str) -> None:
    paths = ("/recipes", "/recipes/popular", "/feed", "/me/drafts", f"/cooks/{ana.handle}/followers")
    for path in (*paths, f"/recipes/{theirs['id']}/reviews", f"/recipes/{theirs['id']}/forks"):
        answer = ana.client.get(path, params={"limit": limit})
        if limit in {"٣", "1e2"}:  # three in Arabic script, and a hundred: read as a number, or refused
            assert answer.status_code in {200, 422}
            assert len(answer.json().get("items", [])) <= 100
        else:
            assert pointers(refused(answer, 422)) == ["limit"], path


@pytest.mark.usefixtures("nothing_written")
@pytest.mark.parametrize("match", ['"0"', '"999"', "x", '"', "W/", '"' + "9" * 500 + '"', "-1", '""', "1, 2", "\xff"])
def test_an_edit_of_another_version_is_refused(ana: Cook, mine: dict[str, Any], match: str) -> None:
    headers = {b"If-Match": match.encode("latin1")}
    refused(ana.client.patch(f"/recipes/{mine['id']}", json={"title": "Moved"}, headers=headers), 412)
    assert ana.client.get(f"/recipes/{mine['id']}").json()["title"] == mine["title"]


@pytest.mark.usefixtures("nothing_written")
def test_an_edit_that_says_no_version_or_nothing_known_is_refused(ana: Cook, mine: dict[str, Any]) -> None:
    path = f"/recipes/{mine['id']}"
    refused(ana.client.patch(path, json={"title": "Moved"}), 428)
    for field in ("parent_id", "root_id", "author", "id", "version", "stars", "published_at", "import_key"):
        body = refused(ana.client.patch(path, json={field: NOWHERE}, headers={"If-Match": "*"}), 422)
        assert pointers(body) == [f"/{field}"]


@pytest.mark.parametrize("key", ["k" * 10_000, "\xff\xfe", "a b", "'; DROP TABLE recipe; --"])
def test_a_strange_idempotency_key_does_it_once_or_is_refused(ana: Cook, key: str) -> None:
    headers = {b"Idempotency-Key": key.encode("latin1")}
    answers = [ana.client.post("/recipes", json=PANCAKES, headers=headers) for _ in range(2)]
    if answers[0].status_code == 201:
        assert answers[0].json()["id"] == answers[1].json()["id"]
    else:
        refused(answers[0], 400, 422, 431)
