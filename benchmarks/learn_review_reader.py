"""Learns what `forklore.replacements.review_reader` knows from labelled reviews, and writes its weights.

Run `python -m benchmarks.learn_review_reader` beside a folder `shared` with the labelled reviews. The weights that are
shipped are learnt from all of them; what they are worth is measured by `python -m benchmarks.knowledge_reviews --learn`
with recipes left out. Only features of wording with their weights are written, no review.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from benchmarks.learn_review_chain import Chain, learn_chain, learn_choice
from benchmarks.learn_review_gold import Example, example, labelled_reviews, scorer
from benchmarks.learn_review_phrases import phrases

from forklore.replacements.review_features import edge_features, place_features
from forklore.replacements.review_linear import KINDS, ROLES, STATUS, Floats, Model, Weights, chances
from forklore.replacements.review_reader import roles
from forklore.replacements.review_rules import hints, proposals
from forklore.replacements.review_status import status_features
from forklore.replacements.review_tellings import names, tellings
from forklore.replacements.review_weighing import change_features

_FILE = Path(__file__).resolve().parents[1] / "src" / "forklore" / "replacements" / "data" / "review_reader.npz"
_MADE = 600
_FOLDS = 4
# The least chances with which changes are told, one kind after the other those of the best F1 on recipes left out: in
# each of four parts of the development recipes, the others choose (nearly) the same.
_THRESHOLD = {"replace": 0.38, "omit": 0.44, "add": 0.5, "more": 0.26, "less": 0.32}
_ROLE_RIDGE, _STATUS_RIDGE, _CHANGE_RIDGE = 3.0, 1.0, 12.0
_RAREST = 2
_SMALLEST = 0.01


class Learnt(NamedTuple):
    """What is learnt of the wording around single places."""

    place: Weights
    edge: Weights
    status: Weights


def main() -> int:
    """Learn from all labelled reviews and write the weights."""
    examples = [example(review) for review in labelled_reviews()]
    write(learn(examples))
    return 0


def learn(examples: Sequence[Example]) -> Model:
    """Learn a model; the weighing of changes is learnt on roles told by models that did not see the recipe."""
    made = phrases(_MADE, sorted({one.review["recipe"] for one in examples}))
    parts = _parts(examples)
    rows: list[list[str]] = []
    truth: list[int] = []
    for part in range(_FOLDS):
        others = [one for one in examples if parts[one.review["recipe"]] != part]
        seen = _learn_places([*others, *made], status=False)
        for one in examples:
            if parts[one.review["recipe"]] == part and one.page.places:
                for features, right in _changes(seen, one):
                    rows.append(features)
                    truth.append(int(right))
    change = learn_choice(rows, truth, 2, _CHANGE_RIDGE, _RAREST + 1)
    change = Weights(change.rows, change.values[:, 1:] - change.values[:, :1])
    return _model(_learn_places([*examples, *made], status=True), change)


def write(learnt: Model) -> None:
    """Write a model without the rows of features that weigh nothing."""
    kept: dict[str, object] = {"threshold": np.array([learnt.threshold[kind] for kind in KINDS])}
    for part in ("place", "edge", "status", "change"):
        weights: Weights = getattr(learnt, part)
        rows = [(name, at) for name, at in weights.rows.items() if np.abs(weights.values[at]).max() >= _SMALLEST]
        kept[f"{part}_names"] = np.frombuffer("\n".join(name for name, _ in rows).encode(), dtype=np.uint8)
        kept[f"{part}_values"] = weights.values[[at for _, at in rows]].astype(np.float16)
    np.savez_compressed(_FILE, **kept)  # type: ignore[arg-type]


def _parts(examples: Sequence[Example]) -> dict[str, int]:
    recipes = sorted({one.review["recipe"] for one in examples})
    random.Random(0).shuffle(recipes)
    return {recipe: at % _FOLDS for at, recipe in enumerate(recipes)}


def _learn_places(examples: Sequence[Example], *, status: bool) -> Learnt:
    chains = [_chain(one) for one in examples]
    place, edge = learn_chain(chains, len(ROLES), _ROLE_RIDGE, _RAREST)
    told = [(one, at) for one in examples for at, role in enumerate(one.roles) if role] if status else []
    rows = [status_features(one.page, at) for one, at in told]
    truth = [one.status[at] for one, at in told]
    return Learnt(place, edge, learn_choice(rows, truth, len(STATUS), _STATUS_RIDGE, _RAREST) if status else place)


def _chain(one: Example) -> Chain:
    said = hints(one.page, one.referee, proposals(one.page, one.referee))
    places = range(len(one.page.places))
    return Chain(
        [place_features(one.page, at, one.referee, said.get(at, ())) for at in places],
        [edge_features(one.page, at) for at in places[1:]],
        one.roles,
    )


def _changes(seen: Learnt, one: Example) -> list[tuple[list[str], bool]]:
    """Give each change that a review may tell, with whether a label says the same, made or not."""
    proposed = proposals(one.page, one.referee)
    chance: Floats = chances(*roles(_model(seen, seen.place), one.page, one.referee, proposed))
    found = []
    for telling, rules in tellings(one.page, one.referee, chance, proposed).items():
        before, after = names(one.page, one.referee, telling)
        said = {"kind": telling.kind, "from": before, "to": list(after)}
        right = any(scorer().same_change(change, said) for change in one.review["changes"])
        found.append((change_features(one.page, one.referee, chance, telling, rules), right))
    return found


def _model(seen: Learnt, change: Weights) -> Model:
    return Model(seen.place, seen.edge, seen.status, change, _THRESHOLD)


if __name__ == "__main__":
    raise SystemExit(main())
