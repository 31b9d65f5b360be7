-- name: count_try(key, seconds)$
-- Counts one try under a key; a window that is over begins anew.
INSERT INTO try_count AS t (key, tries, until)
VALUES (:key, 1, now() + make_interval(secs => :seconds))
ON CONFLICT (key) DO UPDATE
   SET tries = CASE WHEN t.until < now() THEN 1 ELSE t.tries + 1 END,
       until = CASE WHEN t.until < now() THEN excluded.until ELSE t.until END
RETURNING tries;

-- name: forget_tries()!
-- Drops the counts whose window is over.
DELETE FROM try_count WHERE until < now();
