-- name: hidden_from(account_id)
-- The cooks that a cook has blocked, and those who have blocked the cook.
SELECT blocked_id FROM block WHERE account_id = :account_id
 UNION
SELECT blocker_id FROM blocker WHERE account_id = :account_id;

-- name: follows(follower_id, followee_id)$
-- Whether one cook follows another.
SELECT EXISTS (SELECT FROM follow WHERE follower_id = :follower_id AND followee_id = :followee_id);

-- name: blocked_between(account_id, other_id)$
-- Whether one of two cooks has blocked the other.
SELECT EXISTS (SELECT FROM block WHERE account_id = :account_id AND blocked_id = :other_id)
    OR EXISTS (SELECT FROM blocker WHERE account_id = :account_id AND blocker_id = :other_id);

-- name: followed_among(follower_id, others)
-- Whom of some cooks a cook follows.
SELECT followee_id FROM follow WHERE follower_id = :follower_id AND followee_id = ANY (:others::uuid[]);

-- name: followed_ids(follower_id)^
-- Whom a cook follows, in one array: thousands of ids travel as one value.
SELECT coalesce(array_agg(followee_id), '{}') AS ids FROM follow WHERE follower_id = :follower_id;

-- name: followers_of(account_id, hidden, since, id, limit)
-- Who follows a cook, newest first; a walk along follower_newest from the cursor on.
SELECT a.id, a.handle, a.display_name, f.since
  FROM follower f
  JOIN visible_account a ON a.id = f.follower_id
 WHERE f.followee_id = :account_id
   AND (f.since, f.follower_id) < (coalesce(:since::timestamptz, 'infinity'),
                                   coalesce(:id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
   AND NOT f.follower_id = ANY (:hidden::uuid[])
 ORDER BY f.since DESC, f.follower_id DESC
 LIMIT :limit;

-- name: followed_by(account_id, hidden, since, id, limit)
-- Whom a cook follows, newest first; a walk along follow_newest from the cursor on.
SELECT a.id, a.handle, a.display_name, f.since
  FROM follow f
  JOIN visible_account a ON a.id = f.followee_id
 WHERE f.follower_id = :account_id
   AND (f.since, f.followee_id) < (coalesce(:since::timestamptz, 'infinity'),
                                   coalesce(:id::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
   AND NOT f.followee_id = ANY (:hidden::uuid[])
 ORDER BY f.since DESC, f.followee_id DESC
 LIMIT :limit;

-- name: named_cooks(handles)
-- The active cooks with these handles.
SELECT id, handle FROM visible_account WHERE handle = ANY (:handles::text[]) ORDER BY handle;

-- name: ties(account_id, others)
-- How a cook stands to others: a row for each tie that there is.
SELECT followee_id AS id, 'follows' AS kind FROM follow
 WHERE follower_id = :account_id AND followee_id = ANY (:others::uuid[])
 UNION ALL
SELECT follower_id, 'followed_by' FROM follower
 WHERE followee_id = :account_id AND follower_id = ANY (:others::uuid[])
 UNION ALL
SELECT blocked_id, 'blocks' FROM block
 WHERE account_id = :account_id AND blocked_id = ANY (:others::uuid[])
 UNION ALL
SELECT blocker_id, 'blocked_by' FROM blocker
 WHERE account_id = :account_id AND blocker_id = ANY (:others::uuid[]);

-- name: drifted_cooks()
-- Every active cook whose kept counts of followers and followed differ from a recount of both mirrors.
WITH counted AS (
  SELECT s.account_id, coalesce(r.n, 0)::integer AS followers, coalesce(g.n, 0)::integer AS following
    FROM account_sums s
    LEFT JOIN (SELECT followee_id, count(*) AS n FROM follower GROUP BY followee_id) r ON r.followee_id = s.account_id
    LEFT JOIN (SELECT follower_id, count(*) AS n FROM follow GROUP BY follower_id) g ON g.follower_id = s.account_id
)
SELECT k.account_id AS id,
       jsonb_build_object('followers', k.followers, 'following', k.following) AS kept,
       jsonb_build_object('followers', c.followers, 'following', c.following) AS counted
  FROM account_sums k
  JOIN counted c ON c.account_id = k.account_id
 WHERE (k.followers, k.following) <> (c.followers, c.following)
 ORDER BY k.account_id;
