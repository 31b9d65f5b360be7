"""The border of the API: bodies, addresses and keys that are not what they should be, and doing a POST once."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from bed import PASSWORD, Running, SignUp
from forklore.foundations.paging import cursor

JSON = {"Content-Type": "application/json"}


def new_account(name: str = "once") -> dict[str, str]:
    handle = f"{name}_{secrets.token_hex(5)}"
    return {"handle": handle, "display_name": "Once", "email": f"{handle}@example.org", "password": PASSWORD}


def is_problem(answer: httpx.Response, status: int) -> bool:
    """A problem as RFC 9457 has it, that tells of no insides."""
    body = answer.json()
    return (
        answer.status_code == status == body["status"]
        and answer.headers["content-type"] == "application/problem+json"
        and body["type"].startswith("urn:forklore:problem:")
        and bool(body["title"] and body["detail"])
        and "Traceback" not in answer.text
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"null", 422),
        (b"[]", 422),
        (b'"text"', 422),
        (b'{"login":', 400),
        (b"{'login': 1}", 400),
        (b'{"login": NaN, "password": "x"}', 400),
        (b'{"login": Infinity, "password": "x"}', 400),
        (b'{"login": "\xff", "password": "x"}', 400),
        (b'{"login": "\\ud800", "password": "x"}', 400),
        (b'{"login": "a\\u0000b", "password": "x"}', 422),
        (b'{"login": 1, "password": "x"}', 422),
        (b'{"login": "a", "password": ["x"]}', 422),
        (b'{"login": "a", "password": null}', 422),
        (b'{"login": "", "password": "x"}', 422),
        (b"[" * 100_000, 422),
        (b"login=a&password=b", 400),
    ],
)
def test_a_body_that_is_not_what_it_should_be_is_a_problem(http: httpx.Client, body: bytes, status: int) -> None:
    assert is_problem(http.post("/sessions", content=body, headers=JSON), status)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-msgpack", "multipart/form-data; boundary=x", "x"])
def test_a_body_of_another_kind_is_read_as_json_or_not_at_all(http: httpx.Client, kind: str) -> None:
    assert is_problem(http.post("/sessions", content=b"--x\r\n", headers={"Content-Type": kind}), 400)


def test_a_body_of_ten_megabytes_is_refused_whether_its_length_is_told_or_not(http: httpx.Client) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"login": "'
        for _ in range(100):
            yield b"a" * 100_000
        yield b'", "password": "x"}'

    assert is_problem(http.post("/sessions", content=b"".join(pieces()), headers=JSON), 413)
    assert is_problem(http.post("/sessions", content=pieces(), headers=JSON), 413)


def test_unknown_addresses_and_methods_are_problems_everywhere_under_api(server: Running) -> None:
    for path in ("/api", "/api/", "/api/nothing", "/api/v1", "/api/v1/nothing", "/api/v1/cooks/a/b/c", "/api/v2/me"):
        assert is_problem(httpx.get(server.url + path), 404), path
    for method, path, allowed in (("PUT", "me", "PATCH"), ("DELETE", "accounts", "POST"), ("POST", "feed", "GET")):
        answer = httpx.request(method, f"{server.url}/api/v1/{path}")
        assert is_problem(answer, 405)
        assert allowed in answer.headers["allow"]
    assert httpx.options(f"{server.url}/api/v1/me").status_code == 204


def test_the_api_describes_itself(server: Running) -> None:
    answer = httpx.get(f"{server.url}/api/v1/openapi.json")
    assert answer.headers["content-type"] == "application/vnd.oai.openapi+json"
    assert answer.json()["openapi"].startswith("3.1")
    assert "/api/v1/feed" in answer.json()["paths"]
    assert httpx.get(f"{server.url}/api/docs").status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "pointer"),
    [
        ("/cooks/%00abc", 404, None),
        ("/cooks/%ff%fe", 404, None),
        ("/cooks/%C3%BC", 404, None),
        ("/cooks/nobody_at_all", 404, None),
        (f"/cooks/{'a' * 500}", 422, "handle"),
        ("/relationships?handles=a%00b", 422, "handles"),
        ("/feed?limit=0", 422, "limit"),
        ("/feed?limit=101", 422, "limit"),
        ("/feed?limit=1.5", 422, "limit"),
        ("/feed?limit=NaN", 422, "limit"),
        ("/feed?limit=1e99", 422, "limit"),
        ("/feed?after=nonsense", 422, "after"),
        (f"/feed?after={'a' * 501}", 422, "after"),
    ],
)
def test_a_bad_address_or_query_is_a_problem(sign_up: SignUp, path: str, status: int, pointer: str | None) -> None:
    answer = sign_up("ana").client.get(path)
    assert is_problem(answer, status), answer.text
    assert [error["pointer"] for error in answer.json().get("errors", [])] == ([pointer] if pointer else [])


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_made_up_cursor_beyond_the_calendar_is_refused(sign_up: SignUp, when: str) -> None:
    ana = sign_up("ana")
    after = cursor("followers", when, "00000000-0000-0000-0000-000000000001")
    assert is_problem(ana.client.get(f"/cooks/{ana.handle}/followers", params={"after": after}), 422)


def test_the_same_key_gives_the_same_answer_and_makes_one_thing(http: httpx.Client) -> None:
    body, key = new_account(), {"Idempotency-Key": secrets.token_hex(8)}
    first, again = (http.post("/accounts", json=body, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.content, first.headers["etag"]) == (again.content, again.headers["etag"])
    assert first.headers["content-type"] == again.headers["content-type"]
    other = http.post("/accounts", json=new_account(), headers=key)
    assert is_problem(other, 422)
    assert other.json()["type"] == "urn:forklore:problem:key-used-twice"
    assert http.post("/accounts", json=body).status_code == 409


def test_a_request_that_failed_may_be_mended_under_its_key(http: httpx.Client) -> None:
    body, key = new_account(), {"Idempotency-Key": secrets.token_hex(8)}
    taken = http.post("/accounts", json=new_account()).json()["handle"]
    assert http.post("/accounts", json={**body, "handle": taken}, headers=key).status_code == 409
    assert http.post("/accounts", json=body, headers=key).status_code == 201


def test_two_at_once_under_one_key_make_one_thing(http: httpx.Client) -> None:
    body, key = new_account(), {"Idempotency-Key": secrets.token_hex(8)}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: http.post("/accounts", json=body, headers=key), range(8)))
    assert {(answer.status_code, answer.content) for answer in answers} == {(201, answers[0].content)}


def test_two_at_once_without_a_key_make_one_cook_and_one_conflict(http: httpx.Client) -> None:
    body = new_account()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: http.post("/accounts", json=body), range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
