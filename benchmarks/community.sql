-- A community of any size, written in sets. Each step stands behind a line `-- step: name`; `community.py` runs them in
-- order over one connection and fills the tables of the first before it goes on.
-- Chance is a hash of what it decides and of the seed, so the same size and seed always give the same community,
-- counted back from `as_of`.

-- step: tables
CREATE TEMP TABLE bench_size (
  recipes integer, cooks integer, reviews integer, forks integer, seed integer, choices integer, shares float8[],
  as_of timestamptz);
CREATE TEMP TABLE bench_dish (dish integer PRIMARY KEY, slug text, title text, minutes integer, content jsonb);
-- A line as it is written (choice 0) and with other foods; swap counts the lines of a dish that have others.
CREATE TEMP TABLE bench_line (
  dish integer, position smallint, swap integer, choice integer, doc jsonb, food_id uuid);
-- What the detector says of a choice, and what a reviewer would say.
CREATE TEMP TABLE bench_change (
  dish integer, swap integer, choice integer, kind text, from_items jsonb, to_items jsonb, from_foods uuid[],
  to_foods uuid[], ratio numeric, ratio_by text, confidence real, words text, is_pair boolean, stated jsonb);

-- step: tools
CREATE INDEX ON bench_line (dish, choice);
ANALYZE bench_line;
ANALYZE bench_change;
CREATE FUNCTION pg_temp.chance(n bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE
RETURN (hashint8extended(n, salt) & 9007199254740991) / 9007199254740992.0::float8;

CREATE FUNCTION pg_temp.pick(n bigint, salt bigint, of integer) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (hashint8extended(n, salt) & 9007199254740991) % of;

-- An id as uuidv7() makes them, of a time and of a hash in place of random bits.
CREATE FUNCTION pg_temp.id_at(at timestamptz, key text) RETURNS uuid LANGUAGE sql STABLE
RETURN overlay(overlay(overlay(md5(key) PLACING lpad(to_hex((date_part('epoch', at) * 1000)::bigint), 12, '0')
                       FROM 1 FOR 12) PLACING '7' FROM 13 FOR 1) PLACING '8' FROM 17 FOR 1)::uuid;

-- step: cooks
CREATE TEMP TABLE bench_cook AS
SELECT n, pg_temp.id_at(s.as_of - interval '800 days' + n * interval '1 second', s.seed || ' cook ' || n) AS id
  FROM bench_size s, generate_series(1, s.cooks) AS n;
ALTER TABLE bench_cook ADD PRIMARY KEY (n);
ANALYZE bench_cook;
INSERT INTO account (id, handle, display_name, bio, created_at)
SELECT c.id, 'cook_' || lpad(c.n::text, 7, '0'), 'Cook ' || c.n, 'Cooks since yesterday, and for ever after.',
       s.as_of - interval '800 days' + c.n * interval '1 second'
  FROM bench_cook c, bench_size s;
-- The keys of the last cooks, who read and write in the benchmark; their secrets are no secrets.
INSERT INTO access_token (hash, id, account_id, name, scopes, created_at)
SELECT sha256(convert_to('flt_bench_' || c.n, 'UTF8')), pg_temp.id_at(s.as_of, s.seed || ' token ' || c.n), c.id,
       'benchmark', ARRAY['read', 'write'], s.as_of
  FROM bench_cook c, bench_size s
 WHERE c.n > s.cooks - 500;

-- step: recipes
-- n counts recipes, first those that began here, then forks level by level. Of every 97 one is for followers only; it
-- is neither forked nor reviewed. Cooks with low numbers write more: the first of C cooks one in √C of all.
CREATE TEMP TABLE bench_recipe AS
SELECT n, 1 + pg_temp.pick(n, s.seed, d.many) AS dish,
       least(s.cooks, 1 + floor(s.cooks * pg_temp.chance(n, s.seed + 1) ^ 2))::integer AS author, 0 AS depth,
       NULL::integer AS parent, n AS root, ARRAY[n] AS path, ARRAY[]::integer[] AS choices, n % 97 = 0 AS for_followers,
       s.as_of - (0.01 + 729.9 * pg_temp.chance(n, s.seed + 2)) * interval '1 day' AS at
  FROM bench_size s, (SELECT count(*)::integer AS many FROM bench_dish) d, generate_series(1, s.recipes - s.forks) AS n;
ALTER TABLE bench_recipe ADD PRIMARY KEY (n);

-- step: forks of depth 1
-- step: forks of depth 2
-- step: forks of depth 3
-- step: forks of depth 4
INSERT INTO bench_recipe
SELECT f.n, p.dish, CASE WHEN f.author = p.author THEN 1 + f.author % s.cooks ELSE f.author END, p.depth + 1, p.n,
       p.root, p.path || f.n, p.choices || f.choice, false, s.as_of - (s.as_of - p.at) * f.age
  FROM bench_size s
 CROSS JOIN LATERAL (
       SELECT max(b.n) AS last, top.depth, min(b.n) FILTER (WHERE b.depth = top.depth) AS first
         FROM bench_recipe b, (SELECT max(depth) AS depth FROM bench_recipe) top
        GROUP BY top.depth) l
 CROSS JOIN LATERAL (
       SELECT n, least(s.cooks, 1 + floor(s.cooks * pg_temp.chance(n, s.seed + 1) ^ 2))::integer AS author,
              1 + pg_temp.pick(n, s.seed + 3, s.choices) AS choice,
              0.001 + 0.998 * pg_temp.chance(n, s.seed + 2) AS age,
              l.first + floor((l.last - l.first + 1) * pg_temp.chance(n, s.seed + 4) ^ 3)::integer AS parent
         FROM generate_series(l.last + 1, s.recipes - (s.forks * s.shares[l.depth + 1])::integer) AS n) f
  JOIN bench_recipe p ON p.n = CASE WHEN f.parent % 97 = 0 AND l.depth = 0 THEN f.parent - 1 ELSE f.parent END;

-- step: recipe rows
ALTER TABLE bench_recipe ADD id uuid, ADD author_id uuid, ADD slug text, ADD title text;
UPDATE bench_recipe r
   SET id = pg_temp.id_at(r.at, s.seed || ' recipe ' || r.n), author_id = c.id, slug = d.slug || '-' || r.n,
       title = d.title || ' ' || r.n
  FROM bench_size s, bench_cook c, bench_dish d
 WHERE c.n = r.author AND d.dish = r.dish;
ANALYZE bench_recipe;
INSERT INTO recipe (id, author_id, slug, title, summary, state, visibility, minutes, parent_id, parent_version, root_id,
                    created_at, updated_at, published_at)
SELECT r.id, r.author_id, r.slug, r.title, d.content ->> 'summary', 'published',
       CASE WHEN r.for_followers THEN 'followers' ELSE 'public' END, d.minutes, p.id,
       CASE WHEN p.id IS NOT NULL THEN 1 END, o.id, r.at, r.at, r.at
  FROM bench_recipe r
  JOIN bench_dish d USING (dish)
  JOIN bench_recipe o ON o.n = r.root
  LEFT JOIN bench_recipe p ON p.n = r.parent
 ORDER BY r.n;
INSERT INTO recipe_address (author_id, slug, recipe_id) SELECT author_id, slug, id FROM bench_recipe;
INSERT INTO recipe_tag (recipe_id, tag)
SELECT r.id, t.tag
  FROM bench_recipe r
  JOIN bench_dish d USING (dish)
 CROSS JOIN LATERAL jsonb_array_elements_text(d.content -> 'tags') AS t(tag)
    ON CONFLICT DO NOTHING;
ANALYZE recipe;

-- step: lineage
INSERT INTO lineage (root_id, recipe_id, parent_id, parent_version, author_id, depth, path, forked_at)
SELECT o.id, r.id, p.id, CASE WHEN p.id IS NOT NULL THEN 1 END, r.author_id, r.depth,
       ARRAY(SELECT u.id
               FROM unnest(r.path) WITH ORDINALITY AS up(n, place)
               JOIN bench_recipe u ON u.n = up.n
              ORDER BY up.place), r.at
  FROM bench_recipe r
  JOIN bench_recipe o ON o.n = r.root
  LEFT JOIN bench_recipe p ON p.n = r.parent
 WHERE r.depth > 0 OR r.n IN (SELECT root FROM bench_recipe WHERE depth > 0);

-- step: lines
-- A line keeps its id through forks: it is made of the root and of the line's place.
INSERT INTO recipe_line (recipe_id, position, line_id, section, text, amount_min, amount_max, unit, food_id, name,
                         preparation, note, optional, confidence)
SELECT r.id, l.position, md5(s.seed || ' line ' || r.root || ' ' || l.position)::uuid, l.doc ->> 'section',
       l.doc ->> 'text', (l.doc ->> 'amount_min')::numeric, (l.doc ->> 'amount_max')::numeric, l.doc ->> 'unit',
       l.food_id, l.doc ->> 'name', l.doc ->> 'preparation', l.doc ->> 'note', (l.doc ->> 'optional')::boolean,
       (l.doc ->> 'confidence')::real
  FROM bench_size s, bench_recipe r
  JOIN bench_line l ON l.dish = r.dish
   AND l.choice = CASE WHEN l.swap <= r.depth THEN r.choices[l.swap] ELSE 0 END
 ORDER BY r.n, l.position;

-- step: versions
INSERT INTO recipe_version (recipe_id, number, content, hash, made_at)
SELECT id, 1, content, sha256(convert_to(content::text, 'UTF8')), at
  FROM (SELECT r.id, r.at, r.n,
               d.content || jsonb_build_object('title', r.title, 'lines', l.lines, 'steps', t.steps) AS content
          FROM bench_size s, bench_recipe r
          JOIN bench_dish d USING (dish)
         CROSS JOIN LATERAL (
               SELECT jsonb_agg(l.doc || jsonb_build_object(
                                  'line_id', md5(s.seed || ' line ' || r.root || ' ' || l.position)::uuid)
                                ORDER BY l.position) AS lines
                 FROM bench_line l
                WHERE l.dish = r.dish
                  AND l.choice = CASE WHEN l.swap <= r.depth THEN r.choices[l.swap] ELSE 0 END) l
         CROSS JOIN LATERAL (
               SELECT jsonb_agg(jsonb_build_object('step_id', md5(s.seed || ' step ' || r.root || ' ' || place)::uuid,
                                                   'text', step ->> 'text') ORDER BY place) AS steps
                 FROM jsonb_array_elements(d.content -> 'steps') WITH ORDINALITY AS e(step, place)) t) made
 ORDER BY n;

-- step: follows
-- The last cook follows the first 500, every other one about 15 of all, the first ones more often.
INSERT INTO follow (follower_id, followee_id, since)
SELECT f.id, t.id, s.as_of - interval '700 days' * pg_temp.chance(w.follower * 1000003::bigint + w.followee, s.seed + 5)
  FROM bench_size s
 CROSS JOIN LATERAL (
       SELECT c.n AS follower, 1 + floor((s.cooks - 1) * pg_temp.chance(c.n * 64::bigint + k, s.seed + 6) ^ 2)::integer
                AS followee
         FROM bench_cook c, generate_series(1, 15) AS k
        WHERE c.n < s.cooks
        UNION
       SELECT s.cooks, n FROM generate_series(1, least(500, s.cooks - 1)) AS n) w
  JOIN bench_cook f ON f.n = w.follower
  JOIN bench_cook t ON t.n = w.followee
 WHERE w.follower <> w.followee;
INSERT INTO follower (followee_id, follower_id, since) SELECT followee_id, follower_id, since FROM follow;

-- step: reviews
-- Popularity by Zipf's law, exponent 0.8: the recipe of rank r has a share as (r + 10)^-0.8; ranks are a hash. Whole
-- numbers that sum up: the floors of the running shares. The reviewers of a recipe are a walk through the cooks in
-- steps that share no factor with their number, so all are different; the author is left out.
CREATE TEMP TABLE bench_rank AS
WITH ranked AS (
  SELECT r.n, row_number() OVER (ORDER BY pg_temp.chance(r.n, s.seed + 7), r.n) AS rank
    FROM bench_size s, bench_recipe r
   WHERE NOT r.for_followers
), running AS (
  SELECT n, rank, sum((rank + 10) ^ -0.8::float8) OVER (ORDER BY rank) AS upto,
         sum((rank + 10) ^ -0.8::float8) OVER () AS whole
    FROM ranked
)
SELECT n, rank, (floor(s.reviews * upto / whole + 1e-9) - lag(floor(s.reviews * upto / whole + 1e-9), 1, 0)
                 OVER (ORDER BY rank))::integer AS reviews
  FROM running, bench_size s;
ALTER TABLE bench_rank ADD PRIMARY KEY (n);
ANALYZE bench_rank;
CREATE TEMP TABLE bench_review AS
SELECT r.id AS recipe_id, r.n AS recipe, r.author_id, c.id AS reviewer_id, w.key, r.dish,
       greatest(1, least(5, round(3.3 + 1.4 * pg_temp.chance(r.n, s.seed + 8)
         + 1.3 * (pg_temp.chance(w.key, s.seed + 9) + pg_temp.chance(w.key, s.seed + 10) - 1))))::smallint AS stars,
       pg_temp.chance(w.key, s.seed + 11) < 0.75 AS as_written,
       s.as_of - interval '1 second' - (s.as_of - r.at) * 0.998 * pg_temp.chance(w.key, s.seed + 12) ^ 2 AS at
  FROM bench_size s
 CROSS JOIN LATERAL (
       SELECT b.n AS recipe, b.n * 1000003::bigint + k AS key, k, b.reviews, r.author,
              1 + ((pg_temp.pick(b.n, s.seed + 13, s.cooks) + k * 7919::bigint) % s.cooks)::integer AS cook
         FROM bench_rank b
         JOIN bench_recipe r USING (n)
        CROSS JOIN LATERAL generate_series(1, b.reviews + 1) AS k
        WHERE b.reviews > 0) w
  JOIN bench_recipe r ON r.n = w.recipe
  JOIN bench_cook c ON c.n = w.cook
 WHERE w.cook <> w.author
   AND (w.k <= w.reviews OR EXISTS (
        SELECT FROM generate_series(1, w.reviews) AS j
         WHERE 1 + ((pg_temp.pick(w.recipe, s.seed + 13, s.cooks) + j * 7919::bigint) % s.cooks) = w.author));
ANALYZE bench_review;

-- step: review rows
-- Who did not cook as written says which food was replaced, as one of the dish's forks does.
INSERT INTO review (recipe_id, id, reviewer_id, version, stars, as_written, body, changes, created_at, updated_at)
SELECT v.recipe_id, pg_temp.id_at(v.at, s.seed || ' review ' || v.key), v.reviewer_id, 1, v.stars, v.as_written,
       (ARRAY['', '', 'Lovely, and quick.', 'The family asked for more.', 'A little bland for us; more salt next time.',
              'Made it twice this week already. The second time I doubled everything and there was still nothing left.',
              'Good, though it took longer than it says.'])[1 + pg_temp.pick(v.key, s.seed + 14, 7)],
       CASE WHEN v.as_written THEN '[]'::jsonb ELSE w.stated END, v.at, v.at
  FROM bench_size s
 CROSS JOIN bench_review v
  JOIN bench_change w ON w.dish = v.dish AND w.swap = 1 + pg_temp.pick(v.key, s.seed + 15, 4)
   AND w.choice = 1 + pg_temp.pick(v.key, s.seed + 16, s.choices);

ANALYZE review;

-- step: cooked
INSERT INTO cooked (recipe_id, account_id, version, first_at, last_at)
SELECT v.recipe_id, v.reviewer_id, 1, v.at, v.at
  FROM bench_size s, bench_review v
 WHERE pg_temp.chance(v.key, s.seed + 17) < 0.6;

-- step: changes
INSERT INTO detection (recipe_id, version, parent_version, servings_factor, detector, detected_at)
SELECT id, 1, 1, 1, 2, at FROM bench_recipe WHERE depth > 0;
INSERT INTO change (recipe_id, id, version, parent_version, position, kind, from_items, to_items, from_foods, to_foods,
                    ratio, ratio_by, confidence, detected_at)
SELECT r.id, pg_temp.id_at(r.at, s.seed || ' change ' || r.n), 1, 1, 0, w.kind, w.from_items, w.to_items, w.from_foods,
       w.to_foods, w.ratio, w.ratio_by, w.confidence, r.at
  FROM bench_size s, bench_recipe r
  JOIN bench_change w ON w.dish = r.dish AND w.swap = r.depth AND w.choice = r.choices[r.depth]
 WHERE r.depth > 0 AND w.kind IS NOT NULL;

-- step: replacements
INSERT INTO replacement_event (from_food, to_foods, recipe_id, account_id, origin, version, parent_id, root_id, ratio,
                               ratio_by, bucket, stars, failed, confidence, text, detector, at)
SELECT w.from_foods[1], w.to_foods, r.id, r.author_id, 'fork', 1, p.id, o.id, w.ratio, w.ratio_by,
       round(ln(w.ratio) / ln(1.01)), NULL::smallint, false, w.confidence, w.words, 2, r.at
  FROM bench_recipe r
  JOIN bench_recipe p ON p.n = r.parent
  JOIN bench_recipe o ON o.n = r.root
  JOIN bench_change w ON w.dish = r.dish AND w.swap = r.depth AND w.choice = r.choices[r.depth]
 WHERE w.is_pair
 UNION ALL
SELECT w.from_foods[1], w.to_foods, v.recipe_id, v.reviewer_id, 'review', 1, NULL, v.recipe_id, NULL, NULL, NULL, v.stars,
       v.stars <= 2, 1, w.words, 2, v.at
  FROM bench_size s
 CROSS JOIN bench_review v
  JOIN bench_change w ON w.dish = v.dish AND w.swap = 1 + pg_temp.pick(v.key, s.seed + 15, 4)
   AND w.choice = 1 + pg_temp.pick(v.key, s.seed + 16, s.choices)
 WHERE NOT v.as_written AND w.is_pair;
INSERT INTO replacement_cook (from_food, to_foods, context, account_id, forks, reviews, families, failed, grams, volume, as_written)
SELECT from_food, to_foods, 'all', account_id, count(*) FILTER (WHERE origin = 'fork'),
       count(*) FILTER (WHERE origin = 'review'), least(3, count(DISTINCT root_id)), bool_or(failed),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY bucket) FILTER (WHERE ratio_by = 'grams'),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY bucket) FILTER (WHERE ratio_by = 'volume'),
       percentile_disc(0.5) WITHIN GROUP (ORDER BY bucket) FILTER (WHERE ratio_by = 'as_written')
  FROM replacement_event
 GROUP BY from_food, to_foods, account_id;
