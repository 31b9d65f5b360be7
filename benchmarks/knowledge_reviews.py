"""What is read out of reviews, measured against labels.

`python -m benchmarks.knowledge` prints what can be measured of the shipped reader at once: how far two people agree
who read the same reviews, the reviews of other recipes (by title, and with the recipe's lines), and the time a review
takes. The shipped weights are learnt from all other labelled reviews: what they say on those is no measure.

`python -m benchmarks.knowledge_reviews --learn` learns anew without the recipes that are asked about, and reads their
reviews: in turn within the development recipes, and the others by what all development recipes teach. Takes minutes.
The least chance of each kind of change was chosen on the development recipes.

Labels besides those of `shared` are taken from the folder that the variable `REVIEW_LABELS` names, each file
`NAME.labels.jsonl` beside its `NAME.jsonl`; those of `other` are of other recipes. A change counts when
`shared/tools/score_changes.py` calls it right. Intervals are bootstrapped by recipe: recipes are drawn with replacement
a thousand times, and the middle 95 % of the figures are told.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from benchmarks.learn_review_gold import (
    SHARED,
    Example,
    example,
    is_development,
    labelled_reviews,
    other_reviews,
    scorer,
)
from benchmarks.learn_review_reader import learn

from forklore.replacements.review_linear import KINDS, Model, model
from forklore.replacements.review_reader import read_review, read_with

__all__ = ["KINDS", "SHARED", "counted", "figures", "measure_reviews", "print_figures"]
_DRAWS = 1000
_FOLDS = 4
Told = tuple[Example, list[dict[str, Any]]]


def main() -> int:
    """Print the figures, with `--learn` those of recipes left out too."""
    ask = argparse.ArgumentParser(description="What is read out of reviews, measured against labels.")
    ask.add_argument("--learn", action="store_true", help="learn without the recipes that are asked about (minutes)")
    if ask.parse_args().learn:
        _learnt_anew([example(review) for review in labelled_reviews()])
    measure_reviews()
    return 0


def measure_reviews() -> None:
    """Print what can be told of the shipped reader without learning anew."""
    examples = [example(review) for review in labelled_reviews()]
    _second_reader(examples)
    for title, lines in (("title only", False), ("with the recipe's lines", True)):
        never = [example(review, lines=lines) for review in other_reviews()]
        if never:
            _print(f"other recipes, shipped weights, {title}", _read(model(), never))
    _speed(examples)
    print("reviews: for recipes left out run `python -m benchmarks.knowledge_reviews --learn`")


def _learnt_anew(examples: Sequence[Example]) -> None:
    development = [one for one in examples if is_development(one.review["recipe"])]
    others = [one for one in examples if not is_development(one.review["recipe"])]
    _print("development recipes, each left out in turn", _left_out(development))
    if others:
        _print("recipes not looked at", _read(learn(development), others))


def _left_out(examples: Sequence[Example]) -> list[Told]:
    recipes = sorted({one.review["recipe"] for one in examples})
    random.Random(5).shuffle(recipes)
    found: list[Told] = []
    for fold in range(_FOLDS):
        asked = set(recipes[fold::_FOLDS])
        learnt = learn([one for one in examples if one.review["recipe"] not in asked])
        found += _read(learnt, [one for one in examples if one.review["recipe"] in asked])
    return found


def _read(learnt: Model, examples: Sequence[Example]) -> list[Told]:
    return [(one, msgspec.to_builtins(read_with(learnt, one.page, one.referee))) for one in examples]


def _second_reader(examples: Sequence[Example]) -> None:
    """Print how far two people agree who read the same reviews: no reader can be told better from worse above it."""
    path = SHARED / "data" / "review_changes" / "labels_second_reader.jsonl"
    second = {row["id"]: row["changes"] for row in map(json.loads, path.read_text("utf-8").splitlines())}
    told = [(one, second[one.review["id"]]) for one in examples if one.review["id"] in second]
    _print("a second human reader, the reviews both read", told)


def _speed(examples: Sequence[Example]) -> None:
    read_review("I used honey instead of sugar.")
    times = []
    for one in examples:
        before = time.process_time()
        read_review(one.review["text"], one.review["recipe"])
        times.append(time.process_time() - before)
    p95 = sorted(times)[int(len(times) * 0.95)] * 1000
    print(f"reviews, shipped weights: mean {sum(times) / len(times) * 1000:.1f} ms, p95 {p95:.1f} ms a review")


def _print(title: str, told: Sequence[Told]) -> None:
    for part, chosen in (
        ("first labels", [one for one in told if one[0].review["first"]]),
        ("further labels", [one for one in told if not one[0].review["first"]]),
        ("both", told),
    ):
        if chosen and not (part == "both" and len({one[0].review["first"] for one in told}) == 1):
            _print_part(f"reviews, {title}, {part}", chosen)


def _print_part(title: str, told: Sequence[Told]) -> None:
    by_recipe: dict[str, Counter[str]] = defaultdict(Counter)
    for one, found in told:
        by_recipe[one.review["recipe"]] += counted(one.review, found)
    print(f"{title}: {len(told)} reviews of {len(by_recipe)} recipes")
    print_figures(by_recipe)
    precision, recall, f1 = figures(_sum(by_recipe.values()), "as said")
    print(f"  with status, wishes and questions too: P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")


def print_figures(by_recipe: Mapping[str, Counter[str]]) -> None:
    """Print precision, recall and F1 of each kind with their intervals, drawn by recipe, and the silence kept."""
    dice = random.Random(1)
    recipes = sorted(by_recipe)
    draws = [_sum(by_recipe[dice.choice(recipes)] for _ in recipes) for _ in range(_DRAWS)]
    whole = _sum(by_recipe.values())
    for kind in (*KINDS, "all"):
        precision, recall, f1 = figures(whole, kind)
        spread = sorted(figures(draw, kind)[2] for draw in draws)
        low, high = spread[_DRAWS // 40], spread[-_DRAWS // 40]
        labelled = whole[f"right {kind}"] + whole[f"missed {kind}"]
        print(f"  {kind:8} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f} ({low:.3f} to {high:.3f}) of {labelled}")
    turned = f"direction right {1 - whole['turned'] / max(whole['turned'] + whole['right replace'], 1):.3f}"
    print(f"  quiet    {whole['quiet'] / max(whole['silent'], 1):.3f} of {whole['silent']}, {turned}")


def counted(review: Mapping[str, Any], found: list[dict[str, Any]]) -> Counter[str]:
    """Count what is right, missed and too much for each kind, replacements the wrong way round, and silence."""
    score = scorer()
    tally: Counter[str] = Counter()
    want = score.facts(review, set(KINDS))
    left = score.facts({"changes": found}, set(KINDS))
    tally.update(silent=not want, quiet=not want and not left)
    for change in want:
        hit = next((i for i, one in enumerate(left) if score.same_change(change, one)), None)
        name = "missed" if hit is None else "right"
        tally.update([f"{name} {change['kind']}", f"{name} all"])
        round_about = {**change, "from": change["to"], "to": change["from"]}
        tally["turned"] += hit is None and any(score.same_change(round_about, one) for one in left)
        if hit is not None:
            left.pop(hit)
    tally.update(name for one in left for name in (f"extra {one['kind']}", "extra all"))
    _with_status(review["changes"], found, tally)
    return tally


def _with_status(labelled: list[dict[str, Any]], found: list[dict[str, Any]], tally: Counter[str]) -> None:
    """Count what is right in every respect, the status being one of it, among what was made, wished and asked."""
    left = list(found)
    for change in labelled:
        status = change.get("status", "did")
        hit = next(
            (
                i
                for i, one in enumerate(left)
                if one.get("status", "did") == status and scorer().same_change(change, one)
            ),
            None,
        )
        tally["missed as said" if hit is None else "right as said"] += 1
        if hit is not None:
            left.pop(hit)
    tally["extra as said"] += len(left)


def figures(tally: Counter[str], kind: str) -> tuple[float, float, float]:
    """Give precision, recall and F1 of one kind."""
    right, missed, extra = tally[f"right {kind}"], tally[f"missed {kind}"], tally[f"extra {kind}"]
    f1 = 2 * right / max(2 * right + missed + extra, 1)
    return right / max(right + extra, 1), right / max(right + missed, 1), f1


def _sum(found: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in found:
        total.update(one)
    return total


if __name__ == "__main__":
    raise SystemExit(main())
