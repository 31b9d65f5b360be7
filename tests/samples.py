"""A recipe that many tests write."""

from typing import Any

from bed import Cook

PANCAKES: dict[str, Any] = {
    "title": "Sunday pancakes",
    "servings": 4,
    "ingredients": [
        "2 cups plain flour",
        "1 ½ cups buttermilk",
        "2 large eggs",
        "50 g butter, melted",
        "a pinch of salt",
    ],
    "steps": ["Whisk everything.", "Fry ladlefuls until golden."],
    "minutes_prep": 10,
    "minutes_cook": 20,
    "tags": ["breakfast"],
}


def published(cook: Cook, **fields: object) -> dict[str, Any]:
    """Write and publish a recipe."""
    made = cook.client.post("/recipes", json={**PANCAKES, **fields})
    assert made.status_code == 201, made.text
    answer = cook.client.post(f"/recipes/{made.json()['id']}/publish")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found
