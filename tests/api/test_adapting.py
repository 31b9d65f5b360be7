"""Adapting over HTTP: what could take the place of foods, a plan, a draft; and how it is refused."""

import secrets
from typing import Any

import httpx
import pytest

from api.test_replacements import counted, eventually, forked
from bed import SignUp
from samples import PANCAKES, published

NO_LINE = "01890000-0000-7000-8000-000000000000"


def adapt(client: httpx.Client, recipe: dict[str, Any], **body: object) -> httpx.Response:
    return client.post(f"/recipes/{recipe['id']}/adapt", json=body)


def test_a_recipe_becomes_a_draft_of_ones_own_that_keeps_a_diet(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    recipe = published(ana)
    answer = adapt(ben.client, recipe, diet="vegan")
    assert answer.status_code == 201, answer.text
    made = answer.json()["recipe"]
    assert answer.headers["etag"] == '"1"'
    assert (made["state"], made["author"]["handle"]) == ("draft", ben.handle)
    assert (made["parent"]["id"], made["parent"]["author"]["handle"]) == (recipe["id"], ana.handle)
    assert made["title"] == "Sunday pancakes (vegan)"
    assert made["tags"] == ["breakfast", "vegan"]
    assert made["message"].startswith("Adapted (vegan): ")
    slugs = [line["food"]["slug"] for line in made["lines"]]
    assert not {"buttermilk", "egg", "butter"} & set(slugs)
    kept = {line["line_id"] for line in recipe["lines"]}
    assert kept <= {line["line_id"] for line in made["lines"]}
    assert http.get(f"/recipes/{made['id']}").status_code == 404


def test_the_plan_names_its_evidence_line_by_line(sign_up: SignUp) -> None:
    cook = sign_up()
    recipe = published(cook)
    plan = adapt(cook.client, recipe, diet=["vegan"], preview=True)
    assert plan.status_code == 200
    found = plan.json()
    assert found["recipe"] is None
    assert [line["text"] for line in found["plan"]["lines"]] == [
        "1 ½ cups buttermilk",
        "2 large eggs",
        "50 g butter, melted",
    ]
    for line in found["plan"]["lines"]:
        assert line["outcome"] == "replaced"
        assert line["to"]["evidence"][0]["kind"] == "classic"
        assert line["to"]["evidence"][0]["text"].startswith("A classic")
        assert "not vegan" in line["reason"]
    drafts = cook.client.get("/me/drafts")
    assert drafts.status_code == 200
    assert drafts.json()["items"] == []  # a preview stores nothing


def test_what_cooks_did_is_what_is_offered(http: httpx.Client, sign_up: SignUp) -> None:
    parent = published(sign_up("ana"), ingredients=["200 g kohlrabi", "1 egg", "300 g flour", "2 tbsp sugar"])
    for _ in range(3):
        forked(sign_up, parent, "200 g kohlrabi", "100 g turnip")
    assert eventually(lambda: (found := counted(http, "kohlrabi", "turnip")) and found["cooks"] == 3)
    line = adapt(sign_up("eve").client, parent, avoid=["kohlrabi"], preview=True).json()["plan"]["lines"][0]
    assert line["new_lines"] == ["100 g turnip"]
    source = line["to"]["evidence"][0]
    assert (source["kind"], source["cooks"], source["forks"], source["ratio"]) == (
        "community",
        3,
        3,
        pytest.approx(0.5, rel=0.01),
    )
    behind = http.get(source["at"]).json()["items"]
    assert [item["cooks"] for item in behind if item["to"][0]["slug"] == "turnip"] == [3]


def test_what_stays_unresolved_is_named_and_nothing_is_written(sign_up: SignUp) -> None:
    cook = sign_up()
    recipe = published(cook, ingredients=["200 g snarkle", "2 eggs", "1 onion"])
    answer = adapt(cook.client, recipe, diet="vegan")
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["type"].endswith(":unresolved")
    assert problem["errors"] == [
        {"pointer": "/ingredients/0", "detail": "200 g snarkle: we do not know what “snarkle” is"}
    ]
    assert cook.client.get("/me/drafts").json()["items"] == []
    kept = adapt(cook.client, recipe, diet="vegan", keep_unresolved=True)
    assert kept.status_code == 201
    made = kept.json()["recipe"]
    assert (made["title"], made["tags"]) == (recipe["title"], recipe["tags"])
    assert made["lines"][0] == recipe["lines"][0]
    assert "Not solved: 200 g snarkle" in made["message"]
    assert not kept.json()["plan"]["complete"]


def test_what_fits_already_is_no_fork(sign_up: SignUp) -> None:
    cook = sign_up()
    recipe = published(cook)
    answer = adapt(cook.client, recipe, diet="nut-free")
    assert answer.status_code == 409
    assert answer.json()["type"].endswith(":nothing-to-adapt")
    preview = adapt(cook.client, recipe, diet="nut-free", preview=True)
    assert (preview.status_code, preview.json()["plan"]["fits"]) == (200, True)


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/diet"]),
        ({"diet": "carnal"}, ["/diet"]),
        ({"diet": ["vegan", "x" * 100], "avoid": ["moon dust"], "have": ["star dust"]}, ["/diet", "/avoid", "/have"]),
        ({"diet": "vegan", "choose": {NO_LINE: ["kale"]}}, [f"/choose/{NO_LINE}"]),
        ({"diet": "vegan", "choose": {"butter": ["kale"]}}, None),
        ({"diet": 7}, None),
        ({"avoid": "nuts"}, None),
        ({"diet": "vegan", "servings": 2}, None),
        ({"avoid": ["x" * 101]}, None),
    ],
    ids=["nothing", "no diet", "all at once", "no such line", "no id", "a number", "no list", "unknown", "too long"],
)  # fmt: skip
def test_what_cannot_be_read_is_named(sign_up: SignUp, body: dict[str, object], pointers: list[str] | None) -> None:
    cook = sign_up()
    answer = adapt(cook.client, published(cook), **body)
    assert answer.status_code == 422
    if pointers is not None:
        assert [error["pointer"] for error in answer.json()["errors"]] == pointers


