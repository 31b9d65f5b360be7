-- Lineage of any depth.

CREATE TABLE lineage (
  root_id         uuid NOT NULL,
  recipe_id       uuid NOT NULL,
  parent_id       uuid,
  parent_version  integer,
  author_id       uuid NOT NULL,
  depth           integer NOT NULL CHECK (depth >= 0),
  path            uuid[] NOT NULL CHECK (array_length(path, 1) = depth + 1),
  forked_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (root_id, recipe_id),
  CHECK ((depth = 0) = (parent_id IS NULL)),
  CHECK (path[1] = root_id AND path[depth + 1] = recipe_id)
);
CREATE INDEX lineage_parent ON lineage (root_id, parent_id);
CREATE INDEX lineage_author ON lineage (author_id);
COMMENT ON TABLE lineage IS 'Where every recipe of a family stands in its tree; stays when a recipe is deleted [spread: root_id]';
COMMENT ON COLUMN lineage.path IS 'The ids from the root to the recipe itself, so that ancestors need no recursion';

SELECT spread('lineage', 'root_id');
ALTER TABLE lineage ADD FOREIGN KEY (author_id) REFERENCES account ON DELETE RESTRICT;
