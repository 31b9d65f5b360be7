-- name: hold_owner(owner)!
-- Lets one transaction at a time change the cookbooks of a cook, so that their number, their order and what is kept in
-- any of them hold.
SELECT pg_advisory_xact_lock(hashtextextended('cookbooks of ' || :owner::text, 0));

-- name: insert_cookbook(account_id, name, description, visibility, for_saving)$
-- Makes a cookbook.
INSERT INTO cookbook (account_id, name, description, visibility, for_saving)
VALUES (:account_id, :name, :description, :visibility, :for_saving)
RETURNING id;

-- name: edit_cookbook(account_id, cookbook_id, name, description, visibility, expected)!
-- Changes what a cookbook is called and who sees it, if it still is the revision that was read.
UPDATE cookbook
   SET name = coalesce(:name::text, name), description = coalesce(:description::text, description),
       visibility = coalesce(:visibility::text, visibility), revision = revision + 1, edited_at = now()
 WHERE account_id = :account_id AND id = :cookbook_id
   AND (:expected::integer IS NULL OR revision = :expected);

-- name: delete_cookbook(account_id, cookbook_id)!
-- Deletes a cookbook with what it holds.
DELETE FROM cookbook WHERE account_id = :account_id AND id = :cookbook_id;

-- name: put_recipe(account_id, cookbook_id, recipe_id, rank, note)!
-- Puts a recipe into a cookbook, or changes its note (when one is given) and its place there.
INSERT INTO cookbook_recipe AS c (account_id, cookbook_id, recipe_id, rank, note)
VALUES (:account_id, :cookbook_id, :recipe_id, :rank, coalesce(:note::text, ''))
ON CONFLICT (account_id, cookbook_id, recipe_id) DO UPDATE
   SET rank = excluded.rank, note = coalesce(:note, c.note);

-- name: rank_anew(account_id, cookbook_id, step)!
-- Puts the recipes of a cookbook apart again, in the order in which they stand.
UPDATE cookbook_recipe c
   SET rank = n.place * :step::float8
  FROM (SELECT account_id, cookbook_id, recipe_id, row_number() OVER (ORDER BY rank, recipe_id) AS place
          FROM cookbook_recipe
         WHERE account_id = :account_id AND cookbook_id = :cookbook_id) n
 WHERE c.account_id = :account_id AND c.cookbook_id = :cookbook_id AND c.recipe_id = n.recipe_id;

-- name: take_out(account_id, cookbook_id, recipe_id)!
-- Takes a recipe out of a cookbook.
DELETE FROM cookbook_recipe WHERE account_id = :account_id AND cookbook_id = :cookbook_id AND recipe_id = :recipe_id;

-- name: save(recipe_id, account_id)^
-- Says that a cook keeps a recipe; the first time stays, so that saving it again is not new.
INSERT INTO saved AS s (recipe_id, account_id) VALUES (:recipe_id, :account_id)
ON CONFLICT (recipe_id, account_id) DO UPDATE SET undone_at = NULL
RETURNING old.recipe_id IS NULL OR old.undone_at IS NOT NULL AS counts_anew, old.recipe_id IS NULL AS is_first;

-- name: unsave(account_id, recipe_ids)
-- Says that a cook keeps some recipes no longer; gives those of which that is new.
UPDATE saved SET undone_at = now()
 WHERE recipe_id = ANY (:recipe_ids::uuid[]) AND account_id = :account_id AND undone_at IS NULL
RETURNING recipe_id;
