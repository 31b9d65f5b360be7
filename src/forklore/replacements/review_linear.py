"""Linear models over named features, and the chain that reads the places of a page together.

The chain is a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): each place has one role, a
role is weighed by what is true of the place, two neighbouring roles by what stands between them. Its weights, those of
the status and those of the weighing of whole changes stand in `data/review_reader.npz`; a script of the benchmarks
learns them.
"""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROLES = ("-", "omit", "add", "more", "less", "from", "to", "alone")
STATUS = ("did", "would", "asked")
KINDS = ("replace", "omit", "add", "more", "less")


class Weights(NamedTuple):
    """One row of numbers for each named feature."""

    rows: Mapping[str, int]
    values: Floats

    def total(self, features: Sequence[str]) -> Floats:
        """Give the sum of the rows of the features that are known, each once; zeros when none is."""
        found: Floats = self.values[sorted({self.rows[one] for one in features if one in self.rows})].sum(axis=0)
        return found


class Model(NamedTuple):
    """What was learnt: roles of places, what stands between two, status, whole changes, and where to draw the line.

    `threshold` holds, for each kind of change, the least chance with which it is told.
    """

    place: Weights
    edge: Weights
    status: Weights
    change: Weights
    threshold: Mapping[str, float]


def chances(place: Floats, edge: Floats) -> Floats:
    """Give for each place the probability of each role, by the forward and backward sums of the chain.

    `place` is places by roles, `edge` places less one by roles before by roles after.
    """
    forward, backward = place.copy(), np.zeros_like(place)
    for at in range(1, len(place)):
        forward[at] += log_sum(forward[at - 1][:, None] + edge[at - 1], 0)
    for at in range(len(place) - 2, -1, -1):
        backward[at] = log_sum(edge[at] + (place[at + 1] + backward[at + 1])[None, :], 1)
    both = forward + backward
    found: Floats = np.exp(both - log_sum(both, 1)[:, None])
    return found


def log_sum(values: Floats, axis: int) -> Floats:
    """Give the logarithm of the sum of exponentials along an axis."""
    most = values.max(axis=axis, keepdims=True)
    found: Floats = most.squeeze(axis) + np.log(np.exp(values - most).sum(axis=axis))
    return found


def softmax(values: Floats) -> Floats:
    """Give probabilities of logarithmic weights, along the last axis."""
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    found: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return found


@cache
def model() -> Model:
    """Give what was learnt, read once for each process."""
    raw = files("forklore.replacements").joinpath("data", "review_reader.npz").read_bytes()
    with np.load(io.BytesIO(raw), allow_pickle=False) as kept:
        place, edge, status, change = (_weights(kept, part) for part in ("place", "edge", "status", "change"))
        threshold = dict(zip(KINDS, map(float, kept["threshold"]), strict=True))
        return Model(place, edge, status, change, threshold)


def _weights(kept: Mapping[str, NDArray[np.generic]], part: str) -> Weights:
    names = bytes(kept[f"{part}_names"]).decode().split("\n")
    values = np.asarray(kept[f"{part}_values"], dtype=np.float64)
    return Weights({name: row for row, name in enumerate(names)}, values)
