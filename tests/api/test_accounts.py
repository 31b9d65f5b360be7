"""Signing up, in and out over HTTP; keys, profiles, and what strangers may not do."""

import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute

from bed import PASSWORD, Cook, Running, SignUp
from forklore.foundations.settings import settings_from
from forklore.main.asgi import application

NOWHERE = "00000000-0000-7000-8000-000000000000"


def new_account(**changes: object) -> dict[str, object]:
    handle = f"new_{secrets.token_hex(5)}"
    body = {"handle": handle, "display_name": "New", "email": f"{handle}@example.org", "password": PASSWORD}
    return {**body, **changes}


def with_scopes(server: Running, cook: Cook, *scopes: str) -> httpx.Client:
    """A client whose token may do only that."""
    token = cook.client.post("/tokens", json={"name": "program", "scopes": scopes}).json()["token"]
    return httpx.Client(base_url=f"{server.url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=30)


def test_a_cook_signs_up_in_and_out(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    me = ana.client.get("/me").json()
    assert me["handle"] == ana.handle
    assert http.get(f"/cooks/{ana.handle}").json()["followers"] == 0
    assert ana.client.delete("/sessions/current").status_code == 204
    for method, path in (("GET", "/me"), ("GET", "/sessions"), ("PUT", f"/cooks/{ana.handle}/follow")):
        answer = ana.client.request(method, path)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="forklore"')


def test_every_fault_of_a_sign_up_is_named_at_its_field(http: httpx.Client) -> None:
    answer = http.post("/accounts", json={"handle": "A", "display_name": "x", "email": "no", "password": PASSWORD})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["pointer"] == "/handle"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("handle", "ab"),
        ("handle", "Ana"),
        ("handle", "admin"),
        ("handle", "a" * 31),
        ("handle", None),
        ("display_name", ""),
        ("display_name", "\u202e \u0007"),
        ("display_name", "x" * 81),
        ("display_name", "a\0b"),
        ("email", "nobody"),
        ("email", "a@b@example.org"),
        ("email", f"{'a' * 250}@example.org"),
        ("password", "short"),
        ("password", "x" * 201),
        ("password", 12345678),
        ("id", NOWHERE),
        ("state", "active"),
        ("version", 7),
        ("kind", "brand"),
    ],
)
def test_a_bad_or_unknown_field_is_refused_at_its_place_and_nothing_is_made(
    http: httpx.Client, field: str, value: object
) -> None:
    body = new_account(**{field: value})
    answer = http.post("/accounts", json=body)
    assert (answer.status_code, [e["pointer"] for e in answer.json()["errors"]]) == (422, [f"/{field}"])
    if field != "handle":
        assert http.get(f"/cooks/{body['handle']}").status_code == 404


