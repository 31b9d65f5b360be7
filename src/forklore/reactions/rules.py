"""Where a reaction is counted."""

from collections.abc import Iterable
from uuid import UUID

from forklore.reactions.rows import Counts, Kind, Tally

# With sixteen writers at once and 64 slots, of two writers one in 64 pairs meets.
SLOTS = 64


def slot(account_id: UUID) -> int:
    """Choose the slot of a person's reactions: the low bits of a version-7 id are random, and always the same."""
    return account_id.int % SLOTS


def counts(tallies: Iterable[Tally]) -> Counts:
    """Give the counts by kind, nothing where nobody reacted so."""
    by_kind = {tally.kind: tally.count for tally in tallies}
    return Counts(like=by_kind.get(Kind.LIKE, 0), yum=by_kind.get(Kind.YUM, 0))
