"""One line of a recipe that is adapted: why it cannot stay, what takes its place, and how that is written."""

import re
from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.foods.needs import Needs, broken_by
from forklore.foods.rows import FoodName, Line, Match
from forklore.foods.units import amount_words, units
from forklore.recipes.inputs import LINE_LENGTH, LineInput
from forklore.recipes.rows import ContentLine
from forklore.replacements.adapt_amounts import Portion, portions
from forklore.replacements.candidates import ALWAYS_THERE, Candidate, Ranked

ALTERNATIVES_AT_MOST = 4
REPLACED, LEFT_OUT, REWORDED, UNRESOLVED = "replaced", "left_out", "reworded", "unresolved"
# How certain the lexicon must be of another food in the words of a line.
_CERTAIN = 0.8
_JOINED = re.compile(r"\b(?:and|with|or|plus|in)\b|[&+/,]", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|without|free|instead of|like|never)\b", re.IGNORECASE)
_CUTTING = frozenset(
    {"chopped", "diced", "sliced", "minced", "grated", "shredded", "crumbled", "cubed", "cut", "torn", "halved"}
    | {"quartered", "julienned", "crushed", "mashed", "finely", "roughly", "coarsely", "thinly"}
    | {"thickly", "freshly", "lightly", "into", "small", "large", "bite", "sized", "size", "thin", "thick", "and"}
    | {"piece", "pieces", "chunk", "chunks", "cube", "cubes", "slice", "slices", "strip", "strips"}
)
_KEPT_NOTES = ("for ", "to ")
_MEAT = frozenset({"meat", "fish_seafood"})


class PlannedLine(Struct, frozen=True):
    """What becomes of one line (counted from 0): replaced, left_out, reworded or unresolved, and why.

    `to` is what takes its place, with the evidence; `names` is what that is called here, and `new_lines` are the texts
    that stand there instead; `told` says what to mind; `alternatives` are what else could take its place, best first.
    """

    line: int
    line_id: UUID
    text: str
    food: FoodName | None
    use: str | None
    reason: str
    outcome: str
    to: Candidate | None
    names: list[str]
    new_lines: list[str]
    told: list[str]
    alternatives: list[Candidate]

    def why_open(self) -> str:
        """Say why a line stays unresolved."""
        if self.food is None:
            return f"{self.text}: {self.reason}"
        tried = "; nobody has tried what is alike" if self.alternatives else ""
        return f"{self.text}: {self.reason}, and nothing is known that could take its place{tried}"


class Reason(Struct, frozen=True):
    """Why a line cannot stay: in words; `hidden` are the words beside its own food that name another."""

    text: str
    hidden: tuple[str, ...] = ()
    in_name: bool = False


def reason_of(line: ContentLine, needs: Needs, have: frozenset[str] | None) -> Reason | None:
    """Tell why a line breaks the needs, or is not among what one has; None when it can stay.

    A food that is not known breaks them, and so does another food that the words of the line name as well.
    """
    if line.food is None or line.food.slug not in lexicon().foods:
        if not needs and have is None:
            return None
        return Reason(f"we do not know what “{line.name or line.text}” is")
    slug = line.food.slug
    broken = broken_by(slug, needs) if needs else None
    if broken:
        return Reason(f"{line.food.name}: {broken}")
    if have is not None and not is_had(slug, have):
        return Reason(f"{line.food.name}: not among what you have")
    return _hidden(line, slug, needs) if needs else None


def is_had(slug: str, have: frozenset[str]) -> bool:
    """Tell whether a food is at hand: itself, what it is a sort of, a sort of it, or water."""
    sorts = lexicon().sorts
    return slug in have | ALWAYS_THERE or sorts.get(slug) in have or any(sorts.get(one) == slug for one in have)


def unresolved(
    at: int, line: ContentLine, reason: Reason, use: str | None, ranked: Sequence[Ranked] = ()
) -> PlannedLine:
    """Say that nothing known takes the place of a line; kin that nobody tried are named, not taken."""
    told = []
    if ranked:
        told = ["Nobody has said of anything that fits that it works; what could be tried stands below."]
    shown = [one.shown for one in ranked[:ALTERNATIVES_AT_MOST]]
    return PlannedLine(at, line.line_id, line.text, line.food, use, reason.text, UNRESOLVED, None, [], [], told, shown)


def left_out(at: int, line: ContentLine, reason: Reason, use: str | None) -> PlannedLine:
    """Leave a line out."""
    return PlannedLine(at, line.line_id, line.text, line.food, use, reason.text, LEFT_OUT, None, [], [], [], [])


def reworded(at: int, line: ContentLine, reason: Reason) -> tuple[PlannedLine, list[LineInput]]:
    """Keep a line without the words that name a food which breaks the needs ("or butter")."""
    food = line.food.name if line.food else line.name
    part = Portion(line.food.slug if line.food else "", line.name or food, line.amount_min, line.amount_max, line.unit)
    new = _line_input(line, part, line.line_id, None, None)
    dropped = " and ".join(f"“{words}”" for words in reason.hidden)
    told = [f"The words {dropped} are left out."]
    shown = PlannedLine(
        at, line.line_id, line.text, line.food, None, reason.text, REWORDED, None, [], [new.text or ""], told, []
    )
    return shown, [new]


