"""What is true of a whole change that a review may tell, in words that are weighed."""

import math
from collections.abc import Iterator

from forklore.foods.lexicon import lexicon
from forklore.replacements.review_features import LINKS, STRONG, one_food
from forklore.replacements.review_items import Mention
from forklore.replacements.review_linear import ROLES, Floats
from forklore.replacements.review_page import Page
from forklore.replacements.review_referee import Referee
from forklore.replacements.review_tables import words_of
from forklore.replacements.review_tellings import ROLE, Telling

_CLASSES = STRONG | LINKS | {"and", "or", "comma", "break", "neg", "would", "subject", "food", "pron"}
_NEAR = 5
_NEAR_KIN = 0.45
_SURE = 6


def change_features(page: Page, referee: Referee, chance: Floats, telling: Telling, rules: frozenset[str]) -> list[str]:
    """Give what is true of a change: how likely its roles are, what rules say, how its foods stand to each other."""
    kind = _sort(telling)
    found = ["bias", f"k {kind}", f"guess {telling.guess} {len(telling.after)}", f"{kind} n{len(telling.after)}"]
    found += _roles(chance, telling, kind)
    found += _others(page, chance, telling, kind)
    found += [f"r {rule} {kind}" for rule in rules] + [f"{kind} {'rules' if rules else 'no rule'}"]
    if telling.before is not None and telling.after:
        found += _apart(page, telling.before, telling.after)
    sides = (("f", telling.before), ("t", telling.after[-1] if telling.after else None))
    for side, at in sides:
        if at is not None:
            found += _named(page.places[at].mention, referee, f"{kind} {side}", telling.guess)
    if telling.guess:
        words = (telling.name or "").split()
        found += [f"gw {telling.guess} {len(words)}", f"gask {bool(set(words) & referee.title_words)}"]
    return found


def _sort(telling: Telling) -> str:
    if telling.kind != "replace":
        return telling.kind
    return "alone" if telling.before is None else "pair"


def _level(chance: float) -> int:
    odds = math.log((chance + 1e-3) / (1 - chance + 1e-3))
    return max(-_SURE, min(_SURE, round(odds)))


def _roles(chance: Floats, telling: Telling, kind: str) -> Iterator[str]:
    if telling.kind != "replace":
        row = chance[telling.main]
        yield from (f"{kind} p {_level(row[ROLE[kind]])}", f"{kind} pl {ROLES[row.argmax()]}")
        return
    if telling.before is not None:
        row = chance[telling.before]
        yield from (f"pf {_level(row[ROLE['from']])}", f"pfo {_level(row[0])}", f"pfl {ROLES[row.argmax()]}")
    for at in telling.after:
        row = chance[at]
        yield from (f"{kind} pt {_level(row[ROLE['to']])}", f"{kind} pa {_level(row[ROLE['alone']])}")
        yield from (f"{kind} po {_level(row[0])}", f"{kind} ptl {ROLES[row.argmax()]}")


def _others(page: Page, chance: Floats, telling: Telling, kind: str) -> Iterator[str]:
    """Give how likely another place nearby is the old or the new food of some replacement."""
    main, line = telling.main, page.places[telling.main].line
    near = [
        at
        for at in range(max(0, main - _NEAR), min(len(chance), main + _NEAR + 1))
        if at not in telling.places and abs(page.places[at].line - line) <= 1
    ]
    for name, role in (("of", "from"), ("ot", "to")):
        yield f"{kind} {name} {_level(max((float(chance[at, ROLE[role]]) for at in near), default=0.0))}"


def _apart(page: Page, old: int, after: tuple[int, ...]) -> Iterator[str]:
    first, last = (old, after[0]) if old < after[0] else (after[-1], old)
    way = "<" if old < after[0] else ">"
    one, other = page.places[first], page.places[last]
    far, lines = min(last - first, 5), other.line - one.line
    does = [item.does for item in page.between(first, last) if item.does not in {"o", "det", "quote"}]
    tie = " ".join([what for what in does if what in STRONG | LINKS][:3])
    yield from (f"{way} far {far}", f"{way} lines {lines}", f"{way} far {far} lines {lines}", f"{way} tie {tie}")
    yield f"{way} gap {' '.join(does)}" if len(does) < _NEAR else f"{way} long"
    yield from (f"{way} has {what}" for what in does)
    ahead = page.lines[one.line].row[max(0, one.at - 6) : one.at]
    behind = page.lines[other.line].row[other.at + 1 : other.at + 5]
    yield from (f"{way} before {item.does}" for item in ahead if item.does in _CLASSES)
    yield from (f"{way} behind {item.does}" for item in behind if item.does in _CLASSES)
    lead = next((item.does for item in reversed(ahead) if item.does in STRONG), "-")
    yield f"{way} lead {lead} tie {tie}"
    a, b = page.places[old].mention, page.places[after[-1]].mention
    yield f"same {one_food(a, b)}"
    yield f"kin {lexicon().distance(a.slug, b.slug) < _NEAR_KIN}" if a.slug and b.slug else "kin ?"


def _named(mention: Mention, referee: Referee, side: str, guess: str) -> Iterator[str]:
    words = mention.name.split()
    asked = referee.asks_for(mention, lines=False)
    yield from (f"{side} certain {int(mention.certainty * 2)} {bool(mention.slug)}", f"{side} degree {mention.degree}")
    yield from (f"{side} ask {asked}", f"{side} ask {asked} {guess}")
    yield f"{side} lead {mention.definite} {mention.own} {mention.measured}"
    yield f"{side} words {min(len(words), 4)} {guess}"
    yield from (f"{side} {kind}" for kind in ("abstract", "generic") if words[-1] in words_of(kind))
    yield f"{side} first {words[0]}"
