-- name: put_review(recipe_id, reviewer_id, version, stars, as_written, body, changes, happened_at, expected)^
-- Writes what a cook says about a recipe, or changes it if it still is the revision that was read; tells what counted
-- before. A review that was taken back comes back with its first time.
INSERT INTO review AS r (recipe_id, reviewer_id, version, stars, as_written, body, changes, created_at, updated_at)
VALUES (:recipe_id, :reviewer_id, :version, :stars, :as_written, :body, :changes::jsonb,
        least(coalesce(:happened_at::timestamptz, now()), now()),
        least(coalesce(:happened_at, now()), now()))
ON CONFLICT (recipe_id, reviewer_id) DO UPDATE
   SET version = excluded.version, stars = excluded.stars, as_written = excluded.as_written, body = excluded.body,
       changes = excluded.changes, revision = r.revision + 1, updated_at = excluded.updated_at, withdrawn_at = NULL
 WHERE :expected::integer IS NULL OR r.revision = :expected
RETURNING new.created_at, old.id IS NULL AS is_first,
          CASE WHEN old.withdrawn_at IS NULL THEN old.stars END AS stars_before,
          CASE WHEN old.withdrawn_at IS NULL THEN old.as_written END AS as_written_before;

-- name: withdraw_review(recipe_id, reviewer_id)^
-- Takes a review back: its words are gone, its time stays.
UPDATE review
   SET withdrawn_at = now(), body = '', changes = '[]', revision = revision + 1
 WHERE recipe_id = :recipe_id AND reviewer_id = :reviewer_id AND withdrawn_at IS NULL
RETURNING created_at, stars, as_written;

-- name: mark_cooked(recipe_id, account_id, version, happened_at)^
-- Says that a cook made a recipe, once more when it was said before; the first time is never changed.
INSERT INTO cooked AS c (recipe_id, account_id, version, first_at, last_at)
VALUES (:recipe_id, :account_id, :version, least(coalesce(:happened_at::timestamptz, now()), now()),
        least(coalesce(:happened_at, now()), now()))
ON CONFLICT (recipe_id, account_id) DO UPDATE
   SET version = excluded.version, times = CASE WHEN c.undone_at IS NULL THEN c.times + 1 ELSE 1 END,
       last_at = greatest(c.last_at, excluded.last_at), undone_at = NULL
RETURNING new.version, new.times, new.first_at, new.last_at, old.recipe_id IS NULL AS is_first,
          old.recipe_id IS NULL OR old.undone_at IS NOT NULL AS counts_anew;

-- name: unmark_cooked(recipe_id, account_id)!
-- Takes back that a cook made a recipe.
UPDATE cooked SET undone_at = now()
 WHERE recipe_id = :recipe_id AND account_id = :account_id AND undone_at IS NULL;

-- name: set_prior(mean, weight)!
-- Keeps the community's mean.
UPDATE stars_prior SET mean = :mean, weight = :weight, at = now();
