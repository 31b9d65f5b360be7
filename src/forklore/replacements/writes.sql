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

-- name: forget_changes(recipe_id, kept)!
-- Drops the stored changes of a fork but those that were found again.
DELETE FROM change WHERE recipe_id = :recipe_id AND NOT id = ANY(:kept::uuid[]);

-- name: insert_change(recipe_id, key, version, parent_version, position, kind, from_items, to_items, from_foods, to_foods, ratio, ratio_by, confidence, state, detector)!
-- Stores a change with the lines that prove it.
INSERT INTO change (recipe_id, key, version, parent_version, position, kind, from_items, to_items, from_foods, to_foods,
                    ratio, ratio_by, confidence, state, detector)
VALUES (:recipe_id, :key, :version, :parent_version, :position, :kind, :from_items, :to_items, :from_foods, :to_foods,
        :ratio, :ratio_by, :confidence, :state, :detector);

-- name: renew_change(recipe_id, id, key, version, parent_version, position, kind, from_items, to_items, from_foods, to_foods, ratio, ratio_by, confidence, state, detector)!
-- Stores a change that was found again under the id that it had.
UPDATE change
   SET key = :key, version = :version, parent_version = :parent_version, position = :position, kind = :kind,
       from_items = :from_items, to_items = :to_items, from_foods = :from_foods, to_foods = :to_foods, ratio = :ratio,
       ratio_by = :ratio_by, confidence = :confidence, state = :state, detector = :detector
 WHERE recipe_id = :recipe_id AND id = :id;

-- name: decide(recipe_id, key, state, account_id)!
-- Adds what the author of a fork says of a change.
INSERT INTO change_decision (recipe_id, key, state, account_id) VALUES (:recipe_id, :key, :state, :account_id);

-- name: set_state(recipe_id, id, state)!
-- Shows a decision on the change.
UPDATE change SET state = :state WHERE recipe_id = :recipe_id AND id = :id;

-- name: put_reading(recipe_id, source_id, origin, account_id, revision, public, changes, detector, happened_at)!
-- Keeps what a fork or a review changed in a recipe.
INSERT INTO recipe_reading (recipe_id, source_id, origin, account_id, revision, public, changes, detector, at)
VALUES (:recipe_id, :source_id, :origin, :account_id, :revision, :public, :changes, :detector, :happened_at)
ON CONFLICT (recipe_id, source_id) DO UPDATE
   SET account_id = excluded.account_id, revision = excluded.revision, public = excluded.public,
       changes = excluded.changes, detector = excluded.detector, at = excluded.at;

-- name: forget_reading(recipe_id, source_id)!
-- Drops the reading of a fork or review that is gone.
DELETE FROM recipe_reading WHERE recipe_id = :recipe_id AND source_id = :source_id;

-- name: add_proof(from_food, to_foods, recipe_id, account_id, origin, version, parent_id, root_id, contexts, tags, beside, ratio, ratio_by, bucket, stars, failed, confidence, span_start, span_end, text, detector, happened_at)!
-- Adds a piece of evidence to the log; there already by another run of the same job, it is not added again.
INSERT INTO replacement_event (from_food, to_foods, recipe_id, account_id, origin, version, parent_id, root_id, contexts,
                               tags, beside, ratio, ratio_by, bucket, stars, failed, confidence, span_start, span_end,
                               text, detector, at)
VALUES (:from_food, :to_foods, :recipe_id, :account_id, :origin, :version, :parent_id, :root_id, :contexts, :tags,
        :beside, :ratio, :ratio_by, :bucket, :stars, :failed, :confidence, :span_start, :span_end, :text, :detector,
        :happened_at)
ON CONFLICT (from_food, to_foods, account_id, recipe_id) WHERE standing DO NOTHING;

-- name: take_back(from_food, id)!
-- Adds the same piece of evidence with negative weight, once, and marks the first as not standing any more. The words
-- are the cook's and go with what was taken back.
WITH gone AS (
  UPDATE replacement_event SET standing = false, text = '' WHERE from_food = :from_food AND id = :id AND standing
  RETURNING from_food, to_foods, recipe_id, account_id, origin, version, parent_id, root_id, contexts, tags, beside,
            ratio, ratio_by, bucket, stars, failed, confidence, span_start, span_end, text, detector, at, id
)
INSERT INTO replacement_event (from_food, to_foods, recipe_id, account_id, origin, version, parent_id, root_id, contexts,
                               tags, beside, ratio, ratio_by, bucket, stars, failed, confidence, span_start, span_end,
                               text, detector, at, weight, undoes, standing)
SELECT from_food, to_foods, recipe_id, account_id, origin, version, parent_id, root_id, contexts, tags, beside, ratio,
       ratio_by, bucket, stars, failed, confidence, span_start, span_end, text, detector, at, -1, id, false
  FROM gone;

