-- Who forked a public recipe publicly, and when first; its author is out.
CREATE OR REPLACE VIEW public_fork AS
SELECT p.id AS recipe_id, f.account_id, f.first_at
  FROM (SELECT parent_id, author_id AS account_id, min(published_at) AS first_at
          FROM public_recipe
         WHERE parent_id IS NOT NULL
         GROUP BY parent_id, author_id) f
  JOIN public_recipe p ON p.id = f.parent_id
 WHERE p.author_id <> f.account_id;
COMMENT ON VIEW public_fork IS 'Who forked a public recipe, and when first: a person once however many forks; its author is out';

-- What people did that makes recipes popular: one row per person, recipe and kind, at the first time.
CREATE OR REPLACE VIEW popular_fact AS
SELECT recipe_id, 'review' AS kind, created_at AS at, stars::integer AS stars FROM public_review
 UNION ALL
SELECT recipe_id, 'cooked', first_at, NULL FROM public_cooked
 UNION ALL
SELECT recipe_id, 'fork', first_at, NULL FROM public_fork
 UNION ALL
SELECT recipe_id, 'saved', first_at, NULL FROM public_saved;
COMMENT ON VIEW popular_fact IS 'What others did with public recipes: one row per person, recipe and kind, at the first time';

-- The same over all times, from the sums that are kept, so that no review is read.
CREATE OR REPLACE VIEW popular_sum AS
SELECT c.id AS recipe_id, c.stars_count AS reviews, c.stars_sum AS stars, c.cooks,
       coalesce(f.people, 0)::integer AS forks, c.saves
  FROM recipe_card c
  LEFT JOIN (SELECT recipe_id, count(*) AS people FROM public_fork GROUP BY recipe_id) f ON f.recipe_id = c.id
 WHERE c.visibility = 'public';
COMMENT ON VIEW popular_sum IS 'How many others did what with a public recipe, ever';
