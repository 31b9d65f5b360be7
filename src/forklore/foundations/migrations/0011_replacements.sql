-- Replacements made whole: an append-only log, counts by context that change by one cook at a time, decisions of
-- authors and moderators, and what was read out of each fork and review.

-- The evidence becomes a log. What was there counts on; whatever is new in it comes with the next reading.
ALTER TABLE replacement_event
  ADD COLUMN id          uuid NOT NULL DEFAULT uuidv7(),
  ADD COLUMN weight      smallint NOT NULL DEFAULT 1 CHECK (weight IN (-1, 1)),
  ADD COLUMN undoes      uuid,
  ADD COLUMN standing    boolean NOT NULL DEFAULT true,
  ADD COLUMN root_id     uuid,
  ADD COLUMN contexts    text[] NOT NULL DEFAULT '{all}',
  ADD COLUMN tags        text[] NOT NULL DEFAULT '{}',
  ADD COLUMN beside      text[] NOT NULL DEFAULT '{}',
  ADD COLUMN bucket      smallint CHECK (bucket BETWEEN -700 AND 700),
  ADD COLUMN failed      boolean NOT NULL DEFAULT false,
  ADD COLUMN span_start  integer CHECK (span_start >= 0),
  ADD COLUMN span_end    integer CHECK (span_end > span_start),
  ADD COLUMN detector    smallint NOT NULL DEFAULT 1,
  ADD COLUMN made_at     timestamptz NOT NULL DEFAULT now(),
  DROP CONSTRAINT replacement_event_pkey;
UPDATE replacement_event
   SET root_id = coalesce(parent_id, recipe_id), failed = origin = 'review' AND stars <= 2,
       bucket = CASE WHEN ratio IS NOT NULL THEN greatest(-700, least(700, round(ln(ratio) / ln(1.01)))) END;
ALTER TABLE replacement_event
  ALTER COLUMN root_id SET NOT NULL,
  ADD PRIMARY KEY (from_food, id),
  ADD CHECK ((weight = -1) = (undoes IS NOT NULL)),
  ADD CHECK (standing <= (weight = 1)),
  ADD CHECK ((bucket IS NULL) = (ratio IS NULL)),
  ADD CHECK ((span_start IS NULL) = (span_end IS NULL));
DROP INDEX replacement_event_recipe;
DROP INDEX replacement_event_recent;
CREATE UNIQUE INDEX replacement_event_undone_once ON replacement_event (from_food, undoes) WHERE undoes IS NOT NULL;
CREATE UNIQUE INDEX replacement_event_standing ON replacement_event (from_food, to_foods, account_id, recipe_id) WHERE standing;
CREATE INDEX replacement_event_source ON replacement_event (recipe_id, account_id) WHERE standing;
CREATE INDEX replacement_event_newest ON replacement_event (from_food, to_foods, at DESC, id DESC) WHERE standing;
CREATE INDEX replacement_event_failed ON replacement_event (from_food, to_foods, at DESC, id DESC) WHERE standing AND failed;
CREATE INDEX replacement_event_at ON replacement_event (at DESC) WHERE standing;
CREATE INDEX replacement_event_tags ON replacement_event USING gin (tags) WHERE standing;
COMMENT ON TABLE replacement_event IS 'What every public fork and review proves of replacements, and what takes it back again; only added to [spread: from_food]';
COMMENT ON COLUMN replacement_event.weight IS 'One for evidence; minus one for the same taken back: withdrawn, edited, deleted, hidden, rejected, read otherwise';
COMMENT ON COLUMN replacement_event.undoes IS 'Which event is taken back; each at most once';
COMMENT ON COLUMN replacement_event.standing IS 'Whether nothing has taken it back: kept so that evidence is found by an index, and can be told anew from undoes';
COMMENT ON COLUMN replacement_event.root_id IS 'The first recipe of the family: what one cook does again and again within one family counts once';
COMMENT ON COLUMN replacement_event.contexts IS 'Where it counts: all, the kind of dish (dish:cake), what the food does there (use:fat for frying)';
COMMENT ON COLUMN replacement_event.beside IS 'What else the fork changed; empty when this was its single change, which alone says how the stars moved';
COMMENT ON COLUMN replacement_event.bucket IS 'The ratio as a power of 1.01, rounded: what the quartiles are counted in';
COMMENT ON COLUMN replacement_event.failed IS 'The reviewer says that it did not work, or names it and gives at most two stars';
COMMENT ON COLUMN replacement_event.span_start IS 'Where in the words of the review it stands, in characters';

