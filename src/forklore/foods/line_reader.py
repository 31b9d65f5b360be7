"""An ingredient line as written, read into amount, unit, food, preparation and notes: by rules and the lexicon alone.

`name` is the food in the words of the line, without amount, size, preparation and remarks; of a choice ("butter or
margarine") it keeps both, while `food` is the first and the note holds the rest. Measured on lines labelled by hand,
see `tests/foods/test_line_reader.py`.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from forklore.foods.line_foods import food_of, is_one_food
from forklore.foods.line_front import Front, read_after_name, read_front
from forklore.foods.line_headings import heading_in, is_heading, without_heading
from forklore.foods.line_name import read_name
from forklore.foods.line_words import BULLET, CHOICE, LABEL, OF_FIRST, OPTIONAL, PLURAL, PORTUGUESE, UNIT_AFTER
from forklore.foods.rows import Line
from forklore.foods.units import unit_named

LONGEST = 1000
_LONG_NAME = 4
_TINNED = re.compile(r"\b(?:can|tin)s?\b", re.IGNORECASE)


def read_lines(texts: Sequence[str]) -> list[Line]:
    """Read a list of lines in order; headings ("For the sauce:") and blank lines are no lines themselves.

    A heading is the section of the lines that follow it, up to the next heading.
    """
    lines: list[Line] = []
    section: str | None = None
    for text in texts:
        if is_heading(text):
            section = heading_in(text)
        elif text.strip():
            lines.append(read_line(text, section))
    return lines


def read_line(text: str, section: str | None = None) -> Line:
    """Read one ingredient line; never raises.

    A line of which nothing was understood keeps its text with confidence 0, and so does one of more than 1,000
    characters.
    """
    if len(text) > LONGEST:
        return Line(text=text, section=section)
    flat, inline = without_heading(_tidied(text))
    label, part, body = _opening(flat)
    front = read_front(body)
    rest = body[front.end :]
    if front.low is None and front.unit is None and not front.refused:
        front, rest = read_after_name(rest)
    named = read_name(rest, packed=front.unit == "can" or any(map(_TINNED.search, front.notes)))
    name, unit = _unit_after(named.name, front)
    where = inline or section
    line = Line(
        text=text,
        section=where,
        amount_min=front.low,
        amount_max=front.high,
        unit=unit,
        food=food_of(name, part) if name else None,
        name=name,
        preparation=", ".join(filter(None, (part, *named.preparation))) or None,
        note="; ".join(filter(None, (*front.notes, *named.notes, _choice(name), label))) or None,
        optional=OPTIONAL.search(flat) is not None or (where is not None and OPTIONAL.search(where) is not None),
    )
    remarks = len(front.notes) + len(named.notes)
    return replace(line, confidence=_confidence(line, remarks=remarks, refused=front.refused))


def _tidied(text: str) -> str:
    """Write a text with ordinary blanks, without the mark of a list, "(s)" and other ways of one kitchen."""
    return PORTUGUESE.sub(r"\1 de \2", PLURAL.sub("", BULLET.sub("", " ".join(text.split()))))


def _opening(flat: str) -> tuple[str, str, str]:
    """Part what stands before the amount: a label ("Garnish:"), the part of the food ("juice of"), and the rest."""
    label = LABEL.match(flat)
    begin = label.end() if label else 0
    part = OF_FIRST.match(flat, begin)
    return (
        label.group("label") if label else "",
        part.group("what").strip() if part else "",
        flat[part.end() if part else begin :],
    )


def _unit_after(name: str, front: Front) -> tuple[str, str | None]:
    """Take the unit from behind the food: "3 garlic cloves" are three cloves of garlic."""
    after = UNIT_AFTER.fullmatch(name) if front.unit is None and front.low is not None else None
    found = unit_named(after.group("unit")) if after else None
    if after is None or found is None:
        return name, front.unit
    return after.group("name"), found.slug


def _choice(name: str) -> str:
    """Give what a cook may take instead: "or margarine"."""
    found = CHOICE.search(name)
    return found.group().strip(" ,") if found else ""


def _confidence(line: Line, *, remarks: int, refused: bool) -> float:
    """Say how likely name, amount and unit are all right, from what was understood; 0 when that is nothing.

    The shares are those of right lines among lines labelled by hand, by whether the lexicon knows the name as it
    stands, whether there is an amount, the number of remarks and the length of the name.
    """
    if not line.name or (line.food is None and line.amount_min is None and line.unit is None):
        return 0.0
    likely = 0.75 if line.food is None else 0.97 if is_one_food(line.name) else 0.9
    likely *= 1 if line.amount_min is not None else 0.95
    likely *= (1, 0.98, 0.92)[min(remarks, 2)]
    likely *= 0.88 if len(line.name.split()) > _LONG_NAME else 1
    return round(likely * (0.3 if refused else 1), 2)
