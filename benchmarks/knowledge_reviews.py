"""The labelled reviews, split by recipe into what may be learnt from and what nobody reads."""

import hashlib
import json
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
_DEVELOPMENT = 154  # of 256 values of the first byte of the hash: about 60 %


def labelled_reviews(*, development: bool) -> list[dict[str, Any]]:
    """Give the reviews of one part, each with its labelled `changes`."""
    data = SHARED / "data" / "review_changes"
    labels = {row["id"]: row["changes"] for row in _rows(data / "labels.jsonl")}
    return [
        {**review, "changes": labels[review["id"]]}
        for review in _rows(data / "reviews.jsonl")
        if is_development(review["recipe"]) == development
    ]


def is_development(recipe: str) -> bool:
    """Tell whether the reviews of a recipe may be read and learnt from."""
    return hashlib.sha256(recipe.encode()).digest()[0] < _DEVELOPMENT


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
