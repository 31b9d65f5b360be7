"""Learns the filter of `forklore.replacements.review_filter` from labelled reviews and writes its weights.

Run `python -m benchmarks.learn_review_filter` beside a folder `shared` with the labelled reviews. It learns from the
recipes that a hash puts into the development part only, chooses the threshold by leaving recipes out in turn, and
prints what the others would have got. Only numbers are written, no word of any review.
"""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from benchmarks.knowledge_reviews import labelled_reviews, scorer
from numpy.typing import NDArray

from forklore.replacements.review_filter import features
from forklore.replacements.review_reader import as_change, judged
from forklore.replacements.review_referee import Referee

_FILE = Path(__file__).resolve().parents[1] / "src" / "forklore" / "replacements" / "data" / "review_filter.tsv"
_RIDGE = 2.0
_ROUNDS = 40
_FOLDS = 6
_SPARE = 0.008
Floats = NDArray[np.float64]


def main() -> int:
    """Learn, choose the threshold, write the weights and print figures."""
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    recipes: list[str] = []
    wanted = 0
    for review in labelled_reviews(development=True):
        gold = list(review["changes"])
        wanted += sum(change.get("status", "did") == "did" for change in gold)
        for found, known in _candidates(review):
            rows.append(known)
            hit = next((i for i, change in enumerate(gold) if _same(change, found)), None)
            right.append(hit is not None)
            recipes.append(review["recipe"])
            if hit is not None:
                gold.pop(hit)
    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] + [1.0] for row in rows])
    truth = np.array(right, dtype=np.float64)
    done = np.array([row["not done"] == 0.0 for row in rows])
    threshold = _left_out(table, truth, done, recipes, wanted)
    weights = _learn(table, truth)
    lines = [f"{name}\t{weight:.4f}" for name, weight in zip([*names, "bias"], weights, strict=True)]
    head = "# Weights of the filter, written by benchmarks/learn_review_filter.py.\nname\tweight\n"
    _FILE.write_text(head + "\n".join([*lines, f"threshold\t{threshold:.2f}"]) + "\n", "utf-8")
    return 0


def _candidates(review: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, float]]]:
    found = []
    for row, candidate, _ in judged(review["text"], Referee(review["recipe"], None)):
        known = dict(features(row, candidate, Referee(review["recipe"], None)))
        found.append((msgspec.to_builtins(as_change(candidate, 1.0)), known))
    return found


def _same(change: dict[str, Any], found: dict[str, Any]) -> bool:
    done = (change.get("status", "did") == "did") == (found["status"] == "did")
    return done and bool(scorer().same_change(change, found))


def _learn(table: Floats, truth: Floats) -> Floats:
    """Fit a logistic regression with a ridge by Newton's method; the last column, the bias, is free of the ridge."""
    weights = np.zeros(table.shape[1])
    ridge = np.full(table.shape[1], _RIDGE)
    ridge[-1] = 1e-3
    for _ in range(_ROUNDS):
        chance = _chance(table, weights)
        slope = table.T @ (truth - chance) - ridge * weights
        curve = (table.T * (chance * (1 - chance))) @ table + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def _chance(table: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(table @ weights, -30, 30))))


def _left_out(table: Floats, truth: Floats, done: NDArray[np.bool_], recipes: list[str], wanted: int) -> float:
    """Give the highest threshold whose F1 on recipes left out of learning is next to the best: precision goes first."""
    order = {recipe: number % _FOLDS for number, recipe in enumerate(sorted(set(recipes)))}
    folds = np.array([order[recipe] for recipe in recipes])
    chance = np.zeros(len(truth))
    for fold in range(_FOLDS):
        chance[folds == fold] = _chance(table[folds == fold], _learn(table[folds != fold], truth[folds != fold]))
    scores: dict[float, float] = {}
    for threshold in np.arange(0.2, 0.8, 0.05):
        told = (chance >= threshold) & done
        hits = float(truth[told].sum())
        f1 = 2 * hits / (float(told.sum()) + wanted)
        print(f"threshold {threshold:.2f}: P {hits / max(told.sum(), 1):.3f} R {hits / wanted:.3f} F1 {f1:.3f}")
        scores[float(threshold)] = f1
    return max(threshold for threshold, f1 in scores.items() if f1 >= max(scores.values()) - _SPARE)


if __name__ == "__main__":
    raise SystemExit(main())