def test_a_choice_may_not_break_what_was_asked_for(sign_up: SignUp) -> None:
    cook = sign_up()
    recipe = published(cook)
    butter = recipe["lines"][3]["line_id"]
    refused = adapt(cook.client, recipe, diet="vegan", choose={butter: ["ghee"]})
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"pointer": f"/choose/{butter}", "detail": "ghee: not vegan"}]
    taken = adapt(cook.client, recipe, diet="vegan", choose={butter: ["coconut oil"]})
    assert "40 g coconut oil" in [line["text"] for line in taken.json()["recipe"]["lines"]]


def test_the_same_call_again_makes_no_second_draft(sign_up: SignUp) -> None:
    cook = sign_up()
    recipe, key = published(cook), {"Idempotency-Key": secrets.token_hex(8)}
    first, second = (
        cook.client.post(f"/recipes/{recipe['id']}/adapt", json={"diet": "vegan"}, headers=key) for _ in range(2)
    )
    assert first.status_code == second.status_code == 201
    assert first.json()["recipe"]["id"] == second.json()["recipe"]["id"]
    assert len(cook.client.get("/me/drafts").json()["items"]) == 1


def test_who_may_not_see_a_recipe_adapts_nothing(http: httpx.Client, sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    secret = published(ana, visibility="private")
    assert adapt(ben.client, secret, diet="vegan").status_code == 404
    assert adapt(ben.client, secret, diet="vegan", preview=True).status_code == 404
    assert ben.client.get(f"/recipes/{secret['id']}/replacements").status_code == 404
    assert adapt(http, published(ana), diet="vegan").status_code == 401


def test_what_could_take_the_place_is_told_for_each_line(http: httpx.Client, sign_up: SignUp) -> None:
    recipe = published(sign_up())
    place = f"/recipes/{recipe['id']}/replacements"
    plain = http.get(place).json()
    assert [line["text"] for line in plain["lines"]] == PANCAKES["ingredients"]
    assert {line["breaks"] for line in plain["lines"]} == {None}
    asked = http.get(place, params={"diet": "vegan,egg-free", "avoid": ["nuts", "soy"], "have": "oat milk, vinegar"})
    assert asked.status_code == 200, asked.text
    lines = asked.json()["lines"]
    assert [bool(line["breaks"]) for line in lines] == [True] * 5  # of all of them one has nothing
    assert [food["slug"] for food in lines[1]["candidates"][0]["to"]] == ["oat-milk", "vinegar"]
    assert all(len(line["candidates"]) <= 5 for line in lines)
    assert lines[3]["breaks"] == "butter: not vegan"
    wrong = http.get(place, params={"diet": "carnal", "avoid": "moon dust"})
    assert (wrong.status_code, [error["pointer"] for error in wrong.json()["errors"]]) == (422, ["/diet", "/avoid"])


def test_hostile_words_stay_words(sign_up: SignUp) -> None:
    cook = sign_up()
    line = "2 eggs <script>alert(1)</script> '; DROP TABLE recipe; --"
    recipe = published(cook, ingredients=[line, "200 g flour"], title="{{7*7}} <b>")
    answer = adapt(cook.client, recipe, avoid=["eggs"], keep_unresolved=True)
    assert answer.status_code == 201, answer.text
    assert answer.json()["plan"]["lines"][0]["text"] == line
    assert answer.json()["recipe"]["title"].startswith("{{7*7}} <b>")
    bad = adapt(cook.client, recipe, avoid=["<script>", "\u202e", "%s", "' OR 1=1"])
    assert bad.status_code == 422
    assert len(bad.json()["errors"]) == 4
    assert adapt(cook.client, recipe, avoid=["a\0b"]).status_code == 422
