"""Reads out of a review's text what the reviewer changed: replaced, left out, added, used more or less of.

A review is read as a page of sentences with the foods it names. A chain model gives each food a role; what roles and
rules make likely is weighed as a whole change, with what the recipe asks for; the best that do not contradict each
other are told. All weights are learnt from labelled reviews by `benchmarks/learn_review_reader.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from forklore.replacements.review_features import edge_features, nearest, place_features
from forklore.replacements.review_linear import ROLES, STATUS, Floats, Model, chances, model, softmax
from forklore.replacements.review_mood import outcome
from forklore.replacements.review_page import Page, page_of
from forklore.replacements.review_referee import Referee
from forklore.replacements.review_rules import Proposal, hints, proposals
from forklore.replacements.review_status import status_features
from forklore.replacements.review_tellings import Telling, names, tellings
from forklore.replacements.review_weighing import change_features

_LONGEST_TEXT = 20_000
_SURE = 0.5
_OPENS = frozenset({"sub", "swap", "replace", "subnoun", "lack", "dislike", "instead_of", "over"})
_BESIDE = 3


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
    20,000 are not read.
    """
    return read_with(model(), page_of(text[:_LONGEST_TEXT]), Referee(recipe, ingredients))


def read_with(learnt: Model, page: Page, referee: Referee) -> tuple[ReviewChange, ...]:
    """Give the changes that a page tells to a reader who has learnt so much."""
    if not page.places:
        return ()
    seen = proposals(page, referee)
    chance = chances(*roles(learnt, page, referee, seen))
    told: dict[tuple[object, ...], ReviewChange] = {}
    for telling, confidence in chosen(_weighed(learnt, page, referee, chance, seen), learnt.threshold):
        change = _as_change(learnt, page, referee, telling, confidence)
        told.setdefault((change.kind, change.before, change.after), change)
    return tuple(sorted(told.values(), key=lambda change: change.span))


def roles(learnt: Model, page: Page, referee: Referee, seen: Sequence[Proposal]) -> tuple[Floats, Floats]:
    """Give the weights of the roles of each place, and of the pairs of roles of each two neighbours."""
    said = hints(page, referee, seen)
    count = len(page.places)
    place = [learnt.place.total(place_features(page, at, referee, said.get(at, ()))) for at in range(count)]
    edge = [learnt.edge.total(edge_features(page, at)) for at in range(1, count)]
    return np.array(place), np.array(edge).reshape(-1, len(ROLES), len(ROLES))


def _weighed(
    learnt: Model, page: Page, referee: Referee, chance: Floats, seen: Sequence[Proposal]
) -> Iterator[tuple[Telling, float]]:
    for telling, rules in tellings(page, referee, chance, seen).items():
        total = float(learnt.change.total(change_features(page, referee, chance, telling, rules))[0])
        yield telling, 1.0 / (1.0 + float(np.exp(-total)))


def chosen(weighed: Iterable[tuple[Telling, float]], least: Mapping[str, float]) -> Iterator[tuple[Telling, float]]:
    """Choose the likeliest changes, each likely enough for its kind; a food has two roles only when that is sure."""
    old: set[int] = set()
    new: set[int] = set()
    groups: set[tuple[int, ...]] = set()
    for telling, chance in sorted(weighed, key=lambda one: (-one[1], one[0].places)):
        if chance < least[telling.kind]:
            continue
        pair = telling.kind == "replace" and telling.before is not None and chance > _SURE
        taken = telling.before in old and not pair
        if pair and telling.after in groups:
            taken = telling.before in old | new
        elif (old | new) & set(telling.after) or telling.before in new:
            taken = True
        if taken:
            continue
        new.update(telling.after)
        if telling.before is not None:
            old.add(telling.before)
            groups.add(telling.after)
        yield telling, chance


def _as_change(learnt: Model, page: Page, referee: Referee, telling: Telling, confidence: float) -> ReviewChange:
    before, after = names(page, referee, telling)
    start, end = _span(page, telling)
    likely = softmax(learnt.status.total(status_features(page, telling.main)))
    return ReviewChange(
        kind=telling.kind,
        before=before,
        after=after,
        status=STATUS[int(likely.argmax())],
        outcome=outcome(page.text, end),
        span=(start, end),
        confidence=round(min(max(confidence, 1e-4), 1.0), 4),
    )


def _span(page: Page, telling: Telling) -> tuple[int, int]:
    """Give where the words of a change begin and end: with the cue before them, where it takes part in telling it."""
    places = [page.places[at] for at in telling.places]
    first = min(places)
    row = page.lines[first.line].row
    start = row[first.at].start
    cue = nearest(row, first.at, -1)
    alone = telling.before is None or not telling.after
    if cue is not None and (alone or (row[cue].does in _OPENS and first.at - cue <= _BESIDE)):
        start = row[cue].start
    return start, max(place.mention.end for place in places)
