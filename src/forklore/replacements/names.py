"""The shortest name that still tells a food from the one it was changed to, in the words of the line."""

import re

from forklore.forks.wording import noise, telling, words

_BRACKETED = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_WORD = re.compile(r"[^\W\d_]+(?:['’&.-][^\W\d_]+)*[®™]?")
_KEPT_BETWEEN = frozenset({"of", "and", "in", "with", "de", "du", "la", "en", "à", "al", "hanout"})
_LONGEST = 80


def short_name(written: str) -> str:
    """Give a food's name in lower case without sizes, cuts, packages and brackets, as far as it stays a name.

    Words that may be what was changed ("dried", "fresh", "lean" is none) stay.
    """
    bare = _BRACKETED.sub(" ", written[: 4 * _LONGEST]).replace("®", "").replace("™", "")
    bare = re.split(r"[,;:]| - | – ", bare)[0]
    found = [match[0].lower() for match in _WORD.finditer(bare)]
    kept = [word for word in found if word in _KEPT_BETWEEN or _names(word)]
    if not set(words(" ".join(kept))) - noise() - _KEPT_BETWEEN:
        kept = found
    while kept and kept[0] in _KEPT_BETWEEN:
        kept.pop(0)
    while kept and kept[-1] in _KEPT_BETWEEN:
        kept.pop()
    return " ".join(kept or found)[:_LONGEST].strip() or written.strip().lower()[:_LONGEST]


def _names(word: str) -> bool:
    parts = words(word)
    return bool(parts) and any(part not in noise() or telling(part) for part in parts)
