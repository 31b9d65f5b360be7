"""Words that outweigh detection, and reading again by a newer detector."""

from uuid import UUID

import pytest

from forklore.foundations.database import Connection
from forklore.main.reconciling import drifts
from forklore.recipes import actions as recipes
from forklore.recipes.errors import NoSuchRecipe, NotYours
from forklore.recipes.inputs import Edit
from forklore.recipes.rows import Visibility
from forklore.relations.rows import Reader
from forklore.replacements import reads, reads_pairs
from forklore.replacements.actions_decisions import CONFIRMED, DETECTED, REJECTED, decide, judge
from forklore.replacements.answers import Span, VerdictKind
from forklore.replacements.errors import NoSuchChange, NoSuchReplacement
from forklore.replacements.jobs import JOBS
from forklore.replacements.proofs import DETECTOR
from replacements.community import REST, counted, fork, root, work_off
from reviews.community import cook

RENEW = next(job.work for job in JOBS if job.name == "replacements.renew")


async def change_of(connection: Connection, recipe_id: UUID) -> UUID:
    found = await connection.fetchval("SELECT id FROM change WHERE recipe_id = $1 AND kind = 'replace'", recipe_id)
    assert isinstance(found, UUID)
    return found


async def log_of(connection: Connection) -> list[tuple[int, bool, float, int]]:
    rows = await connection.fetch(
        """SELECT weight, standing, round(confidence::numeric, 4)::float8 AS sure, detector
             FROM replacement_event ORDER BY id"""
    )
    return [tuple(row) for row in rows]


async def test_a_rejected_change_counts_nowhere_and_an_undone_word_again(tx: Connection) -> None:
    parent, forker = await root(tx, await cook(tx)), await cook(tx)
    made = await fork(tx, forker, parent)
    await work_off(tx)
    change = await change_of(tx, made)
    assert (await decide(tx, forker, change, REJECTED)).state == REJECTED
    await decide(tx, forker, change, REJECTED)  # again is nothing
    assert await work_off(tx) == 1
    assert await counted(tx, "butter", "margarine") is None
    assert [row[:2] for row in await log_of(tx)] == [(1, False), (-1, False)]
    assert (await decide(tx, forker, change, DETECTED)).state == DETECTED
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 1, 0)
    assert [row[0] for row in await log_of(tx)] == [1, -1, 1]
    assert await tx.fetchval("SELECT count(*) FROM change_decision") == 2
    assert await drifts(tx) == {}


async def test_a_confirmed_change_is_certain(tx: Connection) -> None:
    parent, forker = await root(tx, await cook(tx)), await cook(tx)
    made = await fork(tx, forker, parent)
    await work_off(tx)
    before = (await log_of(tx))[0][2]
    assert before < 1
    assert (await decide(tx, forker, await change_of(tx, made), CONFIRMED)).confidence == 1
    await work_off(tx)
    assert [row[:3] for row in await log_of(tx)] == [(1, False, before), (-1, False, before), (1, True, 1.0)]


@pytest.mark.parametrize("state", [CONFIRMED, REJECTED])
async def test_a_word_holds_when_the_same_change_is_found_again(tx: Connection, state: str) -> None:
    parent, forker = await root(tx, await cook(tx)), await cook(tx)
    made = await fork(tx, forker, parent)
    await work_off(tx)
    change = await change_of(tx, made)
    await decide(tx, forker, change, state)
    # Another version that has the change still, one that has it no more, and one that has it again.
    await recipes.edit(tx, forker, made, 1, Edit(ingredients=["200 g margarine", *REST[1:]]))
    await work_off(tx)
    assert await change_of(tx, made) == change  # its address stays
    await recipes.edit(tx, forker, made, 2, Edit(ingredients=["200 g butter", *REST]))
    await work_off(tx)
    await recipes.edit(tx, forker, made, 3, Edit(ingredients=["190 g margarine", *REST]))
    await work_off(tx)
    assert await tx.fetchval("SELECT state FROM change WHERE recipe_id = $1 AND kind = 'replace'", made) == state
    assert (await counted(tx, "butter", "margarine") is None) is (state == REJECTED)
    assert await drifts(tx) == {}


