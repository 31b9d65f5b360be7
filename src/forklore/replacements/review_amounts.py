"""Finds in the items of a sentence what was left out, added, or used more or less of, and varieties that were used."""

from collections.abc import Iterator, Sequence

from forklore.foods.lexicon import lexicon
from forklore.replacements.review_items import Item
from forklore.replacements.review_row import (
    FILLERS,
    Candidate,
    Group,
    between,
    does,
    group_left,
    group_right,
    mentions,
    skip,
)
from forklore.replacements.review_tables import words_of

_NEGATED = frozenset({"add", "use"})


def omissions(row: Sequence[Item]) -> Iterator[Candidate]:
    """Give what was left out: by a verb, by "without" and "no", by not adding it, by not having it."""
    for at, item in enumerate(row):
        denied = (
            item.does in _NEGATED and not item.word.startswith(("try", "tri")) and "neg" in between(row, at - 2, at)
        )
        if item.does in {"omit", "without", "lack"} or denied:
            rule = {"omit": "omit", "without": "without", "lack": "lack"}.get(item.does, "not-added")
            yield from _each(row, "omit", at, rule)
        if item.does == "omit":
            yield from _omitted_it(row, at)
        if item.does == "leave":
            group = group_right(row, at + 1)
            if group and does(row, group.after) == "out":
                yield from _each(row, "omit", at, "omit")
        if item.mention and item.mention.degree == "no" and (at <= 1 or any(one.form == "past" for one in row)):
            yield Candidate("omit", (item.mention,), (), "no", at, item.start, item.end)


def _omitted_it(row: Sequence[Item], at: int) -> Iterator[Candidate]:
    """Read "I had no hot sauce, so omitted that"."""
    if does(row, skip(row, at + 1, {"o"}, 1)) == "pron":
        left = group_left(row, at - 1, 0, FILLERS | {"so", "subject", "comma", "and", "would"}, 6)
        for mention in mentions(row, left.at):
            yield Candidate("omit", (mention,), (), "omit-it", at, mention.start, row[at].end)


def amounts(row: Sequence[Item]) -> Iterator[Candidate]:
    """Give what was used more or less of."""
    for at, item in enumerate(row):
        if item.does in {"more", "less"} and (
            item.word not in {"cut", "cut the", "cutting the"} or _cut_amount(row, at)
        ):
            yield from _each(row, item.does, at, f"{item.does}-verb")
        elif item.mention and item.mention.degree in {"more", "less"} and item.does == "food":
            yield from _graded(row, at, item.mention.degree)


def _cut_amount(row: Sequence[Item], at: int) -> bool:
    group = group_right(row, at + 1)
    following = row[group.after : group.after + 3] if group else ()
    return any((item.mention and item.mention.amount is not None) or item.word in {"by", "half"} for item in following)


def _graded(row: Sequence[Item], at: int, degree: str) -> Iterator[Candidate]:
    group = group_right(row, at, ())
    for position in group.at:
        mention = row[position].mention
        if (
            mention is None
            or mention.name in words_of("abstract")
            or (position != at and (mention.degree or mention.measured))
        ):
            return
        yield Candidate(degree, (mention,), (), f"{degree}-word", at, row[at].start, row[position].end)


def additions(row: Sequence[Item]) -> Iterator[Candidate]:
    """Give what was added by a verb, and what follows in the list."""
    for at, item in enumerate(row):
        if item.does == "add":
            group = group_right(row, at + 1, FILLERS | {"with", "comma"})
            for position in group.at:
                mention = row[position].mention
                if mention and not mention.degree and mention.name not in words_of("abstract"):
                    yield Candidate("add", (), (mention,), "add", at, item.start, row[position].end)


def varieties(row: Sequence[Item]) -> Iterator[Candidate]:
    """Give what was used, without a word of what it took the place of."""
    for at, item in enumerate(row):
        own = item.does == "had"
        if item.does not in {"use", "sub", "subnoun"} and not own:
            continue
        group = group_right(row, at + 1)
        if not group and item.does == "use" and does(row, at + 1) == "pron":
            group = _had_before(row, at)
        if not group and item.does == "subnoun" and does(row, at - 1) == "food":
            group = Group((at - 1,), at)
        if _one_mixture(row, group):
            end = row[group.at[-1]].end
            yield Candidate("replace", (), mentions(row, group.at), "mixture", at, item.start, end)
            continue
        for position in group.at:
            mention = row[position].mention
            if mention is None or mention.degree or (own and not mention.own):
                continue
            rule = "own" if own else f"{item.does}-alone"
            yield Candidate("replace", (), (mention,), rule, at, item.start, row[position].end)


def _had_before(row: Sequence[Item], at: int) -> Group:
    """Find the foods of "I had dried cranberries so I used those"."""
    group = group_left(row, at - 1, 0, FILLERS | {"so", "subject", "comma"}, 6)
    told = (
        {"had"} & between(row, group.at[0] - 3, group.at[0])
        or any(item.word in {"had", "have"} for item in row[max(group.at[0] - 3, 0) : group.at[0]])
        if group
        else False
    )
    return group if told else Group((), at)


def _one_mixture(row: Sequence[Item], group: Group) -> bool:
    """Tell whether what was used makes up one thing: "half white, half brown sugar", "a blend of two cheeses"."""
    parts = mentions(row, group.at)
    if len(parts) < 2 or "or" in between(row, group.at[0], group.at[-1]):  # noqa: PLR2004 (two make a mixture)
        return False
    heads = {part.name.split()[-1] for part in parts}
    families = {lexicon().foods[part.slug].family if part.slug else part.name for part in parts}
    return (len(heads) == 1 or len(families) == 1) and (len(heads) == 1 or any(part.mixed for part in parts))


def _each(row: Sequence[Item], kind: str, at: int, rule: str) -> Iterator[Candidate]:
    group = group_right(row, at + 1, FILLERS | {"use", "add"})
    for position in group.at:
        mention = row[position].mention
        if (
            mention
            and mention.name not in words_of("abstract")
            and (mention.degree in {"", "more"} or position == group.at[0])
        ):
            yield Candidate(kind, (mention,), (), rule, at, row[at].start, row[position].end)
