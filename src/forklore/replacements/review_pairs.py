"""Makes replacements of two lists of foods, the old and the new, that a sentence ties together."""

from collections.abc import Iterator, Sequence

from forklore.foods.lexicon import lexicon
from forklore.replacements.review_items import Item, Mention
from forklore.replacements.review_row import (
    FILLERS,
    Candidate,
    Group,
    between,
    mentions,
)

# What may stand between a cue and the food before it.
LOOKING_BACK = FILLERS | {"had", "subject", "because", "on", "comma", "for", "with", "out", "leave", "to"}
FAR = 0.45


def together(row: Sequence[Item], old: Group) -> Group:
    """Keep of a list behind "instead of" or "for" the foods that were replaced together.

    Alternatives are; what a comma parts is the next thing told; what "and" joins only when the foods are near.
    """
    kept = [old.at[0]]
    for position in old.at[1:]:
        marks = between(row, kept[-1] + 1, position)
        one, other = mentions(row, (kept[-1], position))
        if "comma" in marks or ("or" not in marks and distance(one, other) > FAR):
            break
        kept.append(position)
    return Group(tuple(kept), old.after)


def distance(one: Mention, other: Mention) -> float:
    """Give how far two foods stand apart in the tree of foods; 1 when one of them is not known."""
    if one.slug is None or other.slug is None:
        return 1.0
    return lexicon().distance(one.slug, other.slug)


def pairs(row: Sequence[Item], old: Group, new: Group, rule: str, at: int) -> Iterator[Candidate]:
    """Give one change for each food replaced; alternatives that replace it ("bacon or ham") are changes apart."""
    after = mentions(row, new.at)
    start = min(row[new.at[0]].start, row[old.at[0]].start, row[at].start)
    end = max(row[new.at[-1]].end, row[old.at[-1]].end, row[at].end)
    either = len(new.at) > 1 and "or" in between(row, new.at[0], new.at[-1])
    for mention in mentions(row, old.at):
        apart = either or (mention.certainty == 0 and "for" in rule)
        for chosen in [(one,) for one in after] if apart else [after]:
            yield Candidate("replace", (mention,), chosen, rule, at, start, end)