INSERT INTO replacement_ratio (from_food, to_foods, context, ratio_by, bucket, cooks)
SELECT from_food, to_foods, context, 'grams', grams, count(*) FROM replacement_cook WHERE grams IS NOT NULL
 GROUP BY from_food, to_foods, context, grams;
INSERT INTO replacement_ratio (from_food, to_foods, context, ratio_by, bucket, cooks)
SELECT from_food, to_foods, context, 'volume', volume, count(*) FROM replacement_cook WHERE volume IS NOT NULL
 GROUP BY from_food, to_foods, context, volume;
INSERT INTO replacement_ratio (from_food, to_foods, context, ratio_by, bucket, cooks)
SELECT from_food, to_foods, context, 'as_written', as_written, count(*) FROM replacement_cook WHERE as_written IS NOT NULL
 GROUP BY from_food, to_foods, context, as_written;
INSERT INTO replacement (from_food, to_foods, context, cooks, voices, forks, reviews, did_not_work, last_seen)
SELECT c.from_food, c.to_foods, 'all', count(*), sum(1 + 0.1 * (c.families - 1)), sum(c.forks), sum(c.reviews),
       count(*) FILTER (WHERE c.failed),
       (SELECT max(e.at) FROM replacement_event e WHERE e.from_food = c.from_food AND e.to_foods = c.to_foods)
  FROM replacement_cook c
 GROUP BY c.from_food, c.to_foods;
