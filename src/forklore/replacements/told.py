"""What a fork or a review tells of changes in a recipe, food by food and line by line, each once.

A review tells by its fields (stated) and by its words (found in the text). What it states is not counted again from
its words; the words then only say how it went.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from msgspec.structs import replace

from forklore.foods.lexicon import lexicon
from forklore.foods.words import normal_words
from forklore.recipes.rows import Content
from forklore.replacements.found import FoundChange
from forklore.replacements.records import Told, ToldFood
from forklore.replacements.review_reader import ReviewChange, read_review
from forklore.replacements.rows import ReviewRow, StatedChange

# How sure the reader of texts has to be before words count as evidence.
TEXT_CONFIDENCE = 0.6
_LOW_STARS = 2
_WITH_BEFORE = frozenset({"replace", "omit", "more", "less"})


def told_by_fork(changes: Sequence[FoundChange], before: Content) -> list[Told]:
    """Give the changes of a fork as they concern the lines of its parent."""
    return [
        Told(
            kind=change.kind.value,
            before=[ToldFood(item.food, item.name) for item in change.before],
            after=[ToldFood(item.food, item.name) for item in change.after],
            lines=list(dict.fromkeys(before.lines[item.line].line_id for item in change.before)),
            confidence=round(change.confidence, 4),
        )
        for change in changes
    ]


def told_by_review(review: ReviewRow, recipe: Content) -> list[Told]:
    """Give what a review of a recipe says to have been done: stated in its fields, then found in its words."""
    stated = [_stated(change, review, recipe) for change in review.changes]
    found = [
        _found(change, review, recipe)
        for change in read_review(review.body, recipe.title, [line.text for line in recipe.lines])
        if change.status == "did" and change.confidence >= TEXT_CONFIDENCE
    ]
    words = {_about(told): told for told in found}
    told = [_with_words(one, words.get(_about(one)), review) for one in stated]
    said = {about for one in stated for about in _abouts(one)}
    return [*told, *(one for one in found if not _abouts(one) & said)]


def pairs(told: Told) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give (slug, slugs) for each food that was replaced, when every food on both sides is known and none stayed."""
    to = tuple(sorted({food.food for food in told.after if food.food}))
    known = all(food.food for food in (*told.before, *told.after))
    if told.kind == "replace" and known and to:
        for slug in dict.fromkeys(food.food for food in told.before):
            if slug and slug not in to:
                yield slug, to


def words_of(told: Told, body: str) -> str:
    """Give the words that prove it: the sentence around its span, or what was stated."""
    if told.span is None:
        before, after = (" + ".join(food.name for food in foods) for foods in (told.before, told.after))
        return body[:300] or f"{before} → {after}"
    start, end = told.span
    start = max((body.rfind(mark, 0, start) + 1 for mark in ".!?\n"), default=0)
    ends = [at + 1 for mark in ".!?\n" if (at := body.find(mark, end)) >= 0]
    return body[start : min(ends, default=len(body))].strip()[:1000]


def _stated(change: StatedChange, review: ReviewRow, recipe: Content) -> Told:
    before = [_food(text) for text in change.before]
    return Told(
        kind=change.kind,
        before=before,
        after=[_food(text) for text in change.after],
        lines=_lines_of(before, recipe) if change.kind in _WITH_BEFORE else [],
        confidence=1.0,
        failed=review.stars <= _LOW_STARS,
        stated=True,
    )


def _found(change: ReviewChange, review: ReviewRow, recipe: Content) -> Told:
    before = [_food(change.before)] if change.before else []
    return Told(
        kind=change.kind,
        before=before,
        after=[_food(text) for text in change.after],
        lines=_lines_of(before, recipe) if change.kind in _WITH_BEFORE else [],
        confidence=change.confidence,
        failed=_failed(change.outcome, review.stars),
        outcome=change.outcome,
        span=change.span,
    )


def _with_words(stated: Told, words: Told | None, review: ReviewRow) -> Told:
    if words is None:
        return stated
    failed = _failed(words.outcome, review.stars)
    return replace(stated, span=words.span, outcome=words.outcome, failed=failed)


def _failed(outcome: str | None, stars: int) -> bool:
    """Tell whether it did not work: the words say so, or say nothing beside at most two stars."""
    return outcome == "bad" or (outcome is None and stars <= _LOW_STARS)


def _food(text: str) -> ToldFood:
    found = lexicon().resolve(text)
    return ToldFood(found.slug if found else None, text.strip().lower()[:100])


def _name(food: ToldFood) -> str:
    return food.food or " ".join(normal_words(food.name))


_About = tuple[str, tuple[str, ...], tuple[str, ...]]


def _about(told: Told) -> _About:
    return told.kind, tuple(sorted(map(_name, told.before))), tuple(sorted(map(_name, told.after)))


def _abouts(told: Told) -> set[tuple[str, str]]:
    """Give what a change is about: the same food treated in the same way is one change, in whatever words."""
    return {(told.kind, _name(food)) for food in (told.before or told.after)}


def _lines_of(foods: Sequence[ToldFood], recipe: Content) -> list[UUID]:
    """Give the lines that hold any of the foods: by the food, else by all words of its name."""
    slugs = {food.food for food in foods if food.food}
    named = [line.line_id for line in recipe.lines if line.food and line.food.slug in slugs]
    if named:
        return named
    names = [set(normal_words(food.name)) for food in foods]
    return [
        line.line_id
        for line in recipe.lines
        if any(name and name <= set(normal_words(line.name or line.text)) for name in names)
    ]
