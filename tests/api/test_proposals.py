"""Proposing a fork to what it was made from: accept, decline, withdraw, talk."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from api.test_upstream import edited, forked, lines_with
from bed import Cook, SignUp
from samples import published


class Table:
    """Ana's recipe, ben's fork of it, and his proposal."""

    def __init__(self, sign_up: SignUp, **fields: object) -> None:
        """Cook, fork and propose; `fields` are what ben changes."""
        self.ana, self.ben, self.eve = sign_up("ana"), sign_up("ben"), sign_up("eve")
        self.parent = published(self.ana)
        changed = {"ingredients": lines_with(self.parent, 3, "80 g butter, melted")} | fields
        self.fork = forked(self.ben, self.parent, **changed)
        answer = self.propose()
        assert answer.status_code == 201, answer.text
        self.place = f"/proposals/{answer.json()['proposal']['id']}"

    def propose(self, cook: Cook | None = None, **body: object) -> httpx.Response:
        """Propose the fork."""
        said = {"fork_id": self.fork["id"], "message": "More butter is better."} | body
        return (cook or self.ben).client.post(f"/recipes/{self.parent['id']}/proposals", json=said)

    def do(self, cook: Cook, verb: str, body: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        """Accept, decline or withdraw."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return cook.client.post(f"{self.place}/{verb}", json=body or {}, headers=said)

    def state(self) -> str:
        """The state that everybody sees."""
        return str(self.eve.client.get(self.place).json()["proposal"]["state"])


@pytest.fixture
def table(sign_up: SignUp) -> Table:
    """A proposal that waits."""
    return Table(sign_up)


def test_a_proposal_shows_what_it_would_change(http: httpx.Client, table: Table) -> None:
    shown = http.get(table.place).json()
    told = shown["proposal"]
    assert (told["state"], told["message"], told["author"]["handle"]) == (
        "open",
        "More butter is better.",
        table.ben.handle,
    )
    assert (told["fork"]["id"], told["fork"]["version"], told["base_version"]) == (table.fork["id"], 1, 1)
    assert [(c["kind"], c["to"][0]["text"]) for c in shown["difference"]["lines"]] == [("more", "80 g butter, melted")]
    assert shown["clashes"] == []
    listed = http.get(f"/recipes/{table.parent['id']}/proposals", params={"state": "open"}).json()
    assert listed == {"items": [told], "next": None}
    assert http.get(f"/recipes/{table.parent['id']}/proposals", params={"state": "accepted"}).json()["items"] == []


def test_accepting_makes_a_version_that_credits_the_cook(http: httpx.Client, table: Table) -> None:
    edited(table.ana, table.parent, title="Monday pancakes")
    answer = table.do(table.ana, "accept", If_Match='"2"')
    assert answer.status_code == 200, answer.text
    told = answer.json()["proposal"]
    assert (told["state"], told["accepted_version"], answer.headers["etag"]) == ("accepted", 3, '"3"')
    recipe = http.get(f"/recipes/{table.parent['id']}").json()
    assert (recipe["version"], recipe["title"]) == (3, "Monday pancakes")
    assert recipe["lines"][3]["text"] == "80 g butter, melted"
    versions = http.get(f"/recipes/{table.parent['id']}/versions").json()["items"]
    assert [version["credited"] for version in versions] == [
        {"handle": table.ben.handle, "display_name": "Ben"},
        None,
        None,
    ]
    assert versions[0]["message"] == "More butter is better."
    for verb, cook in (("accept", table.ana), ("decline", table.ana), ("withdraw", table.ben)):
        refused = table.do(cook, verb)
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:forklore:problem:proposal-closed")


def test_what_is_proposed_is_what_was_there_when_it_was_proposed(http: httpx.Client, table: Table) -> None:
    edited(table.ben, table.fork, ingredients=["1 kg salt"])
    assert table.do(table.ana, "accept").status_code == 200
    assert http.get(f"/recipes/{table.parent['id']}").json()["lines"][0]["text"] == "2 cups plain flour"