async def test_only_the_author_has_a_word(tx: Connection) -> None:
    parent, forker, other = await root(tx, await cook(tx)), await cook(tx), await cook(tx)
    made = await fork(tx, forker, parent)
    await work_off(tx)
    change = await change_of(tx, made)
    with pytest.raises(NotYours):
        await decide(tx, other, change, REJECTED)
    with pytest.raises(NoSuchChange):
        await decide(tx, forker, UUID(int=7), REJECTED)
    await recipes.edit(tx, forker, made, 1, Edit(visibility=Visibility.PRIVATE))
    with pytest.raises(NoSuchRecipe):
        await decide(tx, other, change, REJECTED)


@pytest.mark.parametrize("verdict", [VerdictKind.NOT_A_REPLACEMENT, VerdictKind.SYNONYM])
async def test_a_verdict_takes_a_pair_out_of_every_answer_and_ok_puts_it_back(
    tx: Connection, verdict: VerdictKind
) -> None:
    parent, moderator = await root(tx, await cook(tx)), await cook(tx)
    await fork(tx, await cook(tx), parent)
    await work_off(tx)
    butter, after = await reads_pairs.foods_of_pair(tx, "butter", "margarine")

    async def seen() -> list[bool]:
        found = [
            (await reads.of_food(tx, butter)).items,
            await reads.in_place_of(tx, after[0]),
            await reads.for_lines(tx, {"butter"}),
            *[(await reads_pairs.top(tx, window, None, 10)).items for window in Span],
            (await reads_pairs.graph(tx, butter, 2)).edges,
        ]
        return [bool(one) for one in found]

    assert set(await seen()) == {True}
    await judge(tx, moderator, butter, after, verdict, "one food, two names")
    assert set(await seen()) == {False}
    with pytest.raises(NoSuchReplacement):
        await reads_pairs.explained(tx, Reader(None), butter, after, failed=False, cursor=None, limit=5)
    await fork(tx, await cook(tx), parent)  # what comes later stays out as well
    await work_off(tx)
    assert set(await seen()) == {False}
    await judge(tx, moderator, butter, after, VerdictKind.OK, "")
    assert set(await seen()) == {True}
    assert await counted(tx, "butter", "margarine") == (2, 2, 0)
    told = await reads_pairs.verdicts(tx, butter, after)
    assert [one.verdict for one in told.verdicts] == [VerdictKind.OK, verdict]
    assert not told.withheld


async def test_a_verdict_on_a_pair_that_nobody_made_yet_holds_from_the_first_on(tx: Connection) -> None:
    butter, after = await reads_pairs.foods_of_pair(tx, "butter", "margarine")
    await judge(tx, await cook(tx), butter, after, VerdictKind.NOT_A_REPLACEMENT, "")
    await fork(tx, await cook(tx), await root(tx, await cook(tx)))
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 1, 0)
    assert (await reads.of_food(tx, butter)).items == []


async def test_what_an_older_detector_read_is_read_again_and_corrected_in_the_log(tx: Connection) -> None:
    parent = await root(tx, await cook(tx))
    made = await fork(tx, await cook(tx), parent)
    await work_off(tx)
    await RENEW(tx, {})
    assert await work_off(tx) == 0  # everything is of this detector
    change = await change_of(tx, made)
    await tx.execute("UPDATE detection SET detector = 1")
    await tx.execute("UPDATE replacement_event SET detector = 1, version = 0")
    await RENEW(tx, {})
    await RENEW(tx, {})  # a second tick finds it waiting
    assert await work_off(tx) == 1
    assert [(row[0], row[1], row[3]) for row in await log_of(tx)] == [
        (1, False, 1),
        (-1, False, 1),
        (1, True, DETECTOR),
    ]
    assert await tx.fetchval("SELECT detector FROM detection") == DETECTOR
    assert await change_of(tx, made) == change
    assert await counted(tx, "butter", "margarine") == (1, 1, 0)
    assert await drifts(tx) == {}


async def test_detection_waits_for_nothing(tx: Connection) -> None:
    """A job that is due at once is taken as soon as its transaction is there: a worker listens for it."""
    await fork(tx, await cook(tx), await root(tx, await cook(tx)))
    due = await tx.fetch("SELECT execute_after <= now() FROM jobs.pgqueuer WHERE entrypoint = 'replacements.detect'")
    assert [row[0] for row in due] == [True]
