"""The part of an ingredient line after its amount: the name of the food, its preparation and the remarks."""

import re

from msgspec import Struct

from forklore.foods.line_words import ADJECTIVES, CUT, DONE, DONE_HOW, HOW, PREPARED, REMARK, SIZE

_PART = re.compile(r"\s*(?:[,;]|\s[-–—]+\s)\s*")
_JOINS = frozenset({"and", "or", "&", ",", "and/or", "then", "to"})
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
    name = _bare(_LITTLE.sub("", name.strip(" .,:;-–—"), count=1), preparation, packed=packed)
    for part in rest:
        file_remark(part.strip(), preparation, notes)
    return Named(name, tuple(preparation), tuple(notes))


def file_remark(words: str, preparation: list[str], notes: list[str]) -> None:
    """Put a remark where it belongs: with what is done to the food, or with the notes."""
    if not words:
        return
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
        if last or _LIST_INSIDE.match(parts[index]):
            end = index + 1 if _closes_list(parts[index][last.end() if last else 0 :]) else end
            break
        if not _is_thing(parts[index]):
            break
    while end < len(parts) and _only_adjectives(" ".join(parts[:end])) and _goes_on(parts[end]):
        end += 1
    return ", ".join(parts[:end]), parts[end:]


def _goes_on(part: str) -> bool:
    return not REMARK.match(part) and not (PREPARED.match(part) and not _only_adjectives(part.split(maxsplit=1)[0]))


def _is_thing(part: str) -> bool:
    """Tell whether a part may be one of a list of foods: short, and neither remark nor preparation."""
    short = len(part.split()) <= _MOST_WORDS - 1
    return short and not _is_done(part) and not REMARK.match(part) and not PREPARED.match(part)


def _closes_list(last: str) -> bool:
    return bool(last) and len(last.split()) <= _MOST_WORDS and not _is_done(last) and not PREPARED.match(last)


def _only_adjectives(part: str) -> bool:
    return all(word in ADJECTIVES or word in HOW for word in (word.strip(",") for word in part.lower().split()))


def _bare(name: str, preparation: list[str], *, packed: bool) -> str:
    """Take preparation and size out of a name, before the noun and at its end."""
    words = name.split()
    low = [word.lower().strip(",") for word in words]
    kept = _after_noun(low)
    done = [word.strip(",") for word in words[kept:]]
    words, low = words[:kept], low[:kept]
    taken = [False] * len(words) if packed else _taken(low)
    before = [word.strip(",") for word, gone in zip(words, taken, strict=True) if gone and word.lower() not in SIZE]
    preparation.extend(" ".join(part) for part in (before, done) if part)
    return " ".join(word for word, gone in zip(words, taken, strict=True) if not gone).strip(" ,.")


def _taken(low: list[str]) -> list[bool]:
    """Mark the words before the noun that tell size or preparation, with the words that lean on them."""
    taken = [False] * len(low)
    for index, word in enumerate(low[:-1]):
        follows = index > 0 and (low[index - 1] in HOW or (low[index - 1] in _JOINS and index > 1 and taken[index - 2]))
        if word in DONE or word in SIZE or (follows and word in DONE_HOW):
            taken[index] = True
            back = index - 1
            while back >= 0 and not taken[back] and _leans(low, taken, back, word):
                taken[back] = True
                back -= 1
    return taken


def _leans(low: list[str], taken: list[bool], at: int, word: str) -> bool:
    """Tell whether the word before a taken one goes with it: "freshly", or the "and" of "peeled and sliced"."""
    if low[at] in HOW:
        return word not in SIZE
    return low[at] in _JOINS and at > 0 and (taken[at - 1] or low[at - 1] in DONE_HOW)


def _after_noun(low: list[str]) -> int:
    """Where the noun ends: "onion finely chopped" is an onion."""
    end = len(low)
    while end > 1 and (low[end - 1] in DONE or low[end - 1] in HOW or (low[end - 1] in _JOINS and end < len(low))):
        end -= 1
    if end < len(low) and not all(word in ADJECTIVES or word in HOW for word in low[:end]):
        return end
    return len(low)
