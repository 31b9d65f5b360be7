-- name: plant(root_id, author_id)!
-- Begins a family when the first fork is made of a recipe.
INSERT INTO lineage (root_id, recipe_id, author_id, depth, path)
VALUES (:root_id, :root_id, :author_id, 0, ARRAY[:root_id::uuid])
ON CONFLICT (root_id, recipe_id) DO NOTHING;

-- name: branch(root_id, recipe_id, parent_id, parent_version, author_id, forked_at)!
-- Puts a fork under its parent.
INSERT INTO lineage (root_id, recipe_id, parent_id, parent_version, author_id, depth, path, forked_at)
SELECT up.root_id, :recipe_id::uuid, up.recipe_id, :parent_version::integer, :author_id::uuid, up.depth + 1,
       up.path || :recipe_id::uuid, coalesce(:forked_at::timestamptz, now())
  FROM lineage up
 WHERE up.root_id = :root_id AND up.recipe_id = :parent_id;
