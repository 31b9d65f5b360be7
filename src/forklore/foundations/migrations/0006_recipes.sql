-- Recipes: a recipe is a line of immutable versions.

CREATE TABLE recipe (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  author_id       uuid NOT NULL,
  slug            text NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
  title           text NOT NULL CHECK (length(title) <= 200),
  summary         text NOT NULL DEFAULT '' CHECK (length(summary) <= 2000),
  head            integer NOT NULL DEFAULT 1 CHECK (head >= 1),
  state           text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'withdrawn', 'deleted')),
  visibility      text NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'followers', 'private')),
  minutes         integer CHECK (minutes >= 0),
  parent_id       uuid CHECK (parent_id <> id),
  parent_version  integer,
  root_id         uuid NOT NULL,
  source_url      text CHECK (length(source_url) <= 2000),
  source_name     text CHECK (length(source_name) <= 200),
  import_key      bytea,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  published_at    timestamptz,
  CHECK ((parent_id IS NULL) = (parent_version IS NULL)),
  CHECK ((state = 'published') <= (published_at IS NOT NULL))
);
CREATE INDEX recipe_author ON recipe (author_id, created_at DESC, id DESC);
CREATE INDEX recipe_author_published ON recipe (author_id, published_at DESC, id DESC)
  WHERE state = 'published' AND visibility <> 'private';
CREATE INDEX recipe_published ON recipe (published_at DESC, id DESC) WHERE state = 'published' AND visibility = 'public';
CREATE INDEX recipe_forks ON recipe (parent_id, published_at DESC, id DESC) WHERE state = 'published' AND visibility = 'public';
CREATE INDEX recipe_import ON recipe (author_id, import_key) WHERE import_key IS NOT NULL;
COMMENT ON TABLE recipe IS 'A recipe and what its newest version shows on a card [spread: id]';
COMMENT ON COLUMN recipe.head IS 'The number of the newest version';
COMMENT ON COLUMN recipe.minutes IS 'Preparation and cooking together';
COMMENT ON COLUMN recipe.parent_id IS 'What it was forked from; set by the server, never blanked, kept when the parent is deleted';
COMMENT ON COLUMN recipe.root_id IS 'The first recipe of the family; its own id when it was not forked';
COMMENT ON COLUMN recipe.import_key IS 'SHA-256 of what was imported, so that the same file again changes nothing';

CREATE TABLE recipe_version (
  recipe_id  uuid NOT NULL,
  number     integer NOT NULL CHECK (number >= 1),
  content    jsonb NOT NULL,
  hash       bytea NOT NULL,
  message    text NOT NULL DEFAULT '' CHECK (length(message) <= 500),
  made_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (recipe_id, number)
);
COMMENT ON TABLE recipe_version IS 'The whole content of a recipe as it stood once; never updated [spread: recipe_id]';
COMMENT ON COLUMN recipe_version.content IS 'Title, summary, servings, minutes, language, tags, lines and steps as one document';
COMMENT ON COLUMN recipe_version.hash IS 'SHA-256 of the content: saving the same again makes no version';

CREATE TABLE recipe_line (
  recipe_id    uuid NOT NULL,
  position     smallint NOT NULL CHECK (position >= 0),
  line_id      uuid NOT NULL,
  section      text CHECK (length(section) <= 200),
  text         text NOT NULL CHECK (length(text) <= 1000),
  amount_min   numeric CHECK (amount_min >= 0),
  amount_max   numeric CHECK (amount_max >= amount_min),
  unit         text,
  food_id      uuid,
  name         text NOT NULL DEFAULT '',
  preparation  text,
  note         text,
  optional     boolean NOT NULL DEFAULT false,
  confidence   real NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  PRIMARY KEY (recipe_id, position)
);
CREATE INDEX recipe_line_food ON recipe_line (food_id, recipe_id);
COMMENT ON TABLE recipe_line IS 'The ingredient lines of the newest version, as written and as understood [spread: recipe_id]';

CREATE TABLE recipe_tag (
  recipe_id  uuid NOT NULL,
  tag        text NOT NULL CHECK (length(tag) BETWEEN 1 AND 50),
  PRIMARY KEY (recipe_id, tag)
);
CREATE INDEX recipe_tag_tag ON recipe_tag (tag, recipe_id);
COMMENT ON TABLE recipe_tag IS 'The tags of the newest version [spread: recipe_id]';

CREATE TABLE recipe_stats (
  recipe_id         uuid PRIMARY KEY,
  stars_count       integer NOT NULL DEFAULT 0 CHECK (stars_count >= 0),
  stars_sum         integer NOT NULL DEFAULT 0 CHECK (stars_sum >= 0),
  stars_histogram   integer[] NOT NULL DEFAULT '{0,0,0,0,0}' CHECK (array_length(stars_histogram, 1) = 5),
  as_written_count  integer NOT NULL DEFAULT 0 CHECK (as_written_count >= 0),
  as_written_sum    integer NOT NULL DEFAULT 0 CHECK (as_written_sum >= 0),
  cooks             integer NOT NULL DEFAULT 0 CHECK (cooks >= 0),
  forks             integer NOT NULL DEFAULT 0 CHECK (forks >= 0),
  public            boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE recipe_stats IS 'The sums of a recipe; can always be recounted [spread: recipe_id]';
COMMENT ON COLUMN recipe_stats.as_written_count IS 'Reviews by people who changed nothing; the rest cooked it with changes';
COMMENT ON COLUMN recipe_stats.cooks IS 'Distinct people who cooked it, the author out';
COMMENT ON COLUMN recipe_stats.public IS 'Whether these sums are part of the cook''s now; whoever changes sums or visibility holds this row';
COMMENT ON COLUMN recipe_stats.forks IS 'Visible public forks made directly from it';

CREATE TABLE recipe_month (
  recipe_id    uuid NOT NULL,
  month        date NOT NULL CHECK (extract(day FROM month) = 1),
  stars_count  integer NOT NULL CHECK (stars_count >= 0),
  stars_sum    integer NOT NULL CHECK (stars_sum >= 0),
  PRIMARY KEY (recipe_id, month)
);
COMMENT ON TABLE recipe_month IS 'The stars of a recipe by month of the review [spread: recipe_id]';

CREATE TABLE recipe_address (
  author_id  uuid NOT NULL,
  slug       text NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
  recipe_id  uuid NOT NULL,
  current    boolean NOT NULL DEFAULT true,
  PRIMARY KEY (author_id, slug)
);
CREATE INDEX recipe_address_recipe ON recipe_address (recipe_id);
COMMENT ON TABLE recipe_address IS 'Where a recipe is found, /@handle/slug; old addresses keep leading to it [spread: author_id]';

SELECT spread('recipe', 'id');
SELECT spread('recipe_version', 'recipe_id');
SELECT spread('recipe_line', 'recipe_id');
SELECT spread('recipe_tag', 'recipe_id');
SELECT spread('recipe_stats', 'recipe_id');
SELECT spread('recipe_month', 'recipe_id');
SELECT spread('recipe_address', 'author_id');
ALTER TABLE recipe ADD FOREIGN KEY (author_id) REFERENCES account ON DELETE RESTRICT;
ALTER TABLE recipe_version ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE recipe_line ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE recipe_line ADD FOREIGN KEY (food_id) REFERENCES food ON DELETE RESTRICT;
ALTER TABLE recipe_tag ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE recipe_stats ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE recipe_month ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE recipe_address ADD FOREIGN KEY (author_id) REFERENCES account ON DELETE CASCADE;
