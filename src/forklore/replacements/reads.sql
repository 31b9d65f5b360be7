-- name: changes_stored(recipe_id)
-- The stored changes of a fork, in order.
SELECT id, kind, from_items, to_items, ratio, ratio_by, confidence, state
  FROM change
 WHERE recipe_id = :recipe_id
 ORDER BY position, id;

-- name: replaced_in(ids, most)
-- What some forks replaced, as far as their cooks have not said that it was found wrongly; newest first.
SELECT recipe_id, from_items, to_items
  FROM change
 WHERE recipe_id = ANY (:ids::uuid[]) AND kind = 'replace' AND state <> 'rejected'
   AND cardinality(from_foods) > 0 AND cardinality(to_foods) > 0
 ORDER BY detected_at DESC, id DESC
 LIMIT :most;

-- name: detection_of(recipe_id)^
-- Which version of a fork was compared last.
SELECT version, parent_version, servings_factor, rewritten, detector FROM detection WHERE recipe_id = :recipe_id;

-- name: replacements_of(food_id, context, banned, most)
-- What takes the place of a food: those that most cooks used in all, and those that most used in one context; none that
-- holds a banned food.
SELECT r.from_food, r.to_foods,
       coalesce((SELECT json_agg(json_build_object('slug', f.slug, 'name', f.name) ORDER BY f.name)
                   FROM food f WHERE f.id = ANY (r.to_foods)), '[]') AS to_names,
       r.cooks, r.voices, r.forks, r.reviews, r.did_not_work, r.ratio_low, r.ratio_median, r.ratio_high, r.ratio_by,
       r.last_seen
  FROM ((SELECT a.to_foods
           FROM replacement a
          WHERE a.from_food = :food_id AND a.context = 'all' AND NOT a.withheld AND NOT a.to_foods && :banned::uuid[]
          ORDER BY a.cooks DESC, a.forks DESC, a.to_foods
          LIMIT :most)
        UNION
        (SELECT c.to_foods
           FROM replacement c
          WHERE c.from_food = :food_id AND c.context = :context::text AND NOT c.withheld
            AND NOT c.to_foods && :banned::uuid[]
          ORDER BY c.cooks DESC, c.forks DESC, c.to_foods
          LIMIT :most)) p
  JOIN replacement r ON r.from_food = :food_id AND r.to_foods = p.to_foods AND r.context = 'all'
 ORDER BY r.cooks DESC, r.forks DESC, r.to_foods;

-- name: contexts_of(food_id, context, most)
-- In which contexts the replacements of a food were made, the most usual ones of each, and one that is asked for.
SELECT n.to_foods, n.context, n.cooks, n.voices, n.did_not_work
  FROM (SELECT r.to_foods, r.context, r.cooks, r.voices, r.did_not_work,
               row_number() OVER (PARTITION BY r.to_foods ORDER BY r.cooks DESC, r.context) AS place
          FROM replacement r
         WHERE r.from_food = :food_id AND r.context <> 'all' AND NOT r.withheld) n
 WHERE n.place <= :most OR n.context = :context::text
 ORDER BY n.to_foods, n.cooks DESC, n.context;

-- name: voices_for(food_id)$
-- How many voices all replacements of a food have.
SELECT coalesce(sum(voices), 0)::float8
  FROM replacement
 WHERE from_food = :food_id AND context = 'all' AND NOT withheld;

-- name: evidence_of(food_id, context, banned, most, failures, pairs)
-- The newest evidence for each of the replacements of a food, and the newest of what did not work.
SELECT e.id, e.from_food, e.to_foods, e.recipe_id, e.parent_id, e.origin,
       json_build_object('handle', a.handle, 'display_name', a.display_name) AS author, e.account_id, e.text, e.stars,
       e.failed, e.confidence, e.contexts, e.beside, e.span_start, e.span_end, e.at
  FROM ((SELECT r.from_food, r.to_foods
           FROM replacement r
          WHERE r.from_food = :food_id AND r.context = 'all' AND NOT r.withheld AND NOT r.to_foods && :banned::uuid[]
          ORDER BY r.cooks DESC, r.forks DESC, r.to_foods
          LIMIT :pairs)
        UNION
        (SELECT c.from_food, c.to_foods
           FROM replacement c
          WHERE c.from_food = :food_id AND c.context = :context::text AND NOT c.withheld
            AND NOT c.to_foods && :banned::uuid[]
          ORDER BY c.cooks DESC, c.forks DESC, c.to_foods
          LIMIT :pairs)) p
 CROSS JOIN LATERAL ((SELECT v.*
                        FROM replacement_event v
                       WHERE v.from_food = p.from_food AND v.to_foods = p.to_foods AND v.standing
                       ORDER BY v.at DESC, v.id DESC
                       LIMIT :most)
                     UNION
                     (SELECT w.*
                        FROM replacement_event w
                       WHERE w.from_food = p.from_food AND w.to_foods = p.to_foods AND w.standing AND w.failed
                       ORDER BY w.at DESC, w.id DESC
                       LIMIT :failures)) e
  JOIN visible_account a ON a.id = e.account_id
 ORDER BY e.at DESC, e.id DESC;

