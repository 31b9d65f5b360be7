-- Merging: whom a version thanks, and proposals of forks to what they were made from.

ALTER TABLE recipe_version ADD COLUMN credited_id uuid;
COMMENT ON COLUMN recipe_version.credited_id IS 'The cook whose proposal made this version, where it is one';
CREATE INDEX recipe_version_credited ON recipe_version (credited_id);
ALTER TABLE recipe_version ADD FOREIGN KEY (credited_id) REFERENCES account ON DELETE SET NULL;

CREATE TABLE proposal (
  recipe_id         uuid NOT NULL,
  id                uuid NOT NULL DEFAULT uuidv7(),
  fork_id           uuid NOT NULL,
  fork_version      integer NOT NULL CHECK (fork_version >= 1),
  base_version      integer NOT NULL CHECK (base_version >= 1),
  author_id         uuid NOT NULL,
  message           text NOT NULL DEFAULT '' CHECK (length(message) <= 2000),
  state             text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  accepted_version  integer CHECK (accepted_version >= 1),
  created_at        timestamptz NOT NULL DEFAULT now(),
  closed_at         timestamptz,
  PRIMARY KEY (recipe_id, id),
  CHECK (fork_id <> recipe_id),
  CHECK ((state = 'open') = (closed_at IS NULL)),
  CHECK ((state = 'accepted') = (accepted_version IS NOT NULL))
);
CREATE UNIQUE INDEX proposal_open ON proposal (recipe_id, fork_id) WHERE state = 'open';
CREATE INDEX proposal_recent ON proposal (recipe_id, created_at DESC, id DESC);
CREATE INDEX proposal_author ON proposal (author_id, created_at DESC);
COMMENT ON TABLE proposal IS 'What a cook proposes to the recipe that was forked: one version of the fork [spread: recipe_id]';
COMMENT ON COLUMN proposal.recipe_id IS 'The recipe that is asked to change: the parent of the fork';
COMMENT ON COLUMN proposal.fork_version IS 'The version that is proposed; later edits of the fork change nothing here';
COMMENT ON COLUMN proposal.base_version IS 'The version of the recipe that the fork stood on: what both have in common';
COMMENT ON COLUMN proposal.accepted_version IS 'The version of the recipe that came of it';

CREATE TABLE proposal_comment (
  recipe_id    uuid NOT NULL,
  id           uuid NOT NULL DEFAULT uuidv7(),
  proposal_id  uuid NOT NULL,
  author_id    uuid NOT NULL,
  body         text NOT NULL CHECK (length(body) <= 2000),
  created_at   timestamptz NOT NULL DEFAULT now(),
  deleted_at   timestamptz,
  PRIMARY KEY (recipe_id, id),
  CHECK ((deleted_at IS NULL) = (length(body) > 0))
);
CREATE INDEX proposal_comment_recent ON proposal_comment (recipe_id, proposal_id, created_at, id);
CREATE INDEX proposal_comment_author ON proposal_comment (author_id, created_at DESC);
COMMENT ON TABLE proposal_comment IS 'What is said about a proposal [spread: recipe_id]';
COMMENT ON COLUMN proposal_comment.deleted_at IS 'Taken away: no words are left, but its place in the talk is';

CREATE TABLE proposal_address (
  id         uuid PRIMARY KEY,
  recipe_id  uuid NOT NULL
);
COMMENT ON TABLE proposal_address IS 'Which recipe a proposal is made to, so that its id alone finds it [spread: id]';

SELECT spread('proposal', 'recipe_id');
SELECT spread('proposal_comment', 'recipe_id');
SELECT spread('proposal_address', 'id');
ALTER TABLE proposal ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE proposal ADD FOREIGN KEY (author_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE proposal_comment ADD FOREIGN KEY (recipe_id, proposal_id) REFERENCES proposal ON DELETE CASCADE;
ALTER TABLE proposal_comment ADD FOREIGN KEY (author_id) REFERENCES account ON DELETE CASCADE;
