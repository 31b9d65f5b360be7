"""Merging and proposing in the database: what moves with it, and what is told to the rooms above."""

from uuid import UUID

import pytest

from forklore.forks import actions, reads
from forklore.forks.errors import NotProposable, ProposalClosed
from forklore.forks.rows import Choices, ForkEdit, ProposalState
from forklore.foundations.database import Connection
from forklore.recipes import actions as recipes
from forklore.recipes import reads as recipe_reads
from forklore.recipes.inputs import Edit
from forklore.relations.rows import Reader
from recipes.kitchen import published
from reviews.community import cook

NOTHING = Choices()


async def public_fork(tx: Connection, author_id: UUID, parent_id: UUID, *, title: str) -> UUID:
    """A published fork."""
    fork = await actions.fork(tx, Reader(author_id), author_id, parent_id, ForkEdit(title=title))
    await recipes.publish(tx, author_id, fork)
    return fork


async def waiting(tx: Connection, recipe_id: UUID) -> int:
    """How many jobs wait that compare a recipe with its parent."""
    asked = """SELECT count(*) FROM jobs.pgqueuer
                WHERE entrypoint = 'replacements.detect' AND convert_from(payload, 'UTF8') LIKE $1"""
    count = await tx.fetchval(asked, f"%{recipe_id}%")
    return int(count)


async def verbs(tx: Connection, actor_id: UUID) -> list[str]:
    """What a cook did to proposals, in order."""
    rows = await tx.fetch(
        "SELECT verb FROM activity WHERE actor_id = $1 AND object_kind = 'proposal' ORDER BY at, id", actor_id
    )
    return [row["verb"] for row in rows]


async def test_merging_moves_the_fork_in_its_family_and_has_it_compared_anew(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    parent = await published(tx, ana)
    fork = await public_fork(tx, ben, parent, title="Mine")
    await recipes.edit(tx, ana, parent, 1, Edit(summary="Better."))
    before = await waiting(tx, fork)
    assert await actions.merge_upstream(tx, Reader(ben), ben, fork, NOTHING, expected=1) == 2
    row = await recipe_reads.recipe(tx, Reader(ben), fork)
    assert (row.parent_version, row.content.title, row.content.summary) == (2, "Mine", "Better.")
    assert row.message == "took over version 2 of Pancakes"
    place = await reads.place_of(tx, root_id=parent, recipe_id=fork)
    assert place is not None
    assert (place.parent_version, await waiting(tx, fork)) == (2, before + 1)
    assert (await reads.upstream(tx, Reader(ben), row)).before.summary == "Better."


async def test_taking_nothing_over_still_moves_the_fork(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    parent = await published(tx, ana)
    fork = await public_fork(tx, ben, parent, title="Mine")
    await recipes.edit(tx, ana, parent, 1, Edit(title="Hers"))
    before = await waiting(tx, fork)
    assert await actions.merge_upstream(tx, Reader(ben), ben, fork, Choices(skip=["title"])) == 1
    row = await recipe_reads.recipe(tx, Reader(ben), fork)
    assert (row.head, row.parent_version, await waiting(tx, fork)) == (1, 2, before + 1)


async def test_the_base_of_a_fork_outlives_its_parent_also_after_merging(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    parent = await published(tx, ana)
    fork = await public_fork(tx, ben, parent, title="Mine")
    await recipes.edit(tx, ana, parent, 1, Edit(summary="Better."))
    await actions.merge_upstream(tx, Reader(ben), ben, fork, NOTHING)
    await recipes.edit(tx, ana, parent, 2, Edit(summary="Best."))
    await actions.delete(tx, ana, parent)
    assert (await recipe_reads.content(tx, parent, 2)).summary == "Better."
    left = await tx.fetchval("SELECT array_agg(number) FROM recipe_version WHERE recipe_id = $1", parent)
    assert left == [2]


async def test_what_is_done_to_proposals_is_recorded(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    parent = await published(tx, ana)
    fork = await public_fork(tx, ben, parent, title="Mine")
    mine, hers = Reader(ben), Reader(ana)
    first = await actions.propose(tx, mine, ben, parent, fork)
    await actions.withdraw(tx, mine, ben, first)
    second = await actions.propose(tx, mine, ben, parent, fork)
    await actions.comment(tx, hers, ana, second, "Hm.")
    await actions.decline(tx, hers, ana, second)
    third = await actions.propose(tx, mine, ben, parent, fork)
    assert await actions.accept(tx, hers, ana, third, NOTHING) == 2
    assert await verbs(tx, ben) == ["proposed", "withdrew", "proposed", "proposed"]
    assert await verbs(tx, ana) == ["commented", "declined", "accepted"]
    with pytest.raises(ProposalClosed):
        await actions.accept(tx, hers, ana, third, NOTHING)
    found = await reads.proposals(tx, hers, parent, state=None, after=None, limit=2)
    assert [one.state for one in found.items] == [ProposalState.ACCEPTED, ProposalState.DECLINED]
    rest = await reads.proposals(tx, hers, parent, state=None, after=found.next, limit=2)
    assert [one.state for one in rest.items] == [ProposalState.WITHDRAWN]


async def test_a_cook_who_is_gone_is_not_named(tx: Connection) -> None:
    ana, ben, kim = await cook(tx), await cook(tx), await cook(tx)
    parent = await published(tx, ana)
    fork = await public_fork(tx, ben, parent, title="Mine")
    proposal = await actions.propose(tx, Reader(ben), ben, parent, fork)
    await actions.comment(tx, Reader(kim), kim, proposal, "Me too.")
    await actions.accept(tx, Reader(ana), ana, proposal, NOTHING)
    await tx.execute("UPDATE account SET state = 'suspended' WHERE id = $1", kim)
    (said,) = (await reads.comments(tx, Reader(ana), proposal, after=None, limit=5)).items
    assert (said.author, said.body, said.tombstone) == (None, "", True)
    await tx.execute("UPDATE account SET state = 'suspended' WHERE id = $1", ben)
    versions = (await recipe_reads.versions(tx, Reader(ana), parent, after=None, limit=5)).items
    assert [version.credited for version in versions] == [None, None]
    assert (await reads.proposals(tx, Reader(ana), parent, state=None, after=None, limit=5)).items == []


async def test_a_recipe_that_is_not_public_takes_no_proposals(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    parent = await published(tx, ana)
    fork = await public_fork(tx, ben, parent, title="Mine")
    proposal = await actions.propose(tx, Reader(ben), ben, parent, fork)
    await recipes.withdraw(tx, ben, fork)
    with pytest.raises(NotProposable):
        await actions.accept(tx, Reader(ana), ana, proposal, NOTHING)
    shown = await reads.proposal(tx, Reader(ana), proposal)
    assert shown.before is None
