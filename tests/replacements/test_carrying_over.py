"""What the first release kept of replacements is carried into the log, and counted as if it had been there always."""

import asyncpg
import pytest

from bed import Fresh
from forklore.foundations.migrations import FOLDER
from forklore.replacements import reads_evidence as reads

MIGRATION = "0011_replacements.sql"
OLD = """
INSERT INTO account (handle, display_name) SELECT 'cook_' || n, 'Cook' FROM generate_series(1, 40) n;
INSERT INTO food (slug, name, family, diets, allergens)
SELECT 'food-' || n, 'food', 'f', '{}', '{}' FROM generate_series(1, 5) n;
INSERT INTO replacement_event (from_food, to_foods, recipe_id, account_id, origin, version, parent_id, ratio, ratio_by,
                               stars, confidence, text)
SELECT a.id, ARRAY[b.id], uuidv7(), c.id, CASE WHEN n % 4 > 0 THEN 'fork' ELSE 'review' END, 1,
       CASE WHEN n % 4 > 0 THEN uuidv7() END, CASE WHEN n % 4 > 0 THEN 0.5 + n % 7 / 10.0 END,
       CASE WHEN n % 4 > 0 THEN 'grams' END, CASE WHEN n % 4 = 0 THEN 1 + n % 5 END, 1, 'this for that'
  FROM generate_series(1, 120) n
  JOIN food a ON a.slug = 'food-' || (1 + n % 2)
  JOIN food b ON b.slug = 'food-' || (3 + n % 3)
  JOIN account c ON c.handle = 'cook_' || (1 + n % 37);
INSERT INTO replacement (from_food, to_foods, cooks, forks, reviews, did_not_work, last_seen)
SELECT from_food, to_foods, count(DISTINCT account_id), 0, 0, 0, now()
  FROM replacement_event GROUP BY from_food, to_foods;
"""
MEDIANS = """
SELECT r.cooks, o.cooks AS exact, r.ratio_median / o.median AS off, r.did_not_work
  FROM replacement r
  JOIN (SELECT from_food, to_foods, count(DISTINCT account_id) AS cooks,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY ratio::float8) AS median
          FROM replacement_event GROUP BY from_food, to_foods) o USING (from_food, to_foods)
"""


@pytest.fixture
def empty_url(fresh: Fresh) -> str:
    """A database without any table."""
    return fresh.make("template0")


async def test_old_evidence_is_carried_over_and_counted(empty_url: str) -> None:
    connection = await asyncpg.connect(empty_url)
    try:
        for file in sorted(FOLDER.glob("*.sql")):
            if file.name == MIGRATION:
                await connection.execute(OLD)
            async with connection.transaction():
                await connection.execute(file.read_text(encoding="utf8"))
            if file.name == MIGRATION:
                break
        rows = await connection.fetch(MEDIANS)
        assert len(rows) == 6
        assert all(row["cooks"] == row["exact"] for row in rows)
        assert all(abs(row["off"] - 1) < 0.2 for row in rows)  # of cooks now, of events before
        assert sum(row["did_not_work"] for row in rows) > 0
        for drifted in (reads.drifted_counts, reads.drifted_shares, reads.drifted_ratios, reads.drifted_events):
            assert await drifted(connection) == []
    finally:
        await connection.close()
