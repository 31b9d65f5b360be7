-- Comments: threads under recipes, plates and reviews.

CREATE TABLE comment (
  subject_id    uuid NOT NULL,
  id            uuid NOT NULL DEFAULT uuidv7(),
  subject_kind  text NOT NULL CHECK (subject_kind IN ('recipe', 'plate', 'review')),
  thread_id     uuid NOT NULL,
  parent_id     uuid CHECK (parent_id <> id),
  author_id     uuid NOT NULL,
  authors       uuid[] NOT NULL CHECK (cardinality(authors) BETWEEN 1 AND 5),
  body          text NOT NULL CHECK (length(body) <= 5000),
  revision      integer NOT NULL DEFAULT 1,
  posted_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  edited_at     timestamptz,
  deleted_at    timestamptz,
  PRIMARY KEY (subject_id, id),
  CHECK ((parent_id IS NULL) = (thread_id = id)),
  CHECK ((parent_id IS NULL) = (cardinality(authors) = 1)),
  CHECK (authors[cardinality(authors)] = author_id),
  CHECK ((deleted_at IS NULL) = (body <> ''))
);
CREATE INDEX comment_id ON comment (id);
CREATE INDEX comment_threads ON comment (subject_id, posted_at DESC, id DESC) WHERE parent_id IS NULL;
CREATE INDEX comment_replies ON comment (subject_id, thread_id, posted_at, id) WHERE parent_id IS NOT NULL;
CREATE INDEX comment_parent ON comment (subject_id, parent_id);
CREATE INDEX comment_author ON comment (author_id, posted_at DESC);
COMMENT ON TABLE comment IS 'What somebody says under a recipe, a plate or a review, or in answer to another comment there [spread: subject_id]';
COMMENT ON COLUMN comment.subject_id IS 'The recipe, plate or review';
COMMENT ON COLUMN comment.thread_id IS 'The comment that the thread began with; its own id when it began one';
COMMENT ON COLUMN comment.parent_id IS 'The comment that it stands under';
COMMENT ON COLUMN comment.authors IS 'Whose comments it stands under, from the beginning of the thread down to its own author: as many as it is deep';
COMMENT ON COLUMN comment.revision IS 'Counts the edits; the ETag';
COMMENT ON COLUMN comment.posted_at IS 'By the clock and not by the transaction, so that an answer is later than what it answers';
COMMENT ON COLUMN comment.deleted_at IS 'A tombstone that answers hang on: no words are left';

CREATE TABLE comment_version (
  subject_id   uuid NOT NULL,
  comment_id   uuid NOT NULL,
  revision     integer NOT NULL CHECK (revision >= 1),
  body         text NOT NULL CHECK (length(body) <= 5000),
  written_at   timestamptz NOT NULL,
  PRIMARY KEY (subject_id, comment_id, revision)
);
COMMENT ON TABLE comment_version IS 'What a comment said before its edits; deleted with its words [spread: subject_id]';

SELECT spread('comment', 'subject_id');
SELECT spread('comment_version', 'subject_id');
ALTER TABLE comment ADD FOREIGN KEY (subject_id, parent_id) REFERENCES comment ON DELETE RESTRICT;
ALTER TABLE comment ADD FOREIGN KEY (author_id) REFERENCES account ON DELETE RESTRICT;
ALTER TABLE comment_version ADD FOREIGN KEY (subject_id, comment_id) REFERENCES comment ON DELETE CASCADE;

-- A review is found by its id alone when somebody comments on it.
CREATE INDEX review_id ON review (id);
