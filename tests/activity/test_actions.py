"""The record of what was done."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from forklore.activity.actions import record
from forklore.foundations.database import Connection
from reviews.community import cook


async def test_a_deed_is_recorded_with_its_time_and_never_in_the_future(tx: Connection) -> None:
    actor, thing = await cook(tx), uuid4()
    now = await tx.fetchval("SELECT now()")
    past = datetime.now(UTC) - timedelta(days=4000)
    for at in (None, past, now + timedelta(days=1)):
        await record(tx, actor, "published", "recipe", thing, at=at)
    rows = await tx.fetch("SELECT actor_id, verb, object_kind, object_id, at FROM activity WHERE actor_id = $1", actor)
    assert sorted(row["at"] for row in rows) == [past, now, now]
    assert {tuple(row)[:4] for row in rows} == {(actor, "published", "recipe", thing)}
