"""The profile over HTTP: versions, handles that change, what cannot be set."""

import secrets

import httpx
import pytest

from bed import SignUp


def test_a_profile_is_changed_as_it_was_read(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    read = ana.client.get("/me")
    assert read.headers["etag"] == '"1"'
    changed = ana.client.patch("/me", json={"bio": "  Soup\u202e. "}, headers={"If-Match": read.headers["etag"]})
    assert (changed.status_code, changed.json()["bio"], changed.headers["etag"]) == (200, "Soup.", '"2"')
    for said, status in ((None, 428), ('"1"', 412), ('"99999999999"', 412), ("nonsense", 412), ('"-2"', 412)):
        headers = {"If-Match": said} if said else {}
        answer = ana.client.patch("/me", json={"bio": "Bread."}, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), said
    assert ana.client.get("/me").json()["bio"] == "Soup."
    assert ana.client.patch("/me", json={"bio": ""}, headers={"If-Match": "*"}).json()["bio"] == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "00000000-0000-7000-8000-000000000000"),
        ("state", "active"),
        ("version", 40),
        ("kind", "brand"),
        ("email", "x@example.org"),
        ("followers", 1000),
        ("bio", "x" * 2001),
        ("bio", 5),
        ("bio", "a\0b"),
        ("display_name", " \t "),
        ("handle", "forklore"),
    ],
)
def test_what_is_not_ones_to_set_is_refused(sign_up: SignUp, field: str, value: object) -> None:
    ana = sign_up("ana")
    before = ana.client.get("/me").json()
    answer = ana.client.patch("/me", json={"bio": "new", field: value}, headers={"If-Match": "*"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{field}")
    assert ana.client.get("/me").json() == before


def test_an_old_handle_keeps_leading_to_its_cook_and_stays_taken(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    new = f"ana_{secrets.token_hex(5)}"
    changed = ana.client.patch("/me", json={"handle": new}, headers={"If-Match": "*"})
    assert changed.json()["handle"] == new
    for handle in (new, ana.handle):
        assert http.get(f"/cooks/{handle}").json()["handle"] == new
    assert ben.client.put(f"/cooks/{ana.handle}/follow").json()["handle"] == new
    taken = ben.client.patch("/me", json={"handle": ana.handle}, headers={"If-Match": "*"})
    assert (taken.status_code, taken.json()["errors"][0]["pointer"]) == (409, "/handle")
    assert ben.client.patch("/me", json={"handle": new}, headers={"If-Match": "*"}).status_code == 409


def test_a_cook_may_take_an_old_handle_of_their_own_back(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    new = f"ana_{secrets.token_hex(5)}"
    ana.client.patch("/me", json={"handle": new}, headers={"If-Match": "*"})
    back = ana.client.patch("/me", json={"handle": ana.handle}, headers={"If-Match": "*"})
    assert (back.status_code, back.json()["handle"]) == (200, ana.handle)
    assert http.get(f"/cooks/{new}").json()["handle"] == ana.handle
