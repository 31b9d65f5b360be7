"""What speaks for a name in the place of a food: counts of what was tried, near foods, near recipes, names, families.

Each measure is one number for each name. Counts back off from the pair to the words of its names; recipes vote by how
alike they are; a name that goes with the recipe's other foods is likelier (naive Bayes over the recipe's foods).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

from forklore.foods.lexicon import lexicon
from forklore.replacements.suggest_names import Floats, Names, Numbers
from forklore.replacements.suggest_rows import Question, plain
from forklore.replacements.suggest_tried import Tried, counted, other_foods, row_shares, spread

_FACTORS = 64
_DOUBT = 5.0


class Near(NamedTuple):
    """Vectors of all names, those of foods used alike near each other: in recipes, and in what was tried."""

    in_recipes: Floats
    in_pairs: Floats

    def rounded(self) -> "Near":
        """Round to half precision, as a file keeps it."""
        return Near(*(vectors.astype(np.float16).astype(np.float32) for vectors in self))


def near(names: Names, facts: Tried) -> Near:
    """Factorise the recipes' foods and the pairs, both ways, by the largest singular values."""
    size = len(names)
    _, first = np.unique(facts.recipe, return_index=True)
    recipes = facts.part(first).by_line(size)
    source = counted(np.arange(len(first)), names.group[facts.source[first]], max(size, len(first)))
    together = csr_array(_resized(recipes + csr_array(source[: len(first), :size])))
    pairs = counted(facts.source, facts.target, size)
    return Near(_factors(_surprise(csr_array(together.T @ together))), _factors(_logged(csr_array(pairs + pairs.T))))


def _resized(matrix: csr_array) -> csr_array:
    matrix.data = np.minimum(matrix.data, 1)
    return matrix


def _logged(counts: csr_array) -> csr_array:
    counts.data = np.log1p(counts.data)
    return counts


def _surprise(counts: csr_array) -> csr_array:
    """Give the positive pointwise mutual information of counts."""
    coo = counts.tocoo()
    totals = np.asarray(counts.sum(axis=1)).ravel() + 1
    values = np.log(coo.data * totals.sum() / totals[coo.coords[0]] / (totals[coo.coords[1]] + 20))
    return csr_array((np.maximum(values, 0).astype(np.float32), coo.coords), shape=counts.shape)


def _factors(matrix: csr_array) -> Floats:
    size = matrix.shape[0]
    count = min(_FACTORS, size - 2)
    if count < 1 or not matrix.nnz:
        return np.zeros((size, 1), np.float32)
    start = np.random.default_rng(0).standard_normal(size)
    left, values, _ = svds(matrix.astype(np.float64), k=count, v0=start)
    vectors = left * np.sqrt(np.maximum(values, 0))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: Floats = (vectors / np.maximum(lengths, 1e-6)).astype(np.float32)
    return result


class Families:
    """Foods and families of the lexicon that the names lead to."""

    def __init__(self, names: Names) -> None:
        known = lexicon()
        found = [known.resolve(name) for name in names.plain]
        self.slugs = [food.slug if food else None for food in found]
        families = {slug: at for at, slug in enumerate(sorted(known.families))}
        paths = [known.families[known.foods[slug].family].path if slug else () for slug in self.slugs]
        self._slug_numbers = {slug: at for at, slug in enumerate(sorted(known.foods))}
        self.food: Numbers = np.array([self._slug_numbers[slug] if slug else -1 for slug in self.slugs], np.int64)
        self.depth: Floats = np.array([len(path) for path in paths], np.float32)
        columns = [families[family] for path in paths for family in path]
        starts = np.cumsum([0, *map(len, paths)])
        ones = np.ones(len(columns), np.float32)
        self._above = csr_array((ones, columns, starts), shape=(len(paths), len(families)))
        self._families: Mapping[str, int] = families

    def closeness(self, name: str) -> tuple[Floats, Floats]:
        """Say how near all names are in the tree of families (2 for the same food, -1 unknown), and how many steps."""
        food = lexicon().resolve(name)
        if food is None:
            unknown = np.full(len(self.slugs), -1, np.float32)
            return unknown, unknown
        path = lexicon().families[lexicon().foods[food.slug].family].path
        mine = np.zeros(len(self._families), np.float32)
        mine[[self._families[family] for family in path]] = 1
        common: Floats = self._above @ mine
        near = 2 * common / (self.depth + len(path) + 1)
        near[self.food == self._slug_numbers[food.slug]] = 2
        near[self.food < 0] = -1
        return near.astype(np.float32), common

    def foods_of(self, numbers: Numbers) -> Numbers:
        """Give the foods that some names lead to."""
        found = self.food[numbers]
        return np.unique(found[found >= 0])


