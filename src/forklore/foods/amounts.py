"""Numbers as cooks write them: fractions, mixed numbers, words and ranges, as decimals (thirds to six places).

A run of more than seven digits or a division by zero is a number no kitchen knows: it is refused, and what was written
is still spanned, so that a reader can step over it and mark the line.
"""

import re
from decimal import Decimal
from functools import lru_cache
from unicodedata import numeric

from msgspec import Struct

_SIX_PLACES = Decimal("0.000001")
_SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_WORDS = {
    word: Decimal(value)
    for value, words in {
        "0.25": "quarter viertel",
        "0.5": "half halbe halber media medio demi",
        "1": "a an one un une una uno ein eine einen",
        "2": "two deux zwei dos due två couple",
        "3": "three trois drei tres tre",
        "4": "four quatre vier cuatro quattro fyra",
        "5": "five cinq fünf cinco fem",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "11": "eleven",
        "12": "twelve dozen",
        "14": "fourteen",
        "15": "fifteen",
        "16": "sixteen",
        "18": "eighteen",
        "20": "twenty",
        "24": "twenty-four",
        "30": "thirty",
        "40": "forty",
        "50": "fifty",
    }.items()
    for word in words.split()
}
_DOZEN = Decimal(12)

_DIGITS = r"(?<!\d)\d{1,7}(?!\d)"
_SLASH = r"\s?[/⁄∕]\s?"
# "6 ¼-inch slices" are six slices of a quarter inch, while "2 ½ cups" are two and a half.
_NO_SIZE = r"(?!\s?-\s?(?:inch|in\b|cm|mm|pound|lb|ounce|oz|gram|g\b))"
_ONE = rf"""(?:
    {_DIGITS}[{_SIGNS}]
  | {_DIGITS}(?:\s+(?:&|and|i|y|e|et|und|og|och)\s+|\s*-\s*|\s+)[{_SIGNS}]{_NO_SIZE}
  | {_DIGITS}(?:\s+(?:&|and|i|y|e|et|und|og|och)\s+|\s*-\s*|\s+)\d{{1,3}}{_SLASH}\d{{1,3}}(?!\d){_NO_SIZE}
  | {_DIGITS}{_SLASH}\d{{1,7}}(?!\d)
  | [{_SIGNS}]
  | (?<!\d)\d{{1,3}}(?:,\d{{3}})+(?![\d])
  | (?<![\d.,])\d{{0,7}}[.,]\d{{1,6}}(?!\d)
  | {_DIGITS}
  | \d{{8,}}
)"""
_WORD = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_SPOKEN = rf"(?:(?:a\s+)?(?:half|quarter|couple|dozen)(?:\s+(?:an?|of\s+an?|of|dozen)(?!\w))*|(?:{_WORD}))(?![\w'’])"
_NUMBER = re.compile(rf"(?P<figure>{_ONE})(?P<dozen>\s+dozens?\b)?|(?P<spoken>{_SPOKEN})", re.VERBOSE | re.IGNORECASE)
_RANGE = re.compile(
    r"(?:\s*(?:-|–|—|‑|‒|~|\bto\b|\bor\b|\bbis\b|\bà\b|\bup to\b|\band\b(?=\s*\d))){1,3}\s*", re.IGNORECASE
)
_TIMES = re.compile(r"\s*[x×]\s*(?=[\d½¼¾])", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|from)\s+(?=[\d½¼¾])", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_MOST_DIGITS = 7


class Amount(Struct, frozen=True):
    """One amount in a text: `low` and `high` (equal without a range; both None when refused) and where it ends.

    `times` is set when a multiplication follows ("2 x 400g"): the amount is then the number of pieces, and `end` stands
    before the measure of one.
    """

    low: Decimal | None
    high: Decimal | None
    end: int
    times: bool = False


def read_number(text: str) -> Decimal | None:
    """Give the value of a text that is one number and nothing else ("1 1/2", "½", "10,000", "half a"), or None."""
    found = _NUMBER.fullmatch(text.strip())
    return _value(found.group(0)) if found else None


def read_amount(text: str, at: int = 0) -> Amount | None:
    """Read the amount that begins exactly at `at`; None when no number stands there."""
    between = _BETWEEN.match(text, at)
    first = _NUMBER.match(text, between.end() if between else at)
    if first is None:
        return None
    low = _value(first.group(0))
    if low is None:
        return Amount(None, None, first.end())
    end, high = first.end(), low
    link = _RANGE.match(text, end)
    second = _NUMBER.match(text, link.end()) if link else None
    if second is not None and _is_range(first, second):
        bound = _value(second.group(0))
        if bound is None:
            return Amount(None, None, second.end())
        low, high, end = min(low, bound), max(low, bound), second.end()
        if second.group("dozen") and not first.group("dozen"):
            low, high = min(low * _DOZEN, high), max(low * _DOZEN, high)
    times = _TIMES.match(text, end)
    return Amount(low, high, times.end() if times else end, times=times is not None)


def _is_range(first: re.Match[str], second: re.Match[str]) -> bool:
    """Join two figures or two words to a range, but never with an article ("2 or a handful")."""
    if bool(first.group("spoken")) != bool(second.group("spoken")):
        return False
    return (second.group("spoken") or "").lower() not in {"a", "an", "un", "une", "ein", "eine", "una"}


@lru_cache(maxsize=4096)
def _value(written: str) -> Decimal | None:
    words = written.lower().split()
    if words[-1] in {"dozen", "dozens"} and words[0] not in {"dozen", "a", "half"}:
        many = _value(" ".join(words[:-1]))
        return None if many is None else many * _DOZEN
    if words[0][0].isalpha():
        return _spoken(words)
    return _figures(written)


def _figures(written: str) -> Decimal | None:
    parts = _FIGURES.findall(written)
    if _THOUSANDS.fullmatch(written):
        parts = ["".join(parts)]
        written = parts[0]
    if parts and len(max(parts, key=len)) > _MOST_DIGITS:
        return None
    sign = next((letter for letter in written if letter in _SIGNS), None)
    if sign is not None:
        return sum(map(Decimal, parts), Decimal(str(round(numeric(sign), 6))))
    if any(slash in written for slash in "/⁄∕"):
        return _fraction([Decimal(part) for part in parts])
    return Decimal(written.replace(",", "."))


def _fraction(parts: list[Decimal]) -> Decimal | None:
    """[n, d] or [whole, n, d] as a decimal; None when it divides by zero."""
    *whole, upper, lower = parts
    if lower == 0:
        return None
    return sum(whole, Decimal(0)) + (upper / lower).quantize(_SIX_PLACES).normalize()


def _spoken(words: list[str]) -> Decimal:
    """Read "half a dozen" as 6, "a dozen" as 12, "half a" as 0.5."""
    value = Decimal(1)
    for word in words:
        value *= _WORDS.get(word, Decimal(1))
    return value
