-- name: react(subject_id, account_id, kind, subject_kind, counts, slot)!
-- Writes a reaction and its part of the number, both on one machine; again changes nothing.
WITH made AS (
  INSERT INTO reaction (subject_id, account_id, kind, subject_kind, counts)
  VALUES (:subject_id, :account_id, :kind, :subject_kind, :counts)
  ON CONFLICT (subject_id, account_id, kind) DO NOTHING
  RETURNING subject_id, kind, counts
)
INSERT INTO reaction_tally AS t (subject_id, kind, slot, count)
SELECT subject_id, kind, :slot::smallint, 1 FROM made WHERE counts
ON CONFLICT (subject_id, kind, slot) DO UPDATE SET count = t.count + 1;

-- name: take_back(subject_id, account_id, kind, slot)$
-- Takes a reaction back, with its part of the number; gives nothing where there was none.
WITH gone AS (
  DELETE FROM reaction WHERE subject_id = :subject_id AND account_id = :account_id AND kind = :kind
  RETURNING subject_id, kind, counts
), less AS (
  UPDATE reaction_tally t SET count = t.count - 1
    FROM gone g
   WHERE t.subject_id = g.subject_id AND t.kind = g.kind AND t.slot = :slot::smallint AND g.counts
)
SELECT subject_id FROM gone;
