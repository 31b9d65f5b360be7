-- name: tallies(subject_id)
-- How many react to a thing, by kind: at most 64 rows of each are added up, whatever their number.
SELECT kind, sum(count)::integer AS count FROM reaction_tally WHERE subject_id = :subject_id GROUP BY kind;

-- name: mine(subject_id, account_id)
-- How one reacts to a thing oneself.
SELECT kind FROM reaction WHERE subject_id = :subject_id AND account_id = :account_id ORDER BY kind;

-- name: reactions_to(subject_id, kind, hidden, before, before_id, before_kind, most)
-- Who reacted to a thing, newest first; a walk along reaction_newest.
SELECT subject_id, account_id, handle, display_name, kind, at
  FROM visible_reaction
 WHERE subject_id = :subject_id
   AND (:kind::text IS NULL OR kind = :kind)
   AND NOT account_id = ANY (:hidden::uuid[])
   AND (:before::timestamptz IS NULL OR (at, account_id, kind) < (:before, :before_id::uuid, :before_kind::text))
 ORDER BY at DESC, account_id DESC, kind DESC
 LIMIT :most;

-- name: drifted_tallies()
-- Every thing whose tallies differ from a recount of the reactions.
WITH kept AS (
  SELECT subject_id, jsonb_object_agg(kind, n) AS sums
    FROM (SELECT subject_id, kind, sum(count) AS n FROM reaction_tally GROUP BY subject_id, kind) t
   WHERE n > 0
   GROUP BY subject_id
), counted AS (
  SELECT subject_id, jsonb_object_agg(kind, n) AS sums
    FROM (SELECT subject_id, kind, count(*) AS n FROM reaction WHERE counts GROUP BY subject_id, kind) t
   GROUP BY subject_id
)
SELECT coalesce(k.subject_id, c.subject_id) AS id, coalesce(k.sums, '{}') AS kept, coalesce(c.sums, '{}') AS counted
  FROM kept k
  FULL JOIN counted c ON c.subject_id = k.subject_id
 WHERE k.sums IS DISTINCT FROM c.sums
 ORDER BY 1;