-- name: in_place_of(food_id, most)
-- What a food takes the place of.
SELECT json_build_object('slug', f.slug, 'name', f.name) AS food, r.cooks, r.forks
  FROM replacement r
  JOIN food f ON f.id = r.from_food
 WHERE r.to_foods @> ARRAY[:food_id::uuid] AND r.context = 'all' AND NOT r.withheld
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
 WHERE b.slug = ANY(:slugs::text[]) AND r.context = 'all' AND NOT r.withheld
 ORDER BY b.slug, r.cooks DESC, r.forks DESC, r.to_foods;

-- name: stars_of_recipes(ids)
-- The stars of recipes.
SELECT id, stars_count, stars_sum FROM recipe_card WHERE id = ANY(:ids::uuid[]) AND visibility = 'public';

-- name: stars_given(forks, parents, most)
-- The stars that cooks gave to some forks, and the same cooks to some parents.
WITH given AS (
  SELECT v.recipe_id, v.reviewer_id, v.stars
    FROM visible_review v
   WHERE v.recipe_id = ANY(:forks::uuid[])
   ORDER BY v.recipe_id, v.reviewer_id
   LIMIT :most
)
SELECT g.recipe_id, g.reviewer_id, g.stars FROM given g
 UNION ALL
SELECT p.recipe_id, p.reviewer_id, p.stars
  FROM visible_review p
 WHERE p.recipe_id = ANY(:parents::uuid[]) AND p.reviewer_id = ANY(ARRAY(SELECT reviewer_id FROM given));

-- name: review_of(recipe_id, reviewer_id)^
-- A visible review, as far as it is evidence.
SELECT version, revision, stars, changes, body, updated_at
  FROM visible_review
 WHERE recipe_id = :recipe_id AND reviewer_id = :reviewer_id;

-- name: reviews_to_read(recipe_id, detector, public, most)
-- Whose reviews of a recipe say something and were not read as they stand, by this detector, for this public.
SELECT v.reviewer_id
  FROM visible_review v
  LEFT JOIN recipe_reading g ON g.recipe_id = v.recipe_id AND g.source_id = v.reviewer_id
 WHERE v.recipe_id = :recipe_id AND (v.body <> '' OR v.changes <> '[]')
   AND (g.recipe_id IS NULL OR g.revision <> v.revision OR g.detector < :detector OR g.public <> :public)
 ORDER BY v.reviewer_id
 LIMIT :most;

-- name: reviews_gone(recipe_id, most)
-- Whose reviews of a recipe were read and are there no more.
SELECT g.source_id
  FROM recipe_reading g
  LEFT JOIN visible_review v ON v.recipe_id = g.recipe_id AND v.reviewer_id = g.source_id
 WHERE g.recipe_id = :recipe_id AND g.origin = 'review' AND v.id IS NULL
 ORDER BY g.source_id
 LIMIT :most;

-- name: standing_proofs(recipe_id, account_id)
-- The evidence that one cook's fork or review gives now.
SELECT id, from_food, to_foods, origin, version, parent_id, root_id, contexts, tags, beside, ratio, ratio_by, bucket,
       stars, failed, round(confidence::numeric, 4)::float8 AS confidence, span_start, span_end, text, detector,
       at AS happened_at
  FROM replacement_event
 WHERE recipe_id = :recipe_id AND account_id = :account_id AND standing
 ORDER BY from_food, to_foods;

