"""Reads the lexicon's files in `data/`: one table of families, and one table of foods per group of foods."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from forklore.foods.rows import Answer, Family, Food
from forklore.foods.words import lines_of

ALLERGENS = (
    "gluten",
    "crustaceans",
    "eggs",
    "fish",
    "peanuts",
    "soy",
    "milk",
    "nuts",
    "celery",
    "mustard",
    "sesame",
    "sulphites",
    "lupin",
    "molluscs",
)
_COLUMNS = ["name", "plural", "aliases", "family", "diets", "allergens", "g_per_ml", "g_each"]
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")

# Claims are about what a food is made of, as its name promises it: traces, the refining of sugar, what keeps a powder
# from caking and vitamins are not counted; lard, honey, eggs or fish in what is bought ready leave the answer unknown.
# By class: blends of spices, hot sauces, salsas, syrups, liqueurs, dried pasta and lean breads are vegan, soft and
# white breads are not known to be; what is sold as vegan or free of gluten is so; beer is vegan, while wine and cask
# ale may be fined with egg or fish; cheese commonly set without animal rennet is vegetarian, while of those whose
# rules ask for it (parmesan, gruyère, roquefort) it is unknown; dark chocolate often has milk in it and is unknown.
# What a claim says of (vegan, vegetarian, pescatarian); a doubted claim leaves its strictest "yes" unknown.
_YES, _NO, _UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
_DIETS = {
    "vegan": (_YES, _YES, _YES),
    "vegan?": (_UNKNOWN, _YES, _YES),
    "vegetarian": (_NO, _YES, _YES),
    "vegetarian?": (_NO, _UNKNOWN, _YES),
    "fish": (_NO, _NO, _YES),
    "fish?": (_NO, _NO, _UNKNOWN),
    "meat": (_NO, _NO, _NO),
    "meat?": (_NO, _NO, _UNKNOWN),
    "?": (_UNKNOWN, _UNKNOWN, _UNKNOWN),
}
# What a claim says of allergens where its own cell leaves them open: nothing vegan is made of milk, eggs or fish.
_SEA = ("fish", "crustaceans", "molluscs")
_FREE_BY_DIET = {"vegan": ("milk", "eggs", *_SEA), "vegan?": _SEA, "vegetarian": _SEA}
# A diet that is only the absence of allergens: free of all of these.
_FREE_OF = {
    "gluten_free": ("gluten",),
    "dairy_free": ("milk",),
    "nut_free": ("nuts", "peanuts"),
    "egg_free": ("eggs",),
}


@lru_cache(maxsize=512)
def allergens_of(claim: str) -> Mapping[str, Answer]:
    """Expand a cell of the column `allergens` to an answer for each of `ALLERGENS`.

    `milk` contains it, `milk?` may contain it, `-gluten` does not, `?` leaves all that are not named unknown, `-` says
    that none of them is in it. Raises `ValueError` for an unknown allergen and for an empty cell.
    """
    marks = claim.split()
    named = {
        mark.strip("?-"): _NO if mark.startswith("-") else _UNKNOWN if mark.endswith("?") else _YES
        for mark in marks
        if mark not in {"?", "-"}
    }
    if not marks or not named.keys() <= set(ALLERGENS):
        raise ValueError(f"not a list of allergens: {claim!r}")
    others = _UNKNOWN if "?" in marks else _NO
    return MappingProxyType({allergen: named.get(allergen, others) for allergen in ALLERGENS})


def _free(answers: list[Answer]) -> Answer:
    if _YES in answers:
        return _NO
    return _UNKNOWN if _UNKNOWN in answers else _YES


@lru_cache(maxsize=512)
def diets_of(claim: str, allergens: str) -> Mapping[str, Answer]:
    """Expand a cell of the column `diets`, with that of `allergens`, to an answer for each diet.

    Raises `ValueError` for a claim that is none of the known ones.
    """
    if claim not in _DIETS:
        raise ValueError(f"not a diet: {claim!r}")
    answers = dict(zip(("vegan", "vegetarian", "pescatarian"), _DIETS[claim], strict=True))
    found = allergens_of(allergens)
    answers |= {diet: _free([found[one] for one in without]) for diet, without in _FREE_OF.items()}
    return MappingProxyType(answers)


def slug_of(name: str) -> str:
    """Return the address form of a name in lower-case English letters (`all-purpose flour` → `all-purpose-flour`)."""
    folded = name
    if not name.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _NOT_IN_A_SLUG.sub("-", folded.lower().replace("'", "")).strip("-")


def food_of(row: str) -> Food:
    """Read one row of a table of foods; raises `ValueError` when it is malformed."""
    name, plural, aliases, family, diets, allergens, density, weight = row.split("\t")
    others = [other for other in (plural, *aliases.split(";")) if other and other != name]
    allergens = _with_implied(name, diets, allergens)
    return Food(
        slug=slug_of(name),
        name=name,
        plural=plural,
        names=tuple(dict.fromkeys(others)),
        family=family,
        diets=diets_of(diets, allergens),
        allergens=allergens_of(allergens),
        density=Decimal(density) if density else None,
        weight=Decimal(weight) if weight else None,
    )


def _with_implied(name: str, diets: str, allergens: str) -> str:
    """Add to a cell of allergens those that the name or the claim of diets rules out; what the cell names goes first.

    Whatever else is in it, nothing may be sold as free of gluten that has gluten.
    """
    free = [f"-{one}" for one in _FREE_BY_DIET.get(diets, ())] if "?" in allergens.split() else []
    return " ".join((*free, allergens, *(["-gluten"] if name.startswith("gluten-free ") else [])))


def read_families() -> dict[str, Family]:
    """Read the tree of families, by slug; a parent stands above its children in the file."""
    families: dict[str, Family] = {}
    for line in lines_of("families.tsv")[1:]:
        slug, name, parent = line.split("\t")
        above = families[parent].path if parent else ()
        families[slug] = Family(slug=slug, name=name, parent=parent or None, path=(*above, slug))
    return families


def read_foods() -> Iterator[Food]:
    """Read every table of foods; raises `ValueError` for a malformed table."""
    folder = files("forklore.foods").joinpath("data")
    for table in sorted(one.name for one in folder.iterdir() if one.name.endswith(".tsv")):
        header, *rows = lines_of(table)
        if header.split("\t") == _COLUMNS:
            yield from map(food_of, rows)
        elif "allergens" in header.split("\t"):
            raise ValueError(f"{table}: not the columns of a table of foods")


def read_sorts() -> dict[str, str]:
    """Read which foods cooks also call by a plainer name: the slug of each sort, with that of its food."""
    rows = (line.split("\t") for line in lines_of("kinds.tsv")[1:])
    return {slug_of(sort): slug_of(generic) for generic, sorts in rows for sort in sorts.split(";")}
