-- A community big enough that PostgreSQL does not read a whole table for a page: 6,000 cooks with 15,000 recipes, nine
-- forks to each root, two reviews and two marks of "cooked" a recipe. Ids are hashes of names, so that nothing is joined.

SET session_replication_role = replica; -- foreign keys hold by construction
CREATE FUNCTION pg_temp.cook(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5('cook ' || n % 6000)::uuid $$;
CREATE FUNCTION pg_temp.dish(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5('dish ' || n % 15000)::uuid $$;
CREATE FUNCTION pg_temp.back(n bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT now() - n * interval '1 hour' $$;
CREATE TEMP TABLE larder AS SELECT id, (row_number() OVER (ORDER BY slug) - 1)::integer AS place FROM food;

ANALYZE larder;

INSERT INTO account (id, handle, display_name) SELECT pg_temp.cook(n), 'cook_' || n, 'Cook ' || n FROM generate_series(0, 5999) n;
INSERT INTO old_handle (handle, account_id) SELECT 'once_' || n, pg_temp.cook(n) FROM generate_series(0, 5999) n;
INSERT INTO email (address, account_id) SELECT n || '@example.org', pg_temp.cook(n) FROM generate_series(0, 5999) n;
INSERT INTO credential (account_id, password_hash) SELECT pg_temp.cook(n), 'none' FROM generate_series(0, 5999) n;
INSERT INTO session (hash, account_id, expires_at)
SELECT sha256(n::text::bytea), pg_temp.cook(n), now() + interval '1 day' FROM generate_series(0, 11999) n;
INSERT INTO access_token (hash, account_id, name, scopes)
SELECT sha256(n::text::bytea), pg_temp.cook(n), 'a script', '{read}' FROM generate_series(0, 11999) n;
INSERT INTO account_stats (account_id) SELECT pg_temp.cook(n) FROM generate_series(0, 5999) n;
INSERT INTO account_month (account_id, month, stars_count, stars_sum)
SELECT pg_temp.cook(n), '2026-01-01'::date + n / 6000 * interval '1 month', 1, 4 FROM generate_series(0, 17999) n;
INSERT INTO activity (actor_id, at, verb, object_kind, object_id)
SELECT pg_temp.cook(n), pg_temp.back(n), 'published', 'recipe', pg_temp.dish(n) FROM generate_series(0, 14999) n;

INSERT INTO follow (follower_id, followee_id, since)
SELECT pg_temp.cook(n), pg_temp.cook(n + 1 + n / 6000), pg_temp.back(n) FROM generate_series(0, 29999) n;
INSERT INTO follower (follower_id, followee_id, since) SELECT follower_id, followee_id, since FROM follow;
INSERT INTO block (account_id, blocked_id) SELECT pg_temp.cook(n), pg_temp.cook(n + 50) FROM generate_series(0, 5999) n;
INSERT INTO blocker (account_id, blocker_id) SELECT blocked_id, account_id FROM block;

INSERT INTO recipe (id, author_id, slug, title, state, published_at, root_id, parent_id, parent_version, created_at, import_key)
SELECT pg_temp.dish(n), pg_temp.cook(n), 'dish-' || n, 'Dish ' || n, 'published', pg_temp.back(n), pg_temp.dish(n - n % 10),
       CASE WHEN n % 10 > 0 THEN pg_temp.dish(n - n % 10) END, CASE WHEN n % 10 > 0 THEN 1 END, pg_temp.back(n),
       CASE WHEN n % 2 = 0 THEN sha256(n::text::bytea) END
  FROM generate_series(0, 14999) n;
INSERT INTO recipe_version (recipe_id, number, content, hash) SELECT pg_temp.dish(n), 1, '{}', '' FROM generate_series(0, 14999) n;
INSERT INTO recipe_line (recipe_id, position, line_id, text, food_id, confidence)
SELECT pg_temp.dish(n), n / 15000, gen_random_uuid(), 'a line', larder.id, 1
  FROM generate_series(0, 44999) n JOIN larder ON larder.place = n % (SELECT count(*) FROM food);
INSERT INTO recipe_tag (recipe_id, tag) SELECT pg_temp.dish(n), 'tag ' || n % 300 FROM generate_series(0, 14999) n;
INSERT INTO recipe_stats (recipe_id, stars_count, stars_sum) SELECT pg_temp.dish(n), 2, 6 + n % 4 FROM generate_series(0, 14999) n;
INSERT INTO recipe_month (recipe_id, month, stars_count, stars_sum)
SELECT pg_temp.dish(n), '2026-01-01', 2, 8 FROM generate_series(0, 14999) n;
INSERT INTO recipe_address (author_id, slug, recipe_id) SELECT pg_temp.cook(n), 'dish-' || n, pg_temp.dish(n) FROM generate_series(0, 14999) n;
INSERT INTO lineage (root_id, recipe_id, parent_id, parent_version, author_id, depth, path)
SELECT pg_temp.dish(n - n % 10), pg_temp.dish(n), CASE WHEN n % 10 > 0 THEN pg_temp.dish(n - n % 10) END, sign(n % 10), pg_temp.cook(n),
       sign(n % 10), CASE WHEN n % 10 > 0 THEN ARRAY[pg_temp.dish(n - n % 10), pg_temp.dish(n)] ELSE ARRAY[pg_temp.dish(n)] END
  FROM generate_series(0, 14999) n;

INSERT INTO proposal (recipe_id, id, fork_id, fork_version, base_version, author_id, created_at)
SELECT pg_temp.dish(n - n % 10), md5('proposal ' || n)::uuid, pg_temp.dish(n), 1, 1, pg_temp.cook(n), pg_temp.back(n)
  FROM generate_series(0, 14999) n WHERE n % 10 > 0;
INSERT INTO proposal_comment (recipe_id, proposal_id, author_id, body, created_at)
SELECT recipe_id, id, author_id, 'Well.', created_at FROM proposal;
INSERT INTO proposal_address (id, recipe_id) SELECT id, recipe_id FROM proposal;

INSERT INTO review (recipe_id, reviewer_id, version, stars, created_at)
SELECT pg_temp.dish(n), pg_temp.cook(n + 1 + n / 15000), 1, 1 + n % 5, pg_temp.back(n) FROM generate_series(0, 29999) n;
INSERT INTO cooked (recipe_id, account_id, version, first_at, last_at)
SELECT pg_temp.dish(n), pg_temp.cook(n + 1 + n / 15000), 1, pg_temp.back(n), pg_temp.back(n) FROM generate_series(0, 29999) n;

INSERT INTO comment (subject_id, id, subject_kind, thread_id, author_id, authors, body, posted_at)
SELECT pg_temp.dish(n), md5('comment ' || n)::uuid, 'recipe', md5('comment ' || n)::uuid, pg_temp.cook(n + 1), ARRAY[pg_temp.cook(n + 1)],
       'word', pg_temp.back(n)
  FROM generate_series(0, 29999) n;
INSERT INTO comment (subject_id, subject_kind, thread_id, parent_id, author_id, authors, body, posted_at)
SELECT pg_temp.dish(n), 'recipe', md5('comment ' || n)::uuid, md5('comment ' || n)::uuid, pg_temp.cook(n), ARRAY[pg_temp.cook(n + 1), pg_temp.cook(n)],
       'word', pg_temp.back(n)
  FROM generate_series(0, 29999) n;
INSERT INTO comment_version (subject_id, comment_id, revision, body, written_at)
SELECT pg_temp.dish(n), md5('comment ' || n)::uuid, 1, 'word', pg_temp.back(n) FROM generate_series(0, 29999) n;

INSERT INTO cookbook (account_id, id, name, visibility, for_saving, created_at)
SELECT pg_temp.cook(n), md5('book ' || n)::uuid, 'Book', CASE WHEN n % 2 = 0 THEN 'public' ELSE 'private' END, n < 6000, pg_temp.back(n)
  FROM generate_series(0, 11999) n;
INSERT INTO cookbook_recipe (account_id, cookbook_id, recipe_id, rank)
SELECT pg_temp.cook(n), md5('book ' || n % 6000)::uuid, pg_temp.dish(n + 1), n FROM generate_series(0, 29999) n;
INSERT INTO saved (recipe_id, account_id, first_at) SELECT recipe_id, account_id, now() FROM cookbook_recipe;

INSERT INTO reaction (subject_id, account_id, kind, subject_kind, counts, at)
SELECT pg_temp.dish(n), pg_temp.cook(n + 1 + n / 15000), 'like', 'recipe', true, pg_temp.back(n) FROM generate_series(0, 29999) n;
INSERT INTO reaction_tally (subject_id, kind, slot, count) SELECT pg_temp.dish(n), 'like', n / 15000, 1 FROM generate_series(0, 29999) n;

INSERT INTO change (recipe_id, version, parent_version, position, kind, from_items, to_items, confidence)
SELECT pg_temp.dish(n), 1, 1, n / 15000, 'replace', '[]', '[]', 1 FROM generate_series(0, 29999) n WHERE n % 10 > 0;
INSERT INTO detection (recipe_id, version, parent_version, servings_factor, detector)
SELECT pg_temp.dish(n), 1, 1, 1, 1 FROM generate_series(0, 14999) n WHERE n % 10 > 0;
INSERT INTO change_decision (recipe_id, key, state, account_id)
SELECT pg_temp.dish(n), 'key', 'confirmed', pg_temp.cook(n) FROM generate_series(0, 14999) n WHERE n % 10 > 0;
INSERT INTO recipe_reading (recipe_id, source_id, origin, account_id, revision, public, changes, detector, at)
SELECT pg_temp.dish(n - n % 10), pg_temp.dish(n), 'fork', pg_temp.cook(n), 1, true, '[]', 2, pg_temp.back(n)
  FROM generate_series(0, 14999) n WHERE n % 10 > 0;
INSERT INTO replacement_event (from_food, to_foods, recipe_id, account_id, origin, version, parent_id, root_id, confidence, text, at, tags)
SELECT a.id, ARRAY[b.id], pg_temp.dish(n), pg_temp.cook(n), 'fork', 1, pg_temp.dish(n - n % 10), pg_temp.dish(n - n % 10), 1,
       'this for that', pg_temp.back(n), ARRAY['tag ' || n % 300]
  FROM generate_series(0, 29999) n JOIN larder a ON a.place = n % 100 JOIN larder b ON b.place = (n / 100) % (SELECT count(*) FROM food)
    ON CONFLICT DO NOTHING;
INSERT INTO replacement_cook (from_food, to_foods, context, account_id, forks, reviews, families, failed)
SELECT from_food, to_foods, 'all', account_id, count(*), 0, 1, false FROM replacement_event GROUP BY from_food, to_foods, account_id;
INSERT INTO replacement_ratio (from_food, to_foods, context, ratio_by, bucket, cooks)
SELECT from_food, to_foods, 'all', 'grams', 0, count(*) FROM replacement_cook GROUP BY from_food, to_foods;
INSERT INTO replacement (from_food, to_foods, context, cooks, voices, forks, reviews, did_not_work, last_seen)
SELECT from_food, to_foods, 'all', count(DISTINCT account_id), count(DISTINCT account_id), count(*), 0, 0, max(at)
  FROM replacement_event GROUP BY from_food, to_foods;
INSERT INTO replacement_verdict (from_food, to_foods, verdict, account_id)
SELECT from_food, to_foods, 'ok', md5('cook 7')::uuid FROM replacement;

INSERT INTO popular (span, by, generation, position, recipe_id, score)
SELECT span, by, generation, n + 1, pg_temp.dish(n), 1
  FROM generate_series(1, 4) generation, unnest(ARRAY['day', 'week', 'month', 'year', 'all']) span,
       unnest(ARRAY['score', 'cooked', 'forked', 'saved', 'top_rated']) by, generate_series(0, 499) n;
INSERT INTO popular_list (span, by, generation, refreshed_at) SELECT DISTINCT span, by, 4, now() FROM popular ON CONFLICT DO NOTHING;

ANALYZE;
