"""The foods of the lexicon in the database."""

from forklore.foods.actions import load_foods
from forklore.foods.lexicon import lexicon
from forklore.foods.reads import food, foods_by_ids, ids_of
from forklore.foundations.database import Connection


async def test_loading_again_changes_nothing(tx: Connection) -> None:
    everything = """SELECT md5((SELECT string_agg(f::text || f.xmin || f.xmax, '' ORDER BY f.id) FROM food f))
                        || md5((SELECT string_agg(n::text || n.xmin || n.xmax, '' ORDER BY n.name) FROM food_name n))"""
    before = await tx.fetchval(everything)
    await load_foods(tx)
    assert await tx.fetchval(everything) == before


async def test_every_food_and_every_name_is_there_and_leads_to_what_the_lexicon_says(tx: Connection) -> None:
    stored = {row["slug"] for row in await tx.fetch("SELECT slug FROM food")}
    assert stored == set(lexicon().foods)
    names = await tx.fetch(
        "SELECT n.name, n.kind, f.slug, f.name AS food FROM food_name n JOIN food f ON f.id = n.food_id"
    )
    found = {row["name"]: row["slug"] for row in names}
    assert set(found) == {name for one in lexicon().foods.values() for name in (one.name, *one.names)}
    assert {row["food"] for row in names if row["kind"] == "singular"} == {one.name for one in lexicon().foods.values()}
    assert all(row["name"] == row["food"] for row in names if row["kind"] == "singular")


async def test_a_food_that_changed_is_mended_and_keeps_its_id_and_old_names_go(tx: Connection) -> None:
    before = await food(tx, "butter")
    await tx.execute("UPDATE food SET name = 'grease', density = 9, diets = '{}' WHERE slug = 'butter'")
    await tx.execute("INSERT INTO food_name (name, food_id, kind) VALUES ('beurre de lune', $1, 'alias')", before.id)
    await tx.execute("UPDATE food_name SET food_id = (SELECT id FROM food WHERE slug = 'lard') WHERE name = 'butter'")
    await load_foods(tx)
    assert await food(tx, "butter") == before
    assert [one.slug for one in await foods_by_ids(tx, ids=[before.id])] == ["butter"]
    row = await tx.fetchrow("SELECT density, diets <> '{}' AS told FROM food WHERE slug = 'butter'")
    assert row is not None
    assert (row["density"], row["told"]) == (lexicon().foods["butter"].density, True)
    assert await tx.fetchval("SELECT food_id FROM food_name WHERE name = 'butter'") == before.id
    assert await tx.fetchval("SELECT count(*) FROM food_name WHERE name = 'beurre de lune'") == 0
    assert await ids_of(tx, {"butter"}) == {"butter": before.id}
