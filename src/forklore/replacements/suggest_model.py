"""A learnt model of suggestions: it ranks what may take the place of a food in a recipe, and fits in one file.

The network gives each name a chance; trees order the likeliest by the evidence. Where few pairs were learnt from,
counts that back off to alike names and families rank alone.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs, broken_by
from forklore.replacements.suggest_evidence import Evidence, Families, Near
from forklore.replacements.suggest_names import Floats, Names, Numbers
from forklore.replacements.suggest_network import Network, name_words
from forklore.replacements.suggest_rows import Question, plain
from forklore.replacements.suggest_traits import Traits
from forklore.replacements.suggest_trees import Trees
from forklore.replacements.suggest_tried import Tried, spread

AT_MOST = 300
_CHOSEN = 120
_NEVER = np.float32(-1e9)
Forbidden = Collection[str] | Callable[[str], bool]


class Learnt(NamedTuple):
    """All that learning yields; no network and no trees where pairs were few."""

    names: Names
    traits: Traits
    facts: Tried
    vectors: Near
    networks: tuple[Network, ...] = ()
    trees: Trees | None = None


class Model:
    """Ranks names for questions; the same question always has the same answer."""

    def __init__(self, learnt: Learnt, families: Families | None = None) -> None:
        self.learnt = learnt
        self.names = learnt.names
        self.evidence = Evidence(learnt.names, learnt.facts, learnt.vectors, families or Families(learnt.names))

    def rank(self, question: Question, *, forbidden: Forbidden = (), most: int = AT_MOST) -> list[str]:
        """Rank at most `most` names, best first, without the recipe's own foods and without what is forbidden.

        `forbidden` holds names, compared in lower case with blanks for underscores, or tells of a name so written
        whether it is forbidden; no forbidden name is in the answer, even when the answer is then empty. Unknown names
        and an empty recipe are answered by the words of the names and by how often they are tried at all.
        """
        banned = _as_question(forbidden)
        found: list[str] = []
        for number in self.order(question):
            if len(found) >= most:
                break
            if not banned(self.names.plain[number]):
                found.append(self.names.written[number])
        return found

    def order(self, question: Question) -> list[int]:
        """Order the numbers of all names but the recipe's own, best first."""
        if not len(self.names):
            return []
        chances = self.chances([question])[0]
        own = own_names(self.names, question)
        if self.learnt.trees:
            chosen = likeliest(chances, own)
            measures = self.evidence.measures(question, chances, chosen)
            chances = chances - np.float32(1e4)
            chances[chosen] = self.learnt.trees.scores(measures)
        barred = set(own.tolist())
        return [number for number in np.argsort(-chances, kind="stable").tolist() if number not in barred]

    def chances(self, questions: Sequence[Question]) -> Floats:
        """Give the logarithm of each name's chance, before trees: by the networks, or by counts alone."""
        if not self.learnt.networks:
            return np.stack([counted_chances(self.evidence, question) for question in questions])
        return network_chances(self._prepared, self.learnt.traits.matrix(questions))

    @cached_property
    def _prepared(self) -> list[tuple[Network, Floats, Floats]]:
        words = name_words(self.names)
        return [(network, *network.all_names(words)) for network in self.learnt.networks]


def network_chances(networks: Sequence[tuple[Network, Floats, Floats]], questions: csr_array) -> Floats:
    """Give the mean of what networks say of rows of traits."""
    said = [network.chances(questions, vectors, bias) for network, vectors, bias in networks]
    return np.asarray(np.mean(np.stack(said), axis=0), np.float32)


def likeliest(chances: Floats, own: Numbers) -> Numbers:
    """Choose the likeliest names, without the recipe's own, in the order of their numbers."""
    chances = chances.copy()
    chances[own] = _NEVER
    most = min(_CHOSEN, max(len(chances) - len(own), 1))
    return np.sort(np.argsort(-chances, kind="stable")[:most]).astype(np.int64)


def own_names(names: Names, question: Question) -> Numbers:
    """Give the numbers of the names that the recipe has already, the food asked about among them."""
    written = {plain(name) for line in question.ingredients for name in line} | {plain(question.source)}
    return np.array(sorted(names.number[name] for name in written if name in names.number), np.int64)


def counted_chances(evidence: Evidence, question: Question) -> Floats:
    """Give each name's chance by counts, both ways round, which back off to alike names, near families, popularity."""
    source = plain(question.source)
    number = evidence.names.number.get(source)
    by_word, by_piece = evidence.names.likeness(source)
    near, _ = evidence.families.closeness(source)
    share = evidence.tries / max(float(evidence.tries.sum()), 1.0)
    score = spread(evidence.counts, number) + 0.5 * spread(evidence.back, number)
    score += 0.4 * by_word + 0.3 * by_piece + 0.3 * np.maximum(near, 0) + 20 * share * (1 + np.maximum(near, 0))
    logs: Floats = np.log(score + 1e-4).astype(np.float32)
    return logs


def breaking(needs: Needs) -> Callable[[str], bool]:
    """Tell of names whether they break needs; a name that the lexicon does not know breaks any."""

    @lru_cache(maxsize=65536)
    def breaks(name: str) -> bool:
        food = lexicon().resolve(plain(name))
        return food is None or broken_by(food.slug, needs) is not None

    return breaks


def _as_question(forbidden: Forbidden) -> Callable[[str], bool]:
    if callable(forbidden):
        return forbidden
    names = {plain(name) for name in forbidden}
    return names.__contains__
