"""A small network that gives every name a chance to stand in for a food of a recipe.

The question's traits make a hidden layer, this a vector; a name's vector is the sum of its own and those of its words,
so that a name seldom or never tried is judged by its words. The chances are the softmax over all names of the products
of the two vectors, with a bias for how often a name is tried at all. Learnt by Adam (Kingma and Ba, 2015) with
decoupled decay, dropout of traits and of hidden cells (Srivastava et al., 2014), on pairs both ways round.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array, vstack

from forklore.replacements.suggest_names import Floats, Names, Numbers
from forklore.replacements.suggest_rows import Pair, plain
from forklore.replacements.suggest_traits import Traits, turned_round

_PIECE = 32768


class Plan(NamedTuple):
    """How a network is learnt: sizes, rounds over the pairs, and how much is left out at random."""

    hidden: int = 384
    width: int = 128
    rounds: int = 6
    batch: int = 512
    step: float = 3e-3
    drop: float = 0.4
    drop_traits: float = 0.2
    decay: float = 0.02
    turned: float = 0.6
    seed: int = 0


class Network(NamedTuple):
    """The learnt numbers; `names` are the numbers of the names that have a vector of their own."""

    inward: Floats
    inward_bias: Floats
    outward: Floats
    own: Floats
    words: Floats
    bias: Floats
    names: Numbers

    def rounded(self) -> "Network":
        """Round to half precision, as a file keeps it: what was learnt ranks as what is read back."""
        *numbers, names = self
        return Network._make((*(number.astype(np.float16).astype(np.float32) for number in numbers), names))

    def all_names(self, by_word: csr_array) -> tuple[Floats, Floats]:
        """Give the vector and the bias of every name, of those never tried by their words alone."""
        vectors = np.asarray(by_word @ self.words, np.float32)
        vectors[self.names] += self.own
        bias = np.full(by_word.shape[0], self.bias.min() - 1, np.float32)
        bias[self.names] = self.bias
        return vectors, bias

    def chances(self, questions: csr_array, vectors: Floats, bias: Floats) -> Floats:
        """Give the logarithm of each name's chance, one row for each row of traits."""
        hidden = np.maximum(questions @ self.inward + self.inward_bias, 0) @ self.outward
        return log_softmax(hidden @ vectors.T + bias)


def log_softmax(scores: Floats) -> Floats:
    """Give the logarithms of the chances of rows of scores."""
    scores = scores - scores.max(axis=1, keepdims=True)
    result: Floats = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return result


def name_words(names: Names) -> csr_array:
    """Give the words of each name, its last once more as such."""
    count = len(names.word_numbers)
    last = csr_array(
        (np.ones(len(names), np.float32), names.last_word, np.arange(len(names) + 1)), shape=(len(names), count)
    )
    words = names.by_word.copy()
    words.data = np.ones_like(words.data)
    both = vstack([words.T, last.T]).T.tocsr()
    both.data *= np.float32(0.7)
    return csr_array(both)


def learn_network(names: Names, traits: Traits, pairs: Sequence[Pair], plan: Plan) -> Network:
    """Learn from pairs; the same pairs in the same order with the same plan give the same numbers."""
    back = [turned_round(pair) for pair in pairs]
    questions = csr_array(vstack([traits.matrix(pairs), traits.matrix(back, turned=True)]))
    answers = np.array([names.number[plain(pair.target)] for pair in (*pairs, *back)], np.int64)
    weights = np.repeat(np.array([1.0, plan.turned], np.float32), len(pairs))
    return _Lesson(questions, answers, weights, name_words(names), plan).learn()


class _Kept(NamedTuple):
    numbers: Floats
    means: Floats
    squares: Floats


