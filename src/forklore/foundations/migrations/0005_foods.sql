-- Foods and their names, filled from the lexicon that ships with the code.

CREATE TABLE food (
  id         uuid PRIMARY KEY DEFAULT uuidv7(),
  slug       text NOT NULL CHECK (length(slug) BETWEEN 1 AND 100),
  name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  family     text NOT NULL,
  diets      jsonb NOT NULL,
  allergens  jsonb NOT NULL,
  density    numeric CHECK (density > 0),
  weight     numeric CHECK (weight > 0),
  CONSTRAINT food_slug UNIQUE (slug)
);
COMMENT ON TABLE food IS 'The thing itself: plain flour, an egg [everywhere]';
COMMENT ON COLUMN food.diets IS 'Diet to yes, no or unknown';
COMMENT ON COLUMN food.allergens IS 'Allergen to yes, no or unknown';
COMMENT ON COLUMN food.density IS 'Grams per millilitre';
COMMENT ON COLUMN food.weight IS 'Grams per piece';

CREATE TABLE food_name (
  name      text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 100),
  food_id   uuid NOT NULL,
  language  text NOT NULL DEFAULT 'en',
  kind      text NOT NULL CHECK (kind IN ('singular', 'plural', 'alias'))
);
CREATE INDEX food_name_food ON food_name (food_id);
COMMENT ON TABLE food_name IS 'Every name of a food in lower case; synonyms are names of one food [everywhere]';

SELECT spread_everywhere('food');
SELECT spread_everywhere('food_name');
ALTER TABLE food_name ADD FOREIGN KEY (food_id) REFERENCES food ON DELETE CASCADE;
