"""Plates over HTTP: posted with photographs, seen by whom they are for, edited, deleted."""

import io
import time
from collections.abc import Callable

import httpx
import pytest
from PIL import Image

from bed import Cook

SignUp = Callable[..., Cook]


def photo(cook: Cook, colour: str = "tomato") -> str:
    into = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(into, "PNG")
    answer = cook.client.post("/photos", files={"file": ("p.png", into.getvalue())}, data={"alt": colour})
    photo_id: str = answer.json()["id"]
    return photo_id


def ready(cook: Cook, plate_id: str, count: int) -> list[dict[str, object]]:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        photos: list[dict[str, object]] = cook.client.get(f"/plates/{plate_id}").json()["photos"]
        if len(photos) == count:
            return photos
        time.sleep(0.1)
    raise AssertionError("no pictures were made in half a minute")


def recipe(cook: Cook, visibility: str = "public") -> str:
    body = {"title": "Soup", "servings": 2, "ingredients": ["1 onion"], "steps": ["Cook."], "visibility": visibility}
    recipe_id: str = cook.client.post("/recipes", json=body).json()["id"]
    assert cook.client.post(f"/recipes/{recipe_id}/publish").status_code == 200
    return recipe_id


def test_a_plate_shows_its_photographs_in_order_to_everybody(sign_up: SignUp, http: httpx.Client) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    soup = recipe(ben)
    photos = [photo(ana, "red"), photo(ana, "green")]
    posted = ana.client.post("/plates", json={"photos": photos, "body": "Mine!", "recipe_id": soup})
    assert posted.status_code == 201, posted.text
    plate_id = posted.json()["id"]
    shown = ready(ana, plate_id, 2)
    assert [one["alt"] for one in shown] == ["red", "green"]
    seen = http.get(f"/plates/{plate_id}").json()
    assert (seen["body"], seen["recipe_id"], seen["author"]["handle"]) == ("Mine!", soup, ana.handle)
    source = seen["photos"][0]["sources"][0]["webp"].removeprefix("/api/v1")
    answer = http.get(source)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=86400")
    assert [one["id"] for one in http.get(f"/recipes/{soup}/plates").json()["items"]] == [plate_id]
    assert [one["id"] for one in http.get(f"/cooks/{ana.handle}/plates").json()["items"]] == [plate_id]


@pytest.mark.parametrize(("visibility", "follower_sees"), [("followers", True), ("private", False)])
def test_who_may_not_see_a_plate_sees_neither_it_nor_its_pictures(
    sign_up: SignUp, http: httpx.Client, visibility: str, *, follower_sees: bool
) -> None:
    ana, ben, eve = sign_up("ana"), sign_up("ben"), sign_up("eve")
    ben.client.put(f"/cooks/{ana.handle}/follow")
    plate_id = ana.client.post("/plates", json={"photos": [photo(ana)], "visibility": visibility}).json()["id"]
    source = ready(ana, plate_id, 1)[0]["sources"][0]["webp"].removeprefix("/api/v1")  # type: ignore[index]
    for client, sees in ((ana.client, True), (ben.client, follower_sees), (eve.client, False), (http, False)):
        expected = 200 if sees else 404
        assert client.get(f"/plates/{plate_id}").status_code == expected
        assert client.get(source).status_code == expected
        items = client.get(f"/cooks/{ana.handle}/plates").json()["items"]
        assert [one["id"] for one in items] == ([plate_id] if sees else [])
    ana.client.put(f"/cooks/{ben.handle}/block")
    assert ben.client.get(f"/plates/{plate_id}").status_code == 404
    assert ben.client.get(source).status_code == 404


def test_ones_plate_is_edited_with_if_match_and_deleted_with_its_photographs(sign_up: SignUp) -> None:
    ana, eve = sign_up("ana"), sign_up("eve")
    photo_id = photo(ana)
    posted = ana.client.post("/plates", json={"photos": [photo_id], "body": "One"})
    place, tag = f"/plates/{posted.json()['id']}", posted.headers["etag"]
    assert ana.client.patch(place, json={"body": "Two"}).status_code == 428
    changed = ana.client.patch(place, json={"body": "Two"}, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["body"]) == (200, "Two")
    assert ana.client.patch(place, json={"body": "Three"}, headers={"If-Match": tag}).status_code == 412
    assert eve.client.patch(place, json={"body": "Hers"}, headers={"If-Match": "*"}).status_code == 404
    assert eve.client.delete(place).status_code == 404
    assert ana.client.delete(place).status_code == 204
    assert ana.client.get(place).status_code == 404
    assert ana.client.get(f"/photos/{photo_id}").status_code == 404


def test_wrong_plates_are_refused_and_leave_nothing(sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    his, mine, used = photo(ben), photo(ana), photo(ana)
    hidden = recipe(ben, "private")
    assert ana.client.post("/plates", json={"photos": [used]}).status_code == 201
    for body, status in (
        ({}, 422),
        ({"body": "  "}, 422),
        ({"photos": [mine, mine]}, 422),
        ({"photos": [mine] * 11}, 422),
        ({"photos": [mine, his]}, 409),
        ({"photos": [mine, used]}, 409),
        ({"photos": [mine], "body": "x" * 5001}, 422),
        ({"photos": [mine], "recipe_id": hidden}, 404),
        ({"photos": [mine], "author_id": "me"}, 422),
    ):
        answer = ana.client.post("/plates", json=body)
        assert answer.status_code == status, (body, answer.text)
    assert len(ana.client.get(f"/cooks/{ana.handle}/plates").json()["items"]) == 1
    assert ana.client.post("/plates", json={"photos": [mine]}).status_code == 201
    assert ana.client.post("/plates", json={"body": "Words alone"}).status_code == 201


def test_a_key_posts_a_plate_once_and_pages_are_the_set(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    key = {"Idempotency-Key": "once"}
    first, again = (ana.client.post("/plates", json={"body": "0"}, headers=key) for _ in range(2))
    assert first.json()["id"] == again.json()["id"]
    ids = [first.json()["id"]] + [ana.client.post("/plates", json={"body": str(n)}).json()["id"] for n in range(1, 5)]
    found: list[str] = []
    after: str | None = None
    while True:
        page = ana.client.get(
            f"/cooks/{ana.handle}/plates", params={"limit": 2} | ({"after": after} if after else {})
        ).json()
        found += [one["id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert found == ids[::-1]
