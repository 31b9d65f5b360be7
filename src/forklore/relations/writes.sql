-- name: lock_pair(one_id, other_id)!
-- Lets one transaction at a time change how two cooks stand to each other.
SELECT pg_advisory_xact_lock(hashtextextended(
         least(:one_id::uuid, :other_id::uuid)::text || greatest(:one_id::uuid, :other_id::uuid)::text, 0));

-- name: insert_follow(follower_id, followee_id, since)!
-- Lets a cook follow another.
INSERT INTO follow (follower_id, followee_id, since)
VALUES (:follower_id, :followee_id, least(coalesce(:since::timestamptz, now()), now()))
ON CONFLICT (follower_id, followee_id) DO NOTHING;

-- name: insert_follower(followee_id, follower_id, since)!
-- Writes the mirror of a follow.
INSERT INTO follower (followee_id, follower_id, since)
VALUES (:followee_id, :follower_id, least(coalesce(:since::timestamptz, now()), now()));

-- name: delete_follow(follower_id, followee_id)!
-- Ends a follow.
DELETE FROM follow WHERE follower_id = :follower_id AND followee_id = :followee_id;

-- name: delete_follower(followee_id, follower_id)!
-- Ends the mirror of a follow.
DELETE FROM follower WHERE followee_id = :followee_id AND follower_id = :follower_id;

-- name: insert_block(account_id, blocked_id)!
-- Lets a cook block another.
INSERT INTO block (account_id, blocked_id) VALUES (:account_id, :blocked_id)
ON CONFLICT (account_id, blocked_id) DO NOTHING;

-- name: insert_blocker(account_id, blocker_id)!
-- Writes the mirror of a block.
INSERT INTO blocker (account_id, blocker_id) VALUES (:account_id, :blocker_id);

-- name: delete_block(account_id, blocked_id)!
-- Ends a block.
DELETE FROM block WHERE account_id = :account_id AND blocked_id = :blocked_id;

-- name: delete_blocker(account_id, blocker_id)!
-- Ends the mirror of a block.
DELETE FROM blocker WHERE account_id = :account_id AND blocker_id = :blocker_id;
