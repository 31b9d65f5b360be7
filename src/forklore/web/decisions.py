"""What a cook says of the changes found in the own fork: found rightly, found wrongly, neither."""

from uuid import UUID

from forklore.foundations.database import Database
from forklore.replacements.actions_decisions import CONFIRMED, DETECTED, REJECTED, decide
from forklore.web.border import account_of, go, safe_next, typed, visitor
from forklore.web.routes import Answered, Asked, sent

_WORDS = {CONFIRMED: "confirmed", REJECTED: "rejected", DETECTED: "undone"}


@sent("/changes/{change_id:uuid}/confirm")
async def confirm(request: Asked, change_id: UUID, db: Database) -> Answered:
    """Say that a change was found rightly."""
    return await _say(request, db, change_id, CONFIRMED)


@sent("/changes/{change_id:uuid}/reject")
async def reject(request: Asked, change_id: UUID, db: Database) -> Answered:
    """Say that a change was found wrongly."""
    return await _say(request, db, change_id, REJECTED)


@sent("/changes/{change_id:uuid}/undo")
async def undo(request: Asked, change_id: UUID, db: Database) -> Answered:
    """Take one's word back."""
    return await _say(request, db, change_id, DETECTED)


async def _say(request: Asked, db: Database, change_id: UUID, state: str) -> Answered:
    async with db.write() as connection:
        await decide(connection, account_of(visitor(request)), change_id, state)
    return go(safe_next((await typed(request)).get("next")), _WORDS[state])


HANDLERS = [confirm, reject, undo]