WITH most AS (
  SELECT DISTINCT ON (from_food, to_foods) from_food, to_foods, ratio_by
    FROM replacement_ratio
   GROUP BY from_food, to_foods, ratio_by
   ORDER BY from_food, to_foods, sum(cooks) DESC, array_position(ARRAY['grams', 'volume', 'as_written'], ratio_by)
), told AS (
  SELECT m.from_food, m.to_foods, m.ratio_by,
         percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY power(1.01::float8, h.bucket)) AS q
    FROM most m
    JOIN replacement_ratio h ON h.from_food = m.from_food AND h.to_foods = m.to_foods AND h.ratio_by = m.ratio_by
   CROSS JOIN generate_series(1, h.cooks)
   GROUP BY m.from_food, m.to_foods, m.ratio_by
)
UPDATE replacement r
   SET ratio_low = t.q[1], ratio_median = t.q[2], ratio_high = t.q[3], ratio_by = t.ratio_by
  FROM told t
 WHERE r.from_food = t.from_food AND r.to_foods = t.to_foods;

ANALYZE replacement_event;

-- step: activity
INSERT INTO activity (id, actor_id, at, verb, object_kind, object_id)
SELECT pg_temp.id_at(r.at, s.seed || ' published ' || r.n), r.author_id, r.at,
       CASE WHEN r.depth = 0 THEN 'published' ELSE 'forked' END, 'recipe', r.id
  FROM bench_size s, bench_recipe r
 UNION ALL
