"""What cooks did to the lines of a recipe, added up from what was read out of its forks and reviews."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from forklore.recipes.rows import Content, ContentLine
from forklore.replacements.answers import Added, LineChanges, ReplacedBy, Source, WhatPeopleChange
from forklore.replacements.records import ReadingRow, Told, ToldFood

ADDED_AT_MOST = 20
REPLACED_BY_AT_MOST = 10
SEEN_AT_MOST = 3

_Seen = list[tuple[ReadingRow, Told]]


def added_up(
    recipe_id: UUID, version: int, content: Content, readings: Sequence[ReadingRow], as_written: int
) -> WhatPeopleChange:
    """Add up readings (newest first) by the lines of a content; distinct cooks everywhere."""
    by_line: dict[UUID, _Seen] = {}
    added: dict[tuple[str, str], tuple[ToldFood, _Seen]] = {}
    for reading in readings:
        for told in reading.changes:
            for line_id in told.lines:
                by_line.setdefault(line_id, []).append((reading, told))
            for food in told.after if told.kind == "add" else ():
                added.setdefault(_key(food), (food, []))[1].append((reading, told))
    cooks = {reading.account_id for reading in readings}
    ranked = sorted(added.values(), key=lambda one: (-_cooks(one[1]), _key(one[0])))
    return WhatPeopleChange(
        recipe_id,
        version,
        len(cooks),
        as_written,
        [_line(recipe_id, line, by_line.get(line.line_id, []), len(cooks)) for line in content.lines],
        [Added(food, _cooks(seen), _sources(recipe_id, seen)) for food, seen in ranked[:ADDED_AT_MOST]],
    )


def _line(recipe_id: UUID, line: ContentLine, seen: _Seen, cooks: int) -> LineChanges:
    about = [(reading, told) for reading, told in seen if _is_about(told, line)]
    kinds = {kind: [one for one in about if one[1].kind == kind] for kind in ("replace", "omit", "more", "less")}
    return LineChanges(
        line_id=line.line_id,
        text=line.text,
        kept=cooks - _cooks(about),
        replaced_by=_replaced_by(recipe_id, kinds["replace"]),
        left_out=_cooks(kinds["omit"]),
        more=_cooks(kinds["more"]),
        less=_cooks(kinds["less"]),
        seen_in=_sources(recipe_id, about),
    )


def _replaced_by(recipe_id: UUID, seen: _Seen) -> list[ReplacedBy]:
    by_food: dict[tuple[tuple[str, str], ...], _Seen] = {}
    for reading, told in seen:
        by_food.setdefault(tuple(sorted(map(_key, told.after))), []).append((reading, told))
    ranked = sorted(by_food.items(), key=lambda one: (-_cooks(one[1]), one[0]))
    return [
        ReplacedBy(found[0][1].after, _cooks(found), _cooks(_failed(found)), _sources(recipe_id, found))
        for _, found in ranked[:REPLACED_BY_AT_MOST]
    ]


def _is_about(told: Told, line: ContentLine) -> bool:
    """Tell whether a change is about what the line says now: its author may have changed it since."""
    slug, text = line.food.slug if line.food else None, line.text.lower()
    return any((food.food and food.food == slug) or food.name in text for food in told.before)


def _key(food: ToldFood) -> tuple[str, str]:
    """Name a food: by its slug, and by its name only when it has none."""
    return (food.food, "") if food.food else ("", food.name)


def _cooks(seen: _Seen) -> int:
    return len({reading.account_id for reading, _ in seen})


def _failed(seen: _Seen) -> _Seen:
    return [one for one in seen if one[1].failed]


def _sources(recipe_id: UUID, seen: _Seen) -> list[Source]:
    """Give the newest places where something was seen."""
    found: Iterable[Source] = (
        Source(reading.origin, reading.source_id if reading.origin == "fork" else recipe_id) for reading, _ in seen
    )
    return list(dict.fromkeys(found))[:SEEN_AT_MOST]
