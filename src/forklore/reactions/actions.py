"""The verbs of reactions: react, take it back.

Nothing is recorded as activity: a reaction is taken back as easily as it is given, and tells no news.
"""

from uuid import UUID

from forklore.foundations.database import Connection
from forklore.reactions import reads, rules, writes
from forklore.reactions.errors import NoReaction
from forklore.reactions.rows import Kind, Reacted, SubjectKind
from forklore.relations.rows import Reader


async def react(
    connection: Connection, reader: Reader, account_id: UUID, subject_kind: SubjectKind, subject_id: UUID, kind: Kind
) -> Reacted:
    """React to a visible thing; again changes nothing, and one's own thing is not counted.

    One statement writes the reaction and its part of the number. Raises the `NotFound` of the thing's room.
    """
    found = await reads.subject(connection, reader, subject_kind, subject_id)
    await writes.react(
        connection,
        subject_id=found.id,
        account_id=account_id,
        kind=kind.value,
        subject_kind=found.kind.value,
        counts=found.owner_id != account_id,
        slot=rules.slot(account_id),
    )
    return await reads.standing(connection, account_id, found.id)


async def take_back(connection: Connection, account_id: UUID, subject_id: UUID, kind: Kind) -> None:
    """Take one's reaction back, also to a thing that one may no longer see; raises `NoReaction`."""
    gone = await writes.take_back(
        connection, subject_id=subject_id, account_id=account_id, kind=kind.value, slot=rules.slot(account_id)
    )
    if gone is None:
        raise NoReaction
