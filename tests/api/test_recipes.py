"""Recipes over HTTP: written, read, edited, published, forked, deleted."""

import uuid

import httpx

from bed import Running, SignUp
from samples import PANCAKES, published


def test_lines_of_text_are_read_into_structure(sign_up: SignUp) -> None:
    ana = sign_up("ana")
    made = ana.client.post("/recipes", json=PANCAKES)
    assert made.status_code == 201
    assert made.headers["etag"] == '"1"'
    recipe = made.json()
    assert recipe["state"] == "draft"
    flour, buttermilk = recipe["lines"][0], recipe["lines"][1]
    assert (flour["amount_min"], flour["unit"], flour["food"]["slug"]) == (2, "cup", "all-purpose-flour")
    assert (buttermilk["amount_min"], buttermilk["text"]) == (1.5, "1 ½ cups buttermilk")


def test_a_draft_is_seen_by_its_author_alone(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    draft = ana.client.post("/recipes", json=PANCAKES).json()
    assert ana.client.get(f"/recipes/{draft['id']}").status_code == 200
    assert ben.client.get(f"/recipes/{draft['id']}").status_code == 404
    assert http.get(f"/recipes/{draft['id']}").status_code == 404


def test_an_edit_is_a_new_version_and_the_old_one_stays(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    recipe = published(ana)
    address = f"/recipes/{recipe['id']}"
    assert ana.client.patch(address, json={"title": "Better"}).status_code == 428
    assert ana.client.patch(address, json={"title": "Better"}, headers={"If-Match": '"9"'}).status_code == 412
    edited = ana.client.patch(address, json={"title": "Better"}, headers={"If-Match": '"1"'})
    assert (edited.status_code, edited.headers["etag"], edited.json()["version"]) == (200, '"2"', 2)
    assert http.get(address, params={"version": 1}).json()["title"] == "Sunday pancakes"
    same = ana.client.patch(address, json={"title": "Better"}, headers={"If-Match": '"2"'})
    assert same.json()["version"] == 2
    restored = ana.client.post(f"{address}/versions/1/restore")
    assert (restored.json()["version"], restored.json()["title"]) == (3, "Sunday pancakes")
    assert [v["number"] for v in http.get(f"{address}/versions").json()["items"]] == [3, 2, 1]


def test_amounts_scale_and_texts_stay(http: httpx.Client, sign_up: SignUp) -> None:
    recipe = published(sign_up("ana"))
    doubled = http.get(f"/recipes/{recipe['id']}", params={"servings": 8}).json()
    assert (doubled["servings"], doubled["lines"][0]["amount_min"], doubled["lines"][0]["text"]) == (
        8,
        4,
        "2 cups plain flour",
    )
    metric = http.get(f"/recipes/{recipe['id']}", params={"units": "metric"}).json()
    assert metric["lines"][1]["unit"] == "millilitre"


def test_a_fork_keeps_where_it_came_from(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben, cleo = sign_up("ana"), sign_up("ben"), sign_up("cleo")
    root = published(ana)
    made = ben.client.post(f"/recipes/{root['id']}/forks", json={"version": 1, "title": "With oil"})
    assert made.status_code == 201, made.text
    fork = made.json()
    assert (fork["parent"]["id"], fork["parent"]["author"]["handle"], fork["root_id"]) == (
        root["id"],
        ana.handle,
        root["id"],
    )
    assert [line["line_id"] for line in fork["lines"]] == [line["line_id"] for line in root["lines"]]
    ben.client.post(f"/recipes/{fork['id']}/publish")
    second = cleo.client.post(f"/recipes/{fork['id']}/forks", json={}).json()
    cleo.client.post(f"/recipes/{second['id']}/publish")
    lineage = http.get(f"/recipes/{second['id']}/lineage").json()
    assert [a["id"] for a in lineage["ancestors"]] == [root["id"], fork["id"]]
    assert [f["id"] for f in http.get(f"/recipes/{root['id']}/forks").json()["items"]] == [fork["id"]]
    blanked = ben.client.patch(f"/recipes/{fork['id']}", json={"parent_id": None}, headers={"If-Match": "*"})
    assert (blanked.status_code, blanked.json()["errors"][0]["pointer"]) == (422, "/parent_id")


def test_a_deleted_parent_is_a_tombstone(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    root = published(ana)
    fork = ben.client.post(f"/recipes/{root['id']}/forks", json={}).json()
    ben.client.post(f"/recipes/{fork['id']}/publish")
    assert ben.client.delete(f"/recipes/{root['id']}").status_code == 403
    assert ana.client.delete(f"/recipes/{root['id']}").status_code == 204
    assert http.get(f"/recipes/{root['id']}").status_code == 404
    lineage = http.get(f"/recipes/{fork['id']}/lineage").json()
    assert [(a["tombstone"], a["title"], a["author"]["handle"]) for a in lineage["ancestors"]] == [
        (True, None, ana.handle)
    ]
    assert ben.client.post(f"/recipes/{root['id']}/forks", json={}).status_code == 404


def test_the_difference_of_two_versions_is_in_meaning(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    recipe = published(ana)
    lines = ["2 cups all-purpose flour", "1 ½ cups milk", "2 eggs", "50 g butter", "salt"]
    ana.client.patch(f"/recipes/{recipe['id']}", json={"ingredients": lines}, headers={"If-Match": '"1"'})
    found = http.get(f"/recipes/{recipe['id']}/diff", params={"from": 1, "to": 2}).json()
    kinds = [(c["kind"], [s["food"] for s in c["from"]], [s["food"] for s in c["to"]]) for c in found["lines"]]
    assert ("replace", ["buttermilk"], ["milk"]) in kinds
    assert not [k for k in kinds if k[0] in {"omit", "add"}]


def test_unknown_ids_and_bad_bodies_are_refused(http: httpx.Client, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    assert http.get(f"/recipes/{uuid.uuid4()}").status_code == 404
    for body, pointer in (
        ({**PANCAKES, "servings": 0}, "/servings"),
        ({**PANCAKES, "title": "x" * 201}, "/title"),
        ({**PANCAKES, "ingredients": ["x"] * 201}, "/ingredients"),
        ({**PANCAKES, "ingredients": [{"unit": "cup"}]}, "/ingredients/0"),
        ({**PANCAKES, "ingredients": [{"text": "1 cup milk", "unit": "parsec"}]}, "/ingredients/0/unit"),
        ({**PANCAKES, "author_id": str(uuid.uuid4())}, "/author_id"),
        ({key: value for key, value in PANCAKES.items() if key != "title"}, "/title"),
    ):
        answer = ana.client.post("/recipes", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), answer.text
    empty = ana.client.post("/recipes", json={**PANCAKES, "steps": []}).json()
    assert ana.client.post(f"/recipes/{empty['id']}/publish").json()["errors"][0]["pointer"] == "/steps"


def test_an_address_follows_the_title_and_the_old_one_leads_to_it(server: Running, sign_up: SignUp) -> None:
    ana = sign_up("ana")
    recipe = published(ana, title="Pancakes of my aunt")
    ana.client.patch(f"/recipes/{recipe['id']}", json={"title": "Golden pancakes"}, headers={"If-Match": "*"})
    new = ana.client.get(f"/recipes/{recipe['id']}").json()["address"]
    assert (recipe["address"], new) == (f"/@{ana.handle}/pancakes-of-my-aunt", f"/@{ana.handle}/golden-pancakes")
    moved = httpx.get(f"{server.url}{recipe['address']}")
    assert (moved.status_code, moved.headers["location"]) == (301, new)
    assert httpx.get(f"{server.url}{new}").status_code == 200
    ana.client.patch(f"/recipes/{recipe['id']}", json={"title": "Pancakes of my aunt"}, headers={"If-Match": "*"})
    assert ana.client.get(f"/recipes/{recipe['id']}").json()["address"] == recipe["address"]