def test_clashes_with_the_recipe_need_a_choice(http: httpx.Client, table: Table) -> None:
    edited(table.ana, table.parent, ingredients=lines_with(table.parent, 3, "70 g butter, melted"))
    amount = f"line:{table.parent['lines'][3]['line_id']}:amount"
    assert [clash["id"] for clash in http.get(table.place).json()["clashes"]] == [amount]
    refused = table.do(table.ana, "accept")
    assert (refused.status_code, [clash["id"] for clash in refused.json()["clashes"]]) == (409, [amount])
    assert (table.state(), http.get(f"/recipes/{table.parent['id']}").json()["version"]) == ("open", 2)
    assert table.do(table.ana, "accept", {"take": ["title"]}).status_code == 422
    assert table.do(table.ana, "accept", {"take": [amount]}, If_Match='"1"').status_code == 412
    assert table.do(table.ana, "accept", {"take": [amount]}).status_code == 200
    assert http.get(f"/recipes/{table.parent['id']}").json()["lines"][3]["text"] == "80 g butter, melted"


def test_of_two_who_accept_at_once_one_does(http: httpx.Client, table: Table) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(table.do, table.ana, verb) for verb in ("accept", "accept", "decline", "accept")]
        statuses = sorted(answer.result().status_code for answer in answers)
    assert statuses == [200, 409, 409, 409]
    versions = http.get(f"/recipes/{table.parent['id']}").json()["version"]
    assert versions == (2 if table.state() == "accepted" else 1)


def test_a_key_makes_accepting_the_same_twice(table: Table) -> None:
    key = secrets.token_hex(8)
    first, again = (table.do(table.ana, "accept", Idempotency_Key=key) for _ in range(2))
    assert (first.status_code, again.status_code, first.json()) == (200, 200, again.json())


@pytest.mark.parametrize("verb", ["decline", "withdraw"])
def test_what_is_ended_is_ended_for_good(table: Table, verb: str) -> None:
    cook, other = (table.ana, table.ben) if verb == "decline" else (table.ben, table.ana)
    assert table.do(other, verb).status_code == 403
    assert table.do(table.eve, verb).status_code == 403
    answer = table.do(cook, verb)
    assert (answer.status_code, answer.json()["proposal"]["state"]) == (200, f"{verb}d".replace("wd", "wn"))
    assert table.do(table.ana, "accept").status_code == 409
    assert table.propose().status_code == 201


def test_who_may_propose_what(sign_up: SignUp, table: Table) -> None:
    assert table.propose().json()["type"] == "urn:forklore:problem:already-proposed"
    assert table.propose(table.eve).status_code == 403
    assert table.do(table.ben, "accept").status_code == 403
    assert table.do(table.eve, "accept").status_code == 403
    same = forked(table.eve, table.parent)
    assert table.propose(table.eve, fork_id=same["id"]).json()["type"] == "urn:forklore:problem:not-proposable"
    hidden = forked(table.eve, table.parent, title="Mine", visibility="private")
    assert table.propose(table.eve, fork_id=hidden["id"]).status_code == 409
    other = published(sign_up("kim"))
    assert table.propose(table.eve, fork_id=other["id"]).status_code == 403
    grandchild = forked(table.eve, table.fork, title="Mine")
    assert table.propose(table.eve, fork_id=grandchild["id"]).status_code == 409
    assert table.propose(table.eve, fork_id=grandchild["id"], message="x" * 2001).status_code == 422


def test_what_is_hidden_has_no_proposals(http: httpx.Client, table: Table) -> None:
    table.ben.client.post(f"/recipes/{table.fork['id']}/withdraw")
    shown = http.get(table.place).json()
    assert (shown["difference"], shown["proposal"]["fork"]["title"]) == (None, None)
    assert table.do(table.ana, "accept").status_code == 409
    table.ben.client.post(f"/recipes/{table.fork['id']}/publish")
    table.ana.client.post(f"/recipes/{table.parent['id']}/withdraw")
    assert http.get(table.place).status_code == 404
    assert http.get(f"{table.place}/comments").status_code == 404
    assert http.get(f"/recipes/{table.parent['id']}/proposals").status_code == 404
    assert table.ana.client.get(table.place).status_code == 200
    assert table.do(table.ben, "withdraw").status_code == 200


