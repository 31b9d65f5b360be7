-- Photographs: what is known of each; the pictures themselves are files.

CREATE TABLE photo (
  owner_id      uuid NOT NULL,
  id            uuid NOT NULL DEFAULT uuidv7(),
  alt           text NOT NULL DEFAULT '' CHECK (length(alt) <= 1000),
  state         text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'ready', 'refused')),
  bytes         integer NOT NULL CHECK (bytes >= 0),
  width         integer CHECK (width > 0),
  height        integer CHECK (height > 0),
  colour        text CHECK (colour ~ '^#[0-9a-f]{6}$'),
  placeholder   text CHECK (length(placeholder) <= 100),
  widths        smallint[] NOT NULL DEFAULT '{}',
  reason        text,
  subject_kind  text CHECK (subject_kind IN ('recipe', 'plate', 'account')),
  subject_id    uuid,
  uploaded_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (owner_id, id),
  CHECK ((subject_kind IS NULL) = (subject_id IS NULL)),
  CHECK ((state = 'ready') = (width IS NOT NULL AND height IS NOT NULL AND colour IS NOT NULL AND cardinality(widths) > 0))
);
CREATE INDEX photo_subject ON photo (owner_id, subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX photo_loose ON photo (uploaded_at) WHERE subject_id IS NULL;
COMMENT ON TABLE photo IS 'A photograph and what it is shown with; the pictures are files named by owner and id [spread: owner_id]';
COMMENT ON COLUMN photo.alt IS 'What is to be seen, for those who do not see it';
COMMENT ON COLUMN photo.state IS 'Waiting until the pictures are made of it; refused when that cannot be done';
COMMENT ON COLUMN photo.bytes IS 'Of the upload while it waits, of all pictures made of it afterwards: what the quota counts';
COMMENT ON COLUMN photo.colour IS 'The dominant colour, shown until the picture has come';
COMMENT ON COLUMN photo.placeholder IS 'A blur of 36 bytes in base64';
COMMENT ON COLUMN photo.widths IS 'The widths in pixels in which there are a WebP and an AVIF picture';
COMMENT ON COLUMN photo.reason IS 'Why it was refused';
COMMENT ON COLUMN photo.subject_kind IS 'What it is shown with: whoever may see that may see the photograph; nobody but its owner while there is nothing';

SELECT spread('photo', 'owner_id');
ALTER TABLE photo ADD FOREIGN KEY (owner_id) REFERENCES account ON DELETE CASCADE;
