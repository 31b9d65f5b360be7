"""Photographs over HTTP: sent in, made into pictures by the worker, served to whoever may see them, deleted."""

import io
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from bed import Cook, Running

SignUp = Callable[..., Cook]


def jpeg(width: int = 900, height: int = 600, colour: str = "tomato") -> bytes:
    into = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    Image.new("RGB", (width, height), colour).save(into, "JPEG", exif=exif)
    return into.getvalue()


def send(cook: Cook, data: bytes, alt: str = "A red plate", name: str = "plate.jpg") -> httpx.Response:
    return cook.client.post("/photos", files={"file": (name, data, "application/octet-stream")}, data={"alt": alt})


def made(cook: Cook, photo_id: str) -> dict[str, object]:
    """Wait until the worker is done with a photograph."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        told: dict[str, object] = cook.client.get(f"/photos/{photo_id}").json()
        if told["state"] != "waiting":
            return told
        time.sleep(0.1)
    raise AssertionError("no pictures were made in half a minute")


def test_a_photograph_becomes_pictures(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    sent = send(ana, jpeg())
    assert sent.status_code == 201, sent.text
    assert (sent.json()["state"], sent.json()["alt"], sent.json()["sources"]) == ("waiting", "A red plate", [])
    told = made(ana, sent.json()["id"])
    assert (told["state"], told["width"], told["height"]) == ("ready", 900, 600)
    assert str(told["colour"]).startswith("#f")
    sources = told["sources"]
    assert isinstance(sources, list)
    assert [source["width"] for source in sources] == [320, 800, 900]
    for source in sources:
        for kind in ("webp", "avif"):
            answer = ana.client.get(
                f"{ana.client.base_url.scheme}://{ana.client.base_url.netloc.decode()}{source[kind]}"
            )
            assert answer.status_code == 200
            assert answer.headers["content-type"] == f"image/{kind}"
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert b"SECRET" not in answer.content
            with Image.open(io.BytesIO(answer.content)) as picture:
                assert picture.width == source["width"]


def test_nobody_else_sees_what_is_shown_with_nothing(sign_up: SignUp, http: httpx.Client) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    photo_id = send(ana, jpeg()).json()["id"]
    source = made(ana, photo_id)["sources"]
    assert isinstance(source, list)
    place = source[0]["webp"].removeprefix("/api/v1")
    assert ana.client.get(place).headers["cache-control"].startswith("private")
    for client in (ben.client, http):
        assert client.get(place).status_code == 404
    assert ben.client.get(f"/photos/{photo_id}").status_code == 404
    assert ben.client.patch(f"/photos/{photo_id}", json={"alt": "mine"}).status_code == 404
    assert ben.client.delete(f"/photos/{photo_id}").status_code == 404
    assert ana.client.get(place.replace("320.webp", "321.webp")).status_code == 404
    assert ana.client.get(place.replace("320.webp", "320.jpeg")).status_code == 404


def test_the_upload_is_forgotten_and_a_deleted_photograph_leaves_no_file(sign_up: SignUp, server: Running) -> None:
    ana = sign_up("ana")
    photo_id = send(ana, jpeg()).json()["id"]
    made(ana, photo_id)
    files = Path(server.log).parent / "files"

    def of_it() -> list[str]:
        return sorted(
            str(path.relative_to(files).parts[0])
            for path in files.rglob("*")
            if photo_id in str(path) and path.is_file()
        )

    deadline = time.monotonic() + 20
    while "originals" in of_it() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert set(of_it()) == {"pictures"}
    assert ana.client.delete(f"/photos/{photo_id}").status_code == 204
    assert ana.client.get(f"/photos/{photo_id}").status_code == 404
    while of_it() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert of_it() == []


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415),
        (b"GIF89a", 415),
        (b"not a picture at all", 415),
        (bytes(26_000_000), 413),
    ],
    ids=["nothing", "svg", "stub", "text", "huge"],
)
def test_what_is_no_photograph_is_refused_and_nothing_is_kept(sign_up: SignUp, data: bytes, status: int) -> None:
    ana = sign_up("ana")
    answer = send(ana, data)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert ana.client.get("/photos").json()["items"] == []


def test_a_broken_photograph_is_refused_by_the_worker_with_a_reason(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    whole = jpeg()
    sent = send(ana, whole[: len(whole) // 2])
    assert sent.status_code == 201
    told = made(ana, sent.json()["id"])
    assert told["state"] == "refused"
    assert "broken" in str(told["reason"])


def test_the_words_can_be_changed(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    photo_id = send(ana, jpeg(), alt="").json()["id"]
    assert ana.client.patch(f"/photos/{photo_id}", json={"alt": " Soup in\na bowl "}).json()["alt"] == "Soup in a bowl"
    assert ana.client.patch(f"/photos/{photo_id}", json={"alt": "x" * 1001}).status_code == 422
    assert send(ana, jpeg(), alt="x" * 1001).status_code == 422
    assert ana.client.patch(f"/photos/{uuid4()}", json={"alt": "x"}).status_code == 404


def test_a_form_without_a_file_is_refused(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    assert ana.client.post("/photos", data={"alt": "x"}).status_code in {400, 422}
    assert ana.client.post("/photos", json={"file": "x"}).status_code in {400, 415, 422}
    assert ana.client.post("/photos", files={"file": ("a", b"x")}, headers={"Authorization": ""}).status_code == 401


def test_ones_own_photographs_are_listed_by_pages(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    ids = [send(ana, jpeg(40, 40), alt=str(n)).json()["id"] for n in range(3)]
    first = ana.client.get("/photos", params={"limit": 2}).json()
    second = ana.client.get("/photos", params={"limit": 2, "after": first["next"]}).json()
    assert [item["id"] for item in first["items"] + second["items"]] == ids[::-1]
    assert second["next"] is None
