"""What is true of a place where a review names a food, and of what stands between two, in words that are weighed.

Features tell the wording around a food and never, but for its family, which food it is: what is learnt from the reviews
of some dishes must hold for others.
"""

import re
from collections.abc import Iterator, Sequence

from forklore.foods.lexicon import lexicon
from forklore.foods.words import normal_words
from forklore.replacements.review_items import Item, Mention
from forklore.replacements.review_page import Line, Page
from forklore.replacements.review_referee import Referee
from forklore.replacements.review_tables import words_of

STRONG = frozenset(
    {"use", "had", "add", "sub", "swap", "replace", "stands", "subnoun", "instead_of", "over", "omit", "leave"}
    | {"without", "lack", "dislike", "more", "less", "need", "instead"}
)
LINKS = frozenset({"for", "with", "to", "on", "instead_of", "over", "because", "so", "but", "stands"})
LATER = re.compile(r"\b(?:next time|in the future|make (?:it|this) again)\b")
_JOINING = frozenset({"comma", "and", "or", "par", "quote"})
_LISTED = _JOINING | {"food", "det", "o", "number", "yes"}
_AHEAD = frozenset(
    {"neg", "would", "because", "so", "subject", "need", "yes", "but", "lack", "dislike"},
)
_CHANGED = re.compile(r"\b(?:chang\w+|substitut\w+|differen\w+|adjust\w+|tweak\w*|modif\w+|alter\w+|twist|swaps?)\b")
_FAR = 14
_NEAR_KIN = 0.45
_AGAIN = 12
_SHORT_GAP = 4


def place_features(page: Page, number: int, referee: Referee, hints: Sequence[str]) -> list[str]:
    """Give what is true of one place of a page; `hints` is what the rules say of it."""
    place = page.places[number]
    line = page.lines[place.line]
    found = ["bias", *(hints or ("no rule",))]
    found += _around(line.row, place.at)
    found += words_around(line, place.at)
    found += _cues(line.row, place.at, place.mention)
    found += _named(place.mention, referee)
    found += _sentence(page, place.line, place.at)
    found += _again(page, number)
    return found


def edge_features(page: Page, number: int) -> list[str]:
    """Give what stands between a place and the place before it."""
    here, before = page.places[number], page.places[number - 1]
    if here.line != before.line:
        return ["e sentence", f"e sentence {min(here.line - before.line, 3)}"]
    gap = page.between(number - 1, number)
    strong = " ".join([item.does for item in gap if item.does in STRONG][:3])
    found = ["e inside", f"e strong {strong}"]
    if not strong and all(item.does in _JOINING or item.word in {"also", "some", "even"} for item in gap):
        found += ["e list", "e list " + " ".join(item.does for item in gap)]
        found.append(f"e list degree {before.mention.degree or '-'} {here.mention.degree or '-'}")
    elif len(gap) <= _SHORT_GAP:
        found.append("e gap " + " ".join(map(_sign, gap)))
    found.append("e links " + " ".join([item.does for item in gap if item.does in LINKS][:3]))
    if one_food(here.mention, before.mention):
        found.append("e same")
    if kin(here.mention, before.mention):
        found += ["e kin", f"e kin {strong}"]
    line = page.lines[here.line]
    words = line.run[line.stands[before.at] + 1 : line.stands[here.at]]
    found += ["g " + " ".join(words)] if len(words) <= _SHORT_GAP else []
    return [*found, *(f"gw {word}" for word in words)]


