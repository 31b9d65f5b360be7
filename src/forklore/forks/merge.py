"""Three-way merge of two versions that come from one: fields, ingredient lines and steps, each by its id.

diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007), but items are matched by the ids that they
keep through versions and forks, so moving is no leaving and coming. What holds, and is tested: merging nothing changes
nothing; merging the same edit twice is the edit; edits of different things commute; no item is lost or doubled; a clash
stands exactly where both changed the same thing differently; and taking theirs in each clash gives theirs there.

Lines are compared at the servings of the base and given back at those of the result, see `merge_scale`; lines that lost
their ids by being edited as text are found again, see `merge_ids`.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from forklore.forks.merge_choice import Settling
from forklore.forks.merge_items import WHOLE, merged_items
from forklore.forks.merge_lines import merged_line
from forklore.forks.merge_order import merged_order
from forklore.forks.merge_sides import as_written, at_measure, named_alike, side_of, with_sections_of
from forklore.forks.rows import ClashKind, Merged
from forklore.recipes.rows import Content, ContentLine, ContentStep

_FIELDS = ("title", "summary", "servings", "minutes_prep", "minutes_cook", "language")


def merge(base: Content, ours: Content, theirs: Content, take: Collection[str] = ()) -> Merged:
    """Merge what `theirs` changed since `base` into `ours`; clashes named in `take` are settled for theirs.

    All others are settled for ours, and every clash is listed. The result may break a limit that both sides kept (two
    lists of 150 lines each), which only saving it checks. O(n log n) in lines and steps, and in words of changed lines.
    """
    if theirs in (base, ours):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    settling = Settling(take)
    fields: dict[str, Any] = {
        name: settling.three(
            (name, ClashKind.FIELD, name), (getattr(base, name), getattr(ours, name), getattr(theirs, name)), _words
        )
        for name in _FIELDS
    }
    content = replace(
        ours,
        **fields,
        tags=_tags(base.tags, ours.tags, theirs.tags),
        lines=_lines(settling, base, ours, theirs, fields["servings"]),
        steps=_steps(settling, base.steps, ours.steps, theirs.steps),
    )
    return Merged(content, tuple(settling.clashes))


def _words(value: object) -> str | None:
    return None if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _tags(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Merge sets of tags: what one side took out is out, what one put in is in."""
    left, right, before = set(ours), set(theirs), set(base)
    alive = (left & right) | (left - before) | (right - before)
    orders = ([tag for tag in side if tag in alive] for side in (base, ours, theirs))
    return tuple(merged_order(*orders))


def _lines(
    settling: Settling, base: Content, ours: Content, theirs: Content, servings: Decimal
) -> tuple[ContentLine, ...]:
    before, left, right = ({line.line_id: line for line in content.lines} for content in (base, ours, theirs))
    left, right = named_alike(
        before,
        left,
        right,
        names=lambda line: line.food.slug if line.food else None,
        words=lambda line: f"{line.section}: {line.text}",
    )
    mine = side_of(before, left, (base.servings, ours.servings))
    other = side_of(before, right, (base.servings, theirs.servings))
    factor = other.factor if servings != ours.servings else mine.factor
    known = len(settling.clashes)
    merged = merged_items(
        settling,
        ClashKind.LINE,
        (before, with_sections_of(before, other, mine), with_sections_of(before, mine, other)),
        both_changed=lambda key, base, ours, theirs: merged_line(settling, key, base, ours, theirs),
        words=lambda line: line.text,
        near=lambda one, other: one.section == other.section,
    )
    settling.clashes[known:] = [at_measure(clash, mine, other, factor) for clash in settling.clashes[known:]]
    return tuple(as_written(key, line, mine, other, factor) for key, line in merged.items())


def _steps(
    settling: Settling, base: tuple[ContentStep, ...], ours: tuple[ContentStep, ...], theirs: tuple[ContentStep, ...]
) -> tuple[ContentStep, ...]:

    def clash(key: UUID, base: str, ours: str, theirs: str) -> str:
        return settling.three((f"step:{key}", ClashKind.STEP, WHOLE), (base, ours, theirs), str)

    before, mine, other = ({step.step_id: step for step in steps} for steps in (base, ours, theirs))
    mine, other = named_alike(before, mine, other, names=lambda _: None, words=lambda step: step.text)
    merged = merged_items(
        settling,
        ClashKind.STEP,
        (_texts(before), _texts(mine), _texts(other)),
        both_changed=clash,
        words=str,
    )
    return tuple(other[key] if key in other and other[key].text == text else mine[key] for key, text in merged.items())


def _texts(steps: Mapping[UUID, ContentStep]) -> dict[UUID, str]:
    return {key: step.text for key, step in steps.items()}
