"""Who keeps a recipe is counted once, whatever they do, and many at once neither dead-lock nor drift."""

import asyncio
import random
from uuid import UUID

from forklore.cookbooks import actions, reads, rules
from forklore.cookbooks.rows import Shown
from forklore.foundations.database import Connection, open_database
from forklore.foundations.errors import Fault
from forklore.main.reconciling import drifts
from forklore.relations.rows import Reader
from reviews.community import cook, recipe


async def saves(connection: Connection, recipe_id: UUID) -> int:
    found: int = await connection.fetchval("SELECT saves FROM recipe_stats WHERE recipe_id = $1", recipe_id)
    return found


async def verbs(connection: Connection, cook_id: UUID) -> list[str]:
    rows = await connection.fetch("SELECT verb FROM activity WHERE actor_id = $1 AND verb = 'saved'", cook_id)
    return [row["verb"] for row in rows]


async def test_a_person_counts_once_however_many_cookbooks(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    soup = await recipe(tx, ana)
    first = await actions.make(tx, ben, name="One", visibility=Shown.PUBLIC)
    second = await actions.make(tx, ben, name="Two")
    for _ in range(3):
        await actions.put(tx, Reader(ben), ben, first.id, soup)
        await actions.put(tx, Reader(ben), ben, second.id, soup)
        await actions.save(tx, Reader(ben), ben, soup)
    assert await saves(tx, soup) == 1
    await actions.unsave(tx, ben, soup)
    await actions.take_out(tx, ben, first.id, soup)
    assert await saves(tx, soup) == 1
    await actions.delete(tx, ben, second.id)
    assert await saves(tx, soup) == 0
    await actions.put(tx, Reader(ben), ben, first.id, soup)
    assert await saves(tx, soup) == 1
    assert await verbs(tx, ben) == ["saved"]
    assert await tx.fetchval("SELECT count(*) FROM saved WHERE first_at = now()") == 1


async def test_the_author_does_not_count_and_what_is_private_is_not_told(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    soup = await recipe(tx, ana)
    await actions.save(tx, Reader(ana), ana, soup)
    assert await saves(tx, soup) == 0
    await actions.save(tx, Reader(ben), ben, soup)
    assert await saves(tx, soup) == 1
    assert await verbs(tx, ben) == []
    await actions.unsave(tx, ana, soup)
    assert await saves(tx, soup) == 1


async def test_the_cookbook_for_saving_is_made_once_and_anew_when_it_was_deleted(tx: Connection) -> None:
    ana, ben = await cook(tx), await cook(tx)
    soup, stew = await recipe(tx, ana), await recipe(tx, ana)
    first = await actions.save(tx, Reader(ben), ben, soup)
    assert (await actions.save(tx, Reader(ben), ben, stew)).cookbook_id == first.cookbook_id
    await actions.delete(tx, ben, first.cookbook_id)
    assert await saves(tx, soup) == await saves(tx, stew) == 0
    again = await actions.save(tx, Reader(ben), ben, soup)
    assert again.cookbook_id != first.cookbook_id
    assert (await reads.own(tx, ben, again.cookbook_id)).name == rules.SAVING_NAME


async def test_moving_to_one_spot_again_and_again_keeps_the_order(tx: Connection) -> None:
    ana = await cook(tx)
    book = await actions.make(tx, ana, name="Book")
    ids = [await recipe(tx, ana) for _ in range(5)]
    for one in ids:
        await actions.put(tx, Reader(ana), ana, book.id, one)
    wanted = list(ids)
    for number in range(60):
        moved = ids[1 + number % 4]
        await actions.put(tx, Reader(ana), ana, book.id, moved, position=2)
        wanted.remove(moved)
        wanted.insert(1, moved)
        found = await reads.recipes(tx, Reader(ana), book.id, after=None, limit=10)
        assert [item.recipe.id for item in found.items] == wanted


async def test_many_at_once_neither_dead_lock_nor_drift(own_url: str) -> None:
    dice = random.Random(5)  # noqa: S311 (the same history each time)
    database = await open_database(own_url, size=6)
    done = {"put": 0, "dropped": 0}

    async def busy(me: UUID, books: list[UUID], dishes: list[UUID]) -> None:
        for _ in range(40):
            try:
                async with database.write() as connection:
                    if dice.random() < 0.1:
                        await actions.delete(connection, me, dice.choice(books))
                        books.append((await actions.make(connection, me, name="Book")).id)
                        done["dropped"] += 1
                    elif dice.random() < 0.6:
                        await actions.put(connection, Reader(me), me, dice.choice(books[-3:]), dice.choice(dishes))
                        done["put"] += 1
                    else:
                        await actions.take_out(connection, me, dice.choice(books[-3:]), dice.choice(dishes))
            except Fault:
                continue

    try:
        async with database.write() as connection:
            people = [await cook(connection) for _ in range(4)]
            dishes = [await recipe(connection, people[n % 4]) for n in range(6)]
            books = {me: [(await actions.make(connection, me, name="Book")).id for _ in range(3)] for me in people}
        await asyncio.gather(*(busy(me, books[me], dishes) for me in [*people, *people[:2]]))
        async with database.read() as connection:
            assert await drifts(connection) == {}
            assert await connection.fetchval("SELECT sum(saves) FROM recipe_stats") > 0
    finally:
        await database.close()
    assert done["put"] > 60
    assert done["dropped"] > 3
