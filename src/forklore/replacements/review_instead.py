"""Finds replacements told by "instead of" and its like, with the food on either side or behind."""

from collections.abc import Iterator, Sequence

from forklore.replacements.review_items import Item
from forklore.replacements.review_pairs import FAR, LOOKING_BACK, distance, pairs, together
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

VERBS = frozenset({"use", "add", "sub", "had", "swap", "replace"})
TO_VERB = frozenset(
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
_REACH = 12


def instead_of(row: Sequence[Item]) -> Iterator[Candidate]:
    """Give the replacements, and the amounts, that a sentence tells so."""
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
            yield from pairs(row, old, forward, "instead-first", at)
        elif new and item.does == "instead_of":
            yield from _same_or_pairs(row, old, _nearest(row, new, old, start), at)
        elif new and "use" in between(row, new.at[0] - 2, at):
            yield from pairs(row, old, Group(new.at[-1:], 0), "over", at)


def _left_of(row: Sequence[Item], at: int, floor: int) -> Group:
    """Find the foods before a cue; "so I used that instead of bacon" means those before."""
    if does(row, at - 1) == "pron":
        return group_left(row, at - 1, floor, LOOKING_BACK | {"use", "add", "so", "but", "and"}, 12)
    return group_left(row, at - 1, floor, LOOKING_BACK)


def _right_of(row: Sequence[Item], at: int) -> Group:
    """Find the foods behind a cue; in "instead of peeling and chopping the potatoes" they stand behind the doing."""
    found = group_right(row, at + 1, FILLERS | {"use", "add", "had", "with"}, 4)
    for _ in range(2):
        if found and not known(row, found.at[0]) and _is_doing(row[found.at[0]]):
            found = group_right(row, found.at[0] + 1, FILLERS | {"and"}, 3)
    return found


def _is_doing(item: Item) -> bool:
    return item.mention is not None and item.mention.name.endswith("ing")


def _told(row: Sequence[Item], at: int) -> bool:
    return row[at].does == "use" and row[at].form == "past" and "subject" in between(row, at - 2, at)


def _opens(row: Sequence[Item], at: int) -> bool:
    return at == 0 or does(row, at - 1) in {"break", "comma", "and", "so", "but", "yes", "subject"}


def _forward(row: Sequence[Item], at: int, old: Group) -> Group | None:
    """Find the new food of "instead of water I used coffee"."""
    verb = skip(row, old.after, TO_VERB, 6)
    if does(row, verb) not in VERBS and _opens(row, at):
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
    yield from pairs(row, old, new, "instead", at)


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
        if position < floor or (distance(one, last) > FAR and distance(one, olds[0]) > FAR):
            break
        kept.insert(0, position)
    return Group(tuple(kept), new.after)
