"""The two sides of a merge of lines, told in the ids and at the measure of their base, and brought back from there."""

from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from forklore.forks.merge_ids import edited_ids
from forklore.forks.merge_scale import factor_of, resized, to_base
from forklore.forks.rows import Clash
from forklore.recipes.rows import ContentLine

T = TypeVar("T")
_Items = Mapping[UUID, T]


class Side(Struct, frozen=True):
    """The lines of a side by the base's ids, as written and at the base's measure; how much larger they are written."""

    written: Mapping[UUID, ContentLine]
    lines: Mapping[UUID, ContentLine]
    factor: Decimal


def named_alike(
    base: _Items[T],
    ours: _Items[T],
    theirs: _Items[T],
    *,
    names: Callable[[T], Hashable | None],
    words: Callable[[T], str],
) -> tuple[dict[UUID, T], dict[UUID, T]]:
    """Give the items of both sides under the ids of the base's items of which they were made, see `edited_ids`.

    Items that both sides added with the same words are one item, under the id that it has in ours.
    """
    edited = edited_ids(base, ours, names=names, not_these=frozenset(theirs))
    mine = {edited.get(key, key): item for key, item in ours.items()}
    edited = edited_ids(base, theirs, names=names, not_these=frozenset(ours))
    other = {edited.get(key, key): item for key, item in theirs.items()}
    added = {words(item): key for key, item in mine.items() if key not in base and key not in other}
    alike = {
        key: added.pop(words(item))
        for key, item in other.items()
        if key not in base and key not in mine and words(item) in added
    }
    return mine, {alike.get(key, key): item for key, item in other.items()}


def side_of(base: _Items[ContentLine], written: _Items[ContentLine], servings: tuple[Decimal, Decimal]) -> Side:
    """Bring the lines of a side to the measure of the base; `servings` are the base's and the side's."""
    factor = factor_of(base, written, servings)
    lines = {
        key: replace(to_base(replace(line, line_id=key), base.get(key), factor), line_id=key)
        for key, line in written.items()
    }
    return Side(written, lines, factor)


def with_sections_of(base: _Items[ContentLine], renaming: Side, adding: Side) -> dict[UUID, ContentLine]:
    """Give the lines of `adding`, new ones under the headings that `renaming` gave to the base's sections."""
    became: dict[str | None, set[str | None]] = {}
    for key, line in base.items():
        if key in renaming.lines:
            became.setdefault(line.section, set()).add(renaming.lines[key].section)
    renamed = {old: next(iter(new)) for old, new in became.items() if len(new) == 1}
    return {
        key: line if key in base else replace(line, section=renamed.get(line.section, line.section))
        for key, line in adding.lines.items()
    }


def as_written(key: UUID, line: ContentLine, mine: Side, other: Side, factor: Decimal) -> ContentLine:
    """Give a merged line at the measure of the result: as a side wrote it where it is that side's, else written anew.

    It has theirs' id where it is theirs too, so that the next merge, whose base is theirs, finds it again.
    """
    for side in (other, mine):
        same = side.lines.get(key)
        if same is not None and side.factor == factor and replace(line, section=same.section) == same:
            return replace(side.written[key], section=line.section)
    holder = other if key in other.written else mine
    return replace(resized(line, factor), line_id=holder.written[key].line_id)


def at_measure(clash: Clash, mine: Side, other: Side, factor: Decimal) -> Clash:
    """Show a clash of a line with the texts that taking or skipping it gives, at the measure of the result."""
    if mine.factor == other.factor == factor:
        return clash
    shown = {
        side.lines[key].text: as_written(key, side.lines[key], mine, other, factor).text
        for side in (mine, other)
        for key in side.lines
    }
    ours, theirs = (text if text is None else shown.get(text, text) for text in (clash.ours, clash.theirs))
    return replace(clash, ours=ours, theirs=theirs)
