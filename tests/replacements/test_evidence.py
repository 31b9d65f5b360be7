"""What counts as evidence: words of reviews, chains of one's own forks, contexts, and how much work an event is."""

from uuid import UUID

from forklore.foundations.database import Connection
from forklore.main.reconciling import drifts
from forklore.recipes import actions as recipes
from forklore.recipes import reads as recipe_reads
from forklore.recipes.inputs import Edit
from forklore.recipes.rows import Visibility
from forklore.relations.rows import Reader
from forklore.replacements import reads, reads_pairs
from forklore.reviews.actions import put_review, withdraw_review
from forklore.reviews.rows import ChangeKind, ReviewChange
from replacements.community import REST, counted, fork, root, work_off
from reviews.community import cook

MARGARINE = ReviewChange(kind=ChangeKind.REPLACE, before=("butter",), after=("margarine",))
WORDS = "I replaced the butter with margarine and left out the onion."


async def voices(connection: Connection) -> float:
    found = await connection.fetchval(
        """SELECT voices FROM replacement
            WHERE context = 'all' AND from_food = (SELECT id FROM food WHERE slug = 'butter')"""
    )
    return float(found)


async def test_the_words_of_a_review_count_once_with_their_place(tx: Connection) -> None:
    soup, ben = await root(tx, await cook(tx)), Reader(await cook(tx))
    await put_review(tx, ben, soup, stars=5, body=WORDS)
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 0, 1)
    event = await tx.fetchrow("SELECT span_start, span_end, text, confidence FROM replacement_event WHERE standing")
    assert event is not None
    assert WORDS[event["span_start"] : event["span_end"]] in event["text"]
    assert 0 < event["confidence"] < 1
    # Said in the fields as well it is one piece of evidence, and a sure one.
    await put_review(tx, ben, soup, stars=5, body=WORDS, changes=[MARGARINE])
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 0, 1)
    assert await tx.fetchval("SELECT confidence FROM replacement_event WHERE standing") == 1
    found = await reads_pairs.found_in_reviews(tx, soup, [await tx.fetchval("SELECT id FROM review")])
    assert [(told.kind, told.before[0].name) for told in next(iter(found.values()))] == [("omit", "onion")]
    await put_review(tx, ben, soup, stars=5, body="Nice.")
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") is None
    await withdraw_review(tx, ben, soup)
    await work_off(tx)
    assert await tx.fetchval("SELECT count(*) FROM recipe_reading") == 0
    assert await drifts(tx) == {}


async def test_what_did_not_work_is_counted_by_cooks_and_shown_with_its_words(tx: Connection) -> None:
    soup = await root(tx, await cook(tx))
    await put_review(tx, Reader(await cook(tx)), soup, stars=4, body="I used margarine for the butter, it split!")
    for _ in range(4):
        await fork(tx, await cook(tx), soup)
    await work_off(tx)
    (one,) = (await reads.of_food(tx, await reads.food_called(tx, "butter"))).items
    assert (one.cooks, one.did_not_work) == (5, 1)
    assert one.summary == "5 cooks used it; for 1 it did not work."
    assert [shown.text for shown in one.evidence if shown.failed] == ["I used margarine for the butter, it split!"]


async def test_a_chain_of_ones_own_forks_counts_once(tx: Connection) -> None:
    ana = await cook(tx)
    own = await root(tx, ana)
    first = await fork(tx, ana, own)
    back = await fork(tx, ana, first, "200 g butter")
    await fork(tx, ana, back)
    await work_off(tx)
    assert await counted(tx, "butter", "margarine") == (1, 2, 0)
    assert await voices(tx) == 1
    await fork(tx, ana, await root(tx, await cook(tx)))
    await work_off(tx)
    assert await voices(tx) == 1.1  # another family of recipes


async def test_a_replacement_counts_in_its_dish_and_for_its_use(tx: Connection) -> None:
    ana = await cook(tx)
    for title, first in (("Butter cake", "200 g margarine"), ("Fried rice", "200 ml olive oil")):
        parent = await root(tx, ana)
        await recipes.edit(tx, ana, parent, 1, Edit(title=title))
        for _ in range(3):
            await fork(tx, await cook(tx), parent, first)
    await fork(tx, await cook(tx), await root(tx, ana), "200 g margarine")
    await work_off(tx)
    butter = await reads.food_called(tx, "butter")
    names = {
        dish: [item.to[0].slug for item in (await reads.of_food(tx, butter, dish=dish)).items]
        for dish in (None, "cake", "rice")
    }
    assert names == {
        None: ["margarine", "olive-oil"],
        "cake": ["margarine", "olive-oil"],
        "rice": ["olive-oil", "margarine"],
    }
    best = (await reads.of_food(tx, butter)).items[0]
    assert ("dish", "cake", 3) in [(one.kind, one.name, one.cooks) for one in best.contexts]
    olive = await reads.food_called(tx, "olive-oil")
    kept = await reads.of_food(tx, butter, dish="rice", banned=[olive.id])
    assert [item.to[0].slug for item in kept.items] == ["margarine"]


