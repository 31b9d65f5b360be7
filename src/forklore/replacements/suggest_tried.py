"""What was tried, as numbers: pairs that a model is made of, in a form that is small and quickly counted."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array, csr_array

from forklore.replacements.suggest_names import Floats, Names, Numbers
from forklore.replacements.suggest_rows import Pair, Question, plain


class Tried(NamedTuple):
    """Pairs by the numbers of their names.

    `lines` are the recipes' other foods, those of pair i at `starts[i]:starts[i + 1]`; `recipe` numbers the recipes in
    the order of their first pair.
    """

    source: Numbers
    target: Numbers
    recipe: Numbers
    lines: Numbers
    starts: Numbers

    def part(self, chosen: Numbers) -> "Tried":
        """Keep some of the pairs, by position."""
        lengths = (self.starts[1:] - self.starts[:-1])[chosen]
        lines = [self.lines[self.starts[at] : self.starts[at + 1]] for at in chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        joined = np.concatenate([*lines, np.zeros(0, np.int64)]).astype(np.int64)
        return Tried(self.source[chosen], self.target[chosen], self.recipe[chosen], joined, starts)

    def by_line(self, names: int) -> csr_array:
        """Give a row for each pair with a one for each of the recipe's other foods."""
        ones = np.ones(len(self.lines), np.float32)
        return csr_array((ones, self.lines, self.starts), shape=(len(self.source), names))


def tried(names: Names, pairs: Sequence[Pair]) -> Tried:
    """Put pairs into numbers; all their names must be in `names`."""
    recipes: dict[str, int] = {}
    lines = [other_foods(names, pair) for pair in pairs]
    return Tried(
        np.array([names.number[plain(pair.source)] for pair in pairs], np.int64),
        np.array([names.number[plain(pair.target)] for pair in pairs], np.int64),
        np.array([recipes.setdefault(str(pair.id), len(recipes)) for pair in pairs], np.int64),
        np.array([line for row in lines for line in row], np.int64),
        np.cumsum([0, *map(len, lines)], dtype=np.int64),
    )


def other_foods(names: Names, question: Question | Pair) -> list[int]:
    """Give the numbers of the known foods of a recipe but the one asked about."""
    source = plain(question.source)
    known = {names.head(line) for line in question.ingredients if source not in map(plain, line)}
    return sorted(number for number in known if number is not None)


def counted(rows: Numbers, columns: Numbers, size: int, weights: Floats | None = None) -> csr_array:
    """Count pairs of numbers below `size` into a matrix."""
    values = np.ones(len(rows), np.float32) if weights is None else weights
    return csr_array(coo_array((values, (rows, columns)), shape=(size, size)))


def row_shares(counts: csr_array) -> csr_array:
    """Divide each row by its sum."""
    shares = csr_array(counts, copy=True)
    totals = np.asarray(counts.sum(axis=1)).ravel()
    shares.data /= np.repeat(np.maximum(totals, 1e-9), np.diff(shares.indptr)).astype(np.float32)
    return shares


def spread(matrix: csr_array, row: int | None) -> Floats:
    """Give a row as an array; zeros for None."""
    out = np.zeros(matrix.shape[1], np.float32)
    if row is not None:
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        out[matrix.indices[start:end]] = matrix.data[start:end]
    return out
