-- Ranked lists, made whole by a job and walked by position.

CREATE TABLE popular (
  span        text NOT NULL CHECK (span IN ('day', 'week', 'month', 'year', 'all')),
  by          text NOT NULL CHECK (by IN ('score', 'cooked', 'forked', 'top_rated')),
  generation  bigint NOT NULL,
  position    integer NOT NULL CHECK (position >= 1),
  recipe_id   uuid NOT NULL,
  score       double precision NOT NULL,
  PRIMARY KEY (span, by, generation, position)
);
COMMENT ON TABLE popular IS 'The most popular recipes by window and measure; a generation is written whole and never changed [one place]';
COMMENT ON COLUMN popular.generation IS 'Counts the refreshes; the one before the newest stays for whoever is walking it';
COMMENT ON COLUMN popular.span IS 'The window: what happened in the last day, week, month, year, or ever';

CREATE TABLE popular_list (
  span          text NOT NULL,
  by            text NOT NULL,
  generation    bigint NOT NULL,
  refreshed_at  timestamptz NOT NULL,
  PRIMARY KEY (span, by)
);
COMMENT ON TABLE popular_list IS 'Which generation of each list is shown now, and when it was made [one place]';
