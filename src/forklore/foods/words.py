"""Words as the lexicon compares them: lower case, without accents, in the singular, in one spelling."""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

# The letters and digits of one word; an apostrophe inside belongs to it (confectioners', za'atar).
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’")

# Singular words that end in s, and plurals that no rule below would get right.
_IRREGULAR = {
    "leaves": "leaf",
    "loaves": "loaf",
    "halves": "half",
    "calves": "calf",
    "knives": "knife",
    "hooves": "hoof",
    "molasses": "molasses",
    "gas": "gas",
    "bas": "bas",
    "christmas": "christmas",
    "geese": "goose",
    "cookies": "cookie",
    "brownies": "brownie",
    "smoothies": "smoothie",
    "veggies": "veggie",
    "pies": "pie",
    "weenies": "weenie",
    "wieners": "wiener",
    "chilies": "chili",
    "chillies": "chilli",
    "ghillies": "ghillie",
    "quiches": "quiche",
    "brioches": "brioche",
    "ceviches": "ceviche",
    "seiches": "seiche",
    "shoes": "shoe",
    "floes": "floe",
    "axes": "axe",
}
# Endings tried in order: the first that fits is cut and replaced.
_ENDINGS = (
    ("ss", "ss"),
    ("us", "us"),
    ("ies", "y"),
    ("oes", "o"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("sses", "ss"),
    ("xes", "x"),
    ("zzes", "zz"),
    ("s", ""),
)
_SHORTEST_PLURAL = 4


def lines_of(name: str) -> list[str]:
    """Return the lines of a file of `data/` that are neither blank nor a comment (`#`)."""
    text = files("forklore.foods").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    pairs = (line.split("\t") for line in lines_of("spellings.tsv")[1:])
    return {variant: word for word, variants in pairs for variant in variants.split(";")}


def singular(word: str) -> str:
    """Return the singular of a lower-case English word; a word that is no plural comes back as it is.

    Only that singular and plural of one word meet matters here, not that the singular is good English
    (`brussels` becomes `brussel`).
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s"):
        return word
    for ending, replacement in _ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    return word


@lru_cache(maxsize=65536)
def normal_word(word: str) -> str:
    """Return one word, as cut by `words_in`, the way the lexicon compares it (`Jalapeños` → `jalapeno`)."""
    folded = word.translate(_APOSTROPHES).lower()
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).casefold()
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    bare = singular(folded)
    return _spellings().get(bare, bare)


def words_in(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as (normal word, start, end) with character offsets; hyphens part words."""
    return [(normal_word(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]


@lru_cache(maxsize=65536)
def normal_words(text: str) -> tuple[str, ...]:
    """Return the normal words of a name: two names are the same name when these are equal."""
    return tuple(word for word, _, _ in words_in(text))
