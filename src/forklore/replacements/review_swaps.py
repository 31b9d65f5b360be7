"""Finds in the items of a sentence what was used in the place of what."""

from collections.abc import Iterator, Sequence

from forklore.foods.lexicon import lexicon
from forklore.replacements.review_items import Item, Mention
from forklore.replacements.review_row import (
    FILLERS,
    Candidate,
    Group,
    between,
    does,
    group_left,
    group_right,
    known,
    mentions,
    skip,
)

_VERBS = frozenset({"use", "add", "sub", "had", "swap", "replace"})
_TO_VERB = frozenset(
    {
        "comma",
        "subject",
        "would",
        "yes",
        "o",
        "so",
        "but",
        "and",
        "par",
        "pron",
        "neg",
        "because",
        "instead",
        "break",
        "leave",
    }
)
_BACK = FILLERS | {"had", "subject", "because", "on", "comma", "for", "with", "out", "leave", "to"}
_FAR = 0.45
_REACH = 12


def swaps(row: Sequence[Item]) -> Iterator[Candidate]:
    """Give the replacements of a sentence, the plainest wording first."""
    yield from _instead_of(row)
    yield from _verbs(row)
    yield from _stands(row)
    yield from _lacking(row)


def _instead_of(row: Sequence[Item]) -> Iterator[Candidate]:
    floor = 0
    for at, item in enumerate(row):
        if item.does not in {"instead_of", "over"}:
            continue
        old = _right_of(row, at)
        number = skip(row, at + 1, FILLERS, 3)
        new = _left_of(row, at, floor)
        if old and not new and does(row, at - 1) == "number":
            yield from _by_bare_amount(row, at - 1, old.at[0], at)
            continue
        if not old and does(row, number) == "number" and new:
            yield from _by_amount(row, new.at[-1], number, at)
            continue
        if not old:
            continue
        if does(row, skip(row, old.after, FILLERS, 2)) == "instead_of" and len(old.at) > 1:
            old = Group(old.at[:-1], old.after)
        start = floor
        old = together(row, old)
        floor = old.at[0] + 1 if item.does == "instead_of" else floor
        forward = _forward(row, at, old)
        if forward and (not new or new.at[-1] < at - 3 or _opens(row, at)):
            yield from _pairs(row, old, forward, "instead-first", at)
        elif new and item.does == "instead_of":
            yield from _same_or_pairs(row, old, _nearest(row, new, old, start), at)
        elif new and "use" in between(row, new.at[0] - 2, at):
            yield from _pairs(row, old, Group(new.at[-1:], 0), "over", at)


def _told(row: Sequence[Item], at: int) -> bool:
    return row[at].does == "use" and row[at].form == "past" and "subject" in between(row, at - 2, at)


def _left_of(row: Sequence[Item], at: int, floor: int) -> Group:
    """Find the foods before a cue; "so I used that instead of bacon" means those before."""
    if does(row, at - 1) == "pron":
        return group_left(row, at - 1, floor, _BACK | {"use", "add", "so", "but", "and"}, 12)
    return group_left(row, at - 1, floor, _BACK)


def _right_of(row: Sequence[Item], at: int) -> Group:
    """Find the foods behind a cue; in "instead of peeling and chopping the potatoes" they stand behind the doing."""
    found = group_right(row, at + 1, FILLERS | {"use", "add", "had", "with"}, 4)
    for _ in range(2):
        if found and not known(row, found.at[0]) and _is_doing(row[found.at[0]]):
            found = group_right(row, found.at[0] + 1, FILLERS | {"and"}, 3)
    return found


def _is_doing(item: Item) -> bool:
    return item.mention is not None and item.mention.name.endswith("ing")


def _opens(row: Sequence[Item], at: int) -> bool:
    return at == 0 or does(row, at - 1) in {"break", "comma", "and", "so", "but", "yes", "subject"}


def _forward(row: Sequence[Item], at: int, old: Group) -> Group | None:
    """Find the new food of "instead of water I used coffee"."""
    verb = skip(row, old.after, _TO_VERB, 6)
    if does(row, verb) not in _VERBS and _opens(row, at):
        verb = next((one for one in range(verb, min(verb + _REACH, len(row))) if _told(row, one)), verb)
    if does(row, verb) not in {"use", "add", "had", "sub"} or {"and", "instead_of"} & between(row, old.after, verb):
        return None
    if row[verb].form != "past" and not ({"subject", "would", "comma"} & between(row, old.after, verb)) and at > 1:
        return None
    return group_right(row, verb + 1, FILLERS | {"with", "for"}) or None


