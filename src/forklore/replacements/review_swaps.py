"""Finds in the items of a sentence what was used in the place of what."""

from collections.abc import Iterator, Sequence

from forklore.replacements.review_instead import TO_VERB, VERBS, instead_of
from forklore.replacements.review_items import Item
from forklore.replacements.review_pairs import LOOKING_BACK, pairs, together
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


def swaps(row: Sequence[Item]) -> Iterator[Candidate]:
    """Give the replacements of a sentence, the plainest wording first."""
    yield from instead_of(row)
    yield from _verbs(row)
    yield from _stands(row)
    yield from _lacking(row)


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
            yield from pairs(row, old, new, f"{item.does}-for", at)
        elif what in {"with", "to"} or row[link].word == "by":
            yield from pairs(row, together(row, first), second, f"{item.does}-with", at)


def _and_for(row: Sequence[Item], before: Group, at: int) -> Iterator[Candidate]:
    """Read on in "substituted beef for the chicken, and beef broth for the chicken broth"."""
    first = skip(row, before.at[0] + 1, {"comma", "and"}, 2)
    link = skip(row, first + 1, FILLERS, 2)
    second = group_right(row, link + 1, FILLERS, 2)
    goes_on = first > before.at[0] + 1 and does(row, first) == "food" and does(row, link) == "for"
    if row[at].does in {"sub", "subnoun"} and goes_on and second:
        yield from pairs(row, together(row, second), Group((first,), 0), "sub-for", at)


def _verb_alone(row: Sequence[Item], at: int) -> Iterator[Candidate]:
    """Read a verb without object: "I don't like X, so substituted with Y"; "X can be replaced with Y"."""
    link = skip(row, at + 1, FILLERS, 2)
    if does(row, link) not in {"with", "for"}:
        return
    second = group_right(row, link + 1)
    first = group_left(row, at - 1, 0, LOOKING_BACK | {"so", "would", "yes", "but"})
    if first and second:
        if row[at].does == "sub" and does(row, link) == "for" and not {"dislike", "lack"} & between(row, 0, at):
            first, second = second, first
        yield from pairs(row, first, second, "passive", at)


def _stands(row: Sequence[Item]) -> Iterator[Candidate]:
    for at, item in enumerate(row):
        if item.does != "stands":
            continue
        old = group_right(row, at + 1)
        new = group_left(row, at - 1, 0, LOOKING_BACK, 8)
        if new and not known(row, new.at[-1]):
            new = group_left(row, new.at[-1] - 1, 0, LOOKING_BACK, 8)
        if old and new:
            yield from pairs(row, old, Group(new.at[-1:], 0), "stands", at)


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
            yield from pairs(row, old, before, "because-lack", at)
            continue
        because = "because" in between(row, at - 4, at)
        new, rule = _used_after(row, old, item.does, because=because), "lack-so"
        if new:
            yield from pairs(row, old, new, rule, at)


def _used_after(row: Sequence[Item], old: Group, what: str, *, because: bool) -> Group | None:
    verb = skip(row, old.after, TO_VERB | {"on", "for"}, 9)
    between_them = between(row, old.after, verb)
    new = group_right(row, verb + 1, FILLERS | {"with", "for"}, 4) if does(row, verb) in VERBS else None
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
