"""One ingredient line that two cooks changed: merged part by part where they changed different parts.

The parts are the amount with its unit, the food, the preparation, the note, whether it is optional, and the section.
Whoever puts another food in a line has made it another line: then a change by the other side to its amount, preparation
or note is a clash of the whole line, for nobody wants the sifting of the flour kept on the sugar.
"""

from typing import Any
from uuid import UUID

from msgspec.structs import replace

from forklore.foods.line_reader import read_line
from forklore.foods.rows import Line
from forklore.forks.merge_choice import Settling
from forklore.forks.merge_items import WHOLE
from forklore.forks.merge_text import composed, woven
from forklore.forks.rows import Clash, ClashKind
from forklore.recipes.inputs import LINE_LENGTH
from forklore.recipes.rows import ContentLine

_PARTS: dict[str, tuple[str, ...]] = {
    "amount": ("amount_min", "amount_max", "unit"),
    "food": ("food", "name"),
    "preparation": ("preparation",),
    "note": ("note",),
    "optional": ("optional",),
    "section": ("section",),
}
_BESIDE_THE_FOOD = frozenset({"section", "optional"})


def merged_line(
    settling: Settling, key: UUID, base: ContentLine, ours: ContentLine, theirs: ContentLine
) -> ContentLine:
    """Merge a line that both sides changed, not alike; its text is woven of theirs and ours, or written anew.

    A wording that would be lost with that makes the whole line a clash.
    """

    def whole() -> ContentLine:
        clash = Clash(f"line:{key}", ClashKind.LINE, WHOLE, base.text, ours.text, theirs.text)
        return theirs if settling.takes(clash) else ours

    left, right = (_changed(base, side) for side in (ours, theirs))
    if ("food" in left and right - _BESIDE_THE_FOOD) or ("food" in right and left - _BESIDE_THE_FOOD):
        same_food = _key(ours, "food") == _key(theirs, "food")
        if not (same_food and _agree(ours, theirs, left & right) and "food" in left & right):
            return whole()
    split = {part for part in left & right if _key(ours, part) != _key(theirs, part)}
    text = _text(base, ours, theirs, left, right) if not split else None
    if text is None and not split and (not left or not right):
        return whole()
    values: dict[str, Any] = {}
    for part, fields in _PARTS.items():
        side = theirs if part in right and part not in left else ours
        if part in split:
            clash = Clash(f"line:{key}:{part}", ClashKind.LINE, part, base.text, ours.text, theirs.text)
            side = theirs if settling.takes(clash) else ours
        if part not in left | right:
            side = theirs if all(getattr(ours, f) == getattr(base, f) for f in fields) else ours
        values |= {field: getattr(side, field) for field in fields}
    line = replace(ours, **values, confidence=min(ours.confidence, theirs.confidence))
    return replace(line, text=text or _fitting(line, ours, theirs))


def _changed(base: ContentLine, side: ContentLine) -> set[str]:
    return {part for part in _PARTS if _key(base, part) != _key(side, part)}


def _agree(ours: ContentLine, theirs: ContentLine, parts: set[str]) -> bool:
    return all(_key(ours, part) == _key(theirs, part) for part in parts)


def _key(line: ContentLine | Line, part: str) -> object:
    """Give what a part means: another name of the same food is no other food."""
    if part == "food":
        return line.food.slug if line.food else line.name.lower()
    return tuple(getattr(line, field) for field in _PARTS[part])


def _text(base: ContentLine, ours: ContentLine, theirs: ContentLine, left: set[str], right: set[str]) -> str | None:
    """Weave the texts, if what comes of it reads as what the parts say; None when it does not."""
    text = woven(base.text, ours.text, theirs.text)
    if text is None or not 0 < len(text) <= LINE_LENGTH:
        return None
    read = read_line(text)
    wanted = ((part, theirs if part in right - left else ours) for part in _PARTS if part != "section")
    return text if all(_key(read, part) == _key(side, part) for part, side in wanted) else None


def _fitting(line: ContentLine, ours: ContentLine, theirs: ContentLine) -> str:
    """Give the text of the side that says it all, or one written anew of the parts."""
    for side in (ours, theirs):
        if all(_key(side, part) == _key(line, part) for part in _PARTS if part != "section"):
            return side.text
    text = composed(line.line())
    return text if 0 < len(text) <= LINE_LENGTH else ours.text
