"""Reads out of a review's text what the reviewer changed: replaced, left out, added, used more or less of.

Sentences are cut into items (cues and foods), frames over the items propose changes, the recipe decides what belongs
to it, and a small learnt filter keeps what is likely enough. No step looks further than a sentence and its neighbour,
so the time grows with the length of the text only.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from forklore.foods.lexicon import lexicon
from forklore.replacements.review_amounts import additions, amounts, omissions, varieties
from forklore.replacements.review_filter import likely, threshold
from forklore.replacements.review_items import Item, items
from forklore.replacements.review_mood import outcome, with_mood
from forklore.replacements.review_referee import Referee
from forklore.replacements.review_row import Candidate
from forklore.replacements.review_sentences import sentences
from forklore.replacements.review_swaps import swaps
from forklore.replacements.review_tables import words_of

_LONGEST_TEXT = 200_000
_CLEARLY_FOOD = 0.4


class ReviewChange(Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """One change that a review tells.

    `before` is the food of the recipe (None for an addition, or where nobody can tell), `after` what was used;
    `status` is did, would or asked; `outcome` good, bad or None where the review does not say; `span` is the piece of
    the text that proves it, in characters, the end exclusive; `confidence` runs from 0 to 1.
    """

    kind: str
    before: str | None
    after: tuple[str, ...]
    status: str
    outcome: str | None
    span: tuple[int, int]
    confidence: float


def read_review(text: str, recipe: str = "", ingredients: Sequence[str] | None = None) -> tuple[ReviewChange, ...]:
    """Give the changes that a review of a recipe tells, in the order of the text; never raises.

    `recipe` is the title; `ingredients` its lines as text, None when they are not known. Characters after the first
    200,000 are not read.
    """
    told: list[ReviewChange] = []
    for _, candidate, confidence in judged(text[:_LONGEST_TEXT], Referee(recipe, ingredients)):
        if confidence >= threshold():
            told.append(as_change(candidate, confidence))
    return tuple(sorted(told, key=lambda change: change.span))


def judged(text: str, referee: Referee) -> Iterator[tuple[Sequence[Item], Candidate, float]]:
    """Give everything that may be a change, with the items of its sentence and the probability that it is one."""
    foods = {match.start: match for match in lexicon().find_all(text)}
    seen: set[tuple[object, ...]] = set()
    for sentence in sentences(text):
        row = items(text, sentence.tokens, foods)
        words = text[sentence.tokens[0].start : sentence.tokens[-1].end].lower().replace("’", "'")
        for found in _candidates(row, referee):
            key = (found.kind, *(one.name for one in found.before), "→", *(one.name for one in found.after))
            if key in seen:
                continue
            seen.add(key)
            candidate = with_mood(found._replace(outcome=outcome(text, found.end)), row, words, asks=sentence.asks)
            yield row, candidate, likely(row, candidate, referee)


def _candidates(row: Sequence[Item], referee: Referee) -> Iterator[Candidate]:
    """Give what the frames find, the plainest first; a food that one frame has read is not read by a later one."""
    used: set[int] = set()
    for frames in (swaps, omissions, amounts, additions, varieties):
        taken: dict[tuple[str, int], set[int]] = {}
        for found in frames(row):
            places = {mention.start for mention in (*found.before, *found.after)}
            own = taken.get((found.rule, found.at), set())
            if places & (used - own) or not any(map(_is_food, (*found.before, *found.after))):
                continue
            candidate = _completed(found, referee)
            if candidate is None:
                continue
            taken.setdefault((found.rule, found.at), set()).update(places - used)
            used |= places
            yield candidate


def _completed(found: Candidate, referee: Referee) -> Candidate | None:
    """Let the recipe decide about a candidate; None when it speaks against it."""
    if found.kind != "replace":
        return found if found.kind in {"add", "more"} or referee.may_ask_for(found.before[0]) else None
    if not found.before:
        guess = referee.unnamed(found.after[0]) or (
            referee.unnamed(found.after[-1]) if found.rule == "mixture" else None
        )
        return found._replace(before=(guess,) if guess else (), guessed=True)
    found = referee.whole(referee.turned(found))
    if any(one.name in words_of("abstract") for one in (*found.before, *found.after)):
        return None
    if found.before[0].name == found.after[0].name:
        return None
    return found if referee.may_ask_for(found.before[0]) else None


def _is_food(mention: object) -> bool:
    certainty, name = getattr(mention, "certainty", 0.0), str(getattr(mention, "name", ""))
    return certainty >= _CLEARLY_FOOD or name.rsplit(maxsplit=1)[-1] in words_of("generic")


def as_change(candidate: Candidate, confidence: float) -> ReviewChange:
    """Give a candidate as it is told."""
    return ReviewChange(
        kind=candidate.kind,
        before=candidate.before[0].name if candidate.before else None,
        after=tuple(mention.name for mention in candidate.after),
        status=candidate.status,
        outcome=candidate.outcome,
        span=(candidate.start, candidate.end),
        confidence=round(confidence, 4),
    )