@pytest.mark.parametrize("field", ["handle", "display_name", "email", "password"])
def test_a_missing_field_is_named(http: httpx.Client, field: str) -> None:
    body = new_account()
    del body[field]
    answer = http.post("/accounts", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{field}")


def test_a_handle_and_an_address_belong_to_one_cook(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    answer = http.post("/accounts", json=new_account(handle=ana.handle))
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (409, "/handle")
    body = new_account(email=f"{ana.handle.upper()}@example.org")
    answer = http.post("/accounts", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (409, "/email")
    assert http.get(f"/cooks/{body['handle']}").status_code == 404


def test_a_wrong_password_and_an_unknown_login_are_answered_alike(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    answers = [
        http.post("/sessions", json={"login": login, "password": "wrong horse battery"})
        for login in (ana.handle, f"{ana.handle}@example.org", "nobody_at_all", "nobody@example.org")
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(401, answers[0].text)}
    assert all("set-cookie" not in answer.headers for answer in answers)


def test_one_signs_in_by_handle_or_address_in_any_case(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    for login in (ana.handle, ana.handle.upper(), f" {ana.handle}@EXAMPLE.org "):
        answer = http.post("/sessions", json={"login": login, "password": PASSWORD})
        assert (answer.status_code, answer.json()["account"]["handle"]) == (201, ana.handle)
    http.cookies.clear()


def test_the_cookie_of_a_session_reads_and_never_writes(server: Running, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    with httpx.Client(base_url=f"{server.url}/api/v1", timeout=30) as browser:
        answer = browser.post("/sessions", json={"login": ana.handle, "password": PASSWORD})
        said = answer.headers["set-cookie"].lower()
        assert "httponly" in said
        assert "samesite=lax" in said
        assert browser.get("/me").json()["handle"] == ana.handle
        for method, path, body in writes(ben.handle):
            refused = browser.request(method, path, json=body, headers={"If-Match": "*"})
            assert refused.status_code == 401, (method, path)
        assert browser.delete("/sessions/current").status_code == 401
        assert browser.get("/me").status_code == 200


def test_a_form_on_a_foreign_page_signs_nobody_in(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    body = f'{{"login": "{ana.handle}", "password": "{PASSWORD}"}}'
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = http.post("/sessions", content=body, headers={"Content-Type": kind})
        assert "set-cookie" not in answer.headers


def writes(handle: str) -> list[tuple[str, str, dict[str, Any] | None]]:
    """Every door of people that changes something."""
    return [
        ("DELETE", f"/sessions/{NOWHERE}", None),
        ("POST", "/tokens", {"name": "x", "scopes": ["read"]}),
        ("DELETE", f"/tokens/{NOWHERE}", None),
        ("PATCH", "/me", {"bio": "changed"}),
        ("PUT", f"/cooks/{handle}/follow", None),
        ("DELETE", f"/cooks/{handle}/follow", None),
        ("PUT", f"/cooks/{handle}/block", None),
        ("DELETE", f"/cooks/{handle}/block", None),
    ]


def test_a_token_that_may_read_may_not_write(server: Running, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    with with_scopes(server, ana, "read") as program:
        assert program.get("/me").json()["handle"] == ana.handle
        for method, path, body in writes(ben.handle):
            answer = program.request(method, path, json=body, headers={"If-Match": "*"})
            kind = answer.json()["type"]
            assert (answer.status_code, kind) == (403, "urn:forklore:problem:scope-missing"), (method, path)
    assert ana.client.get("/me").json()["bio"] == ""


def doors(home: Path) -> list[tuple[str, str, str]]:
    """Every door of the API as it is put together: scope, method, path with ids that nothing has."""
    app = application(settings_from({"FORKLORE_HOME": str(home)}))
    samples = {"uuid": NOWHERE, "int": "1", "str": "nobody_at_all"}
    return [
        (handler.opt["scope"], method, re.sub(r"\{\w+:(\w+)\}", lambda m: samples[m.group(1)], route.path))
        for route in app.routes
        if isinstance(route, HTTPRoute) and route.path.startswith("/api/v1/")
        for method, (handler, _) in route.route_handler_map.items()
        if method != "OPTIONS"
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of litestar 3, while the application is put together
def test_every_door_that_is_not_open_refuses_who_is_nobody_and_who_may_only_read(
    server: Running, sign_up: SignUp, tmp_path: Path
) -> None:
    found = doors(tmp_path)
    closed = [(scope, method, path) for scope, method, path in found if scope != "open"]
    assert {scope for scope, _, _ in closed} == {"read", "write", "moderate"}
    assert {method for scope, method, _ in found if scope == "write"} >= {"POST", "PUT", "PATCH", "DELETE"}
    assert not {method for scope, method, _ in found if scope == "write"} & {"GET"}
    with with_scopes(server, sign_up("ana"), "read") as program:
        for scope, method, path in closed:
            url = server.url + path
            assert httpx.request(method, url, json={}).status_code == 401, (method, path)
            if scope != "read":
                assert program.request(method, url, json={}).status_code == 403, (method, path)


def test_a_token_gives_no_more_than_it_has_and_ends(server: Running, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    with with_scopes(server, ana, "write") as program:
        beyond = program.post("/tokens", json={"name": "x", "scopes": ["read", "write"]})
        assert (beyond.status_code, beyond.json()["errors"][0]["pointer"]) == (422, "/scopes")
        assert ana.client.post("/tokens", json={"name": "x", "scopes": ["admin"]}).status_code == 422
        (token,) = ana.client.get("/tokens").json()
        assert "token" not in token
        assert ben.client.delete(f"/tokens/{token['id']}").status_code == 404
        assert program.put(f"/cooks/{ben.handle}/follow").status_code == 200
        assert ana.client.delete(f"/tokens/{token['id']}").status_code == 204
        assert program.put(f"/cooks/{ben.handle}/follow").status_code == 401


@pytest.mark.parametrize(
    "ends",
    [
        datetime.now(UTC) - timedelta(seconds=1),
        datetime.now(UTC) + timedelta(days=4000),
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "2027-01-01T00:00:00",
        "tomorrow",
    ],
)
def test_a_token_ends_at_a_time_ahead(sign_up: SignUp, ends: datetime | str) -> None:
    said = ends if isinstance(ends, str) else ends.isoformat()
    answer = sign_up("ana").client.post("/tokens", json={"name": "x", "scopes": ["read"], "expires_at": said})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/expires_at")


def test_sessions_are_listed_and_ended_by_their_own_cook(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    other = http.post("/sessions", json={"login": ana.handle, "password": PASSWORD}).json()["token"]
    http.cookies.clear()
    newest, oldest = ana.client.get("/sessions").json()
    assert newest["created_at"] >= oldest["created_at"]
    assert ben.client.delete(f"/sessions/{newest['id']}").status_code == 404
    headers = {"Authorization": f"Bearer {other}"}
    assert http.get("/me", headers=headers).status_code == 200
    assert ana.client.delete(f"/sessions/{newest['id']}").status_code == 204
    assert http.get("/me", headers=headers).status_code == 401
    assert ana.client.get("/me").status_code == 200


def test_the_scheme_of_a_secret_is_bearer_in_any_case_and_nothing_else(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    for scheme, status in (("bearer", 200), ("BEARER", 200), ("Basic", 401), ("", 401)):
        answer = http.get("/me", headers={"Authorization": f"{scheme} {ana.token}".strip()})
        assert answer.status_code == status, scheme
    assert http.get("/me", headers={b"Authorization": b"Bearer \xff\xfe"}).status_code == 401
