"""What the frames of the grammar propose for a page: generous, each by the name of its rule; what is learnt decides."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from forklore.replacements.review_amounts import additions, amounts, omissions, varieties
from forklore.replacements.review_items import Item
from forklore.replacements.review_page import Page
from forklore.replacements.review_referee import Referee
from forklore.replacements.review_row import Candidate
from forklore.replacements.review_swaps import swaps
from forklore.replacements.review_tables import words_of

_CLEARLY_FOOD = 0.4


class Proposal(NamedTuple):
    """A change that a rule sees: the places of the old food (None when it is not named) and of the new ones."""

    kind: str
    before: int | None
    after: tuple[int, ...]
    rule: str


def proposals(page: Page, referee: Referee) -> list[Proposal]:
    """Give what the rules propose, line by line."""
    number = {place.mention.start: at for at, place in enumerate(page.places)}
    found = []
    for line in page.lines:
        for told in _candidates(line.row, referee):
            before = number.get(told.before[0].start) if told.before else None
            after = tuple(number[one.start] for one in told.after if one.start in number)
            if len(after) == len(told.after) and before not in after and (before is not None or after):
                found.append(Proposal(told.kind, before, after, told.rule))
    return found


def hints(page: Page, referee: Referee, seen: Sequence[Proposal]) -> Mapping[int, Sequence[str]]:
    """Give, for each place that a rule speaks of, what the rules say about it."""
    told: dict[int, set[str]] = {}
    for one in seen:
        for side, numbers in (("from", () if one.before is None else (one.before,)), ("to", one.after)):
            role = one.kind if one.kind != "replace" else "alone" if one.before is None else side
            for at in numbers:
                asked = referee.asks_for(page.places[at].mention)
                told.setdefault(at, set()).update(
                    (f"rule {one.rule} {role}", f"role {role}", f"role {role} title {asked}", "ruled")
                )
    return {at: sorted(words) for at, words in told.items()}


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
            taken.setdefault((found.rule, found.at), set()).update(places - used)
            used |= places
            yield referee.turned(found) if found.kind == "replace" and found.before else found


def _is_food(mention: object) -> bool:
    certainty, name = getattr(mention, "certainty", 0.0), str(getattr(mention, "name", ""))
    return certainty >= _CLEARLY_FOOD or name.rsplit(maxsplit=1)[-1] in words_of("generic")
