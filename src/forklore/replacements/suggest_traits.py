"""What the network sees of a question: the food, its group and words, the recipe's other foods and their words."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy.sparse import csr_array

from forklore.replacements.suggest_names import Names
from forklore.replacements.suggest_rows import Pair, Question, plain

_WORD, _LINE_WORD = 0.7, 0.6
_SELDOM = 2
_TURNED = "turned"


class Traits:
    """Traits of questions, numbered; one that fewer than two pairs show is left out."""

    def __init__(self, names: Names, known: Iterable[str]) -> None:
        self.names = names
        self.known = list(known)
        self._numbers = {trait: at for at, trait in enumerate(self.known)}

    def __len__(self) -> int:
        """Count the traits."""
        return len(self.known)

    def matrix(self, questions: Sequence[Question | Pair], *, turned: bool = False) -> csr_array:
        """Give a row for each question; `turned` marks pairs asked the other way round."""
        values: list[float] = []
        columns: list[int] = []
        starts = [0]
        for question in questions:
            for trait, value in traits(question, self.names, turned=turned):
                column = self._numbers.get(trait)
                if column is not None:
                    columns.append(column)
                    values.append(value)
            starts.append(len(columns))
        shape = (len(questions), len(self.known))
        return csr_array((np.array(values, np.float32), np.array(columns, np.int32), np.array(starts)), shape=shape)


def learn_traits(names: Names, pairs: Sequence[Pair]) -> Traits:
    """Collect the traits of pairs, both ways round."""
    seen: Counter[str] = Counter()
    for pair in pairs:
        seen.update({trait for trait, _ in traits(pair, names)})
    for pair in map(turned_round, pairs):
        seen.update({trait for trait, _ in traits(pair, names, turned=True)})
    return Traits(names, sorted(trait for trait, count in seen.items() if count >= _SELDOM))


def turned_round(pair: Pair) -> Pair:
    """Ask a pair the other way: the replacement stands in the recipe, what it replaced is sought.

    What stands in for another is often stood in for by it, so such pairs teach what was never seen this way round.
    """
    lines = [[pair.target] if pair.source in line else line for line in pair.ingredients]
    return Pair(pair.id, pair.target, pair.source, lines)


def traits(question: Question | Pair, names: Names, *, turned: bool = False) -> list[tuple[str, float]]:
    """Name what a question shows, with weights; the recipe's other foods weigh as one food would."""
    source = plain(question.source)
    words = names.words(source)
    found = [("S:" + source, 1.0), *((f"W:{word}", _WORD) for word in words), *((f"L:{w}", _WORD) for w in words[-1:])]
    head = names.head([source])
    if head is not None:
        found.append((f"G:{head}", 1.0))
    if turned:
        found.append((_TURNED, 1.0))
    others = [line for line in question.ingredients if line and source not in map(plain, line)]
    share = len(others) ** -0.5 if others else 0.0
    for line in others:
        first = plain(line[0])
        found.append(("I:" + first, share))
        found += [("J:" + word, share * _LINE_WORD) for word in names.words(first)]
    return found
