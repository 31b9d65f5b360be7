"""The names that suggestions are made of: each with its number, its group of synonyms and its words."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from forklore.replacements.suggest_rows import Pair, plain

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
_SHORT = 3


class Names:
    """The first name of each group, and each other name that a pair uses.

    `written` are the names as they were given, `plain` the same in lower case, `group` the number of the first name of
    each one's group. A name outside has no number, and its words are still read.
    """

    def __init__(self, groups: Sequence[Sequence[str]], more: Iterable[str]) -> None:
        self.groups = [list(group) for group in groups if group]
        self.more = sorted(set(more))
        self.written: list[str] = []
        self.number: dict[str, int] = {}
        first: dict[str, int] = {}
        heads: list[int] = []
        for group in self.groups:
            head = self._add(group[0], heads, None)
            for name in group:
                first.setdefault(plain(name), head)
        for name in self.more:
            self._add(name, heads, first.get(plain(name)))
        self.group: Numbers = np.array(heads, np.int64)
        self.plain = [plain(name) for name in self.written]
        self._first = first | {name: heads[number] for name, number in self.number.items()}
        self._words: dict[str, tuple[str, ...]] = {}

    def _add(self, name: str, heads: list[int], head: int | None) -> int:
        number = self.number.setdefault(plain(name), len(self.written))
        if number == len(self.written):
            self.written.append(name)
            heads.append(number if head is None else head)
        return number

    def __len__(self) -> int:
        """Count the names."""
        return len(self.written)

    def head(self, names: Sequence[str]) -> int | None:
        """Give the number of the first name of the group that a line's names belong to, None when none is known."""
        return next((self._first[plain(name)] for name in names if plain(name) in self._first), None)

    def words(self, name: str) -> tuple[str, ...]:
        """Give the words of a name, in the singular."""
        known = self._words.get(name)
        if known is None:
            known = tuple(_singular(word) for word in plain(name).replace("-", " ").split())
            if name in self.number or name in self._first:
                self._words[name] = known
        return known

    @cached_property
    def word_numbers(self) -> Mapping[str, int]:
        """Each word of a name, numbered."""
        return {word: at for at, word in enumerate(sorted({word for name in self.plain for word in self.words(name)}))}

    @cached_property
    def rarity(self) -> Floats:
        """How seldom each word is among the names: the logarithm of the share of names without it."""
        seen = np.bincount(
            [self.word_numbers[word] for name in self.plain for word in set(self.words(name))],
            minlength=len(self.word_numbers),
        )
        return np.log(len(self) / np.maximum(seen, 1)).astype(np.float32) + np.float32(0.1)

    @cached_property
    def last_word(self) -> Numbers:
        """The number of each name's last word, which as a rule says what the food is."""
        last = [self.words(name)[-1:] for name in self.plain]
        return np.array([self.word_numbers[word[0]] if word else 0 for word in last], np.int64)

    @cached_property
    def by_word(self) -> csr_array:
        """Names by words, each row of length one."""
        rows = [self._word_row(name) for name in self.plain]
        return _rows(rows, len(self.word_numbers))

    @cached_property
    def by_piece(self) -> csr_array:
        """Names by runs of three letters, each row of length one."""
        pieces = [sorted(_pieces(name)) for name in self.plain]
        numbers = {piece: at for at, piece in enumerate(sorted({piece for row in pieces for piece in row}))}
        return _rows([{numbers[piece]: 1.0 for piece in row} for row in pieces], len(numbers))

    def likeness(self, name: str) -> tuple[Floats, Floats]:
        """Say how alike every name is to one, by words and by runs of three letters, each from 0 to 1."""
        number = self.number.get(name)
        if number is not None:
            return _dense(self.by_word[[number]] @ self._of_word), _dense(self.by_piece[[number]] @ self._of_piece)
        words = _rows([self._word_row(name)], len(self.word_numbers))
        by_word = _dense(words @ self._of_word)
        return by_word, by_word

    @cached_property
    def _of_word(self) -> csr_array:
        return csr_array(self.by_word.T)

    @cached_property
    def _of_piece(self) -> csr_array:
        return csr_array(self.by_piece.T)

    def _word_row(self, name: str) -> dict[int, float]:
        known = {self.word_numbers[word] for word in self.words(name) if word in self.word_numbers}
        return {word: float(self.rarity[word]) for word in sorted(known)}


def names_of(groups: Sequence[Sequence[str]], pairs: Iterable[Pair]) -> Names:
    """Collect the names of a vocabulary, and those that pairs use besides."""
    known = {plain(group[0]) for group in groups if group}
    used = {name for pair in pairs for name in (pair.source, pair.target) if plain(name)}
    return Names(groups, (name for name in used if plain(name) not in known))


def _singular(word: str) -> str:
    if len(word) <= _SHORT or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("oes"):
        return word[:-2]
    return word.removesuffix("s")


def _pieces(name: str) -> set[str]:
    padded = f" {name} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _rows(rows: Sequence[Mapping[int, float]], width: int) -> csr_array:
    lengths = [max(sum(value * value for value in row.values()) ** 0.5, 1e-9) for row in rows]
    data = [value / length for row, length in zip(rows, lengths, strict=True) for value in row.values()]
    columns = [column for row in rows for column in row]
    starts = np.cumsum([0, *map(len, rows)])
    return csr_array((np.array(data, np.float32), np.array(columns, np.int64), starts), shape=(len(rows), width))


def _dense(row: csr_array) -> Floats:
    return np.asarray(row.todense(), np.float32).ravel()
