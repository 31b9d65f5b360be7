"""How the loose words of pages become plain lines, numbers and tags, and how large a recipe may be."""

import html
import re
from collections.abc import Iterable
from datetime import date

from forklore.exchange import rows
from forklore.exchange.errors import WrongField
from forklore.foundations.errors import FieldFault
from forklore.foundations.text import clean_line

_BLOCK = re.compile(r"</?(?:br|p|li|ul|ol|div|h[1-6]|tr|td)\b[^<>]*>|[\r\n]+", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_LABEL = re.compile(r"[^\W\d]{0,12}\s*\d{1,2}\s*[.:)]?")
_DURATION = re.compile(
    r"P(?:(?P<days>\d+(?:\.\d+)?)D)?T?(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+(?:\.\d+)?)M)?"
    r"(?:(?P<seconds>\d+(?:\.\d+)?)S)?",
    re.IGNORECASE,
)
_MINUTES_IN = {"days": 1440.0, "hours": 60.0, "minutes": 1.0, "seconds": 1 / 60}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# A yield in one of these says how much there is, not for how many.
_MEASURE = re.compile(
    r"\d\s*(?:g|kg|ml|l|oz|lbs?)\b|\b(?:gram|kilo|lit(?:er|re)|millilit|ounce|pound|gallon|pint|quart|cups?\b)",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?(?:-.*)?", re.IGNORECASE)


def lines(text: str) -> list[str]:
    """Cut a text with or without markup at its line breaks and blocks; blank lines are left out."""
    for _ in range(3):  # some pages escape what was escaped already
        unescaped = html.unescape(text)
        if unescaped == text:
            break
        text = unescaped
    pieces = (plain(_TAG.sub("", piece)) for piece in _BLOCK.split(text))
    return [piece for piece in pieces if piece]


def line(text: str) -> str:
    """Make one plain line of a text with or without markup."""
    joined = " ".join(lines(text))
    return joined.replace("((", "(").replace("))", ")") if "((" in joined and "))" in joined else joined


def summary(text: str) -> str | None:
    """Make the summary of what a page says of a recipe, cut behind a word where it is longer than a summary may be."""
    whole = line(text)
    if len(whole) > rows.SUMMARY_MAX:
        cut = whole[: rows.SUMMARY_MAX - 2]
        whole = f"{cut.rpartition(' ')[0] or cut} …"
    return whole or None


def plain(text: str) -> str:
    """Make one line that can be stored as UTF-8 of a text without markup."""
    return clean_line(text.encode("utf-8", "replace").decode("utf-8"))


def without_labels(steps: Iterable[str]) -> list[str]:
    """Leave out the lines that only number a step: `Step 1`, `Passo 2`, `3.`."""
    return [step for step in steps if not _LABEL.fullmatch(step)]


def minutes(value: object) -> int | None:
    """Read an ISO 8601 duration (`PT1H30M`) or a number of minutes; nothing, zero and absurd ones are None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _within(value, rows.MINUTES_MAX)
    if not isinstance(value, str):
        return None
    text = value.strip()
    if text.isdecimal():
        return _within(float(text[:9]), rows.MINUTES_MAX)
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    return _within(sum(float(parts[k] or 0) * n for k, n in _MINUTES_IN.items()), rows.MINUTES_MAX)


def servings(value: object) -> int | None:
    """Read for how many a recipe is: 4 of `4`, `4 servings`, `4-6 people`; 24 of `2 dozen`; None of `250 grams`."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _within(value, rows.SERVINGS_MAX)
    if isinstance(value, list):
        return next((n for n in map(servings, value) if n is not None), None)
    if not isinstance(value, str) or _MEASURE.search(value):
        return None
    match = _NUMBER.search(value)
    if match is None:
        return None
    dozens = 12 if "dozen" in value.lower() else 1
    return _within(float(match[0].replace(",", ".")[:9]) * dozens, rows.SERVINGS_MAX)


def _within(number: float, most: int) -> int | None:
    """Round to a whole number from 1 to `most`; anything else, NaN included, is None."""
    return round(number) if 0.5 < number <= most else None  # noqa: PLR2004 - what rounds to at least 1


def language(value: object) -> str | None:
    """Read a language tag as pages write it: `pt_br` is `pt-BR`; None when it is none."""
    match = _LANGUAGE.fullmatch(value.strip().replace("_", "-")) if isinstance(value, str) else None
    if match is None:
        return None
    script = f"-{match[2].title()}" if match[2] else ""
    region = f"-{match[3].upper()}" if match[3] else ""
    return f"{match[1].lower()}{script}{region}"


def day(value: object) -> date | None:
    """Read the day of an ISO 8601 date or time."""
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def address(value: object) -> str | None:
    """Take an absolute web address of sane length."""
    if not isinstance(value, str) or len(value) > 2_000:  # noqa: PLR2004 - what browsers carry
        return None
    text = html.unescape(value).strip()
    return text if re.match(r"https?://[^\s/]", text, re.IGNORECASE) and not re.search(r"\s", text) else None


def tags(values: Iterable[object]) -> tuple[str, ...]:
    """Read tags from texts with commas between: in lower case, each once, in order, at most `TAGS_MAX`."""
    texts = (part for value in values if isinstance(value, str) for part in line(value).lower().split(","))
    trimmed = (text.strip(" #.;") for text in texts)
    return tuple(dict.fromkeys(t for t in trimmed if 0 < len(t) <= rows.TAG_MAX))[: rows.TAGS_MAX]


def refuse_oversize(recipe: rows.PageRecipe) -> None:
    """Raise `WrongField`, naming the field, when a recipe is larger than any recipe may be."""
    _refuse_long("title", recipe.title, rows.TITLE_MAX)
    _refuse_long("summary", recipe.summary or "", rows.SUMMARY_MAX)
    for field, texts, count, longest in (
        ("ingredients", recipe.ingredients, rows.LINES_MAX, rows.LINE_MAX),
        ("steps", recipe.steps, rows.STEPS_MAX, rows.STEP_MAX),
    ):
        if len(texts) > count:
            detail = f"has {len(texts)} entries where {count} are the most"
            raise WrongField(f"{field}: {detail}", errors=(FieldFault(f"/{field}", detail),))
        for at, text in enumerate(texts):
            _refuse_long(f"{field}[{at}]", text, longest)


def _refuse_long(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        detail = f"has {len(text)} characters where {longest} are the most"
        pointer = "/" + field.replace("[", "/").replace("]", "")
        raise WrongField(f"{field}: {detail}", errors=(FieldFault(pointer, detail),))
