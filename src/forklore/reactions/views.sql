-- Reactions that count, by cooks who are active. Whoever sees the subject sees who reacted, but for cooks hidden from the
-- reader: `NOT account_id = ANY (:hidden)`. The numbers are the same for everybody.
CREATE OR REPLACE VIEW visible_reaction AS
SELECT r.subject_id, r.account_id, a.handle, a.display_name, r.kind, r.at
  FROM reaction r
  JOIN visible_account a ON a.id = r.account_id
 WHERE r.counts;
COMMENT ON VIEW visible_reaction IS 'Reactions by active cooks to the things of others';