-- name: shares_kept(from_food, to_foods, account_id)
-- What one cook adds to the counts of a replacement, as it is kept.
SELECT context, forks, reviews, families, failed, grams, volume, as_written
  FROM replacement_cook
 WHERE from_food = :from_food AND to_foods = :to_foods AND account_id = :account_id
 ORDER BY context;

-- name: shares_counted(from_food, to_foods, account_id)
-- The same, counted anew from the cook's own evidence.
SELECT c.context, (count(*) FILTER (WHERE c.origin = 'fork'))::integer AS forks,
       (count(*) FILTER (WHERE c.origin = 'review'))::integer AS reviews,
       least(3, count(DISTINCT c.root_id))::smallint AS families, coalesce(bool_or(c.failed), false) AS failed,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY c.bucket) FILTER (WHERE c.ratio_by = 'grams') AS grams,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY c.bucket) FILTER (WHERE c.ratio_by = 'volume') AS volume,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY c.bucket) FILTER (WHERE c.ratio_by = 'as_written') AS as_written
  FROM (SELECT unnest(contexts) AS context, origin, root_id, failed, bucket, ratio_by
          FROM replacement_event
         WHERE from_food = :from_food AND to_foods = :to_foods AND account_id = :account_id AND standing) c
 GROUP BY c.context
 ORDER BY c.context;

-- name: ratios_of(from_food, to_foods, contexts)
-- The histograms of a replacement in some contexts.
SELECT context, ratio_by, bucket, cooks
  FROM replacement_ratio
 WHERE from_food = :from_food AND to_foods = :to_foods AND context = ANY(:contexts::text[]) AND cooks > 0;

-- name: keys_of(recipe_id)
-- The stored changes of a fork with what is the same about them when they are found again.
SELECT id, key FROM change WHERE recipe_id = :recipe_id ORDER BY position, id;

-- name: decisions_of(recipe_id)
-- What the author of a fork said last of each change that was ever found in it.
SELECT DISTINCT ON (key) key, state FROM change_decision WHERE recipe_id = :recipe_id ORDER BY key, id DESC;

-- name: detections_to_renew(detector, most)
-- Forks that an older detector has read.
SELECT recipe_id FROM detection WHERE detector < :detector ORDER BY detector, recipe_id LIMIT :most;

-- name: is_stale(recipe_id, detector)$
-- Whether an older detector has read a fork.
SELECT EXISTS (SELECT FROM detection WHERE recipe_id = :recipe_id AND detector < :detector);

-- name: readings_to_renew(detector, most)
-- Recipes whose reviews an older detector has read.
SELECT recipe_id
  FROM recipe_reading
 WHERE detector < :detector AND origin = 'review'
 ORDER BY detector, recipe_id
 LIMIT :most;

-- name: drifted_counts()
-- Every replacement whose counts differ from the sum of what each cook adds.
WITH counted AS (
  SELECT from_food, to_foods, context, count(*)::integer AS cooks, sum(1 + 0.1 * (families - 1)) AS voices,
         sum(forks)::integer AS forks, sum(reviews)::integer AS reviews,
         (count(*) FILTER (WHERE failed))::integer AS did_not_work
    FROM replacement_cook
   GROUP BY from_food, to_foods, context
)
SELECT from_food AS id,
       jsonb_build_object('to', to_foods, 'context', context,
                          'counts', ARRAY[r.cooks, r.voices, r.forks, r.reviews, r.did_not_work]) AS kept,
       jsonb_build_object('to', to_foods, 'context', context,
                          'counts', ARRAY[c.cooks, c.voices, c.forks, c.reviews, c.did_not_work]) AS counted
  FROM replacement r
  FULL JOIN counted c USING (from_food, to_foods, context)
 WHERE (r.cooks, r.voices, r.forks, r.reviews, r.did_not_work)
       IS DISTINCT FROM (c.cooks, c.voices, c.forks, c.reviews, c.did_not_work)
 ORDER BY from_food, to_foods, context;