def _same_or_pairs(row: Sequence[Item], old: Group, new: Group, at: int) -> Iterator[Candidate]:
    before, after = mentions(row, old.at), mentions(row, new.at)
    one, other = before[0], after[-1]
    if one.slug and one.slug == other.slug and one.amount and other.amount and one.name == other.name:
        kind = "more" if other.amount > one.amount else "less"
        yield Candidate(kind, (other,), (), "amount", at, other.start, one.end)
        return
    yield from _pairs(row, old, new, "instead", at)


def _by_amount(row: Sequence[Item], food: int, number: int, at: int) -> Iterator[Candidate]:
    (new,), bare = mentions(row, (food,)), row[number].mention
    if bare and bare.amount and new.amount and bare.amount != new.amount:
        kind = "more" if new.amount > bare.amount else "less"
        yield Candidate(kind, (new,), (), "amount", at, row[food].start, row[number].end)


def _by_bare_amount(row: Sequence[Item], number: int, food: int, at: int) -> Iterator[Candidate]:
    """Read "1/4 instead of 1/3 cup flour"."""
    bare, (old,) = row[number].mention, mentions(row, (food,))
    if bare and bare.amount and old.amount and bare.amount != old.amount:
        kind = "more" if bare.amount > old.amount else "less"
        yield Candidate(kind, (old,), (), "amount", at, row[number].start, row[food].end)


def _nearest(row: Sequence[Item], new: Group, old: Group, floor: int) -> Group:
    """Keep of the foods left of "instead of" those that go together: near to each other in the tree of foods."""
    kept = [new.at[-1]]
    last = mentions(row, kept)[0]
    olds = mentions(row, old.at)
    for position in reversed(new.at[:-1]):
        one = mentions(row, (position,))[0]
        if position < floor or (_distance(one, last) > _FAR and _distance(one, olds[0]) > _FAR):
            break
        kept.insert(0, position)
    return Group(tuple(kept), new.after)


def _distance(one: Mention, other: Mention) -> float:
    if one.slug is None or other.slug is None:
        return 1.0
    return lexicon().distance(one.slug, other.slug)


def _verbs(row: Sequence[Item]) -> Iterator[Candidate]:
    for at, item in enumerate(row):
        if item.does not in {"sub", "swap", "replace", "subnoun"}:
            continue
        first = group_right(row, at + 1, FILLERS | {"out", "with"} if item.does == "subnoun" else FILLERS | {"out"})
        if not first:
            yield from _verb_alone(row, at)
            continue
        link = skip(row, first.after, FILLERS | {"on", "out"}, 3)
        if does(row, link) in {"or", "and"} and does(row, link + 1) == "food":
            link = skip(row, link + 2, FILLERS, 2)
        second = group_right(row, link + 1, FILLERS | {"use"})
        if not second:
            continue
        yield from _and_for(row, second, at)
        what = does(row, link)
        if what == "on" and row[link].word == "per":
            what = "for"
        if what == "for":
            new_first = item.does in {"sub", "subnoun"}
            old, new = (together(row, second), first) if new_first else (together(row, first), second)
            yield from _pairs(row, old, new, f"{item.does}-for", at)
        elif what in {"with", "to"} or row[link].word == "by":
            yield from _pairs(row, together(row, first), second, f"{item.does}-with", at)


def _and_for(row: Sequence[Item], before: Group, at: int) -> Iterator[Candidate]:
    """Read on in "substituted beef for the chicken, and beef broth for the chicken broth"."""
    first = skip(row, before.at[0] + 1, {"comma", "and"}, 2)
    link = skip(row, first + 1, FILLERS, 2)
    second = group_right(row, link + 1, FILLERS, 2)
    goes_on = first > before.at[0] + 1 and does(row, first) == "food" and does(row, link) == "for"
    if row[at].does in {"sub", "subnoun"} and goes_on and second:
        yield from _pairs(row, together(row, second), Group((first,), 0), "sub-for", at)


def together(row: Sequence[Item], old: Group) -> Group:
    """Keep of a list behind "instead of" or "for" the foods that were replaced together.

    Alternatives are; what a comma parts is the next thing told; what "and" joins only when the foods are near.
    """
    kept = [old.at[0]]
    for position in old.at[1:]:
        marks = between(row, kept[-1] + 1, position)
        one, other = mentions(row, (kept[-1], position))
        if "comma" in marks or ("or" not in marks and _distance(one, other) > _FAR):
            break
        kept.append(position)
    return Group(tuple(kept), old.after)


