-- name: record(actor_id, verb, object_kind, object_id, happened_at)!
-- Writes one row of what was done; a time in the future is brought back to now.
INSERT INTO activity (actor_id, verb, object_kind, object_id, at)
VALUES (:actor_id, :verb, :object_kind, :object_id, least(coalesce(:happened_at::timestamptz, now()), now()));
