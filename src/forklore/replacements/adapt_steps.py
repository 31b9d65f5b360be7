"""The steps of a recipe after foods were replaced: the old names become the new ones, where that is safe."""

import re
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.foods.rows import Match
from forklore.foods.words import normal_words
from forklore.recipes.inputs import STEP_LENGTH
from forklore.recipes.rows import ContentLine, ContentStep

# A name of one everyday word (roll, stock) is that food when the recipe has it; less than this is a guess.
_CERTAIN = 0.4
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n])\s*$")
# "Butter the tin", "flour a board": a food that is done to something is no mention of it.
_DONE_TO = re.compile(r"\s+(?:the|an?|your|both|each|and\s+\w+\s+(?:the|an?|your))\s", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:\d+|[½⅓⅔¼¾]|an?|one|two|three|four|five|six)\s+(?:(?:large|small|medium|whole)\s+)?$", re.IGNORECASE
)


class StepChange(Struct, frozen=True):
    """A step (counted from 0) in which foods have other names now."""

    step: int
    before: str
    after: str


def renamed(
    steps: Sequence[ContentStep], lines: Sequence[ContentLine], names: Mapping[str, tuple[str, ...]]
) -> list[StepChange]:
    """Rename foods (slugs) in steps to their new `names`; steps that do not change are left out.

    A mention is a name that the lexicon reads in the step: of the food itself, or of a part of the words of its line
    alone ("beef" under "ground beef"). What would not be a mention, or could be of another line, stays.
    """
    if not names:
        return []
    changes = []
    for at, step in enumerate(steps):
        text = _renamed(step.text, lines, names)
        if text != step.text and len(text) <= STEP_LENGTH:
            changes.append(StepChange(at, step.text, text))
    return changes


def still_named(texts: Sequence[str], lines: Sequence[ContentLine], foods: Collection[str]) -> dict[str, list[int]]:
    """Tell which steps (counted from 0) still name foods (slugs) that are not in the recipe any more."""
    found: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        named = {_meant(match, text, lines) for match in lexicon().find_all(text) if match.certainty >= _CERTAIN}
        for slug in named & set(foods):
            if slug is not None:
                found.setdefault(slug, []).append(at)
    return found


def words_of(names: Sequence[str]) -> str:
    """Join names as a sentence does: "ground flaxseed and water"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _renamed(text: str, lines: Sequence[ContentLine], names: Mapping[str, tuple[str, ...]]) -> str:
    whole = text
    for match in reversed(lexicon().find_all(text)):
        if match.certainty < _CERTAIN or _is_done_to(text, match):
            continue
        slug = _meant(match, text, lines)
        if slug is None or slug not in names:
            continue
        new = words_of(names[slug])
        start = match.start
        counted = _COUNTED.search(text, 0, start)
        if counted:
            start = counted.start()
            new = f"the {new}"
        if _SENTENCE_END.search(text[:start]) and text[start : start + 1].isupper():
            new = new[0].upper() + new[1:]
        whole = whole[:start] + new + whole[match.end :]
    return whole


def _is_done_to(text: str, match: Match) -> bool:
    return bool(_SENTENCE_END.search(text[: match.start]) and _DONE_TO.match(text, match.end))


def _meant(match: Match, text: str, lines: Sequence[ContentLine]) -> str | None:
    """Give the food of the recipe (its slug) that a name in a step means, None when it is of none or could be of two.

    A whole name means its food, and the plainer name of a sort means the sort ("beef" under "beef chuck"); fewer words
    than a line has mean its food when no other line has them too.
    """
    slugs = {line.food.slug for line in lines if line.food}
    if match.food.slug in slugs:
        return match.food.slug
    sorts = {slug for slug in slugs if lexicon().is_sort_of(slug, match.food.slug)}
    if len(sorts) == 1:
        return sorts.pop()
    words = set(normal_words(text[match.start : match.end]))
    holding = {line.food.slug for line in lines if line.food and words <= set(normal_words(line.name))}
    return holding.pop() if len(holding) == 1 else None
