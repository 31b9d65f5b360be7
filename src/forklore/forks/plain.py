"""Brings ways of writing that hide foods or amounts to the plain one, before a line is read for comparing.

"s&p" is salt and pepper, "vinegar plus milk to make 1 cup" holds a cup of milk, "1/2 each green, red and yellow pepper"
lists peppers with "and", and "1 cup minus 1 tablespoon" is nearly a cup. Short forms ("veg", "SR flour") are spelled
out. Lines that hold no food at all (skewers, paper cases, weights for blind baking) are told here too.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from forklore.forks.tables import rows, words_of
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
# "2 tbsp oil + a little for the tin": the rest has no amount and names no other food.
_AND_MORE = re.compile(
    r"[\s,]*(?:[+&]|\bplus|\band)\s*(?:an? (?:bit|little|touch|drizzle|splash|knob)|some|extra|more)\b"
    r"(?:\s+(?:extra|more|bit|of))*(?:\s*$|(?=\s+(?:for|to)\b)|(?=\s*[,;(]))",
    re.IGNORECASE,
)
_OF_SHEEP = re.compile(r"\b(?:sheep|ewe|cow|buffalo)['’]?s?['’]?[ -]milk[ -](?=[a-z])", re.IGNORECASE)
_SEASONING = re.compile(r"\bsalt\s?/\s?(?:black )?pepper\b", re.IGNORECASE)


_LONGEST_NOTE = 200
# "garlic, 2 cloves, crushed": the amount behind the name.
_AMOUNT_BEHIND = re.compile(
    r"^([a-z][a-z '’-]*),\s*((?:about |approx\.? )?[\d½¼¾⅓⅔⅛][\d\s/.,½¼¾⅓⅔⅛-]*(?:[a-z]+\.?)?)(?=\s*(?:$|[,;(]))",
    re.IGNORECASE,
)
# "*A mixture sold at some supermarkets.", "Dry Mix Ingredients", "To make the batter (with 1 cup of the mix)".
_NOTE = re.compile(
    r"\s*(?:\*\s*[a-z]\D{20,}\.|note\b.*|\D*\bingredients"
    r"|to make (?:the |your |a )?\D*(?:\(.*)?|(?!\d).*\bfollowing)[\s:]*",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Write a line the plain way; a line without such wording is given back as it is."""
    text = _AMOUNT_BEHIND.sub(r"\2 \1", text).replace(" & ", " and ")
    if "&" in text or "+" in text or " and " in text or len(text) < len("salt and"):
        text = _SALT_AND_PEPPER.sub("salt and pepper", text)
    text = _SEASONING.sub("salt and pepper", text)
    text = _AND_MORE.sub("", text)
    text = _OF_SHEEP.sub("", text)
    text = _short_form().sub(lambda match: _short_forms()[match[0].lower()], text)
    text = _SHADE_LIST.sub(_listed, text)
    text = _TO_MAKE.sub(r"plus \2 \1", text)
    return _MINUS.sub(" ", text)


def as_written(name: str, text: str) -> str:
    """Put the short forms that `text` was written with back into a name that was read out of its plain form."""
    for match in _short_form().finditer(text):
        name = re.sub(rf"\b{re.escape(_short_forms()[match[0].lower()])}\b", match[0], name, flags=re.IGNORECASE)
    return name


@cache
def _short_forms() -> Mapping[str, str]:
    return MappingProxyType({row[0]: row[1] for row in rows("short_forms.tsv")})


@cache
def _short_form() -> re.Pattern[str]:
    longest_first = sorted(_short_forms(), key=len, reverse=True)
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w'’])", re.IGNORECASE)


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


def is_note(text: str) -> bool:
    """Tell whether a line is a heading or a remark to the reader that the readers of lists let pass as food."""
    return _NOTE.fullmatch(text[:_LONGEST_NOTE]) is not None


def flakes_in(text: str) -> str | None:
    """Find crushed red pepper, which is chili flakes and no bell pepper, as it is written."""
    found = _CRUSHED.search(text)
    return found[0] if found else None