-- name: put_share(from_food, to_foods, account_id, context, forks, reviews, families, failed, grams, volume, as_written)!
-- Keeps what one cook adds to the counts.
INSERT INTO replacement_cook (from_food, to_foods, account_id, context, forks, reviews, families, failed, grams, volume,
                              as_written)
VALUES (:from_food, :to_foods, :account_id, :context, :forks, :reviews, :families, :failed, :grams, :volume,
        :as_written)
ON CONFLICT (from_food, to_foods, account_id, context) DO UPDATE
   SET forks = excluded.forks, reviews = excluded.reviews, families = excluded.families, failed = excluded.failed,
       grams = excluded.grams, volume = excluded.volume, as_written = excluded.as_written;

-- name: forget_shares(from_food, to_foods, account_id, contexts)!
-- Drops what one cook added in contexts that are gone.
DELETE FROM replacement_cook
 WHERE from_food = :from_food AND to_foods = :to_foods AND account_id = :account_id AND context = ANY(:contexts::text[]);

-- name: begin_count(from_food, to_foods, context)!
-- Makes a count that starts from nothing; withheld when that is what moderators said last of the pair.
INSERT INTO replacement (from_food, to_foods, context, cooks, voices, forks, reviews, did_not_work, withheld)
SELECT :from_food::uuid, :to_foods::uuid[], :context::text, 0, 0, 0, 0, 0,
       coalesce((SELECT v.verdict <> 'ok'
                   FROM replacement_verdict v
                  WHERE v.from_food = :from_food::uuid AND v.to_foods = :to_foods::uuid[]
                  ORDER BY v.id DESC
                  LIMIT 1), false)
ON CONFLICT (from_food, to_foods, context) DO NOTHING;

-- name: move_count(from_food, to_foods, context, cooks, voices, forks, reviews, did_not_work)!
-- Adds to a count; negative numbers take away.
UPDATE replacement
   SET cooks = cooks + :cooks, voices = voices + :voices, forks = forks + :forks, reviews = reviews + :reviews,
       did_not_work = did_not_work + :did_not_work
 WHERE from_food = :from_food AND to_foods = :to_foods AND context = :context;

-- name: begin_ratio(from_food, to_foods, context, ratio_by, bucket)!
-- Makes a bucket of a histogram that starts from nothing.
INSERT INTO replacement_ratio (from_food, to_foods, context, ratio_by, bucket, cooks)
VALUES (:from_food, :to_foods, :context, :ratio_by, :bucket, 0)
ON CONFLICT (from_food, to_foods, context, ratio_by, bucket) DO NOTHING;

-- name: move_ratio(from_food, to_foods, context, ratio_by, bucket, cooks)!
-- Adds to a bucket; negative numbers take away.
UPDATE replacement_ratio
   SET cooks = cooks + :cooks
 WHERE from_food = :from_food AND to_foods = :to_foods AND context = :context AND ratio_by = :ratio_by AND bucket = :bucket;

-- name: forget_ratios(from_food, to_foods)!
-- Drops the buckets that are empty.
DELETE FROM replacement_ratio WHERE from_food = :from_food AND to_foods = :to_foods AND cooks = 0;

-- name: set_ratio(from_food, to_foods, context, low, median, high, ratio_by)!
-- Keeps the quartiles of a histogram.
UPDATE replacement
   SET ratio_low = :low, ratio_median = :median, ratio_high = :high, ratio_by = :ratio_by
 WHERE from_food = :from_food AND to_foods = :to_foods AND context = :context;

-- name: forget_uncounted(from_food, to_foods)!
-- Drops the counts of contexts in which nobody is left.
DELETE FROM replacement WHERE from_food = :from_food AND to_foods = :to_foods AND cooks = 0;

-- name: set_last_seen(from_food, to_foods)!
-- Says when the newest evidence came.
UPDATE replacement
   SET last_seen = (SELECT e.at
                      FROM replacement_event e
                     WHERE e.from_food = :from_food AND e.to_foods = :to_foods AND e.standing
                     ORDER BY e.at DESC, e.id DESC
                     LIMIT 1)
 WHERE from_food = :from_food AND to_foods = :to_foods AND context = 'all';

-- name: judge(from_food, to_foods, verdict, reason, account_id)!
-- Adds what a moderator says of a pair.
INSERT INTO replacement_verdict (from_food, to_foods, verdict, reason, account_id)
VALUES (:from_food, :to_foods, :verdict, :reason, :account_id);

-- name: set_withheld(from_food, to_foods, withheld)!
-- Takes a pair out of all public answers, or puts it back.
UPDATE replacement SET withheld = :withheld WHERE from_food = :from_food AND to_foods = :to_foods;