-- name: drifted_shares()
-- Every cook whose share in a replacement differs from a recount of the evidence that stands.
WITH counted AS (
  SELECT c.from_food, c.to_foods, c.account_id, c.context, count(*) FILTER (WHERE c.origin = 'fork') AS forks,
         count(*) FILTER (WHERE c.origin = 'review') AS reviews, least(3, count(DISTINCT c.root_id)) AS families,
         bool_or(c.failed) AS failed,
         percentile_disc(0.5) WITHIN GROUP (ORDER BY c.bucket) FILTER (WHERE c.ratio_by = 'grams') AS grams,
         percentile_disc(0.5) WITHIN GROUP (ORDER BY c.bucket) FILTER (WHERE c.ratio_by = 'volume') AS volume,
         percentile_disc(0.5) WITHIN GROUP (ORDER BY c.bucket) FILTER (WHERE c.ratio_by = 'as_written') AS as_written
    FROM (SELECT from_food, to_foods, account_id, unnest(contexts) AS context, origin, root_id, failed, bucket, ratio_by
            FROM replacement_event
           WHERE standing) c
   GROUP BY c.from_food, c.to_foods, c.account_id, c.context
)
SELECT from_food AS id,
       jsonb_build_object('to', to_foods, 'cook', account_id, 'context', context, 'share', to_jsonb(k)) AS kept,
       jsonb_build_object('to', to_foods, 'cook', account_id, 'context', context, 'share', to_jsonb(c)) AS counted
  FROM replacement_cook k
  FULL JOIN counted c USING (from_food, to_foods, account_id, context)
 WHERE (k.forks, k.reviews, k.families, k.failed, k.grams, k.volume, k.as_written)
       IS DISTINCT FROM (c.forks, c.reviews, c.families, c.failed, c.grams, c.volume, c.as_written)
 ORDER BY from_food, to_foods, account_id, context;

-- name: drifted_ratios()
-- Every bucket of a histogram that differs from a recount of the cooks' ratios.
WITH counted AS (
  SELECT k.from_food, k.to_foods, k.context, b.ratio_by, b.bucket, count(*)::integer AS cooks
    FROM replacement_cook k
   CROSS JOIN LATERAL (VALUES ('grams', k.grams), ('volume', k.volume), ('as_written', k.as_written)) b (ratio_by, bucket)
   WHERE b.bucket IS NOT NULL
   GROUP BY k.from_food, k.to_foods, k.context, b.ratio_by, b.bucket
)
SELECT from_food AS id,
       jsonb_build_object('to', to_foods, 'context', context, 'by', ratio_by, 'bucket', bucket, 'cooks', r.cooks) AS kept,
       jsonb_build_object('to', to_foods, 'context', context, 'by', ratio_by, 'bucket', bucket, 'cooks', c.cooks) AS counted
  FROM replacement_ratio r
  FULL JOIN counted c USING (from_food, to_foods, context, ratio_by, bucket)
 WHERE r.cooks IS DISTINCT FROM c.cooks
 ORDER BY from_food, to_foods, context, ratio_by, bucket;

-- name: drifted_events()
-- Every piece of evidence whose mark of standing differs from its log: what was added and never taken back stands.
SELECT e.from_food AS id,
       jsonb_build_object('event', e.id, 'standing', e.standing) AS kept,
       jsonb_build_object('event', e.id, 'standing', u.id IS NULL) AS counted
  FROM replacement_event e
  LEFT JOIN replacement_event u ON u.from_food = e.from_food AND u.undoes = e.id
 WHERE e.weight = 1 AND e.standing <> (u.id IS NULL)
 ORDER BY e.from_food, e.id;

-- name: known_for_foods(slugs, contexts, most)
-- What takes the place of some foods: for each of them, and for each of some contexts, those that most cooks used.
SELECT b.slug AS from_slug, array(SELECT f.slug FROM food f WHERE f.id = ANY (r.to_foods) ORDER BY f.slug) AS to_slugs,
       r.context, r.cooks, r.forks, r.reviews, r.did_not_work, r.ratio_median, r.ratio_by
  FROM food b
 CROSS JOIN unnest(:contexts::text[]) c (context)
 CROSS JOIN LATERAL (SELECT m.to_foods, m.context, m.cooks, m.forks, m.reviews, m.did_not_work, m.ratio_median, m.ratio_by
                       FROM replacement m
                      WHERE m.from_food = b.id AND m.context = c.context AND NOT m.withheld
                      ORDER BY m.cooks DESC, m.forks DESC, m.to_foods
                      LIMIT :most) r
 WHERE b.slug = ANY(:slugs::text[]);

