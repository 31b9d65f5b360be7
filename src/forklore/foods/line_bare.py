"""A name without what was done to the food and without its size: "fresh chopped parsley" is fresh parsley."""

from forklore.foods.line_words import ADJECTIVES, DONE, DONE_HOW, HOW, SIZE, TOGETHER

JOINS = frozenset({"and", "or", "&", ",", "and/or", "then", "to"})


def only_adjectives(part: str) -> bool:
    """Tell whether no word of a part names a food."""
    return all(word in ADJECTIVES or word in HOW for word in (word.strip(",") for word in part.lower().split()))


def bare(name: str, preparation: list[str], *, packed: bool) -> str:
    """Take preparation and size out of a name, before the noun and at its end; what was done joins `preparation`.

    `packed` foods (of a can) keep all but what stands at the end.
    """
    words = name.split()
    low = [word.lower().strip(",") for word in words]
    end = _noun_end(low)
    after = [word.strip(",") for word in words[end:]]
    words, low = words[:end], low[:end]
    taken = [False] * end if packed else _taken(words, low)
    before = [word.strip(",") for word, gone in zip(words, taken, strict=True) if gone and not _is_size(word.lower())]
    before = [] if set(before) <= {"very", "extra"} else before
    preparation.extend(" ".join(part) for part in (before, after) if part)
    return _joined(words, low, taken)


def _joined(words: list[str], low: list[str], taken: list[bool]) -> str:
    """Put together what is left, without the commas and the "and" that leaned on what was taken."""
    kept: list[str] = []
    for index, word in enumerate(words):
        if taken[index]:
            if kept:
                kept[-1] = kept[-1].rstrip(",")
            continue
        dangling = low[index] in JOINS and index + 1 < len(words) and taken[index + 1]
        if low[index] in JOINS and (not kept or (dangling and only_adjectives(" ".join(kept)))):
            continue
        kept.append(word)
    return " ".join(kept).strip(" ,.")


def _is_size(word: str) -> bool:
    return word in SIZE or word.endswith(("-size", "-sized"))


def _taken(words: list[str], low: list[str]) -> list[bool]:
    """Mark the words before the noun that tell size or preparation, with the words that lean on them."""
    taken = [False] * len(low)
    for index, word in enumerate(low[:-1]):
        branded = index > 0 and words[index][0].isupper()
        if branded or _makes_another(low, index):
            continue
        follows = index > 0 and (low[index - 1] in HOW or (low[index - 1] in JOINS and index > 1 and taken[index - 2]))
        if word in DONE or _is_size(word) or (follows and word in DONE_HOW):
            taken[index] = True
            back = index - 1
            while back >= 0 and not taken[back] and _leans(low, taken, back, word):
                taken[back] = True
                back -= 1
    return taken


def _makes_another(low: list[str], at: int) -> bool:
    """Tell whether what was done is part of what is bought: minced beef, canned diced tomatoes, toasted sesame oil."""
    canned = at > 0 and low[at - 1] == "canned" and low[at + 1] in {"tomato", "tomatoes"}
    return canned or (low[at], low[at + 1]) in TOGETHER or (low[at] == "toasted" and low[-1] == "oil")


def _leans(low: list[str], taken: list[bool], at: int, word: str) -> bool:
    """Tell whether the word before a taken one goes with it: "freshly", or the "and" of "peeled and sliced"."""
    if low[at] in HOW:
        return not _is_size(word) or low[at] == "very"
    if low[at] == "extra":
        return _is_size(word)
    return low[at] in JOINS and at > 0 and (taken[at - 1] or low[at - 1] in DONE_HOW)


def _noun_end(low: list[str]) -> int:
    """Find where the noun ends: "onion finely chopped" is an onion."""
    end = len(low)
    while end > 1 and (low[end - 1] in DONE or low[end - 1] in HOW or (low[end - 1] in JOINS and end < len(low))):
        end -= 1
    if end < len(low) and not only_adjectives(" ".join(low[:end])):
        return end
    return len(low)
