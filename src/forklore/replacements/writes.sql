-- name: hold(key)!
-- Lets one job at a time work on a recipe or count a replacement, until its transaction ends. What is counted in a
-- statement after this one includes everything that the jobs before have counted.
SELECT pg_advisory_xact_lock(hashtextextended(:key::text, 4701));

-- name: put_detection(recipe_id, version, parent_version, servings_factor, rewritten, detector)!
-- Says which version was compared.
INSERT INTO detection (recipe_id, version, parent_version, servings_factor, rewritten, detector)
VALUES (:recipe_id, :version, :parent_version, :servings_factor, :rewritten, :detector)
ON CONFLICT (recipe_id) DO UPDATE
   SET version = excluded.version, parent_version = excluded.parent_version,
       servings_factor = excluded.servings_factor, rewritten = excluded.rewritten, detector = excluded.detector,
       detected_at = now();

-- name: forget_changes(recipe_id)!
-- Makes room for the changes of a new version.
DELETE FROM change WHERE recipe_id = :recipe_id;

-- name: insert_change(recipe_id, version, parent_version, position, kind, from_items, to_items, from_foods, to_foods, ratio, ratio_by, confidence, detector)!
-- Stores a change with the lines that prove it.
INSERT INTO change (recipe_id, version, parent_version, position, kind, from_items, to_items, from_foods, to_foods,
                    ratio, ratio_by, confidence, detector)
VALUES (:recipe_id, :version, :parent_version, :position, :kind, :from_items, :to_items, :from_foods, :to_foods,
        :ratio, :ratio_by, :confidence, :detector);

-- name: forget_events(from_food, to_foods, recipe_id, account_id)!
-- Takes one piece of evidence back.
DELETE FROM replacement_event
 WHERE from_food = :from_food AND to_foods = :to_foods AND recipe_id = :recipe_id AND account_id = :account_id;

-- name: insert_event(from_food, to_foods, recipe_id, account_id, origin, version, parent_id, ratio, ratio_by, stars, confidence, text, happened_at)!
-- Adds a piece of evidence.
INSERT INTO replacement_event (from_food, to_foods, recipe_id, account_id, origin, version, parent_id, ratio, ratio_by,
                               stars, confidence, text, at)
VALUES (:from_food, :to_foods, :recipe_id, :account_id, :origin, :version, :parent_id, :ratio, :ratio_by, :stars,
        :confidence, :text, :happened_at)
ON CONFLICT DO NOTHING;

-- name: recount(from_food, to_foods)!
-- Counts a replacement anew from its evidence; distinct cooks, quartiles of the most frequent kind of ratio.
INSERT INTO replacement AS r (from_food, to_foods, cooks, forks, reviews, did_not_work, ratio_low, ratio_median,
                              ratio_high, ratio_by, last_seen)
SELECT :from_food::uuid, :to_foods::uuid[], count(DISTINCT e.account_id),
       count(*) FILTER (WHERE e.origin = 'fork'), count(*) FILTER (WHERE e.origin = 'review'),
       count(*) FILTER (WHERE e.origin = 'review' AND e.stars <= 2),
       percentile_cont(0.25) WITHIN GROUP (ORDER BY e.ratio::float8) FILTER (WHERE e.ratio_by = k.by),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY e.ratio::float8) FILTER (WHERE e.ratio_by = k.by),
       percentile_cont(0.75) WITHIN GROUP (ORDER BY e.ratio::float8) FILTER (WHERE e.ratio_by = k.by),
       max(k.by), max(e.at)
  FROM replacement_event e
 CROSS JOIN (SELECT mode() WITHIN GROUP (ORDER BY m.ratio_by) AS by
               FROM replacement_event m
              WHERE m.from_food = :from_food AND m.to_foods = :to_foods AND m.ratio IS NOT NULL) k
 WHERE e.from_food = :from_food AND e.to_foods = :to_foods
HAVING count(*) > 0
ON CONFLICT (from_food, to_foods) DO UPDATE
   SET cooks = excluded.cooks, forks = excluded.forks, reviews = excluded.reviews,
       did_not_work = excluded.did_not_work, ratio_low = excluded.ratio_low, ratio_median = excluded.ratio_median,
       ratio_high = excluded.ratio_high, ratio_by = excluded.ratio_by, last_seen = excluded.last_seen;

-- name: forget_uncounted(from_food, to_foods)!
-- Drops a replacement that has no evidence any more.
DELETE FROM replacement r
 WHERE r.from_food = :from_food AND r.to_foods = :to_foods
   AND NOT EXISTS (SELECT FROM replacement_event e WHERE e.from_food = r.from_food AND e.to_foods = r.to_foods);
