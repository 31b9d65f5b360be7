"""The words that outweigh detection: an author's on a change of the own fork, a moderator's on a pair of foods."""

from collections.abc import Sequence
from uuid import UUID

from forklore.foods.rows import StoredFood
from forklore.foundations.database import Connection
from forklore.foundations.errors import invalid
from forklore.foundations.jobs import enqueue
from forklore.foundations.text import clean
from forklore.recipes import actions as recipes
from forklore.recipes.sums import DETECT
from forklore.replacements import sums, writes
from forklore.replacements.answers import VerdictKind
from forklore.replacements.errors import NoSuchChange, NotReadYet
from forklore.replacements.reads_pairs import change_at, pair_of
from forklore.replacements.rows import ChangeOut

CONFIRMED, REJECTED, DETECTED = "confirmed", "rejected", "detected"
REASON_LENGTH = 1_000


async def decide(connection: Connection, author_id: UUID, change_id: UUID, state: str) -> ChangeOut:
    """Confirm or reject a change of one's own fork, or (`detected`) take one's word back; again changes nothing.

    It holds for what is detected later too, wherever the same change is found again. The counts follow in a job.
    Raises `NoSuchChange`, `NoSuchRecipe`, `NotYours`, `NotReadYet`.
    """
    found = await change_at(connection, id=change_id)
    if found is None:
        raise NoSuchChange
    await recipes.own(connection, author_id, found.recipe_id)
    if not found.key:
        raise NotReadYet
    if found.state != state:
        await writes.decide(connection, recipe_id=found.recipe_id, key=found.key, state=state, account_id=author_id)
        await writes.set_state(connection, recipe_id=found.recipe_id, id=change_id, state=state)
        await enqueue(connection, DETECT, {"recipe_id": str(found.recipe_id)})
    return ChangeOut(
        found.id,
        found.kind,
        found.from_items,
        found.to_items,
        None if found.ratio is None else float(found.ratio),
        found.ratio_by,
        1.0 if state == CONFIRMED else round(found.confidence, 4),
        state,
    )


async def judge(
    connection: Connection,
    moderator_id: UUID,
    before: StoredFood,
    after: Sequence[StoredFood],
    verdict: VerdictKind,
    reason: str,
) -> None:
    """Say that a pair is no replacement, or one food under two names, or (`ok`) take that back.

    Whatever is not `ok` takes the pair out of all public answers at once; its evidence stays and goes on counting, so
    that it comes back whole. Raises `Invalid`.
    """
    if len(clean(reason)) > REASON_LENGTH:
        raise invalid("/reason", f"at most {REASON_LENGTH} characters")
    pair = pair_of(before, after)
    place: dict[str, object] = {"from_food": pair.from_food, "to_foods": list(pair.to_foods)}
    await sums.hold_pair(connection, pair)
    await writes.judge(connection, **place, verdict=verdict.value, reason=clean(reason), account_id=moderator_id)
    await writes.set_withheld(connection, **place, withheld=verdict is not VerdictKind.OK)
