"""A family told in sums over HTTP."""

import time
from collections.abc import Callable

from bed import Cook

SignUp = Callable[..., Cook]
LINES = ["100 g butter", "2 eggs", "100 g sugar"]


def published(cook: Cook, place: str, body: dict[str, object]) -> str:
    made = cook.client.post(place, json=body)
    assert made.status_code == 201, made.text
    recipe_id: str = made.json()["id"]
    assert cook.client.post(f"/recipes/{recipe_id}/publish").status_code == 200
    return recipe_id


def family(cook: Cook, recipe_id: str) -> dict[str, object]:
    told: dict[str, object] = cook.client.get(f"/recipes/{recipe_id}/family").json()
    return told


def test_a_family_is_summed_over_what_everybody_may_see(sign_up: SignUp) -> None:
    ana, ben, eve = sign_up("ana"), sign_up("ben"), sign_up("eve")
    root = published(ana, "/recipes", {"title": "Cake", "servings": 4, "ingredients": LINES, "steps": ["Bake."]})
    alone = family(ben, root)
    assert (alone["recipes"], alone["forks"], alone["most_replaced"], alone["more"]) == (1, 0, [], False)
    vegan = ["100 g margarine", "120 g applesauce", "100 g sugar"]
    first = published(ben, f"/recipes/{root}/forks", {"ingredients": ["100 g coconut oil", *LINES[1:]]})
    second = published(eve, f"/recipes/{first}/forks", {"ingredients": ["100 g butter", *LINES[1:]]})
    third = published(eve, f"/recipes/{root}/forks", {"ingredients": ["100 g coconut oil", *LINES[1:]]})
    hidden = published(eve, f"/recipes/{root}/forks", {"ingredients": vegan, "visibility": "private"})
    ana.client.put(f"/recipes/{third}/review", json={"stars": 5})
    ben.client.put(f"/recipes/{root}/review", json={"stars": 2})
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        counted = family(ana, root)["most_replaced"]
        if [one["forks"] for one in counted] == [2, 1]:  # type: ignore[attr-defined]
            break
        time.sleep(0.1)
    told = family(ana, second)
    assert told == family(ben, root), "one family, whoever asks and from where"
    assert (told["root_id"], told["recipes"], told["forks"], told["cooks"], told["depth"]) == (root, 4, 3, 3, 2)
    assert told["stars"] == {"mean": 3.5, "count": 2}
    replaced = told["most_replaced"]
    assert isinstance(replaced, list)
    assert [(one["from"][0]["food"], one["to"][0]["food"], one["cooks"], one["forks"]) for one in replaced] == [
        ("butter", "coconut-oil", 2, 2),
        ("coconut-oil", "butter", 1, 1),
    ]
    assert hidden not in str(told)
    best = {one["diet"]: (one["best"]["id"], one["recipes"]) for one in told["best"]}  # type: ignore[attr-defined]
    assert best["dairy_free"] == (third, 2)
    assert best["vegetarian"] == (third, 4)
    assert "vegan" not in best


def test_who_may_not_see_a_recipe_is_told_nothing_of_its_family(sign_up: SignUp) -> None:
    ana, ben = sign_up("ana"), sign_up("ben")
    body = {"title": "Cake", "servings": 4, "ingredients": LINES, "steps": ["Bake."], "visibility": "private"}
    root = published(ana, "/recipes", body)
    assert ben.client.get(f"/recipes/{root}/family").status_code == 404
    assert family(ana, root)["recipes"] == 0
    ben.client.put(f"/cooks/{ana.handle}/block")
    assert ben.client.get(f"/recipes/{root}/family").status_code == 404


def test_a_hidden_cook_counts_but_is_not_named_as_the_best(sign_up: SignUp) -> None:
    ana, ben, eve = sign_up("ana"), sign_up("ben"), sign_up("eve")
    root = published(ana, "/recipes", {"title": "Cake", "servings": 4, "ingredients": LINES, "steps": ["Bake."]})
    fork = published(eve, f"/recipes/{root}/forks", {"ingredients": ["100 g coconut oil", *LINES[1:]]})
    assert fork in str(family(ben, root)["best"])
    ben.client.put(f"/cooks/{eve.handle}/block")
    told = family(ben, root)
    assert (told["recipes"], told["cooks"]) == (2, 2)
    assert fork not in str(told["best"])
