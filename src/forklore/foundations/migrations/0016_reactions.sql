-- Reactions: that somebody likes a thing. The number beside a thing that everybody likes must not be one row that
-- everybody waits for: it is parted into slots, and added up when it is read.

CREATE TABLE reaction (
  subject_id    uuid NOT NULL,
  account_id    uuid NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('like', 'yum')),
  subject_kind  text NOT NULL CHECK (subject_kind IN ('recipe', 'plate', 'comment', 'review')),
  counts        boolean NOT NULL,
  at            timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subject_id, account_id, kind)
);
CREATE INDEX reaction_newest ON reaction (subject_id, at DESC, account_id DESC, kind DESC) WHERE counts;
CREATE INDEX reaction_account ON reaction (account_id, at DESC);
COMMENT ON TABLE reaction IS 'Who likes a recipe, a plate, a comment or a review [spread: subject_id]';
COMMENT ON COLUMN reaction.counts IS 'Whether it is part of the public number: not one''s own';

CREATE TABLE reaction_tally (
  subject_id  uuid NOT NULL,
  kind        text NOT NULL,
  slot        smallint NOT NULL CHECK (slot BETWEEN 0 AND 63),
  count       integer NOT NULL CHECK (count >= 0),
  PRIMARY KEY (subject_id, kind, slot)
);
COMMENT ON TABLE reaction_tally IS 'How many people react to a thing, in parts that are added up when they are read [spread: subject_id]';
COMMENT ON COLUMN reaction_tally.slot IS 'Chosen by the id of who reacts, so that whoever takes it back takes it from where it was added, and many at once seldom meet';

SELECT spread('reaction', 'subject_id');
SELECT spread('reaction_tally', 'subject_id');
ALTER TABLE reaction ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
