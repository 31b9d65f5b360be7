-- Cookbooks: recipes that somebody keeps, in an order of their own.

CREATE TABLE cookbook (
  account_id   uuid NOT NULL,
  id           uuid NOT NULL DEFAULT uuidv7(),
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  description  text NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
  visibility   text NOT NULL CHECK (visibility IN ('public', 'private')),
  for_saving   boolean NOT NULL DEFAULT false,
  revision     integer NOT NULL DEFAULT 1,
  created_at   timestamptz NOT NULL DEFAULT now(),
  edited_at    timestamptz,
  PRIMARY KEY (account_id, id)
);
CREATE INDEX cookbook_id ON cookbook (id);
CREATE INDEX cookbook_newest ON cookbook (account_id, created_at DESC, id DESC);
CREATE UNIQUE INDEX cookbook_for_saving ON cookbook (account_id) WHERE for_saving;
COMMENT ON TABLE cookbook IS 'A collection of recipes under a name [spread: account_id]';
COMMENT ON COLUMN cookbook.for_saving IS 'Where recipes go that are saved without saying where: one of each cook, made at the first use';
COMMENT ON COLUMN cookbook.revision IS 'Counts the edits of name, description and visibility; the ETag';

CREATE TABLE cookbook_recipe (
  account_id   uuid NOT NULL,
  cookbook_id  uuid NOT NULL,
  recipe_id    uuid NOT NULL,
  rank         double precision NOT NULL,
  note         text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  added_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, cookbook_id, recipe_id)
);
CREATE INDEX cookbook_recipe_order ON cookbook_recipe (account_id, cookbook_id, rank, recipe_id);
CREATE INDEX cookbook_recipe_recipe ON cookbook_recipe (account_id, recipe_id);
COMMENT ON TABLE cookbook_recipe IS 'What a cookbook holds, with the cook''s notes [spread: account_id]';
COMMENT ON COLUMN cookbook_recipe.rank IS 'Orders the recipes of a cookbook; one that is moved gets a number between its new neighbours, and no other row changes';

CREATE TABLE saved (
  recipe_id   uuid NOT NULL,
  account_id  uuid NOT NULL,
  first_at    timestamptz NOT NULL DEFAULT now(),
  undone_at   timestamptz,
  PRIMARY KEY (recipe_id, account_id)
);
CREATE INDEX saved_account ON saved (account_id);
CREATE INDEX saved_first ON saved (first_at) WHERE undone_at IS NULL;
COMMENT ON TABLE saved IS 'Who keeps a recipe in any cookbook; a person counts once, and the number tells not who [spread: recipe_id]';
COMMENT ON COLUMN saved.undone_at IS 'In none of the cook''s cookbooks any more: nothing counts it, but the first time is kept, so that saving it again is not new';

ALTER TABLE recipe_stats ADD COLUMN saves integer NOT NULL DEFAULT 0 CHECK (saves >= 0);
COMMENT ON COLUMN recipe_stats.saves IS 'Distinct people who keep it in a cookbook, the author out';

ALTER TABLE popular DROP CONSTRAINT popular_by_check;
ALTER TABLE popular ADD CONSTRAINT popular_by_check CHECK (by IN ('score', 'cooked', 'forked', 'saved', 'top_rated'));

SELECT spread('cookbook', 'account_id');
SELECT spread('cookbook_recipe', 'account_id');
SELECT spread('saved', 'recipe_id');
ALTER TABLE cookbook ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE cookbook_recipe ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE cookbook_recipe ADD FOREIGN KEY (account_id, cookbook_id) REFERENCES cookbook ON DELETE CASCADE;
ALTER TABLE saved ADD FOREIGN KEY (recipe_id) REFERENCES recipe ON DELETE CASCADE;
ALTER TABLE saved ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
