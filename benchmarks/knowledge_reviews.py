"""What is read out of reviews, measured; the labelled reviews are split by recipe into what may be learnt from and not.

A change counts when `shared/tools/score_changes.py` calls it right. Intervals are bootstrapped by recipe: recipes are
drawn with replacement a thousand times, and the middle 95 % of the figures are told.
"""

import hashlib
import importlib.util
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from forklore.replacements.review_reader import read_review

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
KINDS = ("replace", "omit", "add", "more", "less")
_DEVELOPMENT = 154  # of 256 values of the first byte of the hash: about 60 %
_DRAWS = 1000


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


@cache
def scorer() -> ModuleType:
    """Load the tool that says whether two changes are the same."""
    spec = importlib.util.spec_from_file_location("score_changes", SHARED / "tools" / "score_changes.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measure_reviews() -> None:
    """Print the figures of both parts."""
    read_review("I used honey instead of sugar.")
    for title, development in (("learnt from", True), ("not looked at", False)):
        reviews = labelled_reviews(development=development)
        by_recipe: dict[str, Counter[str]] = defaultdict(Counter)
        times = []
        for review in reviews:
            before = time.process_time()
            found = msgspec.to_builtins(read_review(review["text"], review["recipe"]))
            times.append(time.process_time() - before)
            by_recipe[review["recipe"]] += counted(review, found)
        p95 = sorted(times)[int(len(times) * 0.95)] * 1000
        told = f"{len(reviews)} reviews of {len(by_recipe)} recipes"
        print(f"reviews, {title}: {told}, mean {sum(times) / len(times) * 1000:.1f} ms, p95 {p95:.1f} ms a review")
        print_figures(by_recipe)


def print_figures(by_recipe: dict[str, Counter[str]]) -> None:
    """Print precision, recall and F1 of each kind with their intervals, drawn by recipe, and the silence kept."""
    dice = random.Random(1)
    recipes = sorted(by_recipe)
    draws = [_sum(by_recipe[dice.choice(recipes)] for _ in recipes) for _ in range(_DRAWS)]
    whole = _sum(by_recipe.values())
    for kind in (*KINDS, "all"):
        precision, recall, f1 = _figures(whole, kind)
        spread = sorted(_figures(draw, kind)[2] for draw in draws)
        low, high = spread[_DRAWS // 40], spread[-_DRAWS // 40]
        print(f"  {kind:8} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f} ({low:.3f} to {high:.3f})")
    turned = f"direction right {1 - whole['turned'] / max(whole['turned'] + whole['right replace'], 1):.3f}"
    print(f"  quiet    {whole['quiet'] / max(whole['silent'], 1):.3f}, {turned}")


def counted(review: Mapping[str, Any], found: list[dict[str, Any]]) -> Counter[str]:
    """Count what is right, missed and too much for each kind, replacements the wrong way round, and silence."""
    score = scorer()
    counts: Counter[str] = Counter()
    want = score.facts(review, set(KINDS))
    left = score.facts({"changes": found}, set(KINDS))
    counts.update(silent=not want, quiet=not want and not left)
    for change in want:
        hit = next((i for i, one in enumerate(left) if score.same_change(change, one)), None)
        name = "missed" if hit is None else "right"
        counts.update([f"{name} {change['kind']}", f"{name} all"])
        round_about = {**change, "from": change["to"], "to": change["from"]}
        counts["turned"] += hit is None and any(score.same_change(round_about, one) for one in left)
        if hit is not None:
            left.pop(hit)
    counts.update(name for one in left for name in (f"extra {one['kind']}", "extra all"))
    return counts


def _figures(counts: Counter[str], kind: str) -> tuple[float, float, float]:
    right, missed, extra = counts[f"right {kind}"], counts[f"missed {kind}"], counts[f"extra {kind}"]
    f1 = 2 * right / max(2 * right + missed + extra, 1)
    return right / max(right + extra, 1), right / max(right + missed, 1), f1


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