-- name: change_at(id)^
-- Whose change it is and what is the same about it when it is found again; by its id alone, so every machine is asked.
SELECT recipe_id, id, key, kind, from_items, to_items, ratio, ratio_by, confidence, state FROM change WHERE id = :id;

-- name: pair_counts(from_food, to_foods)^
-- The counts of one replacement in all contexts.
SELECT r.from_food, r.to_foods,
       coalesce((SELECT json_agg(json_build_object('slug', f.slug, 'name', f.name) ORDER BY f.name)
                   FROM food f WHERE f.id = ANY (r.to_foods)), '[]') AS to_names,
       r.cooks, r.voices, r.forks, r.reviews, r.did_not_work, r.ratio_low, r.ratio_median, r.ratio_high, r.ratio_by,
       r.last_seen
  FROM replacement r
 WHERE r.from_food = :from_food AND r.to_foods = :to_foods AND r.context = 'all' AND NOT r.withheld;

-- name: pair_contexts(from_food, to_foods, most)
-- In which contexts one replacement was made.
SELECT to_foods, context, cooks, voices, did_not_work
  FROM replacement
 WHERE from_food = :from_food AND to_foods = :to_foods AND context <> 'all' AND NOT withheld
 ORDER BY cooks DESC, context
 LIMIT :most;

-- name: pair_evidence(from_food, to_foods, hidden, before, before_id, most)
-- The evidence for one replacement, newest first, without that of cooks hidden from the reader.
SELECT e.id, e.from_food, e.to_foods, e.recipe_id, e.parent_id, e.origin,
       json_build_object('handle', a.handle, 'display_name', a.display_name) AS author, e.account_id, e.text, e.stars,
       e.failed, e.confidence, e.contexts, e.beside, e.span_start, e.span_end, e.at
  FROM replacement_event e
  JOIN visible_account a ON a.id = e.account_id
 WHERE e.from_food = :from_food AND e.to_foods = :to_foods AND e.standing
   AND NOT e.account_id = ANY(:hidden::uuid[])
   AND (:before::timestamptz IS NULL OR (e.at, e.id) < (:before, :before_id::uuid))
 ORDER BY e.at DESC, e.id DESC
 LIMIT :most;

-- name: pair_failures(from_food, to_foods, hidden, before, before_id, most)
-- The same, only what did not work.
SELECT e.id, e.from_food, e.to_foods, e.recipe_id, e.parent_id, e.origin,
       json_build_object('handle', a.handle, 'display_name', a.display_name) AS author, e.account_id, e.text, e.stars,
       e.failed, e.confidence, e.contexts, e.beside, e.span_start, e.span_end, e.at
  FROM replacement_event e
  JOIN visible_account a ON a.id = e.account_id
 WHERE e.from_food = :from_food AND e.to_foods = :to_foods AND e.standing AND e.failed
   AND NOT e.account_id = ANY(:hidden::uuid[])
   AND (:before::timestamptz IS NULL OR (e.at, e.id) < (:before, :before_id::uuid))
 ORDER BY e.at DESC, e.id DESC
 LIMIT :most;

-- name: verdicts_of(from_food, to_foods, most)
-- What moderators said of a pair, newest first.
SELECT v.verdict, v.reason, json_build_object('handle', a.handle, 'display_name', a.display_name) AS moderator, v.at
  FROM replacement_verdict v
  JOIN visible_account a ON a.id = v.account_id
 WHERE v.from_food = :from_food AND v.to_foods = :to_foods
 ORDER BY v.id DESC
 LIMIT :most;

-- name: top_ever(most)
-- The replacements that most cooks ever made.
SELECT json_build_object('slug', b.slug, 'name', b.name) AS from_name,
       coalesce((SELECT json_agg(json_build_object('slug', f.slug, 'name', f.name) ORDER BY f.name)
                   FROM food f WHERE f.id = ANY (r.to_foods)), '[]') AS to_names,
       r.cooks, r.forks + r.reviews AS times
  FROM (SELECT from_food, to_foods, cooks, forks, reviews
          FROM replacement
         WHERE context = 'all' AND NOT withheld
         ORDER BY cooks DESC, forks DESC, from_food, to_foods
         LIMIT :most) r
  JOIN food b ON b.id = r.from_food
 ORDER BY r.cooks DESC, times DESC, b.slug, r.to_foods;

