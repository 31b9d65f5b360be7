"""Taking over what a parent changed since a fork was made."""

import secrets
import time
from typing import Any

import httpx

from bed import Cook, SignUp
from samples import published


def forked(cook: Cook, parent: dict[str, Any], **fields: object) -> dict[str, Any]:
    """Fork a recipe and publish the fork."""
    made = cook.client.post(f"/recipes/{parent['id']}/forks", json=fields)
    assert made.status_code == 201, made.text
    answer = cook.client.post(f"/recipes/{made.json()['id']}/publish")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def edited(cook: Cook, recipe: dict[str, Any], **fields: object) -> dict[str, Any]:
    """Save a new version."""
    answer = cook.client.patch(f"/recipes/{recipe['id']}", json=fields, headers={"If-Match": "*"})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def lines_with(recipe: dict[str, Any], at: int, text: str) -> list[dict[str, Any]]:
    """The lines of a recipe, with their ids, one with another text."""
    lines = [{"line_id": line["line_id"], "text": line["text"]} for line in recipe["lines"]]
    lines[at]["text"] = text
    return lines


def merge(cook: Cook, fork: dict[str, Any], body: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
    """Merge the upstream of a fork."""
    said = {"If-Match": "*"} if not headers else {name.replace("_", "-"): value for name, value in headers.items()}
    return cook.client.post(f"/recipes/{fork['id']}/upstream/merge", json=body or {}, headers=said)


def test_what_the_parent_changed_is_told_and_taken_over(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    parent = published(ana)
    fork = forked(ben, parent, title="Mine", ingredients=lines_with(parent, 1, "1 ½ cups oat milk"))
    before = http.get(f"/recipes/{fork['id']}/upstream").json()
    assert (before["head"], before["parent"]["version"], before["differs"], before["clashes"]) == (1, 1, False, [])
    edited(ana, parent, ingredients=lines_with(parent, 3, "80 g butter, melted"), tags=["breakfast", "rich"])
    told = http.get(f"/recipes/{fork['id']}/upstream")
    assert (told.headers["etag"], told.json()["head"], told.json()["differs"]) == ('"1"', 2, True)
    assert [(c["kind"], c["to"][0]["text"]) for c in told.json()["difference"]["lines"]] == [
        ("more", "80 g butter, melted")
    ]
    answer = merge(ben, fork)
    assert answer.status_code == 200, answer.text
    merged = answer.json()
    assert (merged["version"], merged["parent"]["version"], merged["title"]) == (2, 2, "Mine")
    assert [merged["lines"][at]["text"] for at in (1, 3)] == ["1 ½ cups oat milk", "80 g butter, melted"]
    assert merged["tags"] == ["breakfast", "rich"]
    assert http.get(f"/recipes/{fork['id']}/upstream").json()["differs"] is False
    assert http.get(f"/recipes/{fork['id']}/lineage").json()["ancestors"][0]["id"] == parent["id"]
    assert merge(ben, fork).json()["version"] == 2


def test_the_changes_of_a_fork_are_detected_anew_against_the_version_it_stands_on(
    http: httpx.Client, sign_up: SignUp
) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    parent = published(ana)
    fork = forked(ben, parent, ingredients=lines_with(parent, 1, "1 ½ cups oat milk"))
    edited(ana, parent, ingredients=lines_with(parent, 3, "150 g butter, melted"))
    assert merge(ben, fork).status_code == 200

    def stored() -> dict[str, Any]:
        found: dict[str, Any] = http.get(f"/recipes/{fork['id']}/changes").json()
        return found

    until = time.monotonic() + 10
    while not all(change["id"] for change in stored()["changes"]) and time.monotonic() < until:
        time.sleep(0.05)
    found = stored()
    assert found["parent"]["version"] == 2
    assert [(c["kind"], c["from"][0]["food"], c["to"][0]["food"]) for c in found["changes"]] == [
        ("replace", "buttermilk", "oat-milk")
    ]
    assert found["changes"][0]["id"]


def test_clashes_are_listed_and_nothing_is_half_written(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    parent = published(ana)
    fork = forked(ben, parent, title="Mine", ingredients=lines_with(parent, 3, "20 g butter, melted"))
    edited(ana, parent, title="Hers", ingredients=lines_with(parent, 3, "80 g butter, melted"), minutes_cook=25)
    amount = f"line:{parent['lines'][3]['line_id']}:amount"
    assert {c["id"] for c in http.get(f"/recipes/{fork['id']}/upstream").json()["clashes"]} == {"title", amount}
    refused = merge(ben, fork)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:forklore:problem:clashing")
    clashes = {clash["id"]: clash for clash in refused.json()["clashes"]}
    assert set(clashes) == {"title", amount}
    assert (clashes["title"]["base"], clashes["title"]["ours"], clashes["title"]["theirs"]) == (
        "Sunday pancakes",
        "Mine",
        "Hers",
    )
    assert clashes[amount]["theirs"] == "80 g butter, melted"
    half = merge(ben, fork, {"take": [amount]})
    assert [clash["id"] for clash in half.json()["clashes"]] == ["title"]
    unchanged = http.get(f"/recipes/{fork['id']}").json()
    assert (unchanged["version"], unchanged["minutes_cook"], unchanged["parent"]["version"]) == (1, 20, 1)
    wrong: list[dict[str, Any]] = [
        {"take": ["servings"]},
        {"take": ["title", amount], "skip": ["title"]},
        {"take": [7]},
        {"grab": []},
    ]
    for body in wrong:
        assert merge(ben, fork, body).status_code == 422
    merged = merge(ben, fork, {"take": [amount], "skip": ["title"]}).json()
    assert (merged["version"], merged["title"], merged["minutes_cook"]) == (2, "Mine", 25)
    assert merged["lines"][3]["text"] == "80 g butter, melted"


def test_merging_asks_for_the_version_that_was_read_and_is_done_once(sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    parent = published(ana)
    fork = forked(ben, parent, title="Mine")
    edited(ana, parent, summary="Better.")
    edited(ana, parent, summary="Best.")
    answer = ben.client.post(f"/recipes/{fork['id']}/upstream/merge", json={})
    assert answer.status_code == 428
    assert merge(ben, fork, If_Match='"7"').status_code == 412
    assert merge(ben, fork, {"version": 9}).status_code == 404
    key = secrets.token_hex(8)
    first = merge(ben, fork, {"version": 2}, If_Match='"1"', Idempotency_Key=key)
    assert (first.status_code, first.json()["summary"], first.json()["parent"]["version"]) == (200, "Better.", 2)
    again = merge(ben, fork, {"version": 2}, If_Match='"1"', Idempotency_Key=key)
    assert again.json() == first.json()
    assert merge(ben, fork, {"version": 1}).status_code == 422
    assert merge(ben, fork).json()["summary"] == "Best."


def test_only_its_author_merges_a_fork_and_only_with_a_parent_that_may_be_seen(
    http: httpx.Client, sign_up: SignUp
) -> None:
    ana, ben, eve = sign_up("ana"), sign_up("ben"), sign_up("eve")
    parent = published(ana)
    fork = forked(ben, parent)
    edited(ana, parent, summary="Better.")
    assert merge(eve, fork).status_code == 403
    assert http.post(f"/recipes/{fork['id']}/upstream/merge", json={}).status_code == 401
    assert http.get(f"/recipes/{parent['id']}/upstream").status_code == 404
    assert merge(ana, parent).status_code == 404
    ana.client.post(f"/recipes/{parent['id']}/withdraw")
    assert ben.client.get(f"/recipes/{fork['id']}/upstream").status_code == 404
    assert merge(ben, fork).status_code == 404
    ana.client.post(f"/recipes/{parent['id']}/publish")
    assert ben.client.get(f"/recipes/{fork['id']}/upstream").status_code == 200
    ana.client.put(f"/cooks/{ben.handle}/block")
    assert ben.client.get(f"/recipes/{fork['id']}/upstream").status_code == 404
    assert merge(ben, fork).status_code == 404
    ana.client.delete(f"/recipes/{parent['id']}")
    assert ben.client.get(f"/recipes/{fork['id']}/upstream").status_code == 404


def test_two_that_are_too_long_together_are_refused(sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    parent = published(ana)
    mine = [{"line_id": line["line_id"], "text": line["text"]} for line in parent["lines"]]
    fork = forked(ben, parent, ingredients=[*mine, *({"text": f"{n} g salt"} for n in range(1, 120))])
    edited(ana, parent, ingredients=[*mine, *({"text": f"{n} g pepper"} for n in range(1, 120))])
    refused = merge(ben, fork)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/ingredients")