SELECT pg_temp.id_at(v.at, s.seed || ' reviewed ' || v.key), v.reviewer_id, v.at, 'reviewed', 'recipe', v.recipe_id
  FROM bench_size s, bench_review v
 UNION ALL
SELECT pg_temp.id_at(v.at, s.seed || ' cooked ' || v.key), v.reviewer_id, v.at, 'cooked', 'recipe', v.recipe_id
  FROM bench_size s, bench_review v
 WHERE pg_temp.chance(v.key, s.seed + 17) < 0.6
 UNION ALL
SELECT pg_temp.id_at(f.since, s.seed || ' followed ' || f.follower_id || f.followee_id), f.follower_id, f.since,
       'followed', 'account', f.followee_id
  FROM bench_size s, follow f;

-- step: sums of recipes
INSERT INTO recipe_stats (recipe_id, stars_count, stars_sum, stars_histogram, as_written_count, as_written_sum, cooks,
                          forks, public)
SELECT r.id, coalesce(v.stars_count, 0), coalesce(v.stars_sum, 0), coalesce(v.stars_histogram, '{0,0,0,0,0}'),
       coalesce(v.as_written_count, 0), coalesce(v.as_written_sum, 0), coalesce(k.cooks, 0), coalesce(f.forks, 0),
       NOT r.for_followers
  FROM bench_recipe r
  LEFT JOIN recounted_recipe v ON v.recipe_id = r.id
  LEFT JOIN (SELECT recipe_id, count(*) AS cooks FROM cooked GROUP BY recipe_id) k ON k.recipe_id = r.id
  LEFT JOIN (SELECT parent AS n, count(*) AS forks FROM bench_recipe GROUP BY parent) f USING (n)
 ORDER BY r.n;