-- name: top_since(since, weighed, most)
-- The replacements that most cooks made since a time, among the newest so many pieces of evidence.
SELECT json_build_object('slug', b.slug, 'name', b.name) AS from_name,
       coalesce((SELECT json_agg(json_build_object('slug', f.slug, 'name', f.name) ORDER BY f.name)
                   FROM food f WHERE f.id = ANY (c.to_foods)), '[]') AS to_names,
       c.cooks, c.times
  FROM (SELECT n.from_food, n.to_foods, count(DISTINCT n.account_id)::integer AS cooks, count(*)::integer AS times
          FROM (SELECT e.from_food, e.to_foods, e.account_id
                  FROM replacement_event e
                 WHERE e.standing AND e.at >= :since
                 ORDER BY e.at DESC
                 LIMIT :weighed) n
         GROUP BY n.from_food, n.to_foods) c
  JOIN replacement r ON r.from_food = c.from_food AND r.to_foods = c.to_foods AND r.context = 'all' AND NOT r.withheld
  JOIN food b ON b.id = c.from_food
 ORDER BY c.cooks DESC, c.times DESC, b.slug, c.to_foods
 LIMIT :most;

-- name: top_tagged(tag, since, weighed, most)
-- The same in recipes that bear a tag.
SELECT json_build_object('slug', b.slug, 'name', b.name) AS from_name,
       coalesce((SELECT json_agg(json_build_object('slug', f.slug, 'name', f.name) ORDER BY f.name)
                   FROM food f WHERE f.id = ANY (c.to_foods)), '[]') AS to_names,
       c.cooks, c.times
  FROM (SELECT n.from_food, n.to_foods, count(DISTINCT n.account_id)::integer AS cooks, count(*)::integer AS times
          FROM (SELECT e.from_food, e.to_foods, e.account_id
                  FROM replacement_event e
                 WHERE e.standing AND e.tags @> ARRAY[:tag::text] AND e.at >= :since
                 ORDER BY e.at DESC
                 LIMIT :weighed) n
         GROUP BY n.from_food, n.to_foods) c
  JOIN replacement r ON r.from_food = c.from_food AND r.to_foods = c.to_foods AND r.context = 'all' AND NOT r.withheld
  JOIN food b ON b.id = c.from_food
 ORDER BY c.cooks DESC, c.times DESC, b.slug, c.to_foods
 LIMIT :most;

-- name: edges_from(foods, most)
-- For each of some foods what most cooks used in its place.
SELECT n.from_food, json_build_object('slug', b.slug, 'name', b.name) AS from_name, n.to_foods,
       coalesce((SELECT json_agg(json_build_object('slug', f.slug, 'name', f.name) ORDER BY f.id)
                   FROM food f WHERE f.id = ANY (n.to_foods)), '[]') AS to_names,
       n.cooks, n.did_not_work, n.ratio_median
  FROM (SELECT r.from_food, r.to_foods, r.cooks, r.did_not_work, r.ratio_median,
               row_number() OVER (PARTITION BY r.from_food ORDER BY r.cooks DESC, r.forks DESC, r.to_foods) AS place
          FROM replacement r
         WHERE r.from_food = ANY(:foods::uuid[]) AND r.context = 'all' AND NOT r.withheld) n
  JOIN food b ON b.id = n.from_food
 WHERE n.place <= :most
 ORDER BY n.cooks DESC, b.slug, n.to_foods;

-- name: readings_of(recipe_id, most)
-- What the newest public forks and reviews changed in a recipe.
SELECT source_id, origin, account_id, changes, at
  FROM recipe_reading
 WHERE recipe_id = :recipe_id AND public
 ORDER BY at DESC, source_id DESC
 LIMIT :most;

-- name: as_written(recipe_id)$
-- How many reviewers cooked a recipe as it is written.
SELECT as_written_count FROM recipe_sums WHERE recipe_id = :recipe_id;

-- name: readings_by(recipe_id, sources)
-- What was read out of some reviews of a recipe, by the ids of the reviews.
SELECT v.id AS source_id, g.origin, g.account_id, g.changes, g.at
  FROM visible_review v
  JOIN recipe_reading g ON g.recipe_id = v.recipe_id AND g.source_id = v.reviewer_id
 WHERE v.recipe_id = :recipe_id AND v.id = ANY(:sources::uuid[]);
