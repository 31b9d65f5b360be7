"""The changes that a page may tell, given how likely each role of its places is: generous, for the weighing."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forklore.foods.lexicon import lexicon
from forklore.replacements.review_features import STRONG
from forklore.replacements.review_linear import ROLES, Floats
from forklore.replacements.review_page import Page
from forklore.replacements.review_referee import Referee
from forklore.replacements.review_rules import Proposal

ROLE = {role: at for at, role in enumerate(ROLES)}
_LIKELY, _JOINS, _ALONE = 0.03, 0.15, 0.08
_REACH = 6
_MOST = 5
_TITLE_KIN = 0.6


class Telling(NamedTuple):
    """A change that may be told: the places of the old food and of the new ones.

    Where the old food is not named, `before` is None, `guess` says what it was guessed by and `name` what it is called.
    """

    kind: str
    before: int | None
    after: tuple[int, ...]
    guess: str = ""
    name: str | None = None

    @property
    def main(self) -> int:
        """Give the place that the change hangs on: what was used, else what was left out, more or less."""
        return self.after[0] if self.after else self.before or 0

    @property
    def places(self) -> tuple[int, ...]:
        """Give all places of the change."""
        return self.after if self.before is None else (self.before, *self.after)


def tellings(page: Page, referee: Referee, chance: Floats, seen: Sequence[Proposal]) -> dict[Telling, frozenset[str]]:
    """Give what may be told, each with the names of the rules that propose it."""
    found: dict[Telling, set[str]] = {}
    for telling in (*_single(chance), *_replacing(page, referee, chance)):
        found.setdefault(telling, set())
    for one in seen:
        for telling in _proposed(page, referee, one):
            found.setdefault(telling, set()).add(one.rule)
    return {telling: frozenset(rules) for telling, rules in found.items() if _speaks_for(page, referee, telling)}


def names(page: Page, referee: Referee, telling: Telling) -> tuple[str | None, tuple[str, ...]]:
    """Give the name of the old food and those of the new ones, as the change is told."""
    after = tuple(page.places[at].mention for at in telling.after)
    if telling.before is None:
        return telling.name, tuple(one.name for one in after)
    old = page.places[telling.before].mention
    if _turned(page, referee, telling):
        return after[0].name, (old.name,)
    whole = referee.completed(old, after[-1]) if after else old
    return whole.name, tuple(one.name for one in after)


def _single(chance: Floats) -> Iterator[Telling]:
    for at, row in enumerate(chance):
        for kind in ("omit", "more", "less"):
            if row[ROLE[kind]] > _LIKELY:
                yield Telling(kind, at, ())
        if row[ROLE["add"]] > _LIKELY:
            yield Telling("add", None, (at,))


def _replacing(page: Page, referee: Referee, chance: Floats) -> Iterator[Telling]:
    new = chance[:, ROLE["to"]] + chance[:, ROLE["alone"]]
    old = chance[:, ROLE["from"]]
    for group in _groups(page, new):
        for at in range(max(0, group[0] - _REACH), min(len(new), group[-1] + _REACH + 1)):
            near = abs(page.places[at].line - page.places[group[0]].line) <= 1
            if near and at not in group and old[at] > _LIKELY:
                yield Telling("replace", at, group)
        if new[list(group)].mean() > _ALONE:
            yield from _unnamed(page, referee, group)


def _groups(page: Page, new: Floats) -> Iterator[tuple[int, ...]]:
    """Give each place of what may have been used, and the lists that begin with it."""
    for first in range(len(new)):
        if new[first] <= _LIKELY:
            continue
        yield (first,)
        group = [first]
        while group[-1] + 1 < len(new) and len(group) < _MOST and new[group[-1] + 1] > _JOINS:
            here, following = page.places[group[-1]], page.places[group[-1] + 1]
            gap = page.between(group[-1], group[-1] + 1) if here.line == following.line else None
            if gap is None or len(gap) > _MOST - 1 or any(item.does in STRONG - {"use", "add"} for item in gap):
                break
            group.append(group[-1] + 1)
            yield tuple(group)


def _unnamed(page: Page, referee: Referee, group: tuple[int, ...]) -> Iterator[Telling]:
    """Give the guesses at what several foods, or a variety, took the place of."""
    mention = page.places[group[-1]].mention
    yield Telling("replace", None, group, "none")
    plain = referee.unnamed(mention)
    if plain:
        yield Telling("replace", None, group, "plain", plain.name)
    words = mention.name.split()
    if len(words) > 1 and (plain is None or plain.name != words[-1]):
        yield Telling("replace", None, group, "head", words[-1])
    for match in referee.title:
        name = match.food.name.lower()
        near = mention.slug and lexicon().distance(mention.slug, match.food.slug) < _TITLE_KIN
        if near and match.food.slug != mention.slug and (plain is None or plain.name != name):
            yield Telling("replace", None, group, "title", name)


def _proposed(page: Page, referee: Referee, one: Proposal) -> Iterator[Telling]:
    if one.kind != "replace" or one.before is not None:
        yield Telling(one.kind, one.before, one.after)
    elif one.after:
        plain = referee.unnamed(page.places[one.after[-1]].mention)
        if plain:
            yield Telling("replace", None, one.after, "plain", plain.name)
        else:
            yield Telling("replace", None, one.after, "none")


def _speaks_for(page: Page, referee: Referee, telling: Telling) -> bool:
    """Let the recipe decide, where its lines are known: what was replaced, left out or used less of stands there."""
    before, after = names(page, referee, telling)
    if telling.kind == "replace" and before in after:
        return False
    if telling.before is None:
        return not all(referee.has(page.places[at].mention) for at in telling.after)
    if telling.kind == "more":
        return True
    if _turned(page, referee, telling):
        return True
    return referee.may_ask_for(page.places[telling.before].mention)


def _turned(page: Page, referee: Referee, telling: Telling) -> bool:
    """Tell whether the recipe's lines turn "subbed saffron for the turmeric" round: it asks for saffron only."""
    if referee.lines is None or telling.before is None or len(telling.after) != 1:
        return False
    old, new = telling.before, telling.after[0]
    if not any(item.does == "for" for item in page.between(min(old, new), max(old, new))):
        return False
    return referee.asks_for(page.places[new].mention) is True and not referee.asks_for(page.places[old].mention)