class _Lesson:
    def __init__(self, questions: csr_array, answers: Numbers, weights: Floats, by_word: csr_array, plan: Plan) -> None:
        self.questions, self.weights, self.plan = questions, weights, plan
        self.dice = np.random.default_rng(plan.seed)
        self.names, self.answers = np.unique(answers, return_inverse=True)
        self.by_word = csr_array(by_word[self.names])
        self.by_word_back = csr_array(self.by_word.T)
        tries = np.bincount(self.answers, weights=weights)
        numbers = [
            self._random((questions.shape[1], plan.hidden), 0.1),
            np.zeros(plan.hidden, np.float32),
            self._random((plan.hidden, plan.width), plan.hidden**-0.5),
            self._random((len(self.names), plan.width), 0.05),
            self._random((by_word.shape[1], plan.width), 0.1),
            np.log(tries / tries.sum()).astype(np.float32),
        ]
        self.kept = [_Kept(number, np.zeros_like(number), np.zeros_like(number)) for number in numbers]

    def _random(self, shape: tuple[int, int], spread: float) -> Floats:
        return (self.dice.standard_normal(shape) * spread).astype(np.float32)

    def learn(self) -> Network:
        count, batch = len(self.answers), self.plan.batch
        steps = self.plan.rounds * -(-count // batch)
        step = 0
        for _ in range(self.plan.rounds):
            order = self.dice.permutation(count)
            for start in range(0, count, batch):
                slopes = self._slopes(order[start : start + batch])
                step += 1
                self._move(slopes, step, min(1.0, step / 100) * max(0.03, 1 - step / steps))
        inward, inward_bias, outward, own, words, bias = (kept.numbers for kept in self.kept)
        return Network(inward, inward_bias, outward, own, words, bias, self.names)

    def _slopes(self, rows: Numbers) -> list[Floats]:
        inward, inward_bias, outward, own, words, bias = (kept.numbers for kept in self.kept)
        questions = csr_array(self.questions[rows])
        questions.data *= self._kept(questions.data.shape, self.plan.drop_traits)
        before = questions @ inward + inward_bias
        kept = self._kept(before.shape, self.plan.drop) * (before > 0)
        hidden = before * kept
        asked = hidden @ outward
        vectors = own + self.by_word @ words
        wrong = _softmax((asked @ vectors.T + bias).astype(np.float32, copy=False))
        wrong[np.arange(len(rows)), self.answers[rows]] -= 1
        wrong *= (self.weights[rows] / np.float32(len(rows)))[:, None]
        to_vectors = wrong.T @ asked
        to_asked = wrong @ vectors
        to_before = (to_asked @ outward.T) * kept
        return [
            questions.T @ to_before,
            to_before.sum(axis=0),
            hidden.T @ to_asked,
            to_vectors,
            self.by_word_back @ to_vectors,
            wrong.sum(axis=0),
        ]

    def _kept(self, shape: tuple[int, ...], drop: float) -> Floats:
        kept: Floats = (self.dice.random(shape, dtype=np.float32) >= drop).astype(np.float32) / np.float32(1 - drop)
        return kept

    def _move(self, slopes: Sequence[Floats], step: int, pace: float) -> None:
        rate = np.float32(self.plan.step * pace)
        for kept, slope in zip(self.kept, slopes, strict=True):
            decay = np.float32(rate * self.plan.decay if kept.numbers.ndim > 1 else 0)
            flat = (kept.numbers.ravel(), kept.means.ravel(), kept.squares.ravel(), np.ravel(slope))
            for start in range(0, flat[0].size, _PIECE):
                _adam(*(whole[start : start + _PIECE] for whole in flat), step=step, rate=rate, decay=decay)


def _adam(
    numbers: Floats, means: Floats, squares: Floats, slope: Floats, *, step: int, rate: np.float32, decay: np.float32
) -> None:
    """Move numbers in place, a piece at a time, so that all that is touched stays in the processor's cache."""
    means *= np.float32(0.9)
    means += np.float32(0.1) * slope
    squares *= np.float32(0.99)
    squares += np.float32(0.01) * slope * slope
    spread = np.sqrt(squares)
    spread *= np.float32((1 - 0.99**step) ** -0.5)
    spread += np.float32(1e-8)
    np.divide(means, spread, out=spread)
    spread *= np.float32(rate / (1 - 0.9**step))
    numbers -= spread
    if decay:
        numbers *= np.float32(1) - decay


def _softmax(scores: Floats) -> Floats:
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    return scores