def test_blocks_hold_on_every_route(table: Table) -> None:
    table.ana.client.put(f"/cooks/{table.ben.handle}/block")
    for cook in (table.ana, table.ben):
        assert cook.client.get(table.place).status_code == 404
        assert cook.client.get(f"{table.place}/comments").status_code == 404
        assert cook.client.post(f"{table.place}/comments", json={"body": "Hm."}).status_code == 404
        assert table.do(cook, "accept").status_code == 404
        assert table.do(cook, "decline").status_code == 404
    assert table.ana.client.get(f"/recipes/{table.parent['id']}/proposals").json()["items"] == []
    assert table.propose().status_code == 404
    assert table.eve.client.get(table.place).status_code == 200
    assert table.do(table.ben, "withdraw").status_code == 200


def test_deleting_ends_what_is_open(http: httpx.Client, table: Table) -> None:
    other = Table.__new__(Table)
    other.__dict__.update(table.__dict__)
    other.fork = forked(table.eve, table.parent, title="Mine")
    other.place = f"/proposals/{other.propose(table.eve).json()['proposal']['id']}"
    table.ben.client.delete(f"/recipes/{table.fork['id']}")
    assert (table.state(), other.state()) == ("withdrawn", "open")
    assert http.get(table.place).json()["difference"] is None
    table.ana.client.delete(f"/recipes/{table.parent['id']}")
    assert http.get(other.place).status_code == 404
    assert other.do(table.eve, "withdraw").status_code == 409


def test_a_proposal_is_talked_about(http: httpx.Client, table: Table) -> None:
    place = f"{table.place}/comments"
    said = [
        cook.client.post(place, json={"body": body}).json()["id"]
        for cook, body in ((table.ana, "How much?"), (table.ben, " 80 g. "), (table.eve, "Too much!"))
    ]
    page = http.get(place, params={"limit": 2}).json()
    rest = http.get(place, params={"limit": 2, "after": page["next"]}).json()
    items = [*page["items"], *rest["items"]]
    assert [item["body"] for item in items] == ["How much?", "80 g.", "Too much!"]
    assert [item["author"]["handle"] for item in items] == [table.ana.handle, table.ben.handle, table.eve.handle]
    assert table.ben.client.delete(f"{place}/{said[2]}").status_code == 404
    for cook, comment in ((table.eve, said[2]), (table.ana, said[1]), (table.ana, said[1])):
        assert cook.client.delete(f"{place}/{comment}").status_code == 204
    items = http.get(place).json()["items"]
    assert [(item["body"], item["author"] is None, item["tombstone"]) for item in items] == [
        ("How much?", False, False),
        ("", True, True),
        ("", True, True),
    ]
    for body in ({"body": ""}, {"body": "  "}, {"body": "x" * 2001}, {}):
        assert table.ana.client.post(place, json=body).status_code == 422
    assert http.post(place, json={"body": "Hm."}).status_code == 401
    table.ana.client.put(f"/cooks/{table.eve.handle}/block")
    assert table.ben.client.post(place, json={"body": "Still here."}).status_code == 201
    assert len(table.ana.client.get(place).json()["items"]) == 3


def test_what_is_not_there_is_404(http: httpx.Client, table: Table) -> None:
    nowhere = "/proposals/00000000-0000-4000-8000-000000000000"
    assert http.get(nowhere).status_code == 404
    assert http.get(f"{nowhere}/comments").status_code == 404
    for verb in ("accept", "decline", "withdraw"):
        assert table.ana.client.post(f"{nowhere}/{verb}", json={}).status_code == 404
    assert table.ana.client.delete(f"{table.place}/comments/{table.fork['id']}").status_code == 404
