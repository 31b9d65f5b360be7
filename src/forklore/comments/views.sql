-- Comments with their authors; of deleted ones, and those by cooks who are not active, no words are shown: they are gone.
-- Whoever sees the subject sees what is said under it, but for what stands under a comment by a cook hidden from the
-- reader: `NOT authors && :hidden`. One that is gone is shown only for the answers under it.
CREATE OR REPLACE VIEW visible_comment AS
SELECT c.subject_id, c.id, c.subject_kind, c.thread_id, c.parent_id, c.author_id, c.authors, a.handle AS author_handle,
       a.display_name AS author_name, CASE WHEN a.id IS NULL THEN '' ELSE c.body END AS body, c.revision, c.posted_at,
       c.edited_at, (c.deleted_at IS NOT NULL OR a.id IS NULL) AS gone
  FROM comment c
  LEFT JOIN visible_account a ON a.id = c.author_id
 WHERE (c.deleted_at IS NULL AND a.id IS NOT NULL)
    OR EXISTS (SELECT FROM comment r WHERE r.subject_id = c.subject_id AND r.parent_id = c.id);
COMMENT ON VIEW visible_comment IS 'Comments as they are shown: those that are gone without words, and only where there are answers under them';