class Evidence:
    """Counts of what was tried, ready to be asked."""

    def __init__(self, names: Names, facts: Tried, vectors: Near, families: Families) -> None:
        self.names, self.facts, self.vectors, self.families = names, facts, vectors, families
        size = len(names)
        self.counts = counted(facts.source, facts.target, size)
        self.back = csr_array(self.counts.T)
        self.tries = np.asarray(self.counts.sum(axis=0)).ravel()
        self.asked = np.asarray(self.counts.sum(axis=1)).ravel()
        self.both = row_shares(csr_array(self.counts + self.back))
        words = len(names.word_numbers)
        heads = names.last_word
        self.by_group = counted(names.group[facts.source], facts.target, size)
        top = max(size, words)
        self.head_to_head = row_shares(counted(heads[facts.source], heads[facts.target], top))
        self.head_to_name = row_shares(counted(heads[facts.source], facts.target, top))
        self.name_to_head = row_shares(counted(facts.source, heads[facts.target], top))
        words_of = csr_array(names.by_word[facts.source])
        given = csr_array(
            (np.ones(len(facts.target), np.float32), (facts.target, np.arange(len(facts.target)))),
            shape=(size, len(facts.target)),
        )
        self.word_to_name = csr_array((given @ words_of).T)
        self.word_total: Floats = np.asarray(self.word_to_name.sum(axis=1)).ravel()
        self._recipes(facts, size)

    def _recipes(self, facts: Tried, size: int) -> None:
        lines = facts.by_line(size)
        often = np.asarray(lines.sum(axis=0)).ravel()
        self.line_share = (often + 1) / max(len(facts.source), 1)
        self.line_weight = np.log(1 / np.minimum(self.line_share, 0.9)).astype(np.float32)
        weighted = lines * self.line_weight[None, :]
        lengths = np.sqrt(np.asarray((weighted * weighted).sum(axis=1)).ravel())
        self.lines = csr_array(weighted * (1 / np.maximum(lengths, 1e-6))[:, None].astype(np.float32))
        order = np.argsort(facts.source, kind="stable")
        self.order, bounds = order, np.searchsorted(facts.source[order], np.arange(size + 1))
        self.bounds = bounds
        self.ordered = csr_array(self.lines[order])
        targets = csr_array(
            (np.ones(len(facts.target), np.float32), (facts.target, np.arange(len(facts.target)))),
            shape=(size, len(facts.target)),
        )
        met = csr_array((targets @ lines).T)  # recipe's food by name tried there
        met.data = np.log1p(met.data / np.repeat(_DOUBT * self.line_share, np.diff(met.indptr))).astype(np.float32)
        self.met = met
        self.unmet = np.log(_DOUBT / (self.tries + _DOUBT)).astype(np.float32)
        self.line_tried = np.asarray(often, np.float32)

    def measures(self, question: Question, chances: Floats, chosen: Numbers) -> Floats:
        """Give the measures of the chosen names, one row for each; `chances` are the network's, for all names."""
        names, source = self.names, plain(question.source)
        number = names.number.get(source)
        group = names.head([source])
        lines = np.array(other_foods(names, question), np.int64)
        columns = [
            *self._counted(number, group, chosen),
            *self._by_words(source, chosen),
            *self._by_recipe(number, lines, chosen),
            *self._by_vectors(number if number is not None else group, lines, chosen),
            *self._by_name(source, lines, chosen),
            *_by_chance(chances, chosen),
        ]
        return np.stack([np.broadcast_to(column, chosen.shape) for column in columns], axis=1).astype(np.float32)

    def _counted(self, number: int | None, group: int | None, chosen: Numbers) -> list[Floats]:
        row, back = spread(self.counts, number), spread(self.back, number)
        asked = float(self.asked[number]) if number is not None else 0.0
        walk = spread(csr_array(self.both[[number]] @ self.both), 0) if number is not None else row
        share = (row[chosen] + 0.1) / (asked + 1)
        better = (row[None, :] > row[chosen][:, None]).sum(axis=1) if asked else np.zeros(len(chosen))
        return [
            row[chosen],
            np.log(share),
            np.asarray(better, np.float32),
            np.full(len(chosen), asked, np.float32),
            back[chosen],
            np.log((back[chosen] + 0.1) / (self.asked[chosen] + 1)),
            self.tries[chosen],
            self.asked[chosen],
            np.log(walk[chosen] + 1e-5),
            spread(self.by_group, group)[chosen],
        ]

    def _by_words(self, source: str, chosen: Numbers) -> list[Floats]:
        names = self.names
        heads = names.last_word[chosen]
        words = names.words(source)
        last = names.word_numbers.get(words[-1]) if words else None
        number = names.number.get(source)
        votes = np.zeros(len(chosen), np.float32)
        for word in set(words):
            at = names.word_numbers.get(word)
            if at is not None:
                votes += spread(self.word_to_name, at)[chosen] / (self.word_total[at] + 1)
        return [
            np.log(spread(self.head_to_head, last)[heads] + 1e-4),
            np.log(spread(self.head_to_name, last)[chosen] + 1e-4),
            np.log(spread(self.name_to_head, number)[heads] + 1e-4),
            np.log(votes + 1e-4),
            np.asarray(heads == (-1 if last is None else last), np.float32),
        ]

    def _by_recipe(self, number: int | None, lines: Numbers, chosen: Numbers) -> list[Floats]:
        size = len(self.names)
        mine = np.zeros(size, np.float32)
        mine[lines] = self.line_weight[lines]
        mine /= max(float(np.linalg.norm(mine)), 1e-6)
        soft = sharp = best = np.zeros(size, np.float32)
        if number is not None and self.bounds[number + 1] > self.bounds[number]:
            part = slice(self.bounds[number], self.bounds[number + 1])
            alike = self.ordered[part] @ mine
            targets = self.facts.target[self.order[part]]
            soft = np.bincount(targets, alike + 0.05, size) / (alike.sum() + 0.05 * len(alike) + 0.5)
            weights = alike**3
            sharp = np.bincount(targets, weights, size) / (weights.sum() + 0.1)
            best = np.zeros(size, np.float32)
            np.maximum.at(best, targets, alike)
        fits = self.unmet * np.float32(len(lines))
        for line in lines:
            start, end = self.met.indptr[line], self.met.indptr[line + 1]
            fits[self.met.indices[start:end]] += self.met.data[start:end]
        fitting = fits[chosen] / max(len(lines), 1)
        return [np.log(soft[chosen] + 1e-4), np.log(sharp[chosen] + 1e-4), best[chosen], fitting]

    def _by_vectors(self, number: int | None, lines: Numbers, chosen: Numbers) -> list[Floats]:
        found = []
        for vectors in self.vectors:
            mine = vectors[number] if number is not None else np.zeros(vectors.shape[1], np.float32)
            found.append(vectors[chosen] @ mine)
        group = self.names.group[chosen]
        context = self.vectors.in_recipes[lines].sum(axis=0) if len(lines) else self.vectors.in_recipes[0] * 0
        recipes = self.vectors.in_recipes[group]
        found.append(recipes @ context / max(len(lines), 1))
        own = self.vectors.in_recipes[number] if number is not None else context * 0
        found += [recipes @ own, np.log1p(self.line_tried[group])]
        return found

    def _by_name(self, source: str, lines: Numbers, chosen: Numbers) -> list[Floats]:
        names = self.names
        by_word, by_piece = names.likeness(source)
        words = set(names.words(source))
        theirs = [set(names.words(names.plain[at])) for at in chosen]
        near, common = self.families.closeness(source)
        there = self.families.foods_of(lines)
        lengths = np.array([len(word) for word in theirs], np.float32)
        shared = np.array([len(words & word) for word in theirs], np.float32)
        inside = (names.by_word[chosen] @ names.by_word[lines].toarray().T).max(axis=1) if len(lines) else 0.0
        return [
            by_word[chosen],
            by_piece[chosen],
            lengths,
            lengths - shared,
            len(words) - shared,
            np.asarray(inside, np.float32),
            near[chosen],
            common[chosen],
            np.isin(self.families.food[chosen], there).astype(np.float32),
            self.families.depth[chosen],
        ]


def _by_chance(chances: Floats, chosen: Numbers) -> list[Floats]:
    mine = chances[chosen]
    order = np.empty(len(chosen), np.float32)
    order[np.argsort(-mine, kind="stable")] = np.arange(len(chosen))
    return [mine, order, mine - mine.max(), np.full(len(chosen), mine.max(), np.float32)]