async def test_an_event_is_the_same_work_whatever_the_pair_has_already(tx: Connection) -> None:
    """Statements touch the rows of one cook: counted by PostgreSQL itself, with 20 and with 400 cooks."""
    parent = await root(tx, await cook(tx))
    await fork(tx, await cook(tx), parent)
    await work_off(tx)
    read = []
    for cooks in (20, 400):
        await _crowd(tx, cooks)
        await tx.execute("ANALYZE replacement_event")
        plan = await tx.fetch(
            """EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off) SELECT count(*) FROM replacement_event
                WHERE from_food = $1 AND to_foods = $2 AND account_id = $3 AND standing""",
            *(await _pair(tx)),
        )
        text = "\n".join(row[0] for row in plan)
        assert "replacement_event_standing" in text or cooks == 20, text
        await fork(tx, await cook(tx), parent)
        before = await _touched(tx)
        await work_off(tx)
        read.append(await _touched(tx) - before)
    assert read[1] < 2 * read[0], "the work grew with the evidence of the pair"
    assert await counted(tx, "butter", "margarine") == (423, 423, 0)


async def _crowd(connection: Connection, cooks: int) -> None:
    """So many more cooks with the same evidence, and the sums that belong to it."""
    await connection.execute(
        """WITH more AS (INSERT INTO account (handle, display_name)
             SELECT left('c' || replace(gen_random_uuid()::text, '-', ''), 20) || n, 'C' FROM generate_series(1, $1) n
             RETURNING id),
           events AS (
             INSERT INTO replacement_event (from_food, to_foods, recipe_id, account_id, origin, version, parent_id,
                                            root_id, contexts, confidence, text, detector, at)
             SELECT from_food, to_foods, gen_random_uuid(), more.id, origin, version, parent_id, root_id, '{all}', 1,
                    '', 2, at
               FROM (SELECT * FROM replacement_event LIMIT 1) e, more
             RETURNING from_food, to_foods, account_id)
           INSERT INTO replacement_cook (from_food, to_foods, context, account_id, forks, reviews, families, failed)
           SELECT from_food, to_foods, 'all', account_id, 1, 0, 1, false FROM events""",
        cooks,
    )
    await connection.execute(
        """UPDATE replacement SET cooks = cooks + $1, voices = voices + $1, forks = forks + $1 WHERE context = 'all'""",
        cooks,
    )


async def _pair(connection: Connection) -> tuple[UUID, list[UUID], UUID]:
    row = await connection.fetchrow("SELECT from_food, to_foods, account_id FROM replacement_event ORDER BY id LIMIT 1")
    assert row is not None
    return row["from_food"], row["to_foods"], row["account_id"]


async def _touched(connection: Connection) -> int:
    """How many rows of evidence and shares this transaction has read so far."""
    found = await connection.fetchval(
        """SELECT sum(pg_stat_get_xact_tuples_returned(c.oid) + pg_stat_get_xact_tuples_fetched(c.oid)
                     + coalesce(i.read, 0))::bigint
             FROM pg_class c
             LEFT JOIN LATERAL (SELECT sum(pg_stat_get_xact_tuples_returned(x.indexrelid)) AS read
                                  FROM pg_index x WHERE x.indrelid = c.oid) i ON true
            WHERE c.relname IN ('replacement_event', 'replacement_cook', 'replacement_ratio', 'replacement')"""
    )
    return int(found)


async def test_what_people_change_in_a_recipe_is_told_line_by_line(tx: Connection) -> None:
    soup = await root(tx, await cook(tx))
    ana, ben = await cook(tx), Reader(await cook(tx))
    await fork(tx, ana, soup)
    await fork(tx, ana, soup)  # one cook, twice
    await fork(tx, await cook(tx), soup, "200 g lard")
    hidden = await fork(tx, await cook(tx), soup, "200 g ghee", visibility=Visibility.PRIVATE)
    await put_review(tx, ben, soup, stars=1, body=WORDS)
    await put_review(tx, Reader(await cook(tx)), soup, stars=5)
    await work_off(tx)
    row = await recipe_reads.recipe(tx, ben, soup)
    told = await reads_pairs.what_people_change(tx, row)
    assert (told.cooks, told.as_written) == (3, 1 + 1)  # a review that states no change says "as written" too
    butter, flour, _, onion, _ = told.lines
    assert (butter.kept, onion.left_out, onion.kept, flour.kept) == (0, 1, 2, 3)
    assert [(one.to[0].food, one.cooks, one.did_not_work) for one in butter.replaced_by] == [
        ("margarine", 2, 1),
        ("lard", 1, 0),
    ]
    assert soup in {source.recipe_id for source in butter.replaced_by[0].seen_in}
    assert hidden not in {source.recipe_id for one in butter.replaced_by for source in one.seen_in}
    await recipes.edit(tx, ana, (await _forks_of(tx, ana))[0], None, Edit(ingredients=["200 g butter", *REST]))
    await work_off(tx)
    again = await reads_pairs.what_people_change(tx, row)
    assert again.lines[0].replaced_by[0].cooks == 2


async def _forks_of(connection: Connection, author: UUID) -> list[UUID]:
    rows = await connection.fetch("SELECT id FROM recipe WHERE author_id = $1 ORDER BY id", author)
    return [row["id"] for row in rows]
