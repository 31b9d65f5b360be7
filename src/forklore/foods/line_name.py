"""The part of an ingredient line after its amount: the name of the food, its preparation and the remarks."""

import re

from msgspec import Struct

from forklore.foods.line_bare import JOINS, bare, only_adjectives
from forklore.foods.line_words import CUT, DONE, DONE_HOW, HOW, PART_WORDS, PREPARED, REMARK

_PART = re.compile(r"\s*(?:[,;]|\s[-–—]+(?:\s|(?=[^\W\d]{4})))\s*")
_LIST_END = re.compile(
    r"(?:and|or|and/or|&)\s+(?!to taste|more|less|as\b|any\b|so\b|use\b|an?\b|about|your|half|\d|[½¼¾⅓⅔])",
    re.IGNORECASE,
)
_LIST_INSIDE = re.compile(r"[\w'’-]+(?:\s[\w'’-]+){0,2}\s(?:and|or|&)\s(?!to taste|more|less|as\b|\d)", re.IGNORECASE)
_LITTLE = re.compile(
    r"^(?:(?:of|the|an?|each|or (?:more|so|less)|more or less|some|few|little"
    r"|a (?:little|few|mixture of|bit of|good|little bit of)|lots of|good lug of|mixture of|plenty of)\s+)+",
    re.IGNORECASE,
)
_MOST_WORDS = 5
# "kosher (coarse) salt": such a bracket is part of the name, for the noun follows it.
_INSIDE_NAME = re.compile(
    r"\(\s*(?!see|optional|about|from|not|if|with|such|like|both|plus|preferably|approx|each)([^(),;:\d½¼¾]{3,25})\)"
    r"(?=\s+(?!(?:or|and|for|to|from|with|such|in|at|plus|cut)\b)\w)",
    re.IGNORECASE,
)


class Named(Struct, frozen=True):
    """A name, and what else was said of the food, in the order of the line."""

    name: str
    preparation: tuple[str, ...]
    notes: tuple[str, ...]


def read_name(text: str, *, packed: bool = False) -> Named:
    """Read what follows an amount; `packed` foods (of a can) keep how they were made: "1 can diced tomatoes"."""
    preparation: list[str] = []
    notes: list[str] = []
    flat = _without_brackets(_INSIDE_NAME.sub(r"\1", text), preparation, notes)
    parts = [part for part in _PART.split(flat) if part]
    if not parts:
        return Named("", tuple(preparation), tuple(notes))
    name, rest = _first_part(parts)
    cut = CUT.search(name)
    if cut and cut.start() > 0:
        file_remark(name[cut.start() :].strip(" -–—:"), preparation, notes)
        name = name[: cut.start()]
    name = bare(_LITTLE.sub("", name.strip(" .,:;-–—"), count=1), preparation, packed=packed)
    for part in rest:
        file_remark(part.strip(), preparation, notes)
    return Named(name, tuple(preparation), tuple(notes))


def file_remark(words: str, preparation: list[str], notes: list[str]) -> None:
    """Put a remark where it belongs: with what is done to the food, or with the notes."""
    if not words:
        return
    if words.startswith("and "):
        words = words[4:].strip() or words
    if (_is_done(words) or PREPARED.match(words)) and not REMARK.match(words):
        preparation.append(words)
    else:
        notes.append(words)


def _is_done(words: str) -> bool:
    first = words.split(None, 1)[0].lower().strip(",.")
    return first in DONE or first in HOW or first in DONE_HOW


def _without_brackets(text: str, preparation: list[str], notes: list[str]) -> str:
    """Take everything in brackets out of a text, also nested and unclosed ones; one pass."""
    if not any(bracket in text for bracket in "()[]"):
        return text
    outside: list[str] = []
    inside: list[str] = []
    depth = 0
    for letter in text:
        if letter in "([":
            depth += 1
            outside.append(" ")
        elif letter in ")]":
            depth = max(depth - 1, 0)
            if depth == 0:
                file_remark("".join(inside).strip(), preparation, notes)
                inside.clear()
        else:
            (inside if depth else outside).append(letter)
    file_remark("".join(inside).strip(), preparation, notes)
    return " ".join("".join(outside).split()).replace(" ,", ",")


def _first_part(parts: list[str]) -> tuple[str, list[str]]:
    """Join the parts that together are the name: "skinless, boneless thighs", "red, green and yellow peppers"."""
    end = 1
    for index in range(1, len(parts)):
        last = _LIST_END.match(parts[index])
        if last or (_LIST_INSIDE.match(parts[index]) and not REMARK.match(parts[index])):
            end = index + 1 if _closes_list(parts[index][last.end() if last else 0 :]) else end
            break
        if not _is_thing(parts[index]):
            break
    while 1 < end < len(parts) and (again := _LIST_END.match(parts[end])) and _closes_list(parts[end][again.end() :]):
        end += 1
    while end < len(parts) and only_adjectives(" ".join(parts[:end])) and _goes_on(parts[end]):
        end += 1
    return ", ".join(parts[:end]), parts[end:]


def _goes_on(part: str) -> bool:
    """Tell whether a part can follow adjectives: it begins with one itself, or with no remark."""
    first, *rest = part.split()
    if first.lower() in JOINS and rest:
        first = rest[0]
        return only_adjectives(first)
    return not REMARK.match(part) and (only_adjectives(first) or not PREPARED.match(part))


def _is_thing(part: str) -> bool:
    """Tell whether a part may be one of a list of foods: short, and neither remark nor preparation."""
    short = len(part.split()) < _MOST_WORDS
    return short and not _is_done(part) and not REMARK.match(part) and not PREPARED.match(part)


def _closes_list(last: str) -> bool:
    """Tell whether the last part of a list names a food, once its own remarks are cut off."""
    cut = CUT.search(last)
    words = (last[: cut.start()] if cut else last).lower().split()
    if not 0 < len(words) <= _MOST_WORDS or only_adjectives(" ".join(words)):
        return False
    if not PART_WORDS.isdisjoint(words):
        return False
    told = words[0] in DONE or words[0] in HOW or words[-1] in DONE or PREPARED.match(last) is not None
    joint = next((at for at, word in enumerate(words) if word in JOINS), 0)
    return not told and not (joint and words[joint - 1] in DONE)
