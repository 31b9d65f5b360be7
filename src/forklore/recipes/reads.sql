-- name: new_id()$
-- A new id, ordered in time.
SELECT uuidv7();

-- name: standing_of(recipe_id)^
-- What has to be known of a recipe before anything is done to it, whatever its state.
SELECT r.id, r.author_id, r.state, r.visibility, r.head, r.root_id, r.parent_id, r.parent_version, r.slug, r.title,
       r.published_at, a.state = 'active' AS author_active
  FROM recipe r
  JOIN account a ON a.id = r.author_id
 WHERE r.id = :recipe_id;

-- name: standing_for_change(recipe_id)^
-- The same, holding the recipe so that nobody changes it meanwhile; not its key, which new reviews and forks share.
SELECT r.id, r.author_id, r.state, r.visibility, r.head, r.root_id, r.parent_id, r.parent_version, r.slug, r.title,
       r.published_at, a.state = 'active' AS author_active
  FROM recipe r
  JOIN account a ON a.id = r.author_id
 WHERE r.id = :recipe_id
   FOR NO KEY UPDATE OF r;

-- name: hold_parent(recipe_id)$
-- Holds a recipe that is being forked, so that nobody deletes the version meanwhile; many may fork it at once.
SELECT id FROM recipe WHERE id = :recipe_id FOR SHARE;

-- name: recipe_at(recipe_id, number)^
-- A recipe with the content of one version (the head when no number is given) and its sums.
SELECT r.id, r.author_id, a.handle AS author_handle, a.display_name AS author_name, r.slug, r.state, r.visibility,
       r.head, v.number, v.message, v.content, r.parent_id, r.parent_version, r.root_id, r.source_url, r.source_name,
       r.created_at, r.updated_at, r.published_at, s.stars_count, s.stars_sum, s.as_written_count, s.as_written_sum,
       s.cooks, s.forks, s.saves, a.state = 'active' AS author_active
  FROM recipe r
  JOIN account a ON a.id = r.author_id
  JOIN recipe_version v ON v.recipe_id = r.id AND v.number = coalesce(:number::integer, r.head)
  JOIN recipe_stats s ON s.recipe_id = r.id
 WHERE r.id = :recipe_id;

-- name: content_at(recipe_id, number)^
-- The content of one version.
SELECT v.content FROM recipe_version v WHERE v.recipe_id = :recipe_id AND v.number = :number;

-- name: versions_of(recipe_id, below, most)
-- The versions of a recipe, newest first.
SELECT v.number, v.message, v.made_at,
       CASE WHEN a.state = 'active'
            THEN json_build_object('handle', a.handle, 'display_name', a.display_name) END AS credited
  FROM recipe_version v
  LEFT JOIN account a ON a.id = v.credited_id
 WHERE v.recipe_id = :recipe_id AND (:below::integer IS NULL OR v.number < :below)
 ORDER BY v.number DESC
 LIMIT :most;

-- name: id_at_address(author_id, slug)$
-- Which recipe an address of a cook leads to, the current one or an old one.
SELECT recipe_id FROM recipe_address WHERE author_id = :author_id AND slug = :slug;

-- name: cards_by_ids(ids)
-- Cards of recipes by their ids, in no particular order.
SELECT id, slug, title, summary, author_id, author_handle, author_name, visibility, minutes, parent_id, root_id,
       published_at, stars_count, stars_sum, cooks, forks
  FROM recipe_card
 WHERE id = ANY(:ids::uuid[]);

-- name: diets_kept(ids, diets)
-- Which of some diets each of some recipes keeps: every line that is not optional names a food that is known to suit.
SELECT l.recipe_id, d.diet
  FROM recipe_line l
 CROSS JOIN unnest(:diets::text[]) AS d(diet)
  LEFT JOIN food f ON f.id = l.food_id
 WHERE l.recipe_id = ANY (:ids::uuid[]) AND NOT l.optional
 GROUP BY l.recipe_id, d.diet
HAVING bool_and(coalesce(f.diets ->> d.diet, 'unknown') = 'yes');