def _verb_alone(row: Sequence[Item], at: int) -> Iterator[Candidate]:
    """Read a verb without object: "I don't like X, so substituted with Y"; "X can be replaced with Y"."""
    link = skip(row, at + 1, FILLERS, 2)
    if does(row, link) not in {"with", "for"}:
        return
    second = group_right(row, link + 1)
    first = group_left(row, at - 1, 0, _BACK | {"so", "would", "yes", "but"})
    if first and second:
        if row[at].does == "sub" and does(row, link) == "for" and not {"dislike", "lack"} & between(row, 0, at):
            first, second = second, first
        yield from _pairs(row, first, second, "passive", at)


def _stands(row: Sequence[Item]) -> Iterator[Candidate]:
    for at, item in enumerate(row):
        if item.does != "stands":
            continue
        old = group_right(row, at + 1)
        new = group_left(row, at - 1, 0, _BACK, 8)
        if new and not known(row, new.at[-1]):
            new = group_left(row, new.at[-1] - 1, 0, _BACK, 8)
        if old and new:
            yield from _pairs(row, old, Group(new.at[-1:], 0), "stands", at)


def _lacking(row: Sequence[Item]) -> Iterator[Candidate]:
    """Read "I had no X so I used Y" and "used Y because I had no X"."""
    for at, item in enumerate(row):
        lacks = item.does in {"lack", "dislike"}
        refused = item.does == "use" and "neg" in between(row, at - 2, at)
        if not lacks and not refused:
            continue
        old = group_right(row, at + 1, FILLERS | {"use"})
        if not old:
            continue
        before = _used_before(row, at) if lacks else None
        if before:
            yield from _pairs(row, old, before, "because-lack", at)
            continue
        because = "because" in between(row, at - 4, at)
        new, rule = _used_after(row, old, item.does, because=because), "lack-so"
        if new:
            yield from _pairs(row, old, new, rule, at)


def _used_after(row: Sequence[Item], old: Group, what: str, *, because: bool) -> Group | None:
    verb = skip(row, old.after, _TO_VERB | {"on", "for"}, 9)
    between_them = between(row, old.after, verb)
    new = group_right(row, verb + 1, FILLERS | {"with", "for"}, 4) if does(row, verb) in _VERBS else None
    if not new and does(row, verb) == "food" and "but" in between_them:
        new = group_right(row, verb)
    if not new or any(mention.degree for mention in mentions(row, new.at)[:1]):
        return None
    told = because or bool({"so", "instead"} & (between_them | between(row, new.after, new.after + 6)))
    if not known(row, new.at[0]) and "so" not in between_them:
        return None
    plain = does(row, verb) in {"use", "sub", "had"} and what == "lack"
    told = told or (what == "lack" and does(row, verb) == "sub")
    return new if told or (plain and ("but" in between_them or "and" not in between_them)) else None


def _used_before(row: Sequence[Item], at: int) -> Group | None:
    why = skip(row, at - 1, {"subject", "o", "would", "yes"}, 3, step=-1)
    if not (
        {"because"} & between(row, why, at)
        or any(item.word in {"as", "because", "since"} for item in row[max(why, 0) : at])
    ):
        return None
    new = group_left(row, why - 1, 0, FILLERS | {"because", "comma"}, 3)
    if not new:
        return None
    verb = skip(row, new.at[0] - 1, FILLERS, 3, step=-1)
    return new if does(row, verb) in {"use", "sub", "add"} else None


def _pairs(row: Sequence[Item], old: Group, new: Group, rule: str, at: int) -> Iterator[Candidate]:
    """Give one change for each food replaced; alternatives that replace it ("bacon or ham") are changes apart."""
    after = mentions(row, new.at)
    start = min(row[new.at[0]].start, row[old.at[0]].start, row[at].start)
    end = max(row[new.at[-1]].end, row[old.at[-1]].end, row[at].end)
    either = len(new.at) > 1 and "or" in between(row, new.at[0], new.at[-1])
    for mention in mentions(row, old.at):
        apart = either or (mention.certainty == 0 and "for" in rule)
        for chosen in [(one,) for one in after] if apart else [after]:
            yield Candidate("replace", (mention,), chosen, rule, at, start, end)
