"""Forking and deleting: where a fork stands in its family, whoever does what at once."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest

from forklore.forks import actions, reads
from forklore.forks.errors import TooDeep
from forklore.forks.rows import ForkEdit
from forklore.foundations.database import Connection
from forklore.recipes import actions as recipes
from forklore.recipes import reads as recipe_reads
from forklore.recipes.errors import NoSuchRecipe, NoSuchVersion
from forklore.recipes.inputs import Edit, LineInput
from forklore.recipes.rows import State, Visibility
from forklore.relations import actions as relations
from forklore.relations.reads import reader as reader_of
from forklore.relations.rows import Reader
from recipes.kitchen import published
from reviews.community import cook, draft, recipe


async def test_a_fork_begins_with_what_it_was_made_from_and_keeps_its_ids(tx: Connection) -> None:
    author, forker = await cook(tx), await cook(tx)
    root = await published(tx, author, tags=["hot"], summary="Thick.")
    parent = await recipe_reads.content(tx, root, 1)
    spelt = LineInput(text="2 cups spelt", line_id=parent.lines[0].line_id)
    lines: list[str | LineInput] = [spelt, "1 pear", parent.lines[2].text]
    edit = ForkEdit(title="Mine", ingredients=lines, message=" less\x00 wheat ")
    fork = await recipe_reads.recipe(tx, Reader(forker), await actions.fork(tx, Reader(forker), forker, root, edit))
    assert (fork.author_id, fork.state, fork.parent_id, fork.parent_version) == (forker, State.DRAFT, root, 1)
    assert (fork.number, fork.message, fork.visibility) == (1, "less wheat", Visibility.PUBLIC)
    first, pear, third = (line.line_id for line in fork.content.lines)
    assert (first, third) == (parent.lines[0].line_id, parent.lines[2].line_id)
    assert pear not in {line.line_id for line in parent.lines}
    assert (fork.content.steps, fork.content.tags, fork.content.summary) == (parent.steps, ("hot",), "Thick.")


async def test_a_fork_of_an_old_version_is_of_that_version(tx: Connection) -> None:
    author, forker = await cook(tx), await cook(tx)
    root = await recipe(tx, author)
    await recipes.edit(tx, author, root, 1, Edit(title="Newer"))
    looking = Reader(forker)
    for edit, version, title in ((ForkEdit(version=1), 1, "Soup"), (ForkEdit(), 2, "Newer")):
        fork = await recipe_reads.recipe(tx, looking, await actions.fork(tx, looking, forker, root, edit))
        assert (fork.parent_version, fork.content.title) == (version, title)
        parent = await reads.parent_of(tx, looking, fork.standing())
        assert parent is not None
        assert (parent.id, parent.version) == (root, version)
    with pytest.raises(NoSuchVersion):
        await actions.fork(tx, looking, forker, root, ForkEdit(version=3))


async def test_a_lineage_is_as_deep_as_it_may_be_and_no_deeper(tx: Connection) -> None:
    author = await cook(tx)
    looking = Reader(author)
    root = await recipe(tx, author)
    last = await actions.fork(tx, looking, author, root, ForkEdit())
    deep = """UPDATE lineage SET depth = $2, path = root_id || array_fill(root_id, ARRAY[$2 - 1]) || recipe_id
               WHERE recipe_id = $1"""
    await tx.execute(deep, last, actions.DEPTH_AT_MOST - 1)
    deepest = await actions.fork(tx, looking, author, last, ForkEdit())
    place = await reads.place_of(tx, root_id=root, recipe_id=deepest)
    assert place is not None
    assert (place.depth, len(place.path)) == (actions.DEPTH_AT_MOST, actions.DEPTH_AT_MOST + 1)
    with pytest.raises(TooDeep):
        await actions.fork(tx, looking, author, deepest, ForkEdit())


async def test_only_what_one_may_see_is_forked(tx: Connection) -> None:
    author, follower, blocked = await cook(tx), await cook(tx), await cook(tx)
    await relations.follow(tx, follower, author)
    await relations.block(tx, author, blocked)
    public, shy = await recipe(tx, author), await recipe(tx, author, visibility=Visibility.FOLLOWERS)
    private, idea = await recipe(tx, author, visibility=Visibility.PRIVATE), await draft(tx, author)
    withdrawn, dead = await recipe(tx, author), await recipe(tx, author)
    await recipes.withdraw(tx, author, withdrawn)
    await actions.delete(tx, author, dead)
    everything = [public, shy, private, idea, withdrawn, dead]
    for who, may in ((author, everything[:5]), (follower, [public, shy]), (await cook(tx), [public]), (blocked, [])):
        looking = await reader_of(tx, who)
        for parent in everything:
            if parent in may:
                await actions.fork(tx, looking, who, parent, ForkEdit())
            else:
                with pytest.raises(NoSuchRecipe):
                    await actions.fork(tx, looking, who, parent, ForkEdit())


async def test_versions_that_forks_were_made_from_stay_when_a_recipe_is_deleted(tx: Connection) -> None:
    author, forker = await cook(tx), await cook(tx)
    root = await recipe(tx, author)
    for title in ("Two", "Three", "Four"):
        await recipes.edit(tx, author, root, None, Edit(title=title))
    for version in (1, 3, 3):
        await actions.fork(tx, Reader(forker), forker, root, ForkEdit(version=version))
    await actions.delete(tx, author, root)
    left = await tx.fetch("SELECT number FROM recipe_version WHERE recipe_id = $1 ORDER BY number", root)
    assert [row["number"] for row in left] == [1, 3]


@pytest.fixture
async def two(own_url: str) -> AsyncIterator[tuple[Connection, Connection]]:
    """Two connections that commit."""
    both = await asyncpg.connect(own_url), await asyncpg.connect(own_url)
    async with asyncio.timeout(30):
        yield both
    for connection in both:
        await connection.close()


async def waits_for_a_lock(connection: Connection, pid: int) -> bool:
    """Wait until somebody waits for what the process holds."""
    for _ in range(200):
        if await connection.fetchval(
            "SELECT count(*) FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))", pid
        ):
            return True
        await asyncio.sleep(0.01)
    return False


async def delete(connection: Connection, author: UUID, recipe_id: UUID) -> None:
    async with connection.transaction():
        await actions.delete(connection, author, recipe_id)


async def test_a_version_is_not_deleted_under_a_fork_that_is_being_made(two: tuple[Connection, Connection]) -> None:
    one, other = two
    author, forker = await cook(one), await cook(one)
    root = await recipe(one, author)
    async with one.transaction():
        fork = await actions.fork(one, Reader(forker), forker, root, ForkEdit())
        deleting = asyncio.create_task(delete(other, author, root))
        assert await waits_for_a_lock(one, await one.fetchval("SELECT pg_backend_pid()"))
    await deleting
    assert (await recipe_reads.standing(one, fork)).parent_id == root
    assert (await recipe_reads.content(one, root, 1)).title == "Soup"


async def test_two_who_fork_a_recipe_for_the_first_time_at_once_are_one_family(
    two: tuple[Connection, Connection],
) -> None:
    forkers = [await cook(two[0]), await cook(two[0])]
    root = await recipe(two[0], await cook(two[0]))

    async def fork(connection: Connection, forker: UUID) -> UUID:
        async with connection.transaction():
            return await actions.fork(connection, Reader(forker), forker, root, ForkEdit())

    made = await asyncio.gather(*map(fork, two, forkers))
    family = await two[0].fetch("SELECT recipe_id, depth FROM lineage WHERE root_id = $1", root)
    assert {(row["recipe_id"], row["depth"]) for row in family} == {(root, 0), *((fork_id, 1) for fork_id in made)}
