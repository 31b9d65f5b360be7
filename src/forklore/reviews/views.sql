-- Reviews that were not taken back, by cooks who are active. Who may see the recipe may see them, but for those by
-- cooks hidden from the reader: `NOT reviewer_id = ANY (:hidden)`.
CREATE OR REPLACE VIEW visible_review AS
SELECT v.recipe_id, v.id, v.reviewer_id, a.handle AS reviewer_handle, a.display_name AS reviewer_name, v.version,
       v.stars, v.as_written, v.body, v.changes, v.revision, v.created_at, v.updated_at
  FROM review v
  JOIN visible_account a ON a.id = v.reviewer_id
 WHERE v.withdrawn_at IS NULL;
COMMENT ON VIEW visible_review IS 'Reviews that were not taken back, by active cooks';

-- The reviews of public recipes by others than their authors: what popularity counts.
CREATE OR REPLACE VIEW public_review AS
SELECT v.recipe_id, v.id, v.reviewer_id, v.stars, v.as_written, v.created_at
  FROM visible_review v
  JOIN public_recipe r ON r.id = v.recipe_id
 WHERE v.reviewer_id <> r.author_id;
COMMENT ON VIEW public_review IS 'Visible reviews of public recipes, own ones out';

-- Who cooked public recipes and when first, the authors out.
CREATE OR REPLACE VIEW public_cooked AS
SELECT c.recipe_id, c.account_id, c.first_at
  FROM cooked c
  JOIN visible_account a ON a.id = c.account_id
  JOIN public_recipe r ON r.id = c.recipe_id
 WHERE c.undone_at IS NULL AND c.account_id <> r.author_id;
COMMENT ON VIEW public_cooked IS 'Who cooked a public recipe, and when first; its author is out';

-- The sums of a recipe's stars, counted anew from the reviews.
CREATE OR REPLACE VIEW recounted_recipe AS
SELECT v.recipe_id, count(*)::integer AS stars_count, sum(v.stars)::integer AS stars_sum,
       ARRAY[count(*) FILTER (WHERE v.stars = 1), count(*) FILTER (WHERE v.stars = 2),
             count(*) FILTER (WHERE v.stars = 3), count(*) FILTER (WHERE v.stars = 4),
             count(*) FILTER (WHERE v.stars = 5)]::integer[] AS stars_histogram,
       (count(*) FILTER (WHERE v.as_written))::integer AS as_written_count,
       coalesce(sum(v.stars) FILTER (WHERE v.as_written), 0)::integer AS as_written_sum
  FROM review v
 WHERE v.withdrawn_at IS NULL
 GROUP BY v.recipe_id;
COMMENT ON VIEW recounted_recipe IS 'The stars of a recipe, counted anew from its reviews';

-- The sums of a cook's stars, counted anew from the reviews of the cook's public recipes.
CREATE OR REPLACE VIEW recounted_cook AS
SELECT c.account_id, sum(c.stars_count)::integer AS stars_count, sum(c.stars_sum)::integer AS stars_sum,
       ARRAY[sum(c.ones), sum(c.twos), sum(c.threes), sum(c.fours), sum(c.fives)]::integer[] AS stars_histogram,
       sum(c.as_written_count)::integer AS as_written_count, sum(c.as_written_sum)::integer AS as_written_sum,
       count(*)::integer AS recipes_rated,
       sum(round(c.stars_sum::numeric / c.stars_count, 6)) AS recipe_means_sum
  FROM (SELECT r.author_id AS account_id, v.recipe_id, count(*) AS stars_count, sum(v.stars) AS stars_sum,
               count(*) FILTER (WHERE v.stars = 1) AS ones, count(*) FILTER (WHERE v.stars = 2) AS twos,
               count(*) FILTER (WHERE v.stars = 3) AS threes, count(*) FILTER (WHERE v.stars = 4) AS fours,
               count(*) FILTER (WHERE v.stars = 5) AS fives, count(*) FILTER (WHERE v.as_written) AS as_written_count,
               coalesce(sum(v.stars) FILTER (WHERE v.as_written), 0) AS as_written_sum
          FROM public_recipe r
          JOIN review v ON v.recipe_id = r.id
         WHERE v.withdrawn_at IS NULL
         GROUP BY r.author_id, v.recipe_id) c
 GROUP BY c.account_id;
COMMENT ON VIEW recounted_cook IS 'The stars of a cook, counted anew from the reviews of the cook''s public recipes';

-- The same by month (UTC) of the review.
CREATE OR REPLACE VIEW recounted_month AS
SELECT r.author_id AS account_id, date_trunc('month', v.created_at AT TIME ZONE 'UTC')::date AS month,
       count(*)::integer AS stars_count, sum(v.stars)::integer AS stars_sum
  FROM public_recipe r
  JOIN review v ON v.recipe_id = r.id
 WHERE v.withdrawn_at IS NULL
 GROUP BY 1, 2;
COMMENT ON VIEW recounted_month IS 'The stars of a cook by month, counted anew';

-- How many people cooked a visible recipe, counted anew.
CREATE OR REPLACE VIEW recounted_cooked AS
SELECT r.id AS recipe_id, count(c.account_id)::integer AS cooks
  FROM visible_recipe r
  LEFT JOIN cooked c ON c.recipe_id = r.id AND c.undone_at IS NULL AND c.account_id <> r.author_id
 GROUP BY r.id;
COMMENT ON VIEW recounted_cooked IS 'How many people but the author cooked a visible recipe, counted anew';
