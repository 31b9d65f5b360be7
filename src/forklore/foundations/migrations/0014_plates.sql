-- Plates: posts of photographs, of a recipe or of none.

CREATE TABLE plate (
  author_id    uuid NOT NULL,
  id           uuid NOT NULL DEFAULT uuidv7(),
  body         text NOT NULL DEFAULT '' CHECK (length(body) <= 5000),
  recipe_id    uuid,
  visibility   text NOT NULL CHECK (visibility IN ('public', 'followers', 'private')),
  revision     integer NOT NULL DEFAULT 1,
  posted_at    timestamptz NOT NULL DEFAULT now(),
  edited_at    timestamptz,
  deleted_at   timestamptz,
  PRIMARY KEY (author_id, id)
);
CREATE INDEX plate_id ON plate (id);
CREATE INDEX plate_author ON plate (author_id, posted_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX plate_recipe ON plate (recipe_id, posted_at DESC, id DESC) WHERE deleted_at IS NULL AND visibility = 'public';
COMMENT ON TABLE plate IS 'A post of photographs, of a recipe or of none [spread: author_id]';
COMMENT ON COLUMN plate.revision IS 'Counts the edits; the ETag';
COMMENT ON COLUMN plate.deleted_at IS 'A tombstone: no words and no photographs are left';

CREATE TABLE plate_photo (
  author_id  uuid NOT NULL,
  plate_id   uuid NOT NULL,
  position   smallint NOT NULL CHECK (position BETWEEN 0 AND 9),
  photo_id   uuid NOT NULL,
  PRIMARY KEY (author_id, plate_id, position)
);
CREATE INDEX plate_photo_photo ON plate_photo (author_id, photo_id);
COMMENT ON TABLE plate_photo IS 'The photographs of a plate, in order [spread: author_id]';

SELECT spread('plate', 'author_id');
SELECT spread('plate_photo', 'author_id');
ALTER TABLE plate ADD FOREIGN KEY (author_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE plate_photo ADD FOREIGN KEY (author_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE plate_photo ADD FOREIGN KEY (author_id, plate_id) REFERENCES plate ON DELETE CASCADE;
ALTER TABLE plate_photo ADD FOREIGN KEY (author_id, photo_id) REFERENCES photo ON DELETE CASCADE;
