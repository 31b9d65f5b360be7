"""How likely a candidate is a change: a logistic regression over what is true of its wording, whatever the foods are.

`benchmarks/learn_review_filter.py` learns the weights from labelled reviews and writes `data/review_filter.tsv`.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cache

from forklore.replacements.review_items import Item
from forklore.replacements.review_mood import commands, verb_of
from forklore.replacements.review_referee import Referee
from forklore.replacements.review_row import Candidate, between
from forklore.replacements.review_tables import lines_of

_BIAS, _THRESHOLD = "bias", "threshold"
_NEAR = 4


def likely(row: Sequence[Item], candidate: Candidate, referee: Referee) -> float:
    """Give the probability that a candidate in a row is a change."""
    weights = _weights()
    total = weights[_BIAS] + sum(
        weights.get(name, 0.0) * value for name, value in features(row, candidate, referee).items()
    )
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def threshold() -> float:
    """Give the probability from which on a candidate is told."""
    return _weights()[_THRESHOLD]


def features(row: Sequence[Item], candidate: Candidate, referee: Referee) -> Mapping[str, float]:
    """Give what is true of a candidate: yes and no as 1 and 0, certainties as they are."""
    told = (*candidate.before, *candidate.after)
    new = candidate.after[:1] or candidate.before[:1]
    near = between(row, candidate.at - _NEAR, candidate.at)
    verb = verb_of(row, candidate)
    said = [referee.asks_for(mention) for mention in (*candidate.before[:1], *candidate.after[:1])]
    named = {"before": said[0] if candidate.before else None, "after": said[-1] if candidate.after else None}
    found: dict[str, float] = {
        f"rule {candidate.rule}": 1.0,
        f"kind {candidate.kind}": 1.0,
        f"form {row[verb].form if verb is not None else 'none'}": 1.0,
        "command": float(commands(row, candidate)),
        "subject near": float("subject" in near),
        "starts": float(candidate.at <= 1),
        "denied": float("neg" in near),
        "certainty": min(mention.certainty for mention in told),
        "amount": float(any(mention.amount is not None for mention in new)),
        f"{candidate.kind} the": float(any(mention.definite for mention in new)),
        "own": float(any(mention.own for mention in new)),
        "words": min(len(new[0].name.split()), 4) / 4,
        "several": float(len(candidate.after) > 1),
        "guessed": float(candidate.guessed and bool(candidate.before)),
        "nothing guessed": float(candidate.guessed and not candidate.before),
        "far": min((candidate.end - candidate.start) / 100, 2.0),
        "swap elsewhere": float(any(item.does in {"instead_of", "sub", "replace"} for item in row)),
        "instead": float(any(item.does == "instead" for item in row)),
        "wish": float(any(item.does == "would" for item in row)),
        "need": float(any(item.does == "need" for item in row)),
        "long": min(len(row) / 40, 2.0),
        "not done": float(candidate.status != "did"),
    }
    found |= {f"{candidate.kind} title {side}": 1.0 for side, value in named.items() if value}
    return found


@cache
def _weights() -> Mapping[str, float]:
    return {name: float(value) for name, value in lines_of("review_filter.tsv")}