def one_food(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions name one food or share the last word."""
    return (one.slug is not None and one.slug == other.slug) or one.name.split()[-1:] == other.name.split()[-1:]


def kin(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions name foods of one family."""
    return bool(one.slug and other.slug) and lexicon().distance(one.slug or "", other.slug or "") < _NEAR_KIN


def words_around(line: Line, at: int) -> Iterator[str]:
    """Give the words before and behind a place, single, in twos and threes, and as they are near."""
    run, stands = line.run, line.stands[at]
    a1, a2, a3, a4 = (run[stands - step] if stands >= step else "|" for step in (1, 2, 3, 4))
    b1, b2, b3 = (run[stands + step] if stands + step < len(run) else "|" for step in (1, 2, 3))
    yield from (f"a1 {a1}", f"a2 {a2}", f"a3 {a3}", f"a4 {a4}", f"a21 {a2} {a1}", f"a321 {a3} {a2} {a1}")
    yield from (f"a32 {a3} {a2}", f"a43 {a4} {a3}", f"b1 {b1}", f"b2 {b2}", f"b3 {b3}", f"b12 {b1} {b2}")
    yield from (f"b123 {b1} {b2} {b3}", f"b23 {b2} {b3}", f"ab {a1} {b1}", f"aab {a2} {a1} {b1}")
    yield from (f"abb {a1} {b1} {b2}", f"self {run[stands]}")
    yield from (f"lw {word}" for word in run[max(0, stands - 8) : stands])
    yield from (f"rw {word}" for word in run[stands + 1 : stands + 7])


def nearest(row: Sequence[Item], at: int, step: int) -> int | None:
    """Give the position of the nearest strong cue to the left (step -1) or right (1) of a position."""
    for here in range(at + step, at + step * _FAR, step):
        if not 0 <= here < len(row):
            return None
        if row[here].does in STRONG:
            return here
    return None


def _sign(item: Item) -> str:
    if item.does in {"food", "number"}:
        return item.does[0].upper()
    if item.does == "o":
        return item.word
    return item.does if item.form == "-" else f"{item.does}:{item.form}"


def _at(row: Sequence[Item], at: int) -> str:
    return _sign(row[at]) if 0 <= at < len(row) else "|"


def _around(row: Sequence[Item], at: int) -> Iterator[str]:
    l1, l2, l3 = (_at(row, at - step) for step in (1, 2, 3))
    r1, r2, r3 = (_at(row, at + step) for step in (1, 2, 3))
    yield from (f"L1 {l1}", f"L2 {l2}", f"L3 {l3}", f"R1 {r1}", f"R2 {r2}", f"R3 {r3}", f"L12 {l2} {l1}")
    yield from (f"L123 {l3} {l2} {l1}", f"R12 {r1} {r2}", f"LR {l1} {r1}")
    if at > 0 and row[at - 1].does in STRONG:
        yield f"Lw {row[at - 1].word}"
    if at + 1 < len(row) and row[at + 1].word:
        yield f"Rw {row[at + 1].word}"


def _cues(row: Sequence[Item], at: int, mention: Mention) -> Iterator[str]:
    left, right = nearest(row, at, -1), nearest(row, at, 1)
    sign, link = "-", "-"
    if left is not None:
        gap = row[left + 1 : at]
        sign = f"{row[left].does}:{row[left].form}"
        links = [item.does for item in gap if item.does in LINKS]
        link = links[-1] if links else "-"
        yield from _left(row, left, at, mention, links)
    if right is not None:
        yield from _right(row, at, right, sign, link)
    else:
        yield f"NLR {sign} link {link} none"
    for mark in {item.does for item in row[at + 1 :]} & {"instead", "instead_of", "for", "because", "stands"}:
        yield from (f"later {mark}", f"later {mark} left {sign}")
    for mark in {item.does for item in row[:at]} & {"instead", "instead_of", "because", "lack", "dislike", "so"}:
        yield from (f"earlier {mark}", f"earlier {mark} left {sign}")


def _left(row: Sequence[Item], left: int, at: int, mention: Mention, links: Sequence[str]) -> Iterator[str]:
    cue, gap = row[left], row[left + 1 : at]
    does, sign = cue.does, f"{cue.does}:{cue.form}"
    foods = sum(item.does == "food" for item in gap)
    link = links[-1] if links else "-"
    whole = "list" if all(item.does in _LISTED for item in gap) else "broken"
    yield from (f"NL {sign}", f"NL {does} far {min((at - left) // 2, 4)}", f"NLw {cue.word}")
    yield from (f"NL {does} foods {min(foods, 3)} link {link}", f"NL {does} degree {mention.degree or '-'}")
    yield from (f"NL {sign} {whole} foods {min(foods, 2)}", f"NL {does} {_lead(mention)}")
    yield f"NL {does} links {' '.join(links[:3])}"
    for mark in {item.does for item in row[max(left - 5, 0) : left]} & _AHEAD:
        yield from (f"NL {does} after {mark}", f"NL {sign} after {mark}")
    yield f"NL {sign} first {left == 0 or row[left - 1].does in {'break', 'comma', 'and'}}"
    before = nearest(row, left, -1)
    if before is not None:
        yield f"NLL {row[before].does} {does} link {link} foods {min(foods, 2)}"


def _right(row: Sequence[Item], at: int, right: int, sign: str, link: str) -> Iterator[str]:
    cue, gap = row[right], row[at + 1 : right]
    does = cue.does
    foods = min(sum(item.does == "food" for item in gap), 2)
    links = " ".join([item.does for item in gap if item.does in LINKS][:2])
    yield from (f"NR {does}:{cue.form}", f"NR {does} far {min((right - at) // 2, 4)} foods {foods}")
    yield from (f"NR {does} foods {foods} left {sign}", f"NR {does} links {links} left {sign}")
    yield from (f"NLR {sign} {does}", f"NLR {sign} link {link} {does} foods {foods}")


def _lead(mention: Mention) -> str:
    return "the" if mention.definite else "own" if mention.own else "n" if mention.measured else "-"


def _named(mention: Mention, referee: Referee) -> Iterator[str]:
    words = mention.name.split()
    degree = mention.degree or "-"
    yield from (f"degree {degree}", f"det {_lead(mention)}", f"amount {mention.amount is not None}")
    yield from (f"mixed {mention.mixed}", f"certain {int(mention.certainty * 5)}", f"words {min(len(words), 4)}")
    yield from (kind for kind in ("abstract", "generic") if words[-1] in words_of(kind))
    if mention.slug:
        yield f"family {lexicon().families[lexicon().foods[mention.slug].family].path[0]}"
    yield from (f"word {word}" for word in words[:-1][:3])
    yield f"title {referee.asks_for(mention, lines=False)} {degree}"
    if set(normal_words(mention.name)) & referee.title_words:
        yield "title word"
    if mention.certainty == 0:
        yield f"unknown head {words[-1]}"


def _sentence(page: Page, number: int, at: int) -> Iterator[str]:
    line = page.lines[number]
    if line.asks:
        yield "asks"
    if LATER.search(line.words):
        yield "later time"
    if _CHANGED.search(line.words):
        yield "change told"
    if number and _CHANGED.search(page.lines[number - 1].words):
        yield "change told before"
    for mark in {item.does for item in line.row} & {"would", "neg", "subject", "need", "yes"}:
        yield f"has {mark}"
    strong = [item for item in line.row if item.does in STRONG]
    yield f"cues {min(len(strong), 4)}"
    if any(item.form == "past" for item in strong):
        yield "has past"
    yield from (f"first {_at(line.row, 0)}", f"from start {min(at, 3)}")


def _again(page: Page, number: int) -> Iterator[str]:
    mention = page.places[number].mention
    if any(one_food(mention, one.mention) for one in page.places[max(number - _AGAIN, 0) : number]):
        yield "named before"
    if any(one_food(mention, one.mention) for one in page.places[number + 1 : number + _AGAIN]):
        yield "named again"