INSERT INTO recipe_month (recipe_id, month, stars_count, stars_sum)
SELECT recipe_id, date_trunc('month', at AT TIME ZONE 'UTC')::date, count(*), sum(stars) FROM bench_review GROUP BY 1, 2;

-- step: sums of cooks
INSERT INTO account_stats (account_id, followers, following, recipes, forks, stars_count, stars_sum, stars_histogram,
                           as_written_count, as_written_sum, recipes_rated, recipe_means_sum)
SELECT c.id, coalesce(t.followers, 0), coalesce(g.following, 0), coalesce(w.recipes, 0), coalesce(w.forks, 0),
       coalesce(v.stars_count, 0), coalesce(v.stars_sum, 0), coalesce(v.stars_histogram, '{0,0,0,0,0}'),
       coalesce(v.as_written_count, 0), coalesce(v.as_written_sum, 0), coalesce(v.recipes_rated, 0),
       coalesce(v.recipe_means_sum, 0)
  FROM bench_cook c
  LEFT JOIN (SELECT followee_id AS id, count(*) AS followers FROM follower GROUP BY 1) t USING (id)
  LEFT JOIN (SELECT follower_id AS id, count(*) AS following FROM follow GROUP BY 1) g USING (id)
  LEFT JOIN (SELECT author_id AS id, count(*) AS recipes, count(*) FILTER (WHERE depth > 0) AS forks
               FROM bench_recipe
              WHERE NOT for_followers
              GROUP BY 1) w USING (id)
  LEFT JOIN recounted_cook v ON v.account_id = c.id;
INSERT INTO account_month (account_id, month, stars_count, stars_sum)
SELECT author_id, date_trunc('month', at AT TIME ZONE 'UTC')::date, count(*), sum(stars) FROM bench_review GROUP BY 1, 2;
