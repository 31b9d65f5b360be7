-- name: hold_answered(subject_id, comment_id)^
-- Holds a comment that is being answered, so that it is not taken away meanwhile; many may answer it at once.
SELECT id, subject_id, subject_kind, thread_id, parent_id, authors
  FROM comment
 WHERE subject_id = :subject_id AND id = :comment_id AND deleted_at IS NULL
   FOR KEY SHARE;

-- name: hold(subject_id, comment_id)^
-- Holds a comment against answers and edits, before it is deleted; tells whether it is a tombstone, and what it is under.
SELECT author_id, parent_id, deleted_at IS NOT NULL AS buried
  FROM comment
 WHERE subject_id = :subject_id AND id = :comment_id
   FOR UPDATE;

-- name: begin_thread(subject_id, subject_kind, author_id, body)$
-- Posts a comment under a thing.
INSERT INTO comment (subject_id, id, subject_kind, thread_id, author_id, authors, body)
SELECT :subject_id, n.id, :subject_kind, n.id, :author_id, ARRAY[:author_id::uuid], :body
  FROM (SELECT uuidv7() AS id) n
RETURNING id;

-- name: answer(subject_id, subject_kind, thread_id, parent_id, author_id, authors, body)$
-- Posts an answer to a comment.
INSERT INTO comment (subject_id, subject_kind, thread_id, parent_id, author_id, authors, body)
VALUES (:subject_id, :subject_kind, :thread_id, :parent_id, :author_id, :authors, :body)
RETURNING id;

-- name: keep_version(subject_id, comment_id)!
-- Keeps what a comment says now.
INSERT INTO comment_version (subject_id, comment_id, revision, body, written_at)
SELECT subject_id, id, revision, body, coalesce(edited_at, posted_at)
  FROM comment
 WHERE subject_id = :subject_id AND id = :comment_id;

-- name: edit(subject_id, comment_id, body)!
-- Changes the words of a comment.
UPDATE comment SET body = :body, revision = revision + 1, edited_at = clock_timestamp()
 WHERE subject_id = :subject_id AND id = :comment_id AND deleted_at IS NULL;

-- name: bury(subject_id, comment_id)!
-- Leaves a tombstone without words, for the answers under it.
UPDATE comment SET body = '', deleted_at = now(), revision = revision + 1
 WHERE subject_id = :subject_id AND id = :comment_id;

-- name: forget_versions(subject_id, comment_id)!
-- Forgets what a comment said before.
DELETE FROM comment_version WHERE subject_id = :subject_id AND comment_id = :comment_id;

-- name: remove(subject_id, comment_id)!
-- Takes a comment away that nothing stands under.
DELETE FROM comment WHERE subject_id = :subject_id AND id = :comment_id;
