"""What somebody must not or will not eat: diets to keep and foods to avoid, and whether a food breaks them.

The lexicon answers yes, no or unknown; where somebody must avoid a thing, *unknown* counts as breaking it.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.foods.lexicon_files import ALLERGENS, diets_of
from forklore.foods.rows import Answer
from forklore.foods.words import normal_words
from forklore.foundations.errors import FieldFault, Invalid

AVOIDED_AT_MOST = 50


class Needs(Struct, frozen=True):
    """Diets to keep, and what to avoid: foods, whole families of foods, allergens; all by slug."""

    diets: frozenset[str] = frozenset()
    foods: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    allergens: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether there is anything to heed."""
        return bool(self.diets or self.foods or self.families or self.allergens)


@cache
def diets() -> tuple[str, ...]:
    """Give the diets that the lexicon knows."""
    return tuple(diets_of("vegan", "-"))


def read_needs(diet: Iterable[str], avoid: Iterable[str], *, at: tuple[str, str] = ("/diet", "/avoid")) -> Needs:
    """Read the words of a request: diets (`gluten-free`, `gluten_free`), and foods, families or allergens to avoid.

    A word is an allergen ("nuts", "dairy"), else a family of foods, a food, or an animal with all that is named after
    it. Raises `Invalid`, which names
    each word that is none of these at the pointers `at`.
    """
    faults: list[FieldFault] = []
    kept: set[str] = set()
    for word in diet:
        slug = word.strip().lower().replace("-", "_").replace(" ", "_")
        if slug in diets():
            kept.add(slug)
        elif slug:
            faults.append(FieldFault(at[0], f"{word[:60]!r} is no diet known here; known are {', '.join(diets())}"))
    avoided: dict[str, set[str]] = {"foods": set(), "families": set(), "allergens": set()}
    words = [word for word in avoid if word.strip()]
    if len(words) > AVOIDED_AT_MOST:
        faults.append(FieldFault(at[1], f"at most {AVOIDED_AT_MOST}"))
    for word in words[:AVOIDED_AT_MOST]:
        known = _kind_of(word)
        if not known:
            faults.append(FieldFault(at[1], f"{word[:60]!r} is no food, family of foods or allergen known here"))
        else:
            for kind, slug in known:
                avoided[kind].add(slug)
    if faults:
        raise Invalid(faults[0].detail, errors=tuple(faults))
    return Needs(frozenset(kept), *(frozenset(avoided[kind]) for kind in ("foods", "families", "allergens")))


def broken_by(slug: str, needs: Needs) -> str | None:
    """Say in words what a food of the lexicon breaks ("not vegan", "gluten is not known"), None when it fits."""
    food = lexicon().foods[slug]
    for diet in sorted(needs.diets):
        match food.diets[diet]:
            case Answer.NO:
                return f"not {diet.replace('_', '-')}"
            case Answer.UNKNOWN:
                return f"not known to be {diet.replace('_', '-')}"
    for allergen in sorted(needs.allergens):
        match food.allergens[allergen]:
            case Answer.YES:
                return f"contains {allergen}"
            case Answer.UNKNOWN:
                return f"may contain {allergen}"
    if slug in needs.foods or lexicon().sorts.get(slug) in needs.foods:  # who avoids apples avoids each sort of them
        return "to be avoided"
    family = next((one for one in lexicon().families[food.family].path if one in needs.families), None)
    return f"one of: {lexicon().families[family].name.lower()}" if family else None


def _kind_of(word: str) -> list[tuple[str, str]]:
    """Find what is to be avoided under a word: allergens, else families and foods; empty when it names nothing."""
    key = normal_words(word.replace("-", " ").replace("_", " "))
    allergens = _named_allergens().get(key)
    if allergens:
        return [("allergens", name) for name in allergens]
    found = [("families", slug) for slug in _named_families().get(key, ())]
    slug = word.strip().lower()
    if slug in lexicon().foods:
        found.append(("foods", slug))
    elif len(word) <= 100:  # noqa: PLR2004 - no food has a longer name
        resolved = lexicon().resolve(word.replace("-", " "))
        found += [("foods", resolved.slug)] if resolved and (not found or _is_name(resolved.slug, key)) else []
    if any(_is_animal(name) for kind, name in found if kind == "foods"):
        found += [("foods", food) for food in _made_with(key)]
    return found


def _is_name(slug: str, key: tuple[str, ...]) -> bool:
    food = lexicon().foods[slug]
    return key in {normal_words(name) for name in (food.name, *food.names)}


def _is_animal(slug: str) -> bool:
    return not {"meat", "fish_seafood"}.isdisjoint(lexicon().families[lexicon().foods[slug].family].path)


@lru_cache(maxsize=1024)
def _made_with(key: tuple[str, ...]) -> tuple[str, ...]:
    """Give the foods that carry an animal's name as words of their own: who avoids beef avoids its stock as well."""
    names = ((slug, normal_words(food.name)) for slug, food in lexicon().foods.items())
    return tuple(
        slug for slug, name in names if any(name[at : at + len(key)] == key for at in range(len(name) - len(key) + 1))
    )


# Words that people use for an allergen beside its own name. Who says "nuts" rarely means that peanuts are welcome.
_OTHER_NAMES = {
    "nuts": ("nuts", "peanuts"),
    "tree nuts": ("nuts",),
    "dairy": ("milk",),
    "lactose": ("milk",),
    "wheat gluten": ("gluten",),
    "soya": ("soy",),
    "shellfish": ("crustaceans", "molluscs"),
    "sulfites": ("sulphites",),
    "mollusks": ("molluscs",),
}


@cache
def _named_allergens() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    # "milk" and "celery" are foods and allergens: who avoids milk avoids all that is made of it.
    names: dict[tuple[str, ...], tuple[str, ...]] = {normal_words(name): (name,) for name in ALLERGENS}
    names.update((normal_words(other), named) for other, named in _OTHER_NAMES.items())
    return names


@cache
def _named_families() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    named: dict[tuple[str, ...], tuple[str, ...]] = {}
    for family in lexicon().families.values():
        for words in (family.name, family.slug.replace("_", " ")):
            key = normal_words(words)
            named[key] = tuple(dict.fromkeys((*named.get(key, ()), family.slug)))
    return named
