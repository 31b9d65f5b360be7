"""What somebody asks of a recipe: needs, what is at hand, foods chosen for lines."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs, read_needs
from forklore.foundations.errors import FieldFault, Invalid, invalid
from forklore.foundations.text import clean_line

HAVE_AT_MOST = 200


class Wish(Struct, frozen=True):
    """What a recipe is adapted to: needs, what one has (slugs; None for everything), and what was chosen for lines.

    `choose` gives slugs by line, none to leave the line out; `diets` and `without` are the words for the title.
    """

    needs: Needs
    have: frozenset[str] | None = None
    choose: Mapping[UUID, tuple[str, ...]] = {}
    diets: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def read_wish(
    diets: Sequence[str],
    avoid: Sequence[str],
    have: Sequence[str],
    choose: Mapping[UUID, Sequence[str]] | None = None,
    *,
    anything: bool = False,
) -> Wish:
    """Read what somebody asks for; raises `Invalid` naming every word that is not known, at its field.

    Unless `anything` goes, something must be asked for.
    """
    faults: list[FieldFault] = []
    needs, had = Needs(), None
    try:
        needs = read_needs(diets, avoid)
    except Invalid as fault:
        faults += fault.errors
    try:
        had = read_have(have)
    except Invalid as fault:
        faults += fault.errors
    if faults:
        raise Invalid(faults[0].detail, errors=tuple(faults))
    if not anything and not needs and had is None and not choose:
        raise invalid("/diet", "say a diet, something to avoid, or what you have")
    chosen = {line_id: tuple(food_slug(word) or word for word in words) for line_id, words in (choose or {}).items()}
    labels = tuple(dict.fromkeys(slug.replace("_", "-") for slug in diets_named(diets)))
    without = tuple(dict.fromkeys(clean_line(word).lower() for word in avoid if word.strip()))
    return Wish(needs, had, chosen, labels, without)


def diets_named(words: Sequence[str]) -> list[str]:
    """Give the slugs of diets, in the order of the words."""
    return [slug for word in words for slug in read_needs([word], ()).diets]


def read_have(words: Iterable[str], pointer: str = "/have") -> frozenset[str] | None:
    """Read the foods that somebody has, None when none are named; raises `Invalid` naming what is no food."""
    given = [word for word in words if word.strip()]
    if not given:
        return None
    faults = [FieldFault(pointer, f"at most {HAVE_AT_MOST}")] if len(given) > HAVE_AT_MOST else []
    found = {word: food_slug(word) for word in given[:HAVE_AT_MOST]}
    faults += [FieldFault(pointer, f"{word[:60]!r} is no food known here") for word, slug in found.items() if not slug]
    if faults:
        raise Invalid(faults[0].detail, errors=tuple(faults))
    return frozenset(slug for slug in found.values() if slug)


def food_slug(word: str) -> str | None:
    """Find the food that a slug or any name means."""
    slug = word.strip().lower()
    if slug in lexicon().foods:
        return slug
    found = lexicon().resolve(word.replace("-", " ")) if len(word) <= 100 else None  # noqa: PLR2004 (no longer name)
    return found.slug if found else None