-- name: cards_of_author(author_id, own, follows, before, before_id, most)
-- A cook's published recipes, newest first: the author sees all, followers those for followers too.
SELECT id, slug, title, summary, author_id, author_handle, author_name, visibility, minutes, parent_id, root_id,
       published_at, stars_count, stars_sum, cooks, forks
  FROM recipe_card
 WHERE author_id = :author_id
   AND (visibility = 'public' OR :own::boolean OR (visibility = 'followers' AND :follows::boolean))
   AND (:before::timestamptz IS NULL OR (published_at, id) < (:before, :before_id::uuid))
 ORDER BY published_at DESC, id DESC
 LIMIT :most;

-- name: newest_cards(hidden, before, before_id, most)
-- The newest public recipes of everybody.
SELECT id, slug, title, summary, author_id, author_handle, author_name, visibility, minutes, parent_id, root_id,
       published_at, stars_count, stars_sum, cooks, forks
  FROM recipe_card
 WHERE visibility = 'public'
   AND NOT author_id = ANY(:hidden::uuid[])
   AND (:before::timestamptz IS NULL OR (published_at, id) < (:before, :before_id::uuid))
 ORDER BY published_at DESC, id DESC
 LIMIT :most;

-- name: drafts_of(author_id, before, before_id, most)
-- A cook's recipes that are not published, newest first.
SELECT id, slug, title, state, visibility, head, parent_id, created_at, updated_at
  FROM recipe
 WHERE author_id = :author_id AND state IN ('draft', 'withdrawn')
   AND (:before::timestamptz IS NULL OR (created_at, id) < (:before, :before_id::uuid))
 ORDER BY created_at DESC, id DESC
 LIMIT :most;

-- name: names_by_ids(ids)
-- What may be said of recipes by everybody, deleted and withdrawn ones included: whose they are, and the title of those
-- that are public.
SELECT r.id, r.author_id, a.handle AS author_handle, a.display_name AS author_name, r.slug,
       CASE WHEN r.state = 'published' AND r.visibility = 'public' AND a.state = 'active' THEN r.title END AS title
  FROM recipe r
  JOIN account a ON a.id = r.author_id
 WHERE r.id = ANY(:ids::uuid[]);

-- name: imported(author_id, import_key)$
-- The recipe that came of importing the same thing before.
SELECT id FROM recipe WHERE author_id = :author_id AND import_key = :import_key AND state <> 'deleted' LIMIT 1;

-- name: months_of(recipe_id)
-- The stars of a recipe by month.
SELECT month, stars_count, stars_sum FROM recipe_month WHERE recipe_id = :recipe_id AND stars_count > 0;

-- name: drifted_recipes()
-- Every recipe of an active cook whose count of forks, or whether it counts in public, differs from how things stand.
WITH counted AS (
  SELECT r.id, r.state = 'published' AND r.visibility = 'public' AS public, coalesce(f.n, 0)::integer AS forks
    FROM recipe r
    LEFT JOIN (SELECT parent_id, count(*) AS n
                 FROM recipe
                WHERE state = 'published' AND visibility = 'public'
                GROUP BY parent_id) f ON f.parent_id = r.id
)
SELECT s.recipe_id AS id,
       jsonb_build_object('public', s.public, 'forks', s.forks) AS kept,
       jsonb_build_object('public', c.public, 'forks', c.forks) AS counted
  FROM recipe_stats s
  JOIN counted c ON c.id = s.recipe_id
 WHERE (s.public, s.forks) <> (c.public, c.forks)
 ORDER BY s.recipe_id;

-- name: drifted_cooks()
-- Every active cook whose counts of public recipes and forks differ from a recount.
WITH counted AS (
  SELECT k.account_id, coalesce(r.recipes, 0)::integer AS recipes, coalesce(r.forks, 0)::integer AS forks
    FROM account_sums k
    LEFT JOIN (SELECT author_id, count(*) AS recipes, count(parent_id) AS forks
                 FROM public_recipe
                GROUP BY author_id) r ON r.author_id = k.account_id
)
SELECT k.account_id AS id,
       jsonb_build_object('recipes', k.recipes, 'forks', k.forks) AS kept,
       jsonb_build_object('recipes', c.recipes, 'forks', c.forks) AS counted
  FROM account_sums k
  JOIN counted c ON c.account_id = k.account_id
 WHERE (k.recipes, k.forks) <> (c.recipes, c.forks)
 ORDER BY k.account_id;
