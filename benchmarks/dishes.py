"""The dishes of the benchmark community: the recipes of the demo, and for some of their lines other foods.

A line that may be replaced has `CHOICES` others in which a food of the same family stands in its place. What changes
between a recipe and a fork is found by the product's own detector, so the stored changes are those it would store.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from forklore.foods.lexicon import lexicon
from forklore.foods.line_reader import read_line
from forklore.forks.compare import compare_lines
from forklore.foundations.text import slug
from forklore.main.demo_content import demo
from forklore.recipes import rules
from forklore.recipes.inputs import Draft
from forklore.recipes.rows import Content, ContentLine
from forklore.replacements.found import FoundChange, found_changes

CHOICES = 3
DEPTH = 4


class Swap(Struct, frozen=True):
    """Another food in a line, and what the detector says of it."""

    line: ContentLine
    changes: list[FoundChange]


class Dish(Struct, frozen=True):
    """A recipe to be written many times; `swaps` holds `DEPTH` pairs of a line's place and its other forms."""

    slug: str
    content: Content
    swaps: list[tuple[int, list[Swap]]]


def dishes() -> list[Dish]:
    """Read the dishes, always in the same order; those with too few lines that can be replaced are left out."""
    found = []
    for written in demo().recipes:
        content = rules.content_of(
            Draft(
                title=written.title,
                summary=written.summary,
                servings=written.servings,
                ingredients=list(written.ingredients),
                steps=list(written.steps),
                minutes_prep=written.minutes_prep,
                minutes_cook=written.minutes_cook,
                tags=list(written.tags),
            )
        )
        swaps = list(_swaps(content))[:DEPTH]
        if len(swaps) == DEPTH:
            found.append(Dish(slug(written.title), content, swaps))
    return found


def line_document(line: ContentLine) -> str:
    """Give a line as the document of a version holds it, without its id."""
    document = msgspec.to_builtins(line)
    del document["line_id"]
    return msgspec.json.encode(document).decode()


def _swaps(content: Content) -> Iterator[tuple[int, list[Swap]]]:
    for place, line in enumerate(content.lines):
        others = list(_others(line))[:CHOICES]
        if len(others) == CHOICES:
            yield place, [Swap(other, _changes(content, place, other)) for other in others]


def _others(line: ContentLine) -> Iterator[ContentLine]:
    """Give the line with other foods of its family, as it reads then."""
    if line.food is None or line.food.name not in line.text:
        return
    family = lexicon().foods[line.food.slug].family
    for food in lexicon().foods.values():
        if food.family == family and food.slug != line.food.slug:
            text = line.text.replace(line.food.name, food.name)
            read = read_line(text, line.section)
            if read.food is not None and read.food.slug == food.slug:
                fields = {name: getattr(read, name) for name in read.__struct_fields__}
                yield ContentLine(line_id=line.line_id, **fields)


def _changes(content: Content, place: int, other: ContentLine) -> list[FoundChange]:
    lines = (*content.lines[:place], other, *content.lines[place + 1 :])
    fork = replace(content, lines=lines)
    return found_changes(compare_lines(content, fork), content, fork)
