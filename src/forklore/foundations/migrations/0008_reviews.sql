-- Reviews with stars, and "I cooked this".

CREATE TABLE review (
  recipe_id    uuid NOT NULL,
  id           uuid NOT NULL DEFAULT uuidv7(),
  reviewer_id  uuid NOT NULL,
  version      integer NOT NULL CHECK (version >= 1),
  stars        smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  as_written   boolean NOT NULL DEFAULT true,
  body         text NOT NULL DEFAULT '' CHECK (length(body) <= 10000),
  changes      jsonb NOT NULL DEFAULT '[]',
  revision     integer NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL DEFAULT now(),
  updated_at   timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  PRIMARY KEY (recipe_id, id),
  CONSTRAINT review_once UNIQUE (recipe_id, reviewer_id)
);
CREATE INDEX review_recent ON review (recipe_id, created_at DESC, id DESC) WHERE withdrawn_at IS NULL;
CREATE INDEX review_reviewer ON review (reviewer_id, created_at DESC);
CREATE INDEX review_created ON review (created_at) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE review IS 'One per cook and recipe, bound to the version that was cooked [spread: recipe_id]';
COMMENT ON COLUMN review.as_written IS 'False when the reviewer changed something';
COMMENT ON COLUMN review.changes IS 'What the reviewer says to have changed: kind, from, to';
COMMENT ON COLUMN review.revision IS 'Counts the edits; the ETag';
COMMENT ON COLUMN review.withdrawn_at IS 'Taken back: no words are left and nothing counts it, but its time is kept, so that whoever comes again is not new';

CREATE TABLE cooked (
  recipe_id   uuid NOT NULL,
  account_id  uuid NOT NULL,
  version     integer NOT NULL CHECK (version >= 1),
  times       integer NOT NULL DEFAULT 1 CHECK (times >= 1),
  first_at    timestamptz NOT NULL DEFAULT now(),
  last_at     timestamptz NOT NULL DEFAULT now(),
  undone_at   timestamptz,
  PRIMARY KEY (recipe_id, account_id)
);
CREATE INDEX cooked_account ON cooked (account_id, last_at DESC);
CREATE INDEX cooked_first ON cooked (first_at) WHERE undone_at IS NULL;
COMMENT ON TABLE cooked IS 'Who made a recipe; a person counts once however often [spread: recipe_id]';
COMMENT ON COLUMN cooked.undone_at IS 'Taken back: nothing counts it, but the first time is kept, so that doing it again is not new';

CREATE TABLE stars_prior (
  id      smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  mean    numeric NOT NULL CHECK (mean BETWEEN 1 AND 5),
  weight  numeric NOT NULL CHECK (weight > 0),
  at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE stars_prior IS 'The mean of all stars of the community, which Bayesian means lean on; refreshed with the lists [everywhere]';
INSERT INTO stars_prior (mean, weight) VALUES (4, 10);

SELECT spread('review', 'recipe_id');
SELECT spread('cooked', 'recipe_id');
SELECT spread_everywhere('stars_prior');
ALTER TABLE review ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE review ADD FOREIGN KEY (reviewer_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE cooked ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE cooked ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
