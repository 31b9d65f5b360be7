"""Families: what is told of ancestors and descendants equals a recount of the tree."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forklore.forks import actions, reads
from forklore.forks.rows import ForkEdit, Lineage
from forklore.foundations.database import Connection
from forklore.foundations.errors import Invalid
from forklore.recipes import actions as recipes
from forklore.recipes import reads as recipe_reads
from forklore.recipes.rows import Visibility
from forklore.relations import actions as relations
from forklore.relations.reads import reader as reader_of
from forklore.relations.rows import Reader
from forklore.reviews.actions import put_review
from reviews.community import cook, recipe

# Node n + 1 is a fork of node parents[n], and its number modulo the number of cooks says whose it is.
trees = st.integers(1, 9).flatmap(lambda n: st.tuples(*(st.integers(0, at) for at in range(n))))


async def lineage_of(tx: Connection, reader: Reader, recipe_id: UUID) -> Lineage:
    return await reads.lineage(tx, reader, await recipe_reads.standing(tx, recipe_id))


async def fork(tx: Connection, forker: UUID, parent: UUID, *, publish: bool = True) -> UUID:
    made = await actions.fork(tx, Reader(forker), forker, parent, ForkEdit())
    if publish:
        await recipes.publish(tx, forker, made)
    return made


def up_from(parents: tuple[int, ...], node: int) -> list[int]:
    """The ancestors of a node, counted in the plainest way."""
    found: list[int] = []
    while node:
        node = parents[node - 1]
        found.insert(0, node)
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees)
async def test_a_lineage_equals_a_recount_of_the_tree(tx: Connection, parents: tuple[int, ...]) -> None:
    example = tx.transaction()
    await example.start()
    cooks = [await cook(tx) for _ in range(3)]
    nodes = [await recipe(tx, cooks[0])]
    for number, parent in enumerate(parents, start=1):
        nodes.append(await fork(tx, cooks[number % 3], nodes[parent]))
    ancestors = {node: up_from(parents, node) for node in range(len(nodes))}
    for node, recipe_id in enumerate(nodes):
        told = await lineage_of(tx, Reader(), recipe_id)
        below = {nodes[n] for n, above in ancestors.items() if node in above}
        assert [relative.id for relative in told.ancestors] == [nodes[n] for n in ancestors[node]]
        assert {relative.id for relative in told.descendants} == below
        assert (told.root_id, told.depth, told.more) == (nodes[0], len(ancestors[node]), False)
        levels = [relative.depth for relative in told.descendants]
        assert levels == sorted(levels)
        for relative in (*told.ancestors, *told.descendants):
            known = parents[nodes.index(relative.id) - 1] if relative.id != nodes[0] else None
            assert relative.parent_id == (None if known is None else nodes[known])
        direct = [nodes[n + 1] for n, parent in enumerate(parents) if parent == node]
        assert await tx.fetchval("SELECT forks FROM recipe_stats WHERE recipe_id = $1", recipe_id) == len(direct)
    await example.rollback()


async def test_a_chain_of_thirty_is_told_from_the_root_down(tx: Connection) -> None:
    cooks = [await cook(tx) for _ in range(2)]
    chain = [await recipe(tx, cooks[0])]
    for number in range(30):
        chain.append(await fork(tx, cooks[number % 2], chain[-1]))
    place = await reads.place_of(tx, root_id=chain[0], recipe_id=chain[-1])
    assert place is not None
    assert (place.depth, list(place.path)) == (30, chain)
    told = await lineage_of(tx, Reader(), chain[-1])
    assert [relative.id for relative in told.ancestors] == chain[:-1]
    assert [relative.depth for relative in told.ancestors] == list(range(30))
    assert [relative.id for relative in (await lineage_of(tx, Reader(), chain[0])).descendants] == chain[1:]


async def test_a_recipe_without_a_family_has_an_empty_one(tx: Connection) -> None:
    root = await recipe(tx, await cook(tx))
    told = await lineage_of(tx, Reader(), root)
    assert (told.root_id, told.depth, told.ancestors, told.descendants, told.more) == (root, 0, [], [], False)
    assert await reads.parent_of(tx, Reader(), await recipe_reads.standing(tx, root)) is None


async def test_what_is_not_public_is_in_nobodys_list_but_stays_an_ancestor_without_its_title(tx: Connection) -> None:
    author, forker, last = await cook(tx), await cook(tx), await cook(tx)
    root = await recipe(tx, author)
    shown = await fork(tx, forker, root)
    await fork(tx, forker, root, publish=False)
    hidden = await actions.fork(tx, Reader(forker), forker, root, ForkEdit(visibility=Visibility.PRIVATE))
    await recipes.publish(tx, forker, hidden)
    leaf = await fork(tx, last, shown)
    for reader in (Reader(), Reader(author), Reader(forker)):
        for sort in ("recent", "stars"):
            listed = await reads.forks(tx, reader, root, sort=sort, after=None, limit=10)
            assert [card.id for card in listed.items] == [shown]
        assert {relative.id for relative in (await lineage_of(tx, reader, root)).descendants} == {shown, leaf}
    await recipes.withdraw(tx, forker, shown)
    told = await lineage_of(tx, Reader(), leaf)
    assert [(a.id, a.title, a.address, a.tombstone) for a in told.ancestors][1:] == [(shown, None, None, True)]
    handle = await tx.fetchval("SELECT handle FROM account WHERE id = $1", forker)
    assert told.ancestors[1].author.handle == handle
    parent = await reads.parent_of(tx, Reader(), await recipe_reads.standing(tx, leaf))
    assert parent is not None
    assert (parent.author.handle, parent.title, parent.address) == (handle, None, None)
    assert [relative.id for relative in (await lineage_of(tx, Reader(), root)).descendants] == [leaf]


async def test_a_blocked_cook_sees_neither_forks_nor_titles_of_the_other(tx: Connection) -> None:
    author, forker, last = await cook(tx), await cook(tx), await cook(tx)
    root = await recipe(tx, author)
    leaf = await fork(tx, last, await fork(tx, forker, root))
    await relations.block(tx, forker, last)
    reader = await reader_of(tx, last)
    assert (await reads.forks(tx, reader, root, sort="recent", after=None, limit=10)).items == []
    assert [a.title for a in (await lineage_of(tx, reader, leaf)).ancestors] == ["Soup", None]
    assert [a.title for a in (await lineage_of(tx, Reader(), leaf)).ancestors] == ["Soup", "Soup"]


@pytest.mark.parametrize("sort", ["recent", "stars"])
async def test_the_pages_of_forks_are_the_set_in_order(tx: Connection, sort: str) -> None:
    author, forker = await cook(tx), await cook(tx)
    root = await recipe(tx, author)
    made = [await fork(tx, forker, root) for _ in range(5)]
    for fork_id, stars in ((made[1], 3), (made[3], 5), (made[0], 3)):
        await put_review(tx, Reader(author), fork_id, stars=stars)
    seen: list[UUID] = []
    after: str | None = None
    for _ in range(4):
        listed = await reads.forks(tx, Reader(), root, sort=sort, after=after, limit=2)
        seen += [card.id for card in listed.items]
        if (after := listed.next) is None:
            break
        await fork(tx, author, root)
        other = "stars" if sort == "recent" else "recent"
        with pytest.raises(Invalid):
            await reads.forks(tx, Reader(), root, sort=other, after=after, limit=2)
    expected = {"recent": made[::-1], "stars": [made[3], made[1], made[0], made[4], made[2]]}[sort]
    assert [fork_id for fork_id in seen if fork_id in made] == expected
    assert len(seen) == len(set(seen))
