"""Comments over HTTP: threads under recipes, plates and reviews, edited, deleted, and who sees them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from api.refusals import NOWHERE, pointers, refused
from bed import Cook
from samples import published

SignUp = Callable[..., Cook]


def subject(kind: str, owner: Cook, other: Cook) -> str:
    """The address of a thing of `owner` that everybody sees."""
    if kind == "plates":
        return f"/plates/{owner.client.post('/plates', json={'body': 'Mine'}).json()['id']}"
    if kind == "recipes":
        return f"/recipes/{published(owner)['id']}"
    recipe = published(other)["id"]
    return f"/reviews/{owner.client.put(f'/recipes/{recipe}/review', json={'stars': 4}).json()['id']}"


def say(cook: Cook, place: str, body: str, answers: str | None = None) -> str:
    answer = cook.client.post(f"{place}/comments", json={"body": body, "answers": answers})
    assert answer.status_code == 201, answer.text
    comment_id: str = answer.json()["id"]
    return comment_id


def threads(client: httpx.Client, place: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(f"{place}/comments", params={"limit": 100}).json()["items"]
    return items


def bodies(items: list[dict[str, Any]]) -> list[str]:
    return [item["body"] for item in items]


@pytest.mark.parametrize("kind", ["recipes", "plates", "reviews"])
def test_a_thread_under_each_kind_of_thing(sign_up: SignUp, http: httpx.Client, kind: str) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    place = subject(kind, ana, ben)
    first = say(ben, place, "How long?")
    answer = say(ana, place, "An **hour**, @ben", first)
    say(ben, place, "Good")
    newest, oldest = threads(http, place)
    assert (newest["body"], newest["replies"], newest["more"]) == ("Good", [], None)
    assert (oldest["body"], oldest["author"]["handle"], oldest["depth"]) == ("How long?", ben.handle, 1)
    (reply,) = oldest["replies"]
    assert (reply["id"], reply["parent_id"], reply["depth"]) == (answer, first, 2)
    alone = http.get(f"/comments/{answer}")
    told = alone.json()
    assert (told["subject_kind"], f"/{kind}/{told['subject_id']}", told["thread_id"]) == (kind[:-1], place, first)
    assert (told["body"], alone.headers["etag"]) == ("An **hour**, @ben", '"1"')
    refused(http.post(f"{place}/comments", json={"body": "Anonymous"}), 401)


def test_threads_are_five_deep_and_deeper_answers_stand_beside(sign_up: SignUp, http: httpx.Client) -> None:
    ana = sign_up("ana")
    place = subject("recipes", ana, ana)
    chain = [say(ana, place, "1")]
    for level in range(2, 8):
        chain.append(say(ana, place, str(level), chain[-1]))
    items = http.get(f"/comments/{chain[0]}/replies").json()["items"]
    assert [item["depth"] for item in items] == [2, 3, 4, 5, 5, 5]
    assert [item["parent_id"] for item in items] == [*chain[:4], chain[3], chain[3]]


def test_many_answers_are_walked_from_where_the_thread_stops(sign_up: SignUp, http: httpx.Client) -> None:
    ana = sign_up("ana")
    place = subject("recipes", ana, ana)
    first = say(ana, place, "Why?")
    answers = [say(ana, place, str(n), first) for n in range(8)]
    (thread,) = threads(http, place)
    found, after = [reply["id"] for reply in thread["replies"]], thread["more"]
    assert found == answers[:3]
    while after:
        page = http.get(f"/comments/{first}/replies", params={"limit": 2, "after": after}).json()
        found, after = found + [item["id"] for item in page["items"]], page["next"]
    assert found == answers
    refused(http.get(f"/comments/{answers[0]}/replies"), 404)
    refused(http.get(f"{place}/comments", params={"after": thread["more"]}), 422)


def test_an_edit_needs_the_revision_and_keeps_what_was_said(sign_up: SignUp, http: httpx.Client) -> None:
    ana, eve = sign_up("ana"), sign_up("eve")
    place = subject("recipes", ana, ana)
    comment = f"/comments/{say(ana, place, 'One')}"
    refused(ana.client.patch(comment, json={"body": "Two"}), 428)
    changed = ana.client.patch(comment, json={"body": "Two"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["body"], changed.headers["etag"]) == (200, "Two", '"2"')
    assert changed.json()["edited_at"] is not None
    refused(ana.client.patch(comment, json={"body": "Three"}, headers={"If-Match": '"1"'}), 412)
    same = ana.client.patch(comment, json={"body": "Two"}, headers={"If-Match": '"2"'})
    assert same.headers["etag"] == '"2"'
    ana.client.patch(comment, json={"body": "Three"}, headers={"If-Match": "*"})
    for client, status in ((eve.client, 404), (http, 401)):
        refused(client.patch(comment, json={"body": "Hers"}, headers={"If-Match": "*"}), status)
        refused(client.delete(comment), status)
    told = http.get(f"{comment}/versions", params={"limit": 1}).json()
    assert [(one["revision"], one["body"]) for one in told["items"]] == [(2, "Two")]
    told = http.get(f"{comment}/versions", params={"after": told["next"]}).json()
    assert [(one["revision"], one["body"]) for one in told["items"]] == [(1, "One")]
    assert told["next"] is None


def test_a_deleted_comment_leaves_a_tombstone_while_answers_stand_under_it(sign_up: SignUp, http: httpx.Client) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    place = subject("plates", ana, ben)
    first = say(ana, place, "Secret one")
    ana.client.patch(f"/comments/{first}", json={"body": "Secret two"}, headers={"If-Match": "*"})
    second = say(ben, place, "Reply", first)
    third = say(ana, place, "Below", second)
    assert ana.client.delete(f"/comments/{first}").status_code == 204
    refused(ana.client.delete(f"/comments/{first}"), 404)
    (thread,) = threads(http, place)
    assert (thread["body"], thread["deleted"], thread["author"]) == ("", True, None)
    assert bodies(thread["replies"]) == ["Reply", "Below"]
    refused(http.get(f"/comments/{first}"), 404)
    refused(http.get(f"/comments/{first}/versions"), 404)
    refused(ben.client.post(f"{place}/comments", json={"body": "Late", "answers": first}), 404)
    refused(ana.client.patch(f"/comments/{first}", json={"body": "x"}, headers={"If-Match": "*"}), 404)
    assert bodies(http.get(f"/comments/{first}/replies").json()["items"]) == ["Reply", "Below"]
    ben.client.delete(f"/comments/{second}")
    assert [one["deleted"] for one in threads(http, place)[0]["replies"]] == [True, False]
    ana.client.delete(f"/comments/{third}")
    assert threads(http, place) == []
    refused(http.get(f"/comments/{first}/replies"), 404)


@pytest.mark.parametrize("kind", ["recipes", "plates", "reviews"])
def test_a_block_closes_the_things_of_each_to_the_other(sign_up: SignUp, kind: str) -> None:
    ana, ben, cleo = sign_up("ana"), sign_up("ben"), sign_up("cleo")
    place = subject(kind, ana, cleo)
    his = say(ben, place, "Nice")
    hers = say(ana, place, "Mine")
    ana.client.put(f"/cooks/{ben.handle}/block")
    refused(ben.client.get(f"{place}/comments"), 404)
    refused(ben.client.post(f"{place}/comments", json={"body": "Again"}), 404)
    refused(ben.client.post(f"{place}/comments", json={"body": "Again", "answers": hers}), 404)
    for comment in (his, hers):
        for path in ("", "/replies", "/versions"):
            refused(ben.client.get(f"/comments/{comment}{path}"), 404)
    refused(ben.client.patch(f"/comments/{his}", json={"body": "@ana you!"}, headers={"If-Match": "*"}), 404)
    assert bodies(threads(ana.client, place)) == ["Mine"]
    assert bodies(threads(cleo.client, place)) == ["Mine", "Nice"]
    assert ben.client.delete(f"/comments/{his}").status_code == 204
    assert bodies(threads(cleo.client, place)) == ["Mine"]


def test_a_block_also_closes_threads_under_the_things_of_others(sign_up: SignUp) -> None:
    ana, ben, cleo = sign_up("ana"), sign_up("ben"), sign_up("cleo")
    place = subject("recipes", cleo, cleo)
    hers = say(ana, place, "Ana's")
    below = say(cleo, place, "Cleo's", hers)
    old = say(ben, place, "Ben's", below)
    apart = say(ben, place, "Apart")
    ben.client.put(f"/cooks/{ana.handle}/block")
    for reader, other in ((ben, hers), (ana, apart)):
        refused(reader.client.get(f"/comments/{other}"), 404)
        refused(reader.client.post(f"{place}/comments", json={"body": "!", "answers": other}), 404)
    refused(ben.client.post(f"{place}/comments", json={"body": "!", "answers": below}), 404)
    refused(ben.client.patch(f"/comments/{old}", json={"body": "!"}, headers={"If-Match": "*"}), 404)
    assert bodies(threads(ben.client, place)) == ["Apart"]
    (seen,) = threads(ana.client, place)
    assert (seen["body"], bodies(seen["replies"])) == ("Ana's", ["Cleo's"])
    assert [one["body"] for one in ana.client.get(f"/comments/{hers}/replies").json()["items"]] == ["Cleo's"]


@pytest.mark.parametrize("visibility", ["private", "followers"])
def test_what_is_said_under_a_hidden_thing_is_hidden(sign_up: SignUp, http: httpx.Client, visibility: str) -> None:
    ana, fan, eve = sign_up("ana"), sign_up("fan"), sign_up("eve")
    fan.client.put(f"/cooks/{ana.handle}/follow")
    recipe = published(ana, visibility=visibility)["id"]
    plate = ana.client.post("/plates", json={"body": "Mine", "visibility": visibility}).json()["id"]
    for place in (f"/recipes/{recipe}", f"/plates/{plate}"):
        comment = say(ana, place, "Canary")
        for client, sees in ((fan.client, visibility == "followers"), (eve.client, False), (http, False)):
            for path in (f"{place}/comments", f"/comments/{comment}", f"/comments/{comment}/replies"):
                answer = client.get(path)
                assert answer.status_code == (200 if sees else 404), path
                assert sees or "Canary" not in answer.text
        refused(eve.client.post(f"{place}/comments", json={"body": "Hello?"}), 404)


def test_bad_comments_are_refused_and_leave_nothing(sign_up: SignUp, http: httpx.Client) -> None:
    ana = sign_up("ana")
    place, other = subject("recipes", ana, ana), subject("plates", ana, ana)
    elsewhere = say(ana, other, "Elsewhere")
    for body, pointer in (
        ({"body": ""}, "/body"),
        ({"body": " \n\u202e"}, "/body"),
        ({"body": "x" * 5001}, "/body"),
        ({"body": "x" * 100_000}, "/body"),
        ({"body": None}, "/body"),
        ({"body": "Me", "author_id": NOWHERE}, "/author_id"),
        ({"body": "Me", "answers": "no-id"}, "/answers"),
    ):
        assert pointers(refused(ana.client.post(f"{place}/comments", json=body), 422)) == [pointer]
    for answers in (NOWHERE, elsewhere):
        refused(ana.client.post(f"{place}/comments", json={"body": "Me", "answers": answers}), 404)
    for kind in ("recipes", "plates", "reviews"):
        refused(ana.client.post(f"/{kind}/{NOWHERE}/comments", json={"body": "Me"}), 404)
        refused(http.get(f"/{kind}/{elsewhere}/comments"), 404)
    refused(http.get(f"{place}/comments", params={"after": "nonsense"}), 422)
    assert threads(http, place) == []


def test_markdown_and_markup_come_back_as_they_were_written(sign_up: SignUp, http: httpx.Client) -> None:
    ana = sign_up("ana")
    place = subject("recipes", ana, ana)
    words = "<script>alert(1)</script> [x](javascript:alert(1)) {{7*7}} ${1} **bold**\n\n- é"
    say(ana, place, words)
    assert bodies(threads(http, place)) == [words]
    assert len(bodies(threads(http, place))[0]) == len(words)


def test_the_same_key_says_it_once(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    place = subject("recipes", ana, ana)
    said = [
        ana.client.post(f"{place}/comments", json={"body": "Once"}, headers={"Idempotency-Key": "k"}) for _ in range(2)
    ]
    assert said[0].json() == said[1].json()
    refused(ana.client.post(f"{place}/comments", json={"body": "Other"}, headers={"Idempotency-Key": "k"}), 422)
    assert len(threads(ana.client, place)) == 1
