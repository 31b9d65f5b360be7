-- name: comment_of(comment_id)^
-- One comment by its id alone.
SELECT subject_id, id, subject_kind, thread_id, parent_id, author_id, authors, author_handle, author_name, body,
       revision, posted_at, edited_at, gone
  FROM visible_comment
 WHERE id = :comment_id;

-- name: threads_of(subject_id, hidden, before, before_id, most, replies)
-- The threads under a thing, newest first, each with its first answers; a walk along comment_threads, and for each a
-- short one along comment_replies.
SELECT t.subject_id, t.id, t.subject_kind, t.thread_id, t.parent_id, t.author_id, t.authors, t.author_handle,
       t.author_name, t.body, t.revision, t.posted_at, t.edited_at, t.gone,
       coalesce((SELECT json_agg(f ORDER BY f.posted_at, f.id)
                   FROM (SELECT subject_id, id, subject_kind, thread_id, parent_id, author_id, authors, author_handle,
                                author_name, body, revision, posted_at, edited_at, gone
                           FROM visible_comment r
                          WHERE r.subject_id = t.subject_id AND r.thread_id = t.id AND r.parent_id IS NOT NULL
                            AND NOT r.authors && :hidden::uuid[]
                          ORDER BY r.posted_at, r.id
                          LIMIT :replies) f), '[]') AS replies
  FROM visible_comment t
 WHERE t.subject_id = :subject_id AND t.parent_id IS NULL
   AND NOT t.authors && :hidden::uuid[]
   AND (:before::timestamptz IS NULL OR (t.posted_at, t.id) < (:before, :before_id::uuid))
 ORDER BY t.posted_at DESC, t.id DESC
 LIMIT :most;

-- name: replies_of(subject_id, thread_id, hidden, since, id, most)
-- The answers in a thread, oldest first, whatever their depth; a walk along comment_replies.
SELECT subject_id, id, subject_kind, thread_id, parent_id, author_id, authors, author_handle, author_name, body,
       revision, posted_at, edited_at, gone
  FROM visible_comment
 WHERE subject_id = :subject_id AND thread_id = :thread_id AND parent_id IS NOT NULL
   AND NOT authors && :hidden::uuid[]
   AND (:since::timestamptz IS NULL OR (posted_at, id) > (:since, :id::uuid))
 ORDER BY posted_at, id
 LIMIT :most;

-- name: versions_of(subject_id, comment_id, below, most)
-- What a comment said before its edits, newest first.
SELECT revision, body, written_at
  FROM comment_version
 WHERE subject_id = :subject_id AND comment_id = :comment_id AND (:below::integer IS NULL OR revision < :below)
 ORDER BY revision DESC
 LIMIT :most;

-- name: has_replies(subject_id, comment_id)$
-- Whether anything stands under a comment.
SELECT EXISTS (SELECT FROM comment WHERE subject_id = :subject_id AND parent_id = :comment_id);
