-- name: changes_stored(recipe_id)
-- The stored changes of a fork, in order.
SELECT id, kind, from_items, to_items, ratio, ratio_by, confidence, state
  FROM change
 WHERE recipe_id = :recipe_id
 ORDER BY position, id;

-- name: detection_of(recipe_id)^
-- Which version of a fork was compared last.
SELECT version, parent_version, servings_factor, rewritten FROM detection WHERE recipe_id = :recipe_id;

-- name: replacements_of(food_id, most)
-- What takes the place of a food: those that most distinct cooks used.
SELECT r.from_food, r.to_foods,
       coalesce((SELECT json_agg(json_build_object('slug', f.slug, 'name', f.name) ORDER BY f.name)
                   FROM food f WHERE f.id = ANY (r.to_foods)), '[]') AS to_names,
       r.cooks, r.forks, r.reviews, r.did_not_work, r.ratio_low, r.ratio_median, r.ratio_high, r.ratio_by, r.last_seen
  FROM replacement r
 WHERE r.from_food = :food_id
 ORDER BY r.cooks DESC, r.forks DESC, r.to_foods
 LIMIT :most;

-- name: evidence_of(food_id, most, pairs)
-- The newest evidence for each of the replacements of a food that most cooks used.
SELECT e.from_food, e.to_foods, e.recipe_id, e.parent_id, e.origin,
       json_build_object('handle', a.handle, 'display_name', a.display_name) AS author, e.text, e.at
  FROM (SELECT r.from_food, r.to_foods
          FROM replacement r
         WHERE r.from_food = :food_id
         ORDER BY r.cooks DESC, r.forks DESC, r.to_foods
         LIMIT :pairs) p
 CROSS JOIN LATERAL (SELECT v.from_food, v.to_foods, v.recipe_id, v.parent_id, v.origin, v.account_id, v.text, v.at
                       FROM replacement_event v
                      WHERE v.from_food = p.from_food AND v.to_foods = p.to_foods
                      ORDER BY v.at DESC
                      LIMIT :most) e
  JOIN visible_account a ON a.id = e.account_id;

-- name: in_place_of(food_id, most)
-- What a food takes the place of.
SELECT json_build_object('slug', f.slug, 'name', f.name) AS food, r.cooks, r.forks
  FROM replacement r
  JOIN food f ON f.id = r.from_food
 WHERE r.to_foods @> ARRAY[:food_id::uuid]
 ORDER BY r.cooks DESC, r.forks DESC, f.slug
 LIMIT :most;

-- name: best_for_foods(slugs)
-- For each of some foods the replacement that most cooks used.
SELECT DISTINCT ON (b.slug) b.slug AS from_slug,
       coalesce((SELECT json_agg(json_build_object('slug', f.slug, 'name', f.name) ORDER BY f.name)
                   FROM food f WHERE f.id = ANY (r.to_foods)), '[]') AS to_names,
       r.cooks, r.ratio_median, r.ratio_by
  FROM replacement r
  JOIN food b ON b.id = r.from_food
 WHERE b.slug = ANY(:slugs::text[])
 ORDER BY b.slug, r.cooks DESC, r.forks DESC, r.to_foods;

-- name: pairs_of(recipe_id, account_id)
-- Which replacements one cook's fork or review is evidence for.
SELECT from_food, to_foods
  FROM replacement_event
 WHERE recipe_id = :recipe_id AND account_id = :account_id;

-- name: stars_of_recipes(ids)
-- The stars of recipes.
SELECT id, stars_count, stars_sum FROM recipe_card WHERE id = ANY(:ids::uuid[]) AND visibility = 'public';

-- name: review_of(recipe_id, reviewer_id)^
-- A visible review, as far as it is evidence.
SELECT version, stars, changes, body, updated_at
  FROM visible_review
 WHERE recipe_id = :recipe_id AND reviewer_id = :reviewer_id;

-- name: reviewers_with_changes(recipe_id)
-- Who states changes in a review of a recipe.
SELECT reviewer_id FROM visible_review WHERE recipe_id = :recipe_id AND changes <> '[]';

-- name: reviewers_read(recipe_id)
-- Whose reviews of a recipe are evidence now.
SELECT DISTINCT account_id FROM replacement_event WHERE recipe_id = :recipe_id AND origin = 'review';

-- name: drifted_pairs()
-- Every replacement whose counts differ from a recount of its evidence.
WITH counted AS (
  SELECT from_food, to_foods, count(DISTINCT account_id)::integer AS cooks,
         (count(*) FILTER (WHERE origin = 'fork'))::integer AS forks,
         (count(*) FILTER (WHERE origin = 'review'))::integer AS reviews
    FROM replacement_event
   GROUP BY from_food, to_foods
)
SELECT from_food AS id,
       jsonb_build_object('to', to_foods, 'cooks', coalesce(r.cooks, 0), 'forks', coalesce(r.forks, 0),
                          'reviews', coalesce(r.reviews, 0)) AS kept,
       jsonb_build_object('to', to_foods, 'cooks', coalesce(c.cooks, 0), 'forks', coalesce(c.forks, 0),
                          'reviews', coalesce(c.reviews, 0)) AS counted
  FROM replacement r
  FULL JOIN counted c USING (from_food, to_foods)
 WHERE (r.cooks, r.forks, r.reviews) IS DISTINCT FROM (c.cooks, c.forks, c.reviews)
 ORDER BY from_food, to_foods;

-- name: known_for_foods(slugs, most)
-- What takes the place of some foods: for each of them those that most cooks used.
SELECT b.slug AS from_slug, array(SELECT f.slug FROM food f WHERE f.id = ANY (r.to_foods) ORDER BY f.slug) AS to_slugs,
       'all' AS context, r.cooks, r.forks, r.reviews, r.did_not_work, r.ratio_median, r.ratio_by
  FROM food b
 CROSS JOIN LATERAL (SELECT m.to_foods, m.cooks, m.forks, m.reviews, m.did_not_work, m.ratio_median, m.ratio_by
                       FROM replacement m
                      WHERE m.from_food = b.id
                      ORDER BY m.cooks DESC, m.forks DESC, m.to_foods
                      LIMIT :most) r
 WHERE b.slug = ANY(:slugs::text[]);
