-- name: plant(root_id, author_id)!
-- Begins a family when the first fork is made of a recipe.
INSERT INTO lineage (root_id, recipe_id, author_id, depth, path)
VALUES (:root_id, :root_id, :author_id, 0, ARRAY[:root_id::uuid])
ON CONFLICT (root_id, recipe_id) DO NOTHING;

-- name: move(root_id, recipe_id, parent_version)!
-- Lets a fork stand on another version of its parent.
UPDATE lineage SET parent_version = :parent_version WHERE root_id = :root_id AND recipe_id = :recipe_id;

-- name: branch(root_id, recipe_id, parent_id, parent_version, author_id, forked_at)!
-- Puts a fork under its parent.
INSERT INTO lineage (root_id, recipe_id, parent_id, parent_version, author_id, depth, path, forked_at)
SELECT up.root_id, :recipe_id::uuid, up.recipe_id, :parent_version::integer, :author_id::uuid, up.depth + 1,
       up.path || :recipe_id::uuid, coalesce(:forked_at::timestamptz, now())
  FROM lineage up
 WHERE up.root_id = :root_id AND up.recipe_id = :parent_id;

-- name: insert_proposal_address(id, recipe_id)!
-- Lets the id of a proposal lead to the recipe that it is made to.
INSERT INTO proposal_address (id, recipe_id) VALUES (:id, :recipe_id);

-- name: insert_proposal(recipe_id, id, fork_id, fork_version, base_version, author_id, message)!
-- Makes a proposal, unless one of this fork is open already.
INSERT INTO proposal (recipe_id, id, fork_id, fork_version, base_version, author_id, message)
VALUES (:recipe_id, :id, :fork_id, :fork_version, :base_version, :author_id, :message)
ON CONFLICT (recipe_id, fork_id) WHERE state = 'open' DO NOTHING;

-- name: close_proposal(recipe_id, id, state, accepted_version)!
-- Ends a proposal that is open, for good.
UPDATE proposal
   SET state = :state, accepted_version = :accepted_version, closed_at = now()
 WHERE recipe_id = :recipe_id AND id = :id AND state = 'open';

-- name: close_proposals_of(recipe_id, fork_id, state)!
-- Ends the open proposal of a fork that is deleted; without a fork all open ones to a recipe that is.
UPDATE proposal
   SET state = :state, closed_at = now()
 WHERE recipe_id = :recipe_id AND state = 'open' AND (:fork_id::uuid IS NULL OR fork_id = :fork_id);

-- name: insert_comment(recipe_id, id, proposal_id, author_id, body)!
-- Writes what somebody says about a proposal.
INSERT INTO proposal_comment (recipe_id, id, proposal_id, author_id, body)
VALUES (:recipe_id, :id, :proposal_id, :author_id, :body);

-- name: blank_comment(recipe_id, id)!
-- Takes the words of a comment away; its place stays.
UPDATE proposal_comment SET body = '', deleted_at = now() WHERE recipe_id = :recipe_id AND id = :id AND deleted_at IS NULL;
