-- name: things(low, high)
-- Numbers with documents.
SELECT n AS number, CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END AS kind,
       jsonb_build_object('name', 'n' || n) AS one, jsonb_build_array(jsonb_build_object('name', 'x')) AS many,
       jsonb_build_object('a', n) AS any_names, ARRAY[n, n + 1] AS pair,
       CASE WHEN n > 1 THEN jsonb_build_object('name', 'maybe') END AS perhaps
  FROM generate_series(:low::integer, :high::integer) n ORDER BY n;

-- name: thing(low)^
-- One of them or none.
SELECT n AS name FROM unnest(ARRAY['a', 'b']) n WHERE n >= :low ORDER BY n;

-- name: biggest(low, high)$
-- A number or none.
SELECT max(n) FROM generate_series(:low::integer, :high::integer) n;

-- name: settle(key)!
-- Counts a try far in the future.
INSERT INTO try_count (key, tries, until) VALUES (:key, 1, now() + interval '1 year');
