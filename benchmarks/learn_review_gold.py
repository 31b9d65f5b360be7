"""Reads labelled reviews, and finds in their pages the places that the labels speak of.

The labels stand in `shared/data/review_changes`; further ones, each beside its reviews as `NAME.labels.jsonl` and
`NAME.jsonl`, in the folder that the variable `REVIEW_LABELS` names, or else in `more` beside the others. Those of the
file `other` are of other recipes, with their lines; they are for testing only, and nothing is learnt from them.
"""

import hashlib
import importlib.util
import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from forklore.replacements.review_linear import ROLES, STATUS
from forklore.replacements.review_page import Page, page_of
from forklore.replacements.review_referee import Referee

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
_DEVELOPMENT = 154  # of 256 values of the first byte of the hash: about 60 %
_AROUND = 25
_OTHER = "other.labels.jsonl"


class Example(NamedTuple):
    """A review as read, with the role and the status of each place, and the labelled changes."""

    review: Mapping[str, Any]
    page: Page
    referee: Referee
    roles: Sequence[int]
    status: Sequence[int]


def labelled_reviews() -> list[dict[str, Any]]:
    """Give the reviews to learn from, each with its `changes`, and whether it is one of the `first` labelling."""
    data = SHARED / "data" / "review_changes"
    labels = {row["id"]: row["changes"] for row in _rows(data / "labels.jsonl")}
    found = [{**one, "changes": labels[one["id"]], "first": True} for one in _rows(data / "reviews.jsonl")]
    for path in sorted(_more().glob("*.labels.jsonl")):
        found += _labelled(path) if path.name != _OTHER else []
    return found


def other_reviews() -> list[dict[str, Any]]:
    """Give the reviews of other recipes, which are for testing only; none when they are not there."""
    path = _more() / _OTHER
    return _labelled(path) if path.is_file() else []


def _more() -> Path:
    return Path(os.environ.get("REVIEW_LABELS", SHARED / "data" / "review_changes" / "more"))


def _labelled(path: Path) -> list[dict[str, Any]]:
    labels = {row["id"]: row["changes"] for row in _rows(path)}
    reviews = _rows(path.with_name(path.name.replace(".labels.", ".")))
    return [{**one, "changes": labels[one["id"]], "first": False} for one in reviews if one["id"] in labels]


def is_development(recipe: str) -> bool:
    """Tell whether the reviews of a recipe may be read and learnt from while working."""
    return hashlib.sha256(recipe.encode()).digest()[0] < _DEVELOPMENT


@cache
def scorer() -> ModuleType:
    """Load the tool that says whether two changes are the same."""
    spec = importlib.util.spec_from_file_location("score_changes", SHARED / "tools" / "score_changes.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def example(review: Mapping[str, Any], *, lines: bool = False) -> Example:
    """Find the places that the labels of a review speak of; with `lines` the referee knows those of the recipe."""
    page = page_of(review["text"])
    roles: dict[int, str] = {}
    status: dict[int, str] = {}
    side = scorer().side
    for change in review["changes"]:
        span, kind = change.get("span") or "", change["kind"]
        old = [at for name in side(change.get("from")) if (at := _find(page, name, span, roles)) is not None]
        new = [at for name in side(change.get("to")) if (at := _find(page, name, span, roles)) is not None]
        named = [at for at in old if at not in new]
        if kind == "replace":
            told = [(at, "from") for at in named] + [(at, "to" if named else "alone") for at in new]
        else:
            told = [(at, kind) for at in (new if kind == "add" else old)]
        for at, role in told:
            roles.setdefault(at, role)
            status.setdefault(at, change.get("status", "did"))
    places = range(len(page.places))
    return Example(
        review,
        page,
        Referee(review["recipe"], review["ingredients"] if lines else None),
        [ROLES.index(roles.get(at, "-")) for at in places],
        [STATUS.index(status.get(at, "did")) for at in places],
    )


def _find(page: Page, name: str, span: str, taken: Mapping[int, str]) -> int | None:
    """Find the place that a name of a label means: in the span, by the very words, not yet taken, near its start."""
    start = page.text.find(span) if span else -1
    if start < 0:
        start = page.text.lower().find(span.lower())
    words = set(scorer().words(name))
    best: tuple[tuple[object, ...], int] | None = None
    for at, place in enumerate(page.places):
        one = place.mention
        if not scorer().same_food(name, one.name):
            continue
        inside = start >= 0 and one.start >= start - 2 and one.end <= start + len(span) + _AROUND
        within = inside and one.start <= start + len(span)
        exact = words == set(scorer().words(one.name))
        rank = (within, inside, exact, at not in taken, -abs(one.start - max(start, 0)))
        if best is None or rank > best[0]:
            best = (rank, at)
    return best[1] if best else None


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
