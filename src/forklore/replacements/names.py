"""The shortest name that still tells a food from the one it was changed to, in the words of the line."""

import re

from forklore.foods.lexicon import lexicon
from forklore.foods.words import normal_word
from forklore.forks.wording import noise, telling, words

_BRACKETED = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_WORD = re.compile(r"[^\W\d_]+(?:['’&.-][^\W\d_]+)*[®™]?")
# Nothing but words, to the end or a comma or bracket.
_BEHIND = re.compile(r"(?:\s+[^\W\d_]+){1,2}(?=\s*(?:$|[,;(]))")
_KEPT_BETWEEN = frozenset(
    {"of", "and", "in", "with", "de", "du", "la", "en", "à", "al", "hanout", "flavored", "flavoured"}
)
_BARE = frozenset({"skinless", "boneless", "skinned", "boned", "cooked"})
_CONTAINERS = frozenset({"can", "bottle", "tin", "jar", "packet", "package", "pack", "carton", "tub", "bag", "box"})
_LONGEST = 80


def short_name(written: str, slug: str | None = None) -> str:
    """Give a food's name in lower case without sizes, cuts, packages and brackets, as far as it stays a name.

    Where the words hold a name of the food `slug` of the lexicon, that is the answer, with the words before it that may
    be what was changed ("vegetarian", "smoked").
    """
    if slug and (known := _known_name(written, slug)):
        return known
    bare = _BRACKETED.sub(" ", written[: 4 * _LONGEST]).replace("®", "").replace("™", "")
    parts = [part for part in re.split(r"[,;:]| - | – ", bare) if set(words(part)) - noise()]
    bare = parts[0] if parts else bare
    found = [match[0].lower() for match in _WORD.finditer(bare)]
    kept = [word for word in found if word in _KEPT_BETWEEN or _names(word)]
    if not set(words(" ".join(kept))) - noise() - _KEPT_BETWEEN:
        kept = found
    while kept and (kept[0] in _KEPT_BETWEEN or (len(kept) > 1 and normal_word(kept[0]) in _CONTAINERS)):
        kept.pop(0)
    while kept and kept[-1] in _KEPT_BETWEEN:
        kept.pop()
    return " ".join(kept or found)[:_LONGEST].strip() or written.strip().lower()[:_LONGEST]


def _known_name(written: str, slug: str) -> str | None:
    found = [match for match in lexicon().find_all(written[: 4 * _LONGEST]) if match.food.slug == slug]
    if not found:
        return None
    match = max(found, key=lambda match: match.end - match.start)
    before = [word for word in written[: match.start].lower().split() if any(telling(part) for part in words(word))]
    name = [*written[match.start : match.end].lower().split(), *_behind(written[match.end :])]
    while len(name) > 1 and name[0] in _BARE:
        name.pop(0)
    return " ".join([*before, *name])


def _behind(rest: str) -> list[str]:
    """Give the nouns that end a name behind the words of the lexicon: panko breadcrumbs, gluten-free flour blend."""
    found = _BEHIND.match(rest)
    return [word for word in found[0].lower().split() if _names(word)] if found else []


def _names(word: str) -> bool:
    parts = words(word)
    return bool(parts) and any(part not in noise() or telling(part) for part in parts)
