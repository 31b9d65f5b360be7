-- name: lock_lists()!
-- Lets one refresh run at a time, until the end of its transaction.
SELECT pg_advisory_xact_lock(4701229034);

-- name: rank(span, generation, seconds, rate, base, per_star, fork_weight, cooked_weight, review_weight, prior_mean, prior_weight, longest)!
-- Writes the five lists of one window as a new generation: a window from what happened in it, by the indexes on time;
-- all times (no seconds) from the sums that are kept. Scores are rounded to 9 digits, so that what is equal ties.
WITH fact AS (
  SELECT recipe_id, kind, stars, exp(:rate::float8 * greatest(date_part('epoch', now() - at), 0)) AS decay
    FROM popular_fact
   WHERE :seconds::float8 IS NOT NULL AND at > now() - make_interval(secs => :seconds)
), part AS (
  SELECT recipe_id,
         count(stars) AS reviews, coalesce(sum(stars), 0) AS stars,
         count(*) FILTER (WHERE kind = 'cooked') AS cooks,
         count(*) FILTER (WHERE kind = 'fork') AS forks,
         count(*) FILTER (WHERE kind = 'saved') AS saves,
         coalesce(sum((:base::float8 + :per_star::float8 * stars) * decay), 0) AS reviews_decayed,
         coalesce(sum(decay) FILTER (WHERE kind = 'cooked'), 0) AS cooks_decayed,
         coalesce(sum(decay) FILTER (WHERE kind = 'fork'), 0) AS forks_decayed
    FROM fact
   GROUP BY recipe_id
   UNION ALL
  SELECT recipe_id, reviews, stars, cooks, forks, saves, :base * reviews + :per_star * stars, cooks, forks
    FROM popular_sum
   WHERE :seconds IS NULL AND reviews + cooks + forks + saves > 0
), scored AS MATERIALIZED (
  SELECT recipe_id, reviews, cooks, forks, saves, reviews + cooks + forks AS people,
         round((:review_weight::float8 * reviews_decayed + :cooked_weight::float8 * cooks_decayed
                + :fork_weight::float8 * forks_decayed)::numeric, 9) AS score,
         round((:prior_mean::numeric * :prior_weight::numeric + stars) / (:prior_weight + reviews), 9) AS bayesian
    FROM part
), listed AS (
  (SELECT 'score' AS by, recipe_id, score, people
     FROM scored
    WHERE people > 0
    ORDER BY score DESC, people DESC, recipe_id
    LIMIT :longest)
   UNION ALL
  (SELECT 'cooked', recipe_id, cooks, people
     FROM scored
    WHERE cooks > 0
    ORDER BY cooks DESC, people DESC, recipe_id
    LIMIT :longest)
   UNION ALL
  (SELECT 'forked', recipe_id, forks, people
     FROM scored
    WHERE forks > 0
    ORDER BY forks DESC, people DESC, recipe_id
    LIMIT :longest)
   UNION ALL
  (SELECT 'saved', recipe_id, saves, people
     FROM scored
    WHERE saves > 0
    ORDER BY saves DESC, people DESC, recipe_id
    LIMIT :longest)
   UNION ALL
  (SELECT 'top_rated', recipe_id, bayesian, reviews
     FROM scored
    WHERE reviews > 0
    ORDER BY bayesian DESC, reviews DESC, recipe_id
    LIMIT :longest)
)
INSERT INTO popular (span, by, generation, position, recipe_id, score)
SELECT :span, by, :generation, row_number() OVER (PARTITION BY by ORDER BY score DESC, people DESC, recipe_id),
       recipe_id, score
  FROM listed;

-- name: show(spans, measures, generation)!
-- Lets every list show a new generation, all at once.
INSERT INTO popular_list (span, by, generation, refreshed_at)
SELECT s.span, b.by, :generation, now()
  FROM unnest(:spans::text[]) AS s(span)
 CROSS JOIN unnest(:measures::text[]) AS b(by)
ON CONFLICT (span, by) DO UPDATE SET generation = excluded.generation, refreshed_at = excluded.refreshed_at;

-- name: forget(generation)!
-- Drops the generations before one.
DELETE FROM popular WHERE generation < :generation;
