"""Reactions are counted once, also when everybody reacts to one thing at once, and nobody waits for everybody."""

import asyncio
import random
from collections import Counter
from uuid import UUID

from forklore.foundations.database import Connection, Database, open_database
from forklore.foundations.errors import Fault
from forklore.main.reconciling import drifts
from forklore.reactions import actions, reads, rules
from forklore.reactions.rows import Kind, SubjectKind
from forklore.relations.rows import Reader
from reviews.community import cook, recipe


async def like(connection: Connection, me: UUID, subject: UUID, kind: Kind = Kind.LIKE) -> int:
    told = await actions.react(connection, Reader(me), me, SubjectKind.RECIPE, subject, kind)
    return told.counts.like


async def test_a_person_counts_once_and_the_author_never(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    soup = await recipe(tx, ana)
    assert [await like(tx, me, soup) for me in (ana, ana, ben, ben, ana)] == [0, 0, 1, 1, 1]
    await actions.take_back(tx, ana, soup, Kind.LIKE)
    assert (await reads.standing(tx, ana, soup)).counts.like == 1
    await actions.take_back(tx, ben, soup, Kind.LIKE)
    assert (await reads.standing(tx, ben, soup)).counts.like == 0
    await like(tx, ben, soup, Kind.YUM)
    told = await reads.standing(tx, ben, soup)
    assert (told.counts.like, told.counts.yum, told.mine) == (0, 1, [Kind.YUM])


def test_slots_are_used_evenly() -> None:
    """Ids are made one after the other: their random end chooses, and not their time."""
    dice = random.Random(1)  # noqa: S311 (the same ids each time)
    times = range(0x0198_0000_0000, 0x0198_0000_0000 + 6_400)
    ids = [UUID(int=(t << 80) | (7 << 76) | (2 << 62) | dice.getrandbits(62)) for t in times]
    used = Counter(rules.slot(one) for one in ids)
    assert set(used) == set(range(rules.SLOTS))
    assert max(used.values()) < 160


async def test_everybody_at_once_neither_dead_locks_nor_drifts(own_url: str) -> None:
    dice = random.Random(3)  # noqa: S311 (the same history each time)
    database = await open_database(own_url, size=8)

    async def busy(people: list[UUID], soup: UUID) -> None:
        for _ in range(40):
            me, kind = dice.choice(people), dice.choice(list(Kind))
            try:
                async with database.write() as connection:
                    if dice.random() < 0.6:
                        await like(connection, me, soup, kind)
                    else:
                        await actions.take_back(connection, me, soup, kind)
            except Fault:
                continue

    try:
        async with database.write() as connection:
            people = [await cook(connection) for _ in range(12)]
            soup = await recipe(connection, people[0])
        await asyncio.gather(*(busy(people, soup) for _ in range(8)))
        async with database.read() as connection:
            assert await drifts(connection) == {}
            told = await reads.standing(connection, None, soup)
            facts = await connection.fetchval("SELECT count(*) FROM reaction WHERE account_id <> $1", people[0])
        assert told.counts.like + told.counts.yum == facts > 0
    finally:
        await database.close()


async def test_who_likes_a_thing_does_not_wait_for_others_who_do(own_url: str) -> None:
    """While one like is not committed yet, another by a cook of another slot goes through."""
    database = await open_database(own_url, size=2)
    try:
        async with database.write() as connection:
            ana = await cook(connection)
            soup = await recipe(connection, ana)
            ben, cleo = await _of_other_slots(connection)
            await like(connection, ben, soup)
            await like(connection, cleo, soup)
            for one in (ben, cleo):
                await actions.take_back(connection, one, soup, Kind.LIKE)
        async with database.write() as first:
            await like(first, ben, soup)
            await asyncio.wait_for(_like_apart(database, cleo, soup), timeout=20)
        async with database.read() as connection:
            assert (await reads.standing(connection, None, soup)).counts.like == 2
    finally:
        await database.close()


async def _of_other_slots(connection: Connection) -> tuple[UUID, UUID]:
    one = await cook(connection)
    other = await cook(connection)
    while rules.slot(one) == rules.slot(other):
        other = await cook(connection)
    return one, other


async def _like_apart(database: Database, me: UUID, subject: UUID) -> None:
    async with database.write() as connection:
        await like(connection, me, subject)
