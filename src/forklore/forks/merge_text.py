"""The text of a line that two cooks changed in different parts: their words woven together, or the parts anew."""

import re
from difflib import SequenceMatcher
from itertools import pairwise

from forklore.foods.rows import Line
from forklore.foods.units import amount_words, units

_TOKENS = re.compile(r"\s+|[\w./]+|[^\w\s]")
_TOKENS_AT_MOST = 100
_Edit = tuple[int, int, tuple[str, ...]]


def woven(base: str, ours: str, theirs: str) -> str | None:
    """Merge two edits of a text word by word (diff3); None when they touch, or a text is no line but an essay.

    Exchanging the sides gives the same. Comparing takes at worst the cube of the tokens, hence the bound on them.
    """
    words = _TOKENS.findall(base)
    if max(len(words), *(len(_TOKENS.findall(side)) for side in (ours, theirs))) > _TOKENS_AT_MOST:
        return None
    left, right = _edits(words, ours), _edits(words, theirs)
    every = sorted({*left, *right})
    for one, other in pairwise(every):
        if other[0] <= one[1]:
            return None
    for start, end, new in reversed(every):
        words[start:end] = new
    return "".join(words)


def composed(line: Line) -> str:
    """Write the text of a line from its parts, as a cook would: "1 ½ cups flour, sifted (or more)"."""
    unit = units().get(line.unit) if line.unit is not None else None
    named = "" if unit is None else unit.name if line.amount_max is not None and line.amount_max <= 1 else unit.plural
    head = " ".join(part for part in (amount_words(line), named, line.name) if part)
    behind = f", {line.preparation}" if line.preparation else ""
    notes = line.note or ("optional" if line.optional else "")
    return f"{head}{behind} ({notes})" if notes else f"{head}{behind}"


def _edits(words: list[str], text: str) -> list[_Edit]:
    after = _TOKENS.findall(text)
    changed = SequenceMatcher(None, words, after, autojunk=False).get_opcodes()
    return [(i, j, tuple(after[k:m])) for tag, i, j, k, m in changed if tag != "equal"]
