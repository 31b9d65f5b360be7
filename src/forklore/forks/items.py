"""What a list of lines holds, food by food: the things that are compared, whichever way the lines are cut.

"Salt and pepper" gives two items, "2 cups milk, divided" one. An item remembers its line, its name as written, the food
of the lexicon when it is known, what its other words say, and every amount that belongs to it.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from forklore.foods.lexicon import lexicon
from forklore.foods.line_foods import read_foods
from forklore.foods.line_reader import read_line
from forklore.foods.rows import FoodName, Line, Match
from forklore.foods.units import unit_named
from forklore.foods.words import normal_word
from forklore.forks.measures import NOTHING, Measures, how_many, read_measures
from forklore.forks.plain import as_written, flakes_in, is_equipment, is_note, plain
from forklore.forks.wording import is_shade, marks, naming, noise, words


class Item(Struct, frozen=True, eq=False):
    """One food of one line.

    `line` is the position of the line in its list; `slug` is the food, None when unknown; `naming` holds the
    words that name it, `every` all words of its line, `mentioned` all foods that the line names ("peaches or
    nectarines"), `told` the foods of all its words but those that it leaves out, `shape` the words around the name.
    """

    line: int
    name: str
    slug: str | None
    naming: tuple[str, ...]
    every: frozenset[str]
    mentioned: frozenset[str]
    marks: Mapping[str, frozenset[str]]
    measures: Measures
    shape: frozenset[str]
    told: frozenset[str]
    section: str | None

    @property
    def head(self) -> str:
        """The last word of the name."""
        return self.naming[-1] if self.naming else ""


_BRACKETED = re.compile(r"\([^)]*\)?")
_BEFORE_AMOUNT = re.compile(
    r"(?:[,;+&]|\s/(?=\s)|\band\b|\bplus\b|\bwith\b)\s*(?=[\d½¼¾⅓⅔⅛]|"
    r"an? (?:pinch|dash|handful|little|splash|squeeze|drizzle|glug|knob)\b)",
    re.IGNORECASE,
)
_JOIN_END = re.compile(r"[\s,;+&/]*(?:\band|\bplus|\bwith|\bmixed with)?[\s,;+&/]*$", re.IGNORECASE)
_AGAIN = re.compile(r"\(([^)]*)\)?|\bor ([^,;(]*)|\bsuch as ([^,;)]*)", re.IGNORECASE)
# A remark with one of these speaks about a food and does not put it in: "without salt", "if the flour has none".
_LEFT_OUT = re.compile(
    r"\b(?:no|not|without|instead|omit|skip(?:ped)?|left|leave|free|if|for(?! example)"
    r"|the|than|like|such)\b",
    re.IGNORECASE,
)
# "2 oranges, 1 cut into wedges and the zest and juice of the other": no foods of their own behind the fruit.
_PARTS_OF_ONE = frozenset({"zest", "juice", "peel", "rind"})
# What is made of several foods and named after them; "peas and carrots" stay two.
_OF_SEVERAL = frozenset({"seasoning", "blend", "sauce", "dressing", "paste", "soup", "salsa", "stuffing"})
_HERBED = frozenset({"herb", "garlic", "chive", "onion"})
JOINING = re.compile(r"\s(?:and|&)\s|[,+]", re.IGNORECASE)
_MOST_CHARACTERS = 400
_MOST_FOODS = 6
_SMALL_WORD = 2
# How certain the lexicon is of single words that mean other things too (clove, date).
_EVERYDAY = 0.4


def items_of(lines: Sequence[Line]) -> list[Item]:
    """Expand the lines of one list to items, in order; lines without a letter (headings are given so) give none."""
    found: list[Item] = []
    for position, line in enumerate(lines):
        if any(sign.isalpha() for sign in line.text) and not is_note(line.text):
            items = _apart([item for part in _parts(_plainly(line)) for item in _whole(position, part)])
            found.extend(replace(item, name=as_written(item.name, line.text[:_MOST_CHARACTERS])) for item in items)
    return [item for item in found if not is_equipment(item.name)]


def _apart(items: Sequence[Item]) -> list[Item]:
    """Drop the zest and juice that only tell what becomes of the whole fruit before them."""
    if not items or _PARTS_OF_ONE & set(items[0].naming):
        return list(items)
    return [item for item in items if not set(item.naming) <= _PARTS_OF_ONE]


def _plainly(line: Line) -> Line:
    text = plain(line.text[:_MOST_CHARACTERS])
    return line if text == line.text[:_MOST_CHARACTERS] else read_line(text, line.section)


def _parts(line: Line) -> list[Line]:
    """Part "1 tsp baking powder + 1/2 tsp soda" where a joiner stands before an amount and each part names a food."""
    bare = _blank(line.text[:_MOST_CHARACTERS])
    cuts = [0, *(match.end() for match in _BEFORE_AMOUNT.finditer(bare)), len(bare)]
    if not 2 < len(cuts) <= _MOST_FOODS:  # noqa: PLR2004 - two ends and one cut
        return [line]
    texts = [_JOIN_END.sub("", line.text[a:b]) for a, b in itertools.pairwise(cuts)]
    read = _with_nouns([read_line(text, line.section) for text in texts])
    named = {part.food.slug if part.food else part.name for part in read if _names_something(part)}
    return read if len(named) == len(read) else [line]


def _names_something(part: Line) -> bool:
    """Tell whether a part of a line is a line of its own: it names a food, or measures something not known."""
    return part.food is not None or (part.unit is not None and bool(set(words(part.name)) - noise()))


def _with_nouns(parts: Sequence[Line]) -> list[Line]:
    """Lend "1 red" of "1 red and 1 green pepper" the noun of the next part."""
    read = list(parts)
    for at in range(len(read) - 2, -1, -1):
        if read[at].food is None and all(is_shade(word) for word in words(read[at].name)):
            noun = " ".join(word for word in read[at + 1].name.split() if not all(map(is_shade, words(word))))
            read[at] = read_line(f"{read[at].text} {noun}", read[at].section)
    return read


def _blank(text: str) -> str:
    return _BRACKETED.sub(lambda match: " " * len(match[0]), text)


def _whole(position: int, line: Line) -> list[Item]:
    text = line.text[:_MOST_CHARACTERS]
    foods = read_foods(line)
    if len(foods) > 1 and (one := _one_named(line.name)):
        line, foods = replace(line, food=one), (one,)
    if len(foods) > 1:
        return _joined(position, line, text, foods)
    named = _named(line, _blank(text), foods)
    if named.slug == "red-bell-pepper" and (flakes := flakes_in(text)):
        named = _Named(flakes, "chili-flakes")
    return [_item(position, line, text, named, read_measures(text))]


def _named(line: Line, bare: str, foods: Sequence[FoodName]) -> "_Named":
    """Name the one food of a line; where the reader found none, the first surest food that its text names."""
    food = line.food or (foods[0] if foods else None)
    found = lexicon().find_all(line.name if food else bare)
    if food:
        return _Named(line.name, _sharper(food.slug, found))
    sure = [match for match in found if match.certainty == 1]
    if sure and not set(words(line.name)) - noise():
        return _Named(bare[sure[0].start : sure[0].end], sure[0].food.slug)
    return _Named(line.name or " ".join(naming(bare)), None)


def _sharper(slug: str, found: Sequence[Match]) -> str:
    """Prefer tortellini where "tortellini pasta" was read as pasta."""
    families = lexicon().families
    family = lexicon().foods[slug].family
    for before, match in pairwise(found):
        if match.food.slug == slug and before.end + 1 >= match.start and before.food.slug != slug:
            path = families[before.food.family].path
            if family in path[:-1]:
                return before.food.slug
    return slug


def _spans(text: str, foods: Sequence[FoodName]) -> dict[str, Match]:
    wanted = {food.slug for food in foods}
    found: dict[str, Match] = {}
    for match in lexicon().find_all(text):
        if match.food.slug in wanted:
            found.setdefault(match.food.slug, match)
    return found


def _one_named(name: str) -> FoodName | None:
    """Find the one food whose own name joins two: "garlic and herb cheese" is no garlic."""
    for match in lexicon().find_all(name):
        inside, outside = name[match.start : match.end], f"{name[: match.start]} {name[match.end :]}"
        last = words(inside)[-1]
        one = last in _OF_SEVERAL or (last == "cheese" and bool(_HERBED & set(words(inside))))
        if one and match.certainty == 1 and JOINING.search(inside) and not JOINING.search(outside):
            return FoodName(slug=match.food.slug, name=match.food.name)
    return None


def _ends(text: str, spans: Sequence[Match]) -> dict[str, int]:
    """Say where the words of each food end: at its name, or, when amounts follow the names, at the next name."""
    ordered = sorted(spans, key=lambda span: span.start)
    if not ordered or read_measures(text[: ordered[0].end]) != NOTHING:
        return {span.food.slug: span.end for span in ordered}
    following = [*(span.start for span in ordered[1:]), len(text)]
    return {span.food.slug: end for span, end in zip(ordered, following, strict=True)}


def _joined(position: int, line: Line, text: str, foods: Sequence[FoodName]) -> list[Item]:
    """Give one item for each food of a joined line; the amount of a food stands before it, or is shared by "each".

    A food that has lent its noun ("onion and garlic powder") is not found in the text: it takes the words before.
    """
    items: list[Item] = []
    spans = _spans(_blank(text), foods)
    before, at, shared = read_measures(text), 0, "each" in words(text)
    ends = _ends(text, list(spans.values()))
    for food in foods[:_MOST_FOODS]:
        if is_shade(normal_word(food.name)):
            continue
        span = spans.get(food.slug)
        end = max(ends[food.slug], at) if span else at
        segment = text[at:end].lstrip(" ,;+&")
        measures = read_measures(segment)
        if measures == NOTHING and (shared or not items):
            measures = before
        name = text[span.start : span.end] if span else food.name
        items.append(_item(position, line, segment or name, _Named(name, food.slug), measures))
        before, at = measures, end
    return items if shared or how_many(_blank(text)) != 1 else one_amount(items)


def one_amount(items: Sequence[Item]) -> list[Item]:
    """Note that one amount is that of all foods of a line together: "2 cups raisins and currants" may be a cup each."""
    part = 1.0 / len(items) if items else 1.0
    return [
        item if item.measures == NOTHING else replace(item, measures=replace(item.measures, parts=part))
        for item in items
    ]


@lru_cache(maxsize=20_000)
def _told(text: str) -> frozenset[str]:
    """Find the foods that a text speaks of anywhere, unless it only speaks about them."""
    if _LEFT_OUT.search(text):
        return frozenset()
    return frozenset(
        match.food.slug
        for match in lexicon().find_all(text)
        if match.certainty >= _EVERYDAY and unit_named(text[match.start : match.end]) is None
    )


def _naming_part(text: str, name: str) -> str:
    """Give the words that may name the food again: the name, what stands in brackets, and what "or" leaves open."""
    again = (part for found in _AGAIN.findall(text) for part in found if part)
    return " ; ".join((name, *again))


class _Named(NamedTuple):
    name: str
    slug: str | None


def _item(position: int, line: Line, text: str, named: _Named, measures: Measures) -> Item:
    every, names = words(text), naming(named.name)
    return Item(
        line=position,
        name=named.name,
        slug=named.slug,
        naming=names,
        every=frozenset(every),
        mentioned=frozenset(match.food.slug for match in lexicon().find_all(_naming_part(text, named.name))),
        told=_told(line.text[:_MOST_CHARACTERS].replace(line.name or "\n", " ; ")),
        marks=marks(text),
        measures=measures,
        shape=frozenset(
            word for word in every if word not in names and len(word) > _SMALL_WORD and unit_named(word) is None
        ),
        section=line.section,
    )
