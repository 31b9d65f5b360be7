"""Following and blocking.

Each verb first takes the lock of its pair of cooks, so a follow and a block of the same two never overtake each other;
then the rows; then the sums of the two cooks in the order of their ids, so that two verbs never wait for each other in
a ring. Only a row that really came or went moves a sum.
"""

from datetime import datetime
from uuid import UUID

from forklore.accounts.actions import add_relations
from forklore.accounts.errors import NoSuchCook
from forklore.activity.actions import record
from forklore.foundations.database import Connection
from forklore.foundations.errors import invalid
from forklore.relations import reads, writes


async def follow(connection: Connection, follower_id: UUID, followee_id: UUID, *, at: datetime | None = None) -> bool:
    """Follow a cook; True when it is new. `at` only for what is imported.

    Raises `Invalid` for oneself, and `NoSuchCook` when one of the two has blocked the other.
    """
    _refuse_oneself(follower_id, followee_id, "you cannot follow yourself")
    await writes.lock_pair(connection, one_id=follower_id, other_id=followee_id)
    if await reads.blocked_between(connection, follower_id, followee_id):
        raise NoSuchCook
    if not await writes.insert_follow(connection, follower_id=follower_id, followee_id=followee_id, since=at):
        return False
    await writes.insert_follower(connection, followee_id=followee_id, follower_id=follower_id, since=at)
    await _count(connection, [(follower_id, followee_id)], 1)
    await record(connection, follower_id, "followed", "account", followee_id, at=at)
    return True


async def unfollow(connection: Connection, follower_id: UUID, followee_id: UUID) -> bool:
    """Follow a cook no longer; False when one did not."""
    await writes.lock_pair(connection, one_id=follower_id, other_id=followee_id)
    if not await _end_follow(connection, follower_id, followee_id):
        return False
    await _count(connection, [(follower_id, followee_id)], -1)
    return True


async def block(connection: Connection, account_id: UUID, other_id: UUID) -> bool:
    """Block a cook, which ends that either follows the other; True when it is new. Raises `Invalid` for oneself.

    Whoever is blocked may still block back: the one who blocks first must not keep the other from doing it too.
    """
    _refuse_oneself(account_id, other_id, "you cannot block yourself")
    await writes.lock_pair(connection, one_id=account_id, other_id=other_id)
    if not await writes.insert_block(connection, account_id=account_id, blocked_id=other_id):
        return False
    await writes.insert_blocker(connection, account_id=other_id, blocker_id=account_id)
    both = [(account_id, other_id), (other_id, account_id)]
    ended = [pair for pair in both if await _end_follow(connection, *pair)]
    await _count(connection, ended, -1)
    return True


async def unblock(connection: Connection, account_id: UUID, other_id: UUID) -> bool:
    """Block a cook no longer; False when one did not. Follows that the block ended do not come back."""
    await writes.lock_pair(connection, one_id=account_id, other_id=other_id)
    if not await writes.delete_block(connection, account_id=account_id, blocked_id=other_id):
        return False
    await writes.delete_blocker(connection, account_id=other_id, blocker_id=account_id)
    return True


async def _end_follow(connection: Connection, follower_id: UUID, followee_id: UUID) -> bool:
    if not await writes.delete_follow(connection, follower_id=follower_id, followee_id=followee_id):
        return False
    await writes.delete_follower(connection, followee_id=followee_id, follower_id=follower_id)
    return True


async def _count(connection: Connection, pairs: list[tuple[UUID, UUID]], by: int) -> None:
    """Add `by` to the sums for each pair (follower, followee)."""
    for account_id in sorted({account_id for pair in pairs for account_id in pair}):
        await add_relations(
            connection,
            account_id,
            followers=by * sum(followee == account_id for _, followee in pairs),
            following=by * sum(follower == account_id for follower, _ in pairs),
        )


def _refuse_oneself(account_id: UUID, other_id: UUID, detail: str) -> None:
    if account_id == other_id:
        raise invalid("handle", detail)
