-- The append-only record: who did what to what.

CREATE TABLE activity (
  id           uuid NOT NULL DEFAULT uuidv7(),
  actor_id     uuid NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  verb         text NOT NULL CHECK (length(verb) BETWEEN 3 AND 40),
  object_kind  text NOT NULL CHECK (length(object_kind) BETWEEN 3 AND 40),
  object_id    uuid NOT NULL,
  PRIMARY KEY (actor_id, at, id)
) PARTITION BY RANGE (at);
CREATE TABLE activity_other PARTITION OF activity DEFAULT;
COMMENT ON TABLE activity IS 'Who did what to what, written in the transaction of the fact; thin, never changed [spread: actor_id]';
COMMENT ON TABLE activity_other IS 'The part of activity whose month has no partition of its own [spread: actor_id]';

SELECT spread('activity', 'actor_id');
ALTER TABLE activity ADD FOREIGN KEY (actor_id) REFERENCES account ON DELETE CASCADE;
