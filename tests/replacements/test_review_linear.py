"""The chain of roles gives the very probabilities that all ways through it add up to."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.replacements.review_linear import (
    KINDS,
    ROLES,
    STATUS,
    Floats,
    Weights,
    chances,
    log_sum,
    model,
    softmax,
)


def by_all_ways(place: Floats, edge: Floats) -> Floats:
    """Add up the weight of every way through a short chain."""
    found: Floats = np.zeros_like(place)
    for way in product(range(place.shape[1]), repeat=len(place)):
        total = sum(place[at, role] for at, role in enumerate(way))
        total += sum(edge[at, one, other] for at, (one, other) in enumerate(pairwise(way)))
        for at, role in enumerate(way):
            found[at, role] += np.exp(total)
    found /= found.sum(axis=1, keepdims=True)
    return found


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(2, 4), st.integers(0, 2**31))
def test_probabilities_are_those_of_all_ways_together(length: int, roles: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    place, edge = dice.normal(size=(length, roles)), dice.normal(size=(length - 1, roles, roles))
    assert chances(place, edge) == pytest.approx(by_all_ways(place, edge))


def test_large_weights_do_not_overflow() -> None:
    place, edge = np.array([[900.0, -900.0], [-900.0, 900.0]]), np.zeros((1, 2, 2))
    assert chances(place, edge) == pytest.approx(np.eye(2))
    assert softmax(np.array([1000.0, 0.0])) == pytest.approx([1.0, 0.0])
    assert log_sum(np.array([[1000.0, 1000.0]]), 1) == pytest.approx([1000.0 + np.log(2)])


def test_only_known_features_weigh_each_once() -> None:
    weights = Weights({"a": 0, "b": 1}, np.array([[1.0, 2.0], [10.0, 20.0]]))
    assert weights.total(["a", "a", "b", "never seen"]) == pytest.approx([11.0, 22.0])
    assert weights.total([]) == pytest.approx([0.0, 0.0])


def test_the_shipped_weights_are_whole() -> None:
    learnt = model()
    widths = {"place": len(ROLES), "edge": len(ROLES) ** 2, "status": len(STATUS), "change": 1}
    for part, width in widths.items():
        weights: Weights = getattr(learnt, part)
        assert weights.values.shape == (len(weights.rows), width)
        assert np.isfinite(weights.values).all()
    assert tuple(learnt.threshold) == KINDS
    assert all(0 < least < 1 for least in learnt.threshold.values())
