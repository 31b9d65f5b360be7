-- name: cookbook_of(cookbook_id)^
-- One cookbook by its id alone.
SELECT account_id, id, owner_handle, owner_name, name, description, visibility, for_saving, revision, created_at, edited_at
  FROM visible_cookbook
 WHERE id = :cookbook_id;

-- name: cookbook_for_saving(account_id)^
-- Where a cook's recipes go that are saved without saying where.
SELECT account_id, id, owner_handle, owner_name, name, description, visibility, for_saving, revision, created_at, edited_at
  FROM visible_cookbook
 WHERE account_id = :account_id AND for_saving;

-- name: cookbooks_of(account_id, own, before, before_id, most)
-- A cook's cookbooks, newest first: all of them or the public ones.
SELECT account_id, id, owner_handle, owner_name, name, description, visibility, for_saving, revision, created_at, edited_at
  FROM visible_cookbook
 WHERE account_id = :account_id AND (:own::boolean OR visibility = 'public')
   AND (:before::timestamptz IS NULL OR (created_at, id) < (:before, :before_id::uuid))
 ORDER BY created_at DESC, id DESC
 LIMIT :most;

-- name: count_of(account_id)$
-- How many cookbooks a cook has.
SELECT count(*) FROM cookbook WHERE account_id = :account_id;

-- name: recipes_in(account_id, cookbook_id, since, id, most)
-- What a cookbook holds, in its order.
SELECT recipe_id, rank, note, added_at
  FROM cookbook_recipe
 WHERE account_id = :account_id AND cookbook_id = :cookbook_id
   AND (:since::float8 IS NULL OR (rank, recipe_id) > (:since, :id::uuid))
 ORDER BY rank, recipe_id
 LIMIT :most;

-- name: recipe_in(account_id, cookbook_id, recipe_id)^
-- One recipe of a cookbook.
SELECT recipe_id, rank, note, added_at
  FROM cookbook_recipe
 WHERE account_id = :account_id AND cookbook_id = :cookbook_id AND recipe_id = :recipe_id;

-- name: neighbours(account_id, cookbook_id, recipe_id, position)^
-- What stands before and behind a place in a cookbook (1 is the first), the recipe that goes there left out; as many
-- rows as a cookbook can hold are counted at most.
WITH others AS (
  SELECT rank, row_number() OVER (ORDER BY rank, recipe_id) AS place
    FROM cookbook_recipe
   WHERE account_id = :account_id AND cookbook_id = :cookbook_id AND recipe_id <> :recipe_id
)
SELECT (SELECT count(*) FROM others) AS others,
       (SELECT max(rank) FROM others WHERE :position::integer IS NULL OR place < :position) AS low,
       (SELECT min(rank) FROM others WHERE place >= :position) AS high;

-- name: only_in(account_id, cookbook_id)
-- The recipes of a cookbook that the cook has in no other, in the order in which they are held.
SELECT c.recipe_id
  FROM cookbook_recipe c
 WHERE c.account_id = :account_id AND c.cookbook_id = :cookbook_id
   AND NOT EXISTS (SELECT
                     FROM cookbook_recipe o
                    WHERE o.account_id = c.account_id AND o.recipe_id = c.recipe_id AND o.cookbook_id <> c.cookbook_id)
 ORDER BY c.recipe_id;

-- name: is_kept(account_id, recipe_id)$
-- Whether a recipe is in any of a cook's cookbooks.
SELECT EXISTS (SELECT FROM cookbook_recipe WHERE account_id = :account_id AND recipe_id = :recipe_id);

-- name: drifted_recipes()
-- Every visible recipe whose count of people who keep it differs from a recount.
SELECT s.recipe_id AS id, jsonb_build_object('saves', s.saves) AS kept, jsonb_build_object('saves', c.saves) AS counted
  FROM recipe_sums s
  JOIN recounted_saved c ON c.recipe_id = s.recipe_id
 WHERE s.saves <> c.saves
 ORDER BY s.recipe_id;

-- name: drifted_saved()
-- Every recipe for which those who are said to keep it are not those who have it in a cookbook.
SELECT coalesce(k.recipe_id, c.recipe_id) AS id,
       jsonb_build_object('people', coalesce(k.people, '{}')) AS kept,
       jsonb_build_object('people', coalesce(c.people, '{}')) AS counted
  FROM (SELECT recipe_id, array_agg(account_id ORDER BY account_id) AS people
          FROM saved
         WHERE undone_at IS NULL
         GROUP BY recipe_id) k
  FULL JOIN (SELECT recipe_id, array_agg(DISTINCT account_id ORDER BY account_id) AS people
               FROM cookbook_recipe
              GROUP BY recipe_id) c ON c.recipe_id = k.recipe_id
 WHERE k.people IS DISTINCT FROM c.people
 ORDER BY 1;
