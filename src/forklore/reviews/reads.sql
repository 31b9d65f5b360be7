-- name: reviews_of(recipe_id, hidden, before, before_id, most)
-- The reviews of a recipe, newest first, without those by cooks hidden from the reader; a walk along review_recent.
SELECT recipe_id, id, reviewer_id, reviewer_handle, reviewer_name, version, stars, as_written, body, changes, revision,
       created_at, updated_at
  FROM visible_review
 WHERE recipe_id = :recipe_id
   AND NOT reviewer_id = ANY(:hidden::uuid[])
   AND (:before::timestamptz IS NULL OR (created_at, id) < (:before, :before_id::uuid))
 ORDER BY created_at DESC, id DESC
 LIMIT :most;

-- name: review_by(recipe_id, reviewer_id)^
-- What a cook says about a recipe.
SELECT recipe_id, id, reviewer_id, reviewer_handle, reviewer_name, version, stars, as_written, body, changes, revision,
       created_at, updated_at
  FROM visible_review
 WHERE recipe_id = :recipe_id AND reviewer_id = :reviewer_id;

-- name: review_of(review_id)^
-- One review by its id alone.
SELECT recipe_id, id, reviewer_id, reviewer_handle, reviewer_name, version, stars, as_written, body, changes, revision,
       created_at, updated_at
  FROM visible_review
 WHERE id = :review_id;

-- name: sums_of_recipe(recipe_id)^
-- The stars of a recipe from its sums, with what the Bayesian mean leans on.
SELECT s.stars_count, s.stars_sum, s.stars_histogram, s.as_written_count, s.as_written_sum, p.mean AS prior_mean,
       p.weight AS prior_weight
  FROM recipe_sums s
 CROSS JOIN stars_prior p
 WHERE s.recipe_id = :recipe_id;

-- name: sums_of_cook(handle)^
-- The average stars of a cook's recipes: one row of sums, the months along the same key, and the prior.
SELECT s.account_id, s.stars_count, s.stars_sum, s.stars_histogram, s.as_written_count, s.as_written_sum,
       s.recipes_rated, s.recipe_means_sum,
       coalesce((SELECT json_agg(json_build_object('month', m.month, 'stars_count', m.stars_count,
                                                   'stars_sum', m.stars_sum) ORDER BY m.month)
                   FROM account_months m
                  WHERE m.account_id = s.account_id), '[]') AS months,
       p.mean AS prior_mean, p.weight AS prior_weight
  FROM account_sums s
 CROSS JOIN stars_prior p
 WHERE s.handle = :handle;

-- name: rated_recipes(account_id, most)
-- A cook's public recipes with their own stars, the most reviewed first.
SELECT id, title, slug, stars_count, stars_sum
  FROM recipe_card
 WHERE author_id = :account_id AND visibility = 'public'
 ORDER BY stars_count DESC, id
 LIMIT :most;

-- name: prior()^
-- What Bayesian means lean on.
SELECT mean, weight FROM stars_prior;

-- name: community_mean()$
-- The mean of all stars of public recipes, from their sums; null when there are none.
SELECT round(sum(stars_sum)::numeric / nullif(sum(stars_count), 0), 6) FROM recipe_sums WHERE public;

-- name: recount(account_id)^
-- The sums of a cook counted anew from the reviews; no row when there is no star.
SELECT c.account_id, c.stars_count, c.stars_sum, c.stars_histogram, c.as_written_count, c.as_written_sum,
       c.recipes_rated, c.recipe_means_sum,
       coalesce((SELECT json_agg(json_build_object('month', m.month, 'stars_count', m.stars_count,
                                                   'stars_sum', m.stars_sum) ORDER BY m.month)
                   FROM recounted_month m
                  WHERE m.account_id = c.account_id), '[]') AS months
  FROM recounted_cook c
 WHERE c.account_id = :account_id;

-- name: drifted_recipes()
-- Every recipe whose kept sums differ from a recount.
SELECT s.recipe_id AS id,
       jsonb_build_object('stars_count', s.stars_count, 'stars_sum', s.stars_sum, 'stars_histogram', s.stars_histogram,
                          'as_written_count', s.as_written_count, 'as_written_sum', s.as_written_sum,
                          'cooks', s.cooks) AS kept,
       jsonb_build_object('stars_count', coalesce(c.stars_count, 0), 'stars_sum', coalesce(c.stars_sum, 0),
                          'stars_histogram', coalesce(c.stars_histogram, '{0,0,0,0,0}'),
                          'as_written_count', coalesce(c.as_written_count, 0),
                          'as_written_sum', coalesce(c.as_written_sum, 0),
                          'cooks', coalesce(k.cooks, s.cooks)) AS counted
  FROM recipe_sums s
  LEFT JOIN recounted_recipe c ON c.recipe_id = s.recipe_id
  LEFT JOIN recounted_cooked k ON k.recipe_id = s.recipe_id
 WHERE (s.stars_count, s.stars_sum, s.stars_histogram, s.as_written_count, s.as_written_sum, s.cooks)
       IS DISTINCT FROM
       (coalesce(c.stars_count, 0), coalesce(c.stars_sum, 0), coalesce(c.stars_histogram, '{0,0,0,0,0}'),
        coalesce(c.as_written_count, 0), coalesce(c.as_written_sum, 0), coalesce(k.cooks, s.cooks))
 ORDER BY s.recipe_id;

-- name: drifted_cooks()
-- Every active cook whose kept sums of stars, the months included, differ from a recount.
WITH kept AS (
  SELECT s.account_id,
         jsonb_build_object('stars_count', s.stars_count, 'stars_sum', s.stars_sum,
                            'stars_histogram', s.stars_histogram, 'as_written_count', s.as_written_count,
                            'as_written_sum', s.as_written_sum, 'recipes_rated', s.recipes_rated,
                            'recipe_means_sum', round(s.recipe_means_sum, 6),
                            'months', coalesce(m.months, '{}')) AS sums
    FROM account_sums s
    LEFT JOIN (SELECT account_id, jsonb_object_agg(month, ARRAY[stars_count, stars_sum]) AS months
                 FROM account_months
                GROUP BY account_id) m ON m.account_id = s.account_id
), counted AS (
  SELECT k.account_id,
         jsonb_build_object('stars_count', coalesce(c.stars_count, 0), 'stars_sum', coalesce(c.stars_sum, 0),
                            'stars_histogram', coalesce(c.stars_histogram, '{0,0,0,0,0}'),
                            'as_written_count', coalesce(c.as_written_count, 0),
                            'as_written_sum', coalesce(c.as_written_sum, 0),
                            'recipes_rated', coalesce(c.recipes_rated, 0),
                            'recipe_means_sum', round(coalesce(c.recipe_means_sum, 0), 6),
                            'months', coalesce(m.months, '{}')) AS sums
    FROM kept k
    LEFT JOIN recounted_cook c ON c.account_id = k.account_id
    LEFT JOIN (SELECT account_id, jsonb_object_agg(month, ARRAY[stars_count, stars_sum]) AS months
                 FROM recounted_month
                GROUP BY account_id) m ON m.account_id = k.account_id
)
SELECT k.account_id AS id, k.sums AS kept, c.sums AS counted
  FROM kept k
  JOIN counted c ON c.account_id = k.account_id
 WHERE k.sums <> c.sums
 ORDER BY k.account_id;