def replaced(
    at: int, line: ContentLine, reason: Reason, use: str | None, chosen: Ranked, others: Sequence[Ranked], system: str
) -> tuple[PlannedLine, list[LineInput]]:
    """Put a candidate in the place of a line: the first new line keeps its id, so that the change is observed."""
    told = []
    parts = portions(line.line(), line.food.slug, chosen.doses, system) if line.food else None
    if parts is None:
        parts = tuple(Portion(food.slug, food.name, None, None, None) for food in chosen.shown.to)
        if line.amount_min is not None:
            told.append(f"How much to take cannot be worked out from “{line.text}”.")
    elif line.amount_min is not None and any(dose.assumed for dose in chosen.doses):
        told.append("As much as before is taken: nobody has said how much it takes.")
    told += [f"{part.name}: {part.told}" for part in parts if part.told]
    new = [
        _line_input(line, part, line.line_id if first == 0 else None, _preparation(line, part, len(parts)), _note(line))
        for first, part in enumerate(parts)
    ]
    shown = PlannedLine(
        at,
        line.line_id,
        line.text,
        line.food,
        use,
        reason.text,
        REPLACED,
        chosen.shown,
        [part.name for part in parts],
        [one.text or "" for one in new],
        told,
        [one.shown for one in others if one.shown.to != chosen.shown.to][:ALTERNATIVES_AT_MOST],
    )
    return shown, new


def kept(line: ContentLine) -> LineInput:
    """Give a line that stays as it is."""
    return LineInput(text=line.text, line_id=line.line_id, section=line.section or "")


def _hidden(line: ContentLine, slug: str, needs: Needs) -> Reason | None:
    """Find foods that break the needs in the words of a line beside its own food ("milk (or cream)")."""
    places = {"name": line.name, "preparation": line.preparation or "", "note": line.note or ""}
    found: dict[str, Match] = {}
    for place, words in places.items():
        if (place == "name" and not _JOINED.search(words)) or _DENIED.search(words):
            continue
        for match in lexicon().find_all(words):
            if match.certainty >= _CERTAIN and match.food.slug != slug and broken_by(match.food.slug, needs):
                found.setdefault(place, match)
    if not found:
        return None
    match = next(iter(found.values()))
    why = broken_by(match.food.slug, needs)
    return Reason(
        f"the line also names {match.food.name}: {why}",
        tuple(places[place] for place in found if place != "name"),
        "name" in found,
    )


def _line_input(
    line: ContentLine, part: Portion, line_id: UUID | None, preparation: str | None, note: str | None
) -> LineInput:
    bare = Line(text="", amount_min=part.low, amount_max=part.high, unit=part.unit)
    many = part.high is not None and part.high > 1
    unit = units()[part.unit] if part.unit else None
    name = _plural(part) if many and unit is None else part.name
    measure = (unit.plural if many else unit.name) if unit else ""
    head = " ".join(word for word in (amount_words(bare), measure, name) if word)
    text = ", ".join(words for words in (head, preparation, note) if words)[:LINE_LENGTH]
    return LineInput(
        text=text,
        line_id=line_id,
        section=line.section or "",
        amount_min=None if part.low is None else float(part.low),
        amount_max=None if part.high is None else float(part.high),
        unit=part.unit,
        food=name,
        preparation=preparation or "",
        note=note or "",
        optional=line.optional,
    )


def _plural(part: Portion) -> str:
    food = lexicon().foods.get(part.food)
    return food.plural if food is not None and part.name == food.name and food.plural else part.name


def _preparation(line: ContentLine, part: Portion, parts: int) -> str | None:
    """Keep words of preparation that still make sense: all among near kin, cutting among what can be cut."""
    if not line.preparation or line.food is None or parts > 1:
        return None
    foods, families = lexicon().foods, lexicon().families
    old, new = foods[line.food.slug], foods[part.food]
    if old.family == new.family:
        return None if any(m.food.slug == old.slug for m in lexicon().find_all(line.preparation)) else line.preparation
    cut = set(re.findall(r"[a-z]+", line.preparation.lower())) <= _CUTTING
    top = families[old.family].path[0]
    alike = top == families[new.family].path[0] or top in _MEAT
    liquid = part.unit is not None and part.unit in {"millilitre", "litre"}
    return line.preparation if cut and alike and not liquid else None


def _note(line: ContentLine) -> str | None:
    """Keep what a line says it is for; sizes and alternatives spoke of the old food."""
    note = line.note or ""
    if not note.startswith(_KEPT_NOTES) or any(letter.isdigit() for letter in note) or lexicon().find_all(note):
        return None
    return note
