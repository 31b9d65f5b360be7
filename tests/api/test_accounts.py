"""Signing up, in and out over HTTP."""

import httpx

from bed import PASSWORD, SignUp


def test_a_cook_signs_up_in_and_out(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    me = ana.client.get("/me").json()
    assert me["handle"] == ana.handle
    assert http.get(f"/cooks/{ana.handle}").json()["followers"] == 0
    assert ana.client.delete("/sessions/current").status_code == 204
    assert ana.client.get("/me").status_code == 401


def test_every_fault_of_a_sign_up_is_named_at_its_field(http: httpx.Client) -> None:
    answer = http.post("/accounts", json={"handle": "A", "display_name": "x", "email": "no", "password": PASSWORD})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["pointer"] == "/handle"


def test_a_handle_belongs_to_one_cook(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    body = {"handle": ana.handle, "display_name": "x", "email": "other@example.org", "password": PASSWORD}
    answer = http.post("/accounts", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (409, "/handle")
