-- name: place_of(root_id, recipe_id)^
-- Where a recipe stands in its family; nothing when it has no family yet.
SELECT root_id, recipe_id, parent_id, parent_version, author_id, depth, path, forked_at
  FROM lineage
 WHERE root_id = :root_id AND recipe_id = :recipe_id;

-- name: ancestors_of(root_id, recipe_id)
-- The ancestors of a recipe from the root down: its path, joined within the one family.
SELECT up.root_id, up.recipe_id, up.parent_id, up.parent_version, up.author_id, up.depth, up.path, up.forked_at
  FROM lineage self
  JOIN lineage up ON up.root_id = self.root_id AND up.recipe_id = ANY (self.path) AND up.recipe_id <> self.recipe_id
 WHERE self.root_id = :root_id AND self.recipe_id = :recipe_id
 ORDER BY up.depth;

-- name: descendants_of(root_id, recipe_id, most)
-- The descendants of a recipe, level by level, oldest first; as many as are asked for.
SELECT root_id, recipe_id, parent_id, parent_version, author_id, depth, path, forked_at
  FROM lineage
 WHERE root_id = :root_id AND recipe_id <> :recipe_id AND :recipe_id::uuid = ANY (path)
 ORDER BY depth, forked_at, recipe_id
 LIMIT :most;

-- name: versions_forked(root_id, recipe_id)
-- Which versions of a recipe forks were made from.
SELECT DISTINCT parent_version AS number
  FROM lineage
 WHERE root_id = :root_id AND parent_id = :recipe_id;

-- name: forks_by_recent(parent_id, hidden, before, before_id, most)
-- The public forks made directly from a recipe, newest first.
SELECT id, slug, title, summary, author_id, author_handle, author_name, visibility, minutes, parent_id, root_id,
       published_at, stars_count, stars_sum, cooks, forks
  FROM recipe_card
 WHERE parent_id = :parent_id AND visibility = 'public' AND NOT author_id = ANY(:hidden::uuid[])
   AND (:before::timestamptz IS NULL OR (published_at, id) < (:before, :before_id::uuid))
 ORDER BY published_at DESC, id DESC
 LIMIT :most;

-- name: forks_by_stars(parent_id, hidden, before, before_id, most)
-- The public forks made directly from a recipe, by how many stars they were given in all.
SELECT id, slug, title, summary, author_id, author_handle, author_name, visibility, minutes, parent_id, root_id,
       published_at, stars_count, stars_sum, cooks, forks
  FROM recipe_card
 WHERE parent_id = :parent_id AND visibility = 'public' AND NOT author_id = ANY(:hidden::uuid[])
   AND (:before::integer IS NULL OR (stars_sum, id) < (:before, :before_id::uuid))
 ORDER BY stars_sum DESC, id DESC
 LIMIT :most;
