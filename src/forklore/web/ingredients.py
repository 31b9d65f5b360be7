"""Ingredient lines as pages show them: as written, or composed anew when they were scaled or converted."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.foods.units import Kind, amount_words, units
from forklore.recipes.rows import ContentLine


class Ingredient(Struct, frozen=True):
    """A line: `before`, the food's words and `after` make its text; `written` is the text when it was composed anew."""

    before: str
    words: str
    after: str
    slug: str | None
    written: str | None
    optional: bool
    understood: bool
    line_id: str


class Part(Struct, frozen=True):
    """The lines under one heading; the first part often has none."""

    heading: str | None
    lines: list[Ingredient]


def parts(lines: Sequence[ContentLine], *, anew: bool, scaled: bool = False) -> list[Part]:
    """Put lines under their headings; `anew` composes their texts from what was understood.

    `scaled` says that the amounts stand for other servings than were written.
    """
    return [
        Part(heading, [_ingredient(line, anew=anew, scaled=scaled) for line in under])
        for heading, under in groupby(lines, key=lambda line: line.section)
    ]


def food_name(slug: str | None, otherwise: str) -> str:
    """Give the name of a food, or the words of the line where the food is not known."""
    found = lexicon().foods.get(slug) if slug else None
    return found.name if found else otherwise


def colours_of(lines: Sequence[ContentLine]) -> list[str]:
    """Give the topmost families of a recipe's foods, in order, one for each food."""
    found: Mapping[str, None] = dict.fromkeys(line.food.slug for line in lines if line.food)
    known = lexicon()
    return [known.families[known.foods[slug].family].path[0] for slug in found if slug in known.foods]


def _ingredient(line: ContentLine, *, anew: bool, scaled: bool) -> Ingredient:
    slug = line.food.slug if line.food else None
    composed = anew and line.amount_min is not None
    before, words, after = _composed(line, scaled=scaled) if composed else _split(line.text, line.name)
    return Ingredient(
        before,
        words,
        after,
        slug if words else None,
        line.text if composed else None,
        line.optional,
        line.confidence > 0 and (line.food is not None or line.amount_min is not None),
        str(line.line_id),
    )


def _split(text: str, name: str) -> tuple[str, str, str]:
    """Part a text around the words of its food; all of it stands before when they do not stand there as they are."""
    at = text.lower().find(name.lower()) if name else -1
    if at < 0 or len(text) != len(text.lower()):
        return text, "", ""
    return text[:at], text[at : at + len(name)], text[at + len(name) :]


def _composed(line: ContentLine, *, scaled: bool) -> tuple[str, str, str]:
    amount = amount_words(line.line())
    unit = ""
    if line.unit is not None and (found := units().get(line.unit)) is not None:
        unit = found.name if line.amount_max is not None and line.amount_max <= 1 else found.plural
    behind = f", {line.preparation}" if line.preparation else ""
    note = _still_true(line) if scaled else line.note
    if note:
        behind += f" ({note})"
    front = " ".join(part for part in (amount, unit) if part)
    return f"{front} ", line.name or line.text, behind


def _still_true(line: ContentLine) -> str:
    """Give what of a note still holds after scaling: "2 cups (250 g)" loses its grams, "1 can (400 g)" keeps them."""
    one_of_many = line.unit is not None and units()[line.unit].kind is Kind.COUNT
    told = (line.note or "").split("; ")
    return "; ".join(part for part in told if one_of_many or not any(letter.isdigit() for letter in part))
