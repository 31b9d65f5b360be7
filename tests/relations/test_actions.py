"""Following and blocking: sums, mirrors, what a block ends, and two at once."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import permutations
from uuid import UUID

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forklore.accounts.errors import NoSuchCook
from forklore.foundations.database import Connection
from forklore.foundations.errors import Invalid
from forklore.relations import actions, reads
from relations.cast import make_cooks

Verb = Callable[[Connection, UUID, UUID], Awaitable[bool]]


async def sums(connection: Connection, cooks: list[UUID]) -> dict[UUID, tuple[int, int]]:
    rows = await connection.fetch(
        "SELECT account_id, followers, following FROM account_stats WHERE account_id = ANY ($1)", cooks
    )
    return {row[0]: (row[1], row[2]) for row in rows}


async def assert_in_step(connection: Connection, cooks: list[UUID]) -> None:
    """The mirrors agree row by row, and every sum equals a recount."""
    for fact, mirror in (
        ("SELECT follower_id, followee_id, since FROM follow", "SELECT follower_id, followee_id, since FROM follower"),
        ("SELECT account_id, blocked_id, since FROM block", "SELECT blocker_id, account_id, since FROM blocker"),
    ):
        assert set(await connection.fetch(fact)) == set(await connection.fetch(mirror))
    follows = await connection.fetch("SELECT follower_id, followee_id FROM follow")
    recount = {c: (sum(r[1] == c for r in follows), sum(r[0] == c for r in follows)) for c in cooks}
    assert await sums(connection, cooks) == recount


VERBS = ("follow", "unfollow", "block", "unblock")
MOVES = st.lists(
    st.tuples(st.sampled_from(VERBS), st.sampled_from(list(permutations(range(4), 2)))), min_size=1, max_size=30
)


def expected(moves: list[tuple[str, tuple[int, int]]]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The same moves over two plain sets of pairs."""
    follows: set[tuple[int, int]] = set()
    blocks: set[tuple[int, int]] = set()
    for verb, (one, other) in moves:
        both = {(one, other), (other, one)}
        if verb == "follow" and not blocks & both:
            follows.add((one, other))
        elif verb == "unfollow":
            follows.discard((one, other))
        elif verb == "block":
            blocks.add((one, other))
            follows -= both
        elif verb == "unblock":
            blocks.discard((one, other))
    return follows, blocks


@given(moves=MOVES)
@settings(max_examples=25, deadline=None)
def test_after_any_sequence_sums_equal_a_recount_and_mirrors_agree(
    shared_url: str, moves: list[tuple[str, tuple[int, int]]]
) -> None:
    async def play() -> None:
        connection = await asyncpg.connect(shared_url)
        transaction = connection.transaction()
        await transaction.start()
        try:
            cooks = await make_cooks(connection, 4)
            for verb, (one, other) in moves:
                act: Verb = getattr(actions, verb)
                try:
                    await act(connection, cooks[one], cooks[other])
                except NoSuchCook:
                    assert verb == "follow"
            await assert_in_step(connection, cooks)
            number = {cook: i for i, cook in enumerate(cooks)}
            follows, blocks = expected(moves)
            rows = await connection.fetch("SELECT follower_id, followee_id FROM follow")
            assert {(number[r[0]], number[r[1]]) for r in rows} == follows
            rows = await connection.fetch("SELECT account_id, blocked_id FROM block")
            assert {(number[r[0]], number[r[1]]) for r in rows} == blocks
        finally:
            await transaction.rollback()
            await connection.close()

    asyncio.run(play())


async def test_doing_it_again_changes_nothing_and_says_so(tx: Connection) -> None:
    ana, ben = await make_cooks(tx, 2)
    assert [await actions.follow(tx, ana, ben), await actions.follow(tx, ana, ben)] == [True, False]
    assert await sums(tx, [ana, ben]) == {ana: (0, 1), ben: (1, 0)}
    assert await tx.fetchval("SELECT count(*) FROM activity WHERE actor_id = $1 AND verb = 'followed'", ana) == 1
    assert [await actions.unfollow(tx, ana, ben), await actions.unfollow(tx, ana, ben)] == [True, False]
    assert [await actions.block(tx, ana, ben), await actions.block(tx, ana, ben)] == [True, False]
    assert [await actions.unblock(tx, ana, ben), await actions.unblock(tx, ana, ben)] == [True, False]
    assert await sums(tx, [ana, ben]) == {ana: (0, 0), ben: (0, 0)}


async def test_a_block_ends_both_follows_and_refuses_new_ones_from_either_side(tx: Connection) -> None:
    ana, ben = await make_cooks(tx, 2)
    await actions.follow(tx, ana, ben)
    await actions.follow(tx, ben, ana)
    await actions.block(tx, ana, ben)
    assert await sums(tx, [ana, ben]) == {ana: (0, 0), ben: (0, 0)}
    for one, other in ((ana, ben), (ben, ana)):
        with pytest.raises(NoSuchCook):
            await actions.follow(tx, one, other)
        assert (await reads.reader(tx, one)).hidden == (other,)
    await actions.unblock(tx, ana, ben)
    assert not await reads.follows(tx, ana, ben)
    assert await actions.follow(tx, ben, ana)


async def test_nobody_follows_or_blocks_themselves(tx: Connection) -> None:
    (ana,) = await make_cooks(tx, 1)
    for act in (actions.follow, actions.block):
        with pytest.raises(Invalid) as refused:
            await act(tx, ana, ana)
        assert refused.value.errors[0].pointer == "handle"


@pytest.mark.parametrize("verbs", [("follow", "unfollow"), ("follow", "block"), ("block", "unblock")])
async def test_two_connections_at_once_neither_drift_nor_dead_lock(own_url: str, verbs: tuple[str, str]) -> None:
    """Two cooks do both verbs to each other, on four connections, again and again."""
    setup = await asyncpg.connect(own_url)
    ana, ben = await make_cooks(setup, 2)

    async def again_and_again(verb: str, one: UUID, other: UUID) -> None:
        connection = await asyncpg.connect(own_url)
        act: Verb = getattr(actions, verb)
        for _ in range(40):
            try:
                async with connection.transaction():
                    await act(connection, one, other)
            except NoSuchCook:
                pass
        await connection.close()

    pairs = [(verb, one, other) for verb in verbs for one, other in ((ana, ben), (ben, ana))]
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        for verb, one, other in pairs:
            group.create_task(again_and_again(verb, one, other))
    await assert_in_step(setup, [ana, ben])
    if "block" in verbs and "follow" in verbs:
        assert await sums(setup, [ana, ben]) == {ana: (0, 0), ben: (0, 0)}
    await setup.close()


async def test_a_ring_of_cooks_follows_at_once_without_waiting_for_each_other(own_url: str) -> None:
    """Each cook follows and unfollows the next: every sum is shared by two writers, in every order of ids."""
    setup = await asyncpg.connect(own_url)
    cooks = await make_cooks(setup, 3)

    async def around(one: UUID, other: UUID) -> None:
        connection = await asyncpg.connect(own_url)
        for turn in range(101):
            async with connection.transaction():
                await (actions.unfollow if turn % 2 else actions.follow)(connection, one, other)
        await connection.close()

    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        for i, cook in enumerate(cooks):
            group.create_task(around(cook, cooks[(i + 1) % 3]))
    await assert_in_step(setup, cooks)
    assert set((await sums(setup, cooks)).values()) == {(1, 1)}
    await setup.close()
