"""Learns the weights of a chain of roles, and of single choices, from examples with named features.

Maximum likelihood with a ridge, by L-BFGS. Chains are taken by falling length, so that each step of the forward and
backward sums works on all chains that are still going on.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from forklore.replacements.review_linear import Floats, Weights, log_sum

_ROUNDS = 90
Rows = Sequence[Sequence[str]]


class Chain(NamedTuple):
    """One page: the features of its places, those between neighbours, and the roles as numbers."""

    places: Rows
    edges: Rows
    roles: Sequence[int]


def learn_choice(rows: Rows, truth: Sequence[int], choices: int, ridge: float, rarest: int) -> Weights:
    """Learn to choose one of several for each row of features, whatever the others are."""
    table, names = _table(rows, rarest)
    wanted = np.eye(choices)[np.asarray(truth)]

    def slope(flat: Floats) -> tuple[float, Floats]:
        totals = table @ flat.reshape(-1, choices)
        whole = log_sum(totals, 1)
        lost = float(whole.sum() - (totals * wanted).sum()) + ridge / 2 * float(flat @ flat)
        return lost, (table.T @ (np.exp(totals - whole[:, None]) - wanted)).ravel() + ridge * flat

    found = minimize(slope, np.zeros(len(names) * choices), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return Weights(names, found.x.reshape(-1, choices))


def learn_chain(chains: Sequence[Chain], roles: int, ridge: float, rarest: int) -> tuple[Weights, Weights]:
    """Learn the weights of places (features by roles) and of edges (features by pairs of roles)."""
    ordered = sorted((chain for chain in chains if chain.roles), key=lambda chain: -len(chain.roles))
    place, place_names = _table([row for chain in ordered for row in chain.places], rarest)
    edge, edge_names = _table([row for chain in ordered for row in chain.edges], rarest)
    sums = _Sums([len(chain.roles) for chain in ordered], roles)
    truth = np.concatenate([np.asarray(chain.roles) for chain in ordered])
    wanted = np.eye(roles)[truth]
    follows = np.concatenate([sums.second, np.zeros(0, dtype=int)])
    pairs = np.eye(roles * roles)[truth[follows - 1] * roles + truth[follows]]
    size = len(place_names) * roles

    def slope(flat: Floats) -> tuple[float, Floats]:
        u = place @ flat[:size].reshape(-1, roles)
        e = edge @ flat[size:].reshape(-1, roles * roles)
        whole, one, two = sums.expected(u, e.reshape(-1, roles, roles))
        lost = whole - float((u * wanted).sum() + (e * pairs).sum()) + ridge / 2 * float(flat @ flat)
        rise = np.concatenate(
            [(place.T @ (one - wanted)).ravel(), (edge.T @ (two.reshape(len(e), -1) - pairs)).ravel()]
        )
        return lost, rise + ridge * flat

    start = np.zeros(size + len(edge_names) * roles * roles)
    found = minimize(slope, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    return Weights(place_names, found.x[:size].reshape(-1, roles)), Weights(
        edge_names, found.x[size:].reshape(-1, roles * roles)
    )


class _Sums:
    """The forward and backward sums of many chains, by falling length, one behind the other."""

    def __init__(self, lengths: Sequence[int], roles: int) -> None:
        sizes = np.asarray(lengths)
        self.roles = roles
        self.first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.last = self.first + sizes - 1
        self.steps = [self.first[sizes > step] + step for step in range(1, int(sizes.max()))]
        chain = np.repeat(np.arange(len(sizes)), sizes)
        self.second = np.setdiff1d(np.arange(int(sizes.sum())), self.first)
        self.chain = chain

    def expected(self, place: Floats, edge: Floats) -> tuple[float, Floats, Floats]:
        """Give the sum of the logarithms, and the probabilities of the roles and of the pairs of roles."""
        forward, backward = place.copy(), np.zeros_like(place)
        for at in self.steps:
            forward[at] += log_sum(forward[at - 1][:, :, None] + edge[at - 1 - self.chain[at]], 1)
        for at in reversed(self.steps):
            backward[at - 1] = log_sum(edge[at - 1 - self.chain[at]] + (place[at] + backward[at])[:, None, :], 2)
        whole = log_sum(forward[self.last], 1)
        one = np.exp(forward + backward - whole[self.chain][:, None])
        at = self.second
        two = np.exp(
            forward[at - 1][:, :, None]
            + edge
            + (place[at] + backward[at])[:, None, :]
            - whole[self.chain[at]][:, None, None]
        )
        return float(whole.sum()), one, two


def _table(rows: Rows, rarest: int) -> tuple[sparse.csr_array, dict[str, int]]:
    """Give rows by features as ones, without features that fewer rows have than `rarest`."""
    counts = Counter(name for row in rows for name in set(row))
    names = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= rarest))}
    found: list[NDArray[np.intp]] = [np.array(sorted({names[one] for one in row if one in names}), int) for row in rows]
    ends = np.cumsum([0, *map(len, found)])
    where = np.concatenate([*found, np.zeros(0, int)])
    return sparse.csr_array((np.ones(len(where)), where, ends), shape=(len(rows), len(names))), names
