"""Brings ways of writing that hide foods or amounts to the plain one, before a line is read for comparing.

"s&p" is salt and pepper, "vinegar plus milk to make 1 cup" holds a cup of milk, "1/2 each green, red and yellow pepper"
lists peppers with "and", and "1 cup minus 1 tablespoon" is nearly a cup. Lines that hold no food at all (skewers, paper
cases, weights for blind baking) are told here too.
"""

import re
from functools import cache

from forklore.forks.tables import words_of
from forklore.forks.wording import words

_SHADES = r"(?:red|green|yellow|orange|white|black|brown|golden|purple)"
_SALT_AND_PEPPER = re.compile(r"\bs\s?(?:&|\+|and)\s?p\b", re.IGNORECASE)
_SHADE_LIST = re.compile(
    rf"\b({_SHADES}(?:\s*,\s*{_SHADES})+)\s*,?\s+(?:and|&|or)\s+({_SHADES})\s+(\w+(?:\s+peppers?\b)?)", re.IGNORECASE
)
_CRUSHED = re.compile(r"\bcrushed (?:hot )?red peppers?\b", re.IGNORECASE)
_TO_MAKE = re.compile(
    r"\b(?:plus|and|with)\s+(?:enough\s+)?((?:[a-z-]+\s+){1,3}?)to\s+(?:make|measure|fill)\s+(?:up\s+(?:to\s+)?)?"
    r"(\d[\d\s/.]*\s*[a-z]+)",
    re.IGNORECASE,
)
_MINUS = re.compile(
    r"\b(?:minus|less)\s+[\d½¼¾⅓⅔⅛][\d\s/]*\s*(?:tablespoons?|tbsps?|teaspoons?|tsps?)\b", re.IGNORECASE
)


def plain(text: str) -> str:
    """Write a line the plain way; a line without such wording is given back as it is."""
    if "&" in text or "+" in text or " and " in text or len(text) < len("salt and"):
        text = _SALT_AND_PEPPER.sub("salt and pepper", text)
    text = _SHADE_LIST.sub(_listed, text)
    text = _TO_MAKE.sub(r"plus \2 \1", text)
    return _MINUS.sub(" ", text)


def _listed(match: re.Match[str]) -> str:
    shades = re.split(r"\s*,\s*", match[1])
    noun = match[3]
    return " and ".join(f"{shade} {noun}" for shade in (*shades, match[2]))


@cache
def _tools() -> frozenset[str]:
    return frozenset(word for _, word in words_of("equipment.tsv"))


def is_equipment(name: str) -> bool:
    """Tell whether a name is that of a tool or a wrapping: one of its first three words says so."""
    return bool(set(words(name)[:3]) & _tools())


def flakes_in(text: str) -> str | None:
    """Find crushed red pepper, which is chili flakes and no bell pepper, as it is written."""
    found = _CRUSHED.search(text)
    return found[0] if found else None
