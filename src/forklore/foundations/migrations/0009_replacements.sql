-- What cooks changed, and what replaces what.

CREATE TABLE change (
  recipe_id       uuid NOT NULL,
  id              uuid NOT NULL DEFAULT uuidv7(),
  version         integer NOT NULL,
  parent_version  integer NOT NULL,
  position        smallint NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('replace', 'omit', 'add', 'more', 'less')),
  from_items      jsonb NOT NULL,
  to_items        jsonb NOT NULL,
  from_foods      uuid[] NOT NULL DEFAULT '{}',
  to_foods        uuid[] NOT NULL DEFAULT '{}',
  ratio           numeric CHECK (ratio > 0),
  ratio_by        text CHECK (ratio_by IN ('grams', 'volume', 'as_written')),
  confidence      real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  state           text NOT NULL DEFAULT 'detected' CHECK (state IN ('detected', 'confirmed', 'rejected')),
  detector        smallint NOT NULL DEFAULT 1,
  detected_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (recipe_id, id)
);
COMMENT ON TABLE change IS 'What a fork changed against its parent, with the lines that prove it [spread: recipe_id]';
COMMENT ON COLUMN change.from_items IS 'The foods of the parent: [{food, text, line}], line counted from 0';
COMMENT ON COLUMN change.to_items IS 'The foods of the fork, in the same form';
COMMENT ON COLUMN change.ratio IS 'Amount after divided by amount before, at equal servings';

CREATE TABLE detection (
  recipe_id        uuid PRIMARY KEY,
  version          integer NOT NULL,
  parent_version   integer NOT NULL,
  servings_factor  numeric NOT NULL CHECK (servings_factor > 0),
  rewritten        boolean NOT NULL DEFAULT false,
  detector         smallint NOT NULL,
  detected_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE detection IS 'Which version of a fork was compared with its parent last, and by which detector [spread: recipe_id]';
COMMENT ON COLUMN detection.servings_factor IS 'How much larger the fork is than its parent; changes are stated after dividing by it';
COMMENT ON COLUMN detection.rewritten IS 'So little is left of the parent that its foods cannot be paired: no replacements are claimed';

CREATE TABLE replacement_event (
  from_food    uuid NOT NULL,
  to_foods     uuid[] NOT NULL CHECK (array_length(to_foods, 1) >= 1),
  recipe_id    uuid NOT NULL,
  account_id   uuid NOT NULL,
  origin       text NOT NULL CHECK (origin IN ('fork', 'review')),
  version      integer NOT NULL,
  parent_id    uuid,
  ratio        numeric CHECK (ratio > 0),
  ratio_by     text,
  stars        smallint,
  confidence   real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  text         text NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (from_food, to_foods, recipe_id, account_id),
  CHECK ((origin = 'fork') = (parent_id IS NOT NULL))
);
CREATE INDEX replacement_event_recipe ON replacement_event (recipe_id, account_id);
CREATE INDEX replacement_event_account ON replacement_event (account_id);
CREATE INDEX replacement_event_recent ON replacement_event (from_food, to_foods, at DESC);
COMMENT ON TABLE replacement_event IS 'One public fork or review in which a food was replaced: the evidence [spread: from_food]';
COMMENT ON COLUMN replacement_event.to_foods IS 'What took its place: one food or several, sorted';
COMMENT ON COLUMN replacement_event.recipe_id IS 'The fork, or the recipe that was reviewed';
COMMENT ON COLUMN replacement_event.stars IS 'What the reviewer gave, when a review says so';
COMMENT ON COLUMN replacement_event.text IS 'The lines as written, or the words of the reviewer';

CREATE TABLE replacement (
  from_food     uuid NOT NULL,
  to_foods      uuid[] NOT NULL CHECK (array_length(to_foods, 1) >= 1),
  cooks         integer NOT NULL CHECK (cooks >= 0),
  forks         integer NOT NULL CHECK (forks >= 0),
  reviews       integer NOT NULL CHECK (reviews >= 0),
  did_not_work  integer NOT NULL CHECK (did_not_work >= 0),
  ratio_low     double precision,
  ratio_median  double precision,
  ratio_high    double precision,
  ratio_by      text,
  last_seen     timestamptz NOT NULL,
  PRIMARY KEY (from_food, to_foods)
);
CREATE INDEX replacement_rank ON replacement (from_food, cooks DESC, forks DESC, to_foods);
CREATE INDEX replacement_to ON replacement USING gin (to_foods);
COMMENT ON TABLE replacement IS 'How many distinct cooks replaced a food by others; counted from replacement_event [spread: from_food]';
COMMENT ON COLUMN replacement.did_not_work IS 'Reviews that name it and give at most two stars';
COMMENT ON COLUMN replacement.ratio_median IS 'Of the events with a ratio of the most frequent kind; low and high are the quartiles';

SELECT spread('change', 'recipe_id');
SELECT spread('detection', 'recipe_id');
SELECT spread('replacement_event', 'from_food');
SELECT spread('replacement', 'from_food');
ALTER TABLE change ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE detection ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE replacement_event ADD FOREIGN KEY (from_food) REFERENCES food ON DELETE CASCADE;
ALTER TABLE replacement_event ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE replacement ADD FOREIGN KEY (from_food) REFERENCES food ON DELETE CASCADE;
