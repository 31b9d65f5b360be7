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

-- name: members_of(root_id, most)
-- The recipes of a family, the root first, then level by level, oldest first; as many as are asked for.
SELECT root_id, recipe_id, parent_id, parent_version, author_id, depth, path, forked_at
  FROM lineage
 WHERE root_id = :root_id
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

-- name: recipe_of_proposal(id)$
-- Which recipe a proposal is made to.
SELECT recipe_id FROM proposal_address WHERE id = :id;

-- name: proposal_at(recipe_id, id)^
-- One proposal with its cook, who is unnamed when not active any more.
SELECT p.recipe_id, p.id, p.fork_id, p.fork_version, p.base_version, p.author_id,
       CASE WHEN a.id IS NOT NULL
            THEN json_build_object('handle', a.handle, 'display_name', a.display_name) END AS author,
       p.message, p.state, p.accepted_version, p.created_at, p.closed_at
  FROM proposal p
  LEFT JOIN visible_account a ON a.id = p.author_id
 WHERE p.recipe_id = :recipe_id AND p.id = :id;

-- name: proposals_to(recipe_id, state, hidden, before, before_id, most)
-- The proposals made to a recipe by active cooks, newest first, in one state or in any.
SELECT p.recipe_id, p.id, p.fork_id, p.fork_version, p.base_version, p.author_id,
       json_build_object('handle', a.handle, 'display_name', a.display_name) AS author,
       p.message, p.state, p.accepted_version, p.created_at, p.closed_at
  FROM proposal p
  JOIN visible_account a ON a.id = p.author_id
 WHERE p.recipe_id = :recipe_id AND NOT p.author_id = ANY(:hidden::uuid[])
   AND (:state::text IS NULL OR p.state = :state)
   AND (:before::timestamptz IS NULL OR (p.created_at, p.id) < (:before, :before_id::uuid))
 ORDER BY p.created_at DESC, p.id DESC
 LIMIT :most;

-- name: comment_at(recipe_id, id)^
-- Whose a comment is, and on what.
SELECT id, proposal_id, author_id, deleted_at FROM proposal_comment WHERE recipe_id = :recipe_id AND id = :id;

-- name: comments_on(recipe_id, proposal_id, hidden, since, since_id, most)
-- What is said about a proposal, oldest first; of what was taken away, and of cooks who are gone, the place is left.
SELECT c.id, c.author_id,
       CASE WHEN c.deleted_at IS NULL AND a.id IS NOT NULL
            THEN json_build_object('handle', a.handle, 'display_name', a.display_name) END AS author,
       CASE WHEN a.id IS NOT NULL THEN c.body ELSE '' END AS body,
       c.created_at, (c.deleted_at IS NOT NULL OR a.id IS NULL) AS tombstone
  FROM proposal_comment c
  LEFT JOIN visible_account a ON a.id = c.author_id
 WHERE c.recipe_id = :recipe_id AND c.proposal_id = :proposal_id AND NOT c.author_id = ANY(:hidden::uuid[])
   AND (:since::timestamptz IS NULL OR (c.created_at, c.id) > (:since, :since_id::uuid))
 ORDER BY c.created_at, c.id
 LIMIT :most;
