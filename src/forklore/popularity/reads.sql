-- name: stretch(span, by, generation, position, most)^
-- A stretch of a ranked list behind a position: of the generation that is being walked while it is there, else of the
-- current one. A walk along the primary key, whatever the number of recipes.
WITH shown AS (
  SELECT l.span, l.by, l.refreshed_at,
         coalesce((SELECT p.generation
                     FROM popular p
                    WHERE p.span = l.span AND p.by = l.by AND p.generation = :generation::bigint
                    LIMIT 1), l.generation) AS generation
    FROM popular_list l
   WHERE l.span = :span AND l.by = :by
)
SELECT s.generation, s.refreshed_at,
       coalesce((SELECT json_agg(json_build_object('position', w.position, 'recipe_id', w.recipe_id, 'score', w.score)
                                 ORDER BY w.position)
                   FROM (SELECT p.position, p.recipe_id, p.score
                           FROM popular p
                          WHERE p.span = s.span AND p.by = s.by AND p.generation = s.generation
                            AND p.position > :position
                          ORDER BY p.position
                          LIMIT :most) w), '[]') AS places
  FROM shown s;

-- name: parts(recipe_id, span, seconds, rate, base, per_star)^
-- What a recipe's score in a window is made of, aged to the time when the list was made.
WITH made AS (
  SELECT coalesce((SELECT refreshed_at FROM popular_list WHERE span = :span AND by = 'score'), now()) AS as_of
), fact AS (
  SELECT f.kind, f.stars,
         exp(:rate::float8 * greatest(date_part('epoch', (SELECT as_of FROM made) - f.at), 0)) AS decay
    FROM popular_fact f
   WHERE f.recipe_id = :recipe_id AND :seconds::float8 IS NOT NULL
     AND f.at > (SELECT as_of FROM made) - make_interval(secs => :seconds)
), part AS (
  SELECT count(*) FILTER (WHERE kind = 'review') AS reviews,
         count(*) FILTER (WHERE kind = 'cooked') AS cooks,
         count(*) FILTER (WHERE kind = 'fork') AS forks,
         sum((:base::float8 + :per_star::float8 * stars) * decay) FILTER (WHERE kind = 'review') AS reviews_decayed,
         sum(decay) FILTER (WHERE kind = 'cooked') AS cooks_decayed,
         sum(decay) FILTER (WHERE kind = 'fork') AS forks_decayed
    FROM fact
   UNION ALL
  SELECT reviews, cooks, forks, :base * reviews + :per_star * stars, cooks, forks
    FROM popular_sum
   WHERE recipe_id = :recipe_id AND :seconds IS NULL
)
SELECT m.as_of, coalesce(sum(p.reviews), 0)::integer AS reviews, coalesce(sum(p.cooks), 0)::integer AS cooks,
       coalesce(sum(p.forks), 0)::integer AS forks,
       coalesce(sum(p.reviews_decayed), 0) AS reviews_decayed,
       coalesce(sum(p.cooks_decayed), 0) AS cooks_decayed,
       coalesce(sum(p.forks_decayed), 0) AS forks_decayed
  FROM made m
 CROSS JOIN part p
 GROUP BY m.as_of;

-- name: newest_generation()$
-- The number of the last refresh; 0 before the first.
SELECT coalesce(max(generation), 0) FROM popular_list;