DROP TABLE replacement;
CREATE TABLE replacement (
  from_food     uuid NOT NULL,
  to_foods      uuid[] NOT NULL CHECK (array_length(to_foods, 1) >= 1),
  context       text NOT NULL CHECK (length(context) BETWEEN 3 AND 80),
  cooks         integer NOT NULL CHECK (cooks >= 0),
  voices        numeric NOT NULL CHECK (voices >= 0),
  forks         integer NOT NULL CHECK (forks >= 0),
  reviews       integer NOT NULL CHECK (reviews >= 0),
  did_not_work  integer NOT NULL CHECK (did_not_work >= 0),
  ratio_low     double precision,
  ratio_median  double precision,
  ratio_high    double precision,
  ratio_by      text,
  withheld      boolean NOT NULL DEFAULT false,
  last_seen     timestamptz,
  PRIMARY KEY (from_food, to_foods, context)
);
CREATE INDEX replacement_rank ON replacement (from_food, context, cooks DESC, forks DESC, to_foods) WHERE NOT withheld;
CREATE INDEX replacement_top ON replacement (context, cooks DESC, forks DESC, from_food, to_foods) WHERE NOT withheld;
CREATE INDEX replacement_to ON replacement USING gin (to_foods) WHERE context = 'all' AND NOT withheld;
COMMENT ON TABLE replacement IS 'How many cooks replaced a food by others, in all and by context; sums over replacement_cook [spread: from_food]';
COMMENT ON COLUMN replacement.context IS 'all, dish:cake, use:fat for frying';
COMMENT ON COLUMN replacement.cooks IS 'Distinct cooks';
COMMENT ON COLUMN replacement.voices IS 'The same, but one who did it in a second and a third family of recipes counts a tenth more for each';
COMMENT ON COLUMN replacement.did_not_work IS 'Distinct cooks for whom it failed';
COMMENT ON COLUMN replacement.ratio_median IS 'Of the most frequent kind of ratio, one for each cook, to half a percent; low and high are the quartiles';
COMMENT ON COLUMN replacement.withheld IS 'Moderators said that this is no replacement: shown to nobody';
COMMENT ON COLUMN replacement.last_seen IS 'When the newest evidence came; for the context all only';

CREATE TABLE replacement_cook (
  from_food   uuid NOT NULL,
  to_foods    uuid[] NOT NULL,
  context     text NOT NULL,
  account_id  uuid NOT NULL,
  forks       integer NOT NULL CHECK (forks >= 0),
  reviews     integer NOT NULL CHECK (reviews >= 0),
  families    smallint NOT NULL CHECK (families BETWEEN 1 AND 3),
  failed      boolean NOT NULL,
  grams       smallint,
  volume      smallint,
  as_written  smallint,
  PRIMARY KEY (from_food, to_foods, account_id, context)
);
CREATE INDEX replacement_cook_account ON replacement_cook (account_id);
COMMENT ON TABLE replacement_cook IS 'What one cook adds to the counts of a replacement [spread: from_food]';
COMMENT ON COLUMN replacement_cook.families IS 'In how many families of recipes; three stands for more';
COMMENT ON COLUMN replacement_cook.grams IS 'The middle one of the cook''s ratios by weight, as a bucket';
COMMENT ON COLUMN replacement_cook.volume IS 'The same by volume';
COMMENT ON COLUMN replacement_cook.as_written IS 'The same by the units as written';

