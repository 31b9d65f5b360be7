"""After any history, also of many at once, every answer has what it answers and no tombstone stands bare."""

import asyncio
import random
from uuid import UUID

import pytest

from forklore.comments import actions
from forklore.comments.rows import SubjectKind
from forklore.foundations.database import Connection, open_database
from forklore.foundations.errors import Fault
from forklore.relations.rows import Reader
from reviews.community import cook, recipe

_BARE = """SELECT count(*) FROM comment c
  WHERE deleted_at IS NOT NULL AND NOT EXISTS (SELECT FROM comment r WHERE r.parent_id = c.id)"""
_MISPLACED = """SELECT count(*) FROM comment c LEFT JOIN comment p ON p.id = c.parent_id
  WHERE c.parent_id IS NOT NULL
    AND (p.id IS NULL OR c.thread_id <> p.thread_id OR c.posted_at < p.posted_at
         OR c.authors <> p.authors || c.author_id)"""


@pytest.mark.parametrize("seed", range(2))
async def test_threads_stay_whole_while_many_answer_and_delete(own_url: str, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (the same history each time)
    database = await open_database(own_url, size=6)
    said: list[tuple[UUID, UUID]] = []
    deeds = {"post": 0, "delete": 0}

    async def deed(people: list[UUID], soup: UUID) -> None:
        me, answers = dice.choice(people), dice.choice(said)[0] if said and dice.random() < 0.8 else None
        async with database.write() as connection:
            if said and dice.random() < 0.5:
                author, comment = said[-1 - dice.randrange(min(6, len(said)))][::-1]
                await actions.delete(connection, author, comment)
                deeds["delete"] += 1
                return
            made = await actions.post(
                connection, Reader(me), me, SubjectKind.RECIPE, soup, body="Word", answers=answers
            )
        said.append((made.id, me))
        deeds["post"] += 1

    async def busy(people: list[UUID], soup: UUID) -> None:
        for _ in range(40):
            try:
                await deed(people, soup)
            except Fault:
                continue

    try:
        async with database.write() as connection:
            people = [await cook(connection) for _ in range(4)]
            soup = await recipe(connection, people[0])
        await asyncio.gather(*(busy(people, soup) for _ in range(6)))
        async with database.read() as connection:
            assert await connection.fetchval(_BARE) == 0
            assert await connection.fetchval(_MISPLACED) == 0
    finally:
        await database.close()
    assert min(deeds.values()) > 10, "next to nothing happened"


async def test_what_somebody_says_is_recorded_without_content(tx: Connection) -> None:
    ana = await cook(tx)
    soup = await recipe(tx, ana)
    made = await actions.post(tx, Reader(ana), ana, SubjectKind.RECIPE, soup, body="Word")
    row = await tx.fetchrow(
        "SELECT object_kind, object_id FROM activity WHERE actor_id = $1 AND verb = 'commented'", ana
    )
    assert row is not None
    assert tuple(row) == ("comment", made.id)


async def test_the_words_of_a_suspended_cook_are_not_shown(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    soup = await recipe(tx, ana)
    his = await actions.post(tx, Reader(ben), ben, SubjectKind.RECIPE, soup, body="Bad")
    await tx.execute("UPDATE account SET state = 'suspended' WHERE id = $1", ben)
    assert await tx.fetchval("SELECT count(*) FROM visible_comment") == 0
    await tx.execute("UPDATE account SET state = 'active' WHERE id = $1", ben)
    await actions.post(tx, Reader(ana), ana, SubjectKind.RECIPE, soup, body="Hm", answers=his.id)
    await tx.execute("UPDATE account SET state = 'suspended' WHERE id = $1", ben)
    shown = await tx.fetch("SELECT body, gone, author_handle FROM visible_comment ORDER BY posted_at")
    assert [tuple(row)[:2] for row in shown] == [("", True), ("Hm", False)]
    assert shown[0]["author_handle"] is None
