"""Learning suggestions from pairs that cooks tried.

Trees must learn from measures as they will meet them, of pairs that were not counted. So the recipes are parted; a part
is held out, the network, the counts and the vectors are learnt from the others, and the measures of its pairs taken.
Then all is learnt once more from all pairs, several networks with other dice, whose mean is steadier than each.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from forklore.replacements.errors import NoTrees
from forklore.replacements.suggest_evidence import Evidence, Families, near
from forklore.replacements.suggest_model import Learnt, Model, likeliest, network_chances, own_names
from forklore.replacements.suggest_names import Floats, Names, names_of
from forklore.replacements.suggest_network import Plan, learn_network, name_words
from forklore.replacements.suggest_rows import Pair, Question, plain
from forklore.replacements.suggest_traits import Traits, learn_traits
from forklore.replacements.suggest_trees import Trees, learn_trees
from forklore.replacements.suggest_tried import tried

_BATCH = 256
_FEW = 6000


class Lessons(NamedTuple):
    """How much is learnt.

    The networks; the parts of the recipes and how many of them are held out in turn for the trees; the fewest pairs
    for networks and trees at all; the rounds of trees; how each network is learnt, of many pairs and of few.
    """

    networks: int = 3
    parts: int = 5
    held: int = 2
    enough: int = 400
    rounds: int = 240
    plan: Plan = Plan()
    plan_for_few: Plan = Plan(batch=64, rounds=12, step=2e-3)


def learn(
    pairs: Sequence[Pair],
    groups: Sequence[Sequence[str]] = (),
    lessons: Lessons | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Model:
    """Learn a model from pairs and a vocabulary: groups of names, each a name and its synonyms.

    The same pairs in the same order give the same model on the same machine. Pairs without a name on either side or
    with the same name on both teach nothing and are left out. `tell` hears what was done.
    """
    lessons = lessons or Lessons()
    pairs = [pair for pair in pairs if plain(pair.source) and plain(pair.target) not in {"", plain(pair.source)}]
    names = names_of(groups, pairs)
    families = Families(names)
    facts = tried(names, pairs)
    vectors = near(names, facts).rounded()
    tell(f"{len(pairs)} pairs, {len(names)} names")
    if len(pairs) < lessons.enough:
        return Model(Learnt(names, Traits(names, ()), facts, vectors), families)
    if len(pairs) < _FEW:
        lessons = lessons._replace(plan=lessons.plan_for_few)
    trees = _trees(names, families, pairs, lessons, tell)
    traits = learn_traits(names, pairs)
    networks = []
    for seed in range(lessons.networks):
        plan = lessons.plan._replace(seed=lessons.parts + seed)
        networks.append(learn_network(names, traits, pairs, plan).rounded())
        tell(f"network {seed + 1} of {lessons.networks}")
    return Model(Learnt(names, traits, facts, vectors, tuple(networks), trees), families)


def _trees(
    names: Names, families: Families, pairs: Sequence[Pair], lessons: Lessons, tell: Callable[[str], None]
) -> Trees | None:
    measures: list[Floats] = []
    right: list[Floats] = []
    for part in range(lessons.held):
        inside = [_part(pair, lessons.parts) == part for pair in pairs]
        rest = [pair for pair, held in zip(pairs, inside, strict=True) if not held]
        held = [pair for pair, held in zip(pairs, inside, strict=True) if held]
        for rows, hits in _held_out(names, families, rest, held, lessons.plan._replace(seed=part)):
            measures.append(rows)
            right.append(hits)
        tell(f"held out {part + 1} of {lessons.held}")
    if not measures:
        return None
    lengths = np.array([len(hits) for hits in right], np.int64)
    try:
        trees = learn_trees(np.concatenate(measures), np.concatenate(right), lengths, rounds=lessons.rounds)
    except NoTrees as missing:
        tell(f"{missing.detail}: names stay in the order of the networks")
        return None
    tell(f"trees from {len(lengths)} questions")
    return trees


def _part(pair: Pair, parts: int) -> int:
    return int(hashlib.sha256(str(pair.id).encode()).hexdigest()[:8], 16) % parts


def _held_out(
    names: Names, families: Families, rest: Sequence[Pair], held: Sequence[Pair], plan: Plan
) -> list[tuple[Floats, Floats]]:
    """Take the measures of held pairs by what the others teach; a pair that is not among the likeliest is left out."""
    traits = learn_traits(names, rest)
    network = learn_network(names, traits, rest, plan)
    prepared = [(network, *network.all_names(name_words(names)))]
    facts = tried(names, rest)
    evidence = Evidence(names, facts, near(names, facts), families)
    found = []
    for start in range(0, len(held), _BATCH):
        batch = held[start : start + _BATCH]
        for pair, chances in zip(batch, network_chances(prepared, traits.matrix(batch)), strict=True):
            question = Question(pair.id, pair.source, pair.ingredients)
            chosen = likeliest(chances, own_names(names, question))
            hits = (chosen == names.number[plain(pair.target)]).astype(np.float32)
            if hits.any():
                found.append((evidence.measures(question, chances, chosen), hits))
    return found