CREATE TABLE replacement_ratio (
  from_food  uuid NOT NULL,
  to_foods   uuid[] NOT NULL,
  context    text NOT NULL,
  ratio_by   text NOT NULL CHECK (ratio_by IN ('grams', 'volume', 'as_written')),
  bucket     smallint NOT NULL CHECK (bucket BETWEEN -700 AND 700),
  cooks      integer NOT NULL CHECK (cooks >= 0),
  PRIMARY KEY (from_food, to_foods, context, ratio_by, bucket)
);
COMMENT ON TABLE replacement_ratio IS 'How many cooks took how much: a histogram of ratios, from which quartiles are told at any time [spread: from_food]';
COMMENT ON COLUMN replacement_ratio.bucket IS 'The ratio as a power of 1.01, rounded';

CREATE TABLE replacement_verdict (
  from_food   uuid NOT NULL,
  id          uuid NOT NULL DEFAULT uuidv7(),
  to_foods    uuid[] NOT NULL CHECK (array_length(to_foods, 1) >= 1),
  verdict     text NOT NULL CHECK (verdict IN ('not_a_replacement', 'synonym', 'ok')),
  reason      text NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
  account_id  uuid NOT NULL,
  at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (from_food, id)
);
CREATE INDEX replacement_verdict_pair ON replacement_verdict (from_food, to_foods, id DESC);
CREATE INDEX replacement_verdict_account ON replacement_verdict (account_id);
COMMENT ON TABLE replacement_verdict IS 'What moderators said of a pair; the newest holds, and nothing is taken out [spread: from_food]';
COMMENT ON COLUMN replacement_verdict.verdict IS 'Not a replacement, one food under two names, or (again) a replacement like any other';

ALTER TABLE change ADD COLUMN key text NOT NULL DEFAULT '' CHECK (length(key) <= 200);
CREATE INDEX change_id ON change (id);
COMMENT ON COLUMN change.key IS 'What is the same about it when it is found again: kind, foods, and ids of lines, hashed';
CREATE TABLE change_decision (
  recipe_id   uuid NOT NULL,
  id          uuid NOT NULL DEFAULT uuidv7(),
  key         text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  state       text NOT NULL CHECK (state IN ('detected', 'confirmed', 'rejected')),
  account_id  uuid NOT NULL,
  at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (recipe_id, id)
);
CREATE INDEX change_decision_account ON change_decision (account_id);
COMMENT ON TABLE change_decision IS 'What the author of a fork says of its changes; the newest of a key holds, whatever is detected later [spread: recipe_id]';
COMMENT ON COLUMN change_decision.state IS 'Detected: the author took the word back';

CREATE INDEX detection_detector ON detection (detector, recipe_id);

CREATE TABLE recipe_reading (
  recipe_id   uuid NOT NULL,
  source_id   uuid NOT NULL,
  origin      text NOT NULL CHECK (origin IN ('fork', 'review')),
  account_id  uuid NOT NULL,
  revision    integer NOT NULL,
  public      boolean NOT NULL,
  changes     jsonb NOT NULL,
  detector    smallint NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (recipe_id, source_id)
);
CREATE INDEX recipe_reading_newest ON recipe_reading (recipe_id, at DESC, source_id DESC) WHERE public;
CREATE INDEX recipe_reading_detector ON recipe_reading (detector, recipe_id) WHERE origin = 'review';
CREATE INDEX recipe_reading_account ON recipe_reading (account_id);
COMMENT ON TABLE recipe_reading IS 'What each direct fork and each review changed in a recipe, by its lines; a reading of them, made again at any time [spread: recipe_id]';
COMMENT ON COLUMN recipe_reading.recipe_id IS 'The recipe that was changed: what was forked or reviewed';
COMMENT ON COLUMN recipe_reading.source_id IS 'The fork, or the cook who reviewed';
COMMENT ON COLUMN recipe_reading.revision IS 'Which version of the fork or revision of the review was read';
COMMENT ON COLUMN recipe_reading.public IS 'Whether it counts in public numbers';
COMMENT ON COLUMN recipe_reading.changes IS 'Kind, foods before and after, lines; of a review also how it went and where it says so';

SELECT spread('replacement', 'from_food');
SELECT spread('replacement_cook', 'from_food');
SELECT spread('replacement_ratio', 'from_food');
SELECT spread('replacement_verdict', 'from_food');
SELECT spread('change_decision', 'recipe_id');
SELECT spread('recipe_reading', 'recipe_id');
ALTER TABLE replacement ADD FOREIGN KEY (from_food) REFERENCES food ON DELETE CASCADE;
ALTER TABLE replacement_cook ADD FOREIGN KEY (from_food) REFERENCES food ON DELETE CASCADE;
ALTER TABLE replacement_cook ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE replacement_ratio ADD FOREIGN KEY (from_food) REFERENCES food ON DELETE CASCADE;
ALTER TABLE replacement_verdict ADD FOREIGN KEY (from_food) REFERENCES food ON DELETE CASCADE;
ALTER TABLE replacement_verdict ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE change_decision ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE change_decision ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE recipe_reading ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE recipe_reading ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;

-- Count what was carried over: the same sums that the jobs keep from now on.
INSERT INTO replacement_cook (from_food, to_foods, context, account_id, forks, reviews, families, failed, grams, volume, as_written)
SELECT from_food, to_foods, 'all', account_id, count(*) FILTER (WHERE origin = 'fork'),
       count(*) FILTER (WHERE origin = 'review'), least(3, count(DISTINCT root_id)), bool_or(failed),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY bucket) FILTER (WHERE ratio_by = 'grams'),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY bucket) FILTER (WHERE ratio_by = 'volume'),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY bucket) FILTER (WHERE ratio_by = 'as_written')
  FROM replacement_event
 GROUP BY from_food, to_foods, account_id;
INSERT INTO replacement_ratio (from_food, to_foods, context, ratio_by, bucket, cooks)
SELECT from_food, to_foods, context, 'grams', grams, count(*) FROM replacement_cook WHERE grams IS NOT NULL
 GROUP BY from_food, to_foods, context, grams;
INSERT INTO replacement_ratio (from_food, to_foods, context, ratio_by, bucket, cooks)
SELECT from_food, to_foods, context, 'volume', volume, count(*) FROM replacement_cook WHERE volume IS NOT NULL
 GROUP BY from_food, to_foods, context, volume;
INSERT INTO replacement_ratio (from_food, to_foods, context, ratio_by, bucket, cooks)
SELECT from_food, to_foods, context, 'as_written', as_written, count(*) FROM replacement_cook WHERE as_written IS NOT NULL
 GROUP BY from_food, to_foods, context, as_written;
INSERT INTO replacement (from_food, to_foods, context, cooks, voices, forks, reviews, did_not_work, last_seen)
SELECT c.from_food, c.to_foods, 'all', count(*), sum(1 + 0.1 * (c.families - 1)), sum(c.forks), sum(c.reviews),
       count(*) FILTER (WHERE c.failed),
       (SELECT max(e.at) FROM replacement_event e WHERE e.from_food = c.from_food AND e.to_foods = c.to_foods)
  FROM replacement_cook c
 GROUP BY c.from_food, c.to_foods;
WITH most AS (
  SELECT DISTINCT ON (from_food, to_foods) from_food, to_foods, ratio_by
    FROM replacement_ratio
   GROUP BY from_food, to_foods, ratio_by
   ORDER BY from_food, to_foods, sum(cooks) DESC, array_position(ARRAY['grams', 'volume', 'as_written'], ratio_by)
), told AS (
  SELECT m.from_food, m.to_foods, m.ratio_by,
         percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY power(1.01::float8, h.bucket)) AS q
    FROM most m
    JOIN replacement_ratio h ON h.from_food = m.from_food AND h.to_foods = m.to_foods AND h.ratio_by = m.ratio_by
   CROSS JOIN generate_series(1, h.cooks)
   GROUP BY m.from_food, m.to_foods, m.ratio_by
)
UPDATE replacement r
   SET ratio_low = t.q[1], ratio_median = t.q[2], ratio_high = t.q[3], ratio_by = t.ratio_by
  FROM told t
 WHERE r.from_food = t.from_food AND r.to_foods = t.to_foods;
