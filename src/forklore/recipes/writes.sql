-- name: insert_recipe(id, author_id, slug, title, summary, visibility, minutes, parent_id, parent_version, root_id, source_url, source_name, import_key, created_at)!
-- Makes a draft.
INSERT INTO recipe (id, author_id, slug, title, summary, visibility, minutes, parent_id, parent_version, root_id,
                    source_url, source_name, import_key, created_at, updated_at)
VALUES (:id, :author_id, :slug, :title, :summary, :visibility, :minutes, :parent_id, :parent_version, :root_id,
        :source_url, :source_name, :import_key, coalesce(:created_at::timestamptz, now()),
        coalesce(:created_at, now()));

-- name: insert_version(recipe_id, number, content, hash, message, credited_id, made_at)!
-- Writes a version; nobody will ever change it.
INSERT INTO recipe_version (recipe_id, number, content, hash, message, credited_id, made_at)
VALUES (:recipe_id, :number, :content, :hash, :message, :credited_id, coalesce(:made_at::timestamptz, now()));

-- name: insert_stats(recipe_id)!
-- Begins the sums of a recipe.
INSERT INTO recipe_stats (recipe_id) VALUES (:recipe_id);

-- name: claim_address(author_id, slug, recipe_id)!
-- Takes an address of a cook, unless another recipe has it; one that the recipe had before becomes current again.
INSERT INTO recipe_address AS a (author_id, slug, recipe_id) VALUES (:author_id, :slug, :recipe_id)
ON CONFLICT (author_id, slug) DO UPDATE SET current = true WHERE a.recipe_id = excluded.recipe_id;

-- name: move_address(author_id, recipe_id, slug)!
-- Makes one address of a recipe the current one; the others keep leading to it.
UPDATE recipe_address
   SET current = (slug = :slug)
 WHERE author_id = :author_id AND recipe_id = :recipe_id AND current <> (slug = :slug);

-- name: set_slug(recipe_id, slug)!
-- Lets a recipe tell its current address.
UPDATE recipe SET slug = :slug WHERE id = :recipe_id;

-- name: free_lines(recipe_id)!
-- Makes room for the lines of a new head.
DELETE FROM recipe_line WHERE recipe_id = :recipe_id;

-- name: insert_lines(recipe_id, lines)!
-- Writes the lines of the head from their document; foods are found by slug.
INSERT INTO recipe_line (recipe_id, position, line_id, section, text, amount_min, amount_max, unit, food_id, name,
                         preparation, note, optional, confidence)
SELECT :recipe_id::uuid, (l.place - 1)::smallint, (l.doc ->> 'line_id')::uuid, l.doc ->> 'section', l.doc ->> 'text',
       (l.doc ->> 'amount_min')::numeric, (l.doc ->> 'amount_max')::numeric, l.doc ->> 'unit', f.id,
       coalesce(l.doc ->> 'name', ''), l.doc ->> 'preparation', l.doc ->> 'note',
       coalesce((l.doc ->> 'optional')::boolean, false), (l.doc ->> 'confidence')::real
  FROM jsonb_array_elements(:lines::jsonb) WITH ORDINALITY AS l(doc, place)
  LEFT JOIN food f ON f.slug = l.doc -> 'food' ->> 'slug';

-- name: free_tags(recipe_id)!
-- Makes room for the tags of a new head.
DELETE FROM recipe_tag WHERE recipe_id = :recipe_id;

-- name: insert_tags(recipe_id, tags)!
-- Writes the tags of the head.
INSERT INTO recipe_tag (recipe_id, tag) SELECT :recipe_id::uuid, unnest(:tags::text[]) ON CONFLICT DO NOTHING;

-- name: set_head(recipe_id, head, title, summary, minutes, visibility)!
-- Lets a recipe show its new version.
UPDATE recipe
   SET head = :head, title = :title, summary = :summary, minutes = :minutes, visibility = :visibility,
       updated_at = now()
 WHERE id = :recipe_id;

-- name: set_parent_version(recipe_id, parent_version)!
-- Lets a fork stand on another version of its parent.
UPDATE recipe SET parent_version = :parent_version WHERE id = :recipe_id;

-- name: set_state(recipe_id, state, published_at)!
-- Publishes, withdraws or deletes; the first time of publishing is kept.
UPDATE recipe
   SET state = :state,
       published_at = CASE WHEN :state = 'published'
                           THEN coalesce(published_at, least(coalesce(:published_at::timestamptz, now()), now()))
                           ELSE published_at END,
       updated_at = now()
 WHERE id = :recipe_id;

-- name: blank(recipe_id)!
-- Takes the words out of a deleted recipe: the tombstone keeps whose it was and where it stood.
UPDATE recipe
   SET title = '', summary = '', minutes = NULL, source_url = NULL, source_name = NULL, import_key = NULL
 WHERE id = :recipe_id;

-- name: forget_versions(recipe_id, kept)!
-- Drops the versions of a deleted recipe but those that visible forks were made from.
DELETE FROM recipe_version WHERE recipe_id = :recipe_id AND number <> ALL(:kept::integer[]);

-- name: add_stars(recipe_id, count, total, histogram, as_written_count, as_written_total)^
-- Adds stars to a recipe's sums (negative numbers take away) and tells how its mean moved.
UPDATE recipe_stats
   SET stars_count = stars_count + :count,
       stars_sum = stars_sum + :total,
       stars_histogram = ARRAY(SELECT a + b FROM unnest(stars_histogram, :histogram::integer[]) AS h(a, b)),
       as_written_count = as_written_count + :as_written_count,
       as_written_sum = as_written_sum + :as_written_total
 WHERE recipe_id = :recipe_id
RETURNING public,
          CASE WHEN stars_count - :count > 0
               THEN round((stars_sum - :total)::numeric / (stars_count - :count), 6) ELSE 0 END AS means_before,
          CASE WHEN stars_count > 0 THEN round(stars_sum::numeric / stars_count, 6) ELSE 0 END AS means_after,
          stars_count - :count > 0 AS rated_before,
          stars_count > 0 AS rated_after;

-- name: add_month(recipe_id, month, count, total)!
-- Adds stars to one month of a recipe; what is taken away was added before, and a new row cannot be negative.
INSERT INTO recipe_month AS m (recipe_id, month, stars_count, stars_sum)
VALUES (:recipe_id, :month, greatest(:count::integer, 0), greatest(:total::integer, 0))
ON CONFLICT (recipe_id, month) DO UPDATE
   SET stars_count = m.stars_count + :count, stars_sum = m.stars_sum + :total;

-- name: add_counts(recipe_id, cooks, forks)!
-- Adds to the counts of cooks and forks.
UPDATE recipe_stats SET cooks = cooks + :cooks, forks = forks + :forks WHERE recipe_id = :recipe_id;

-- name: hold_stats(recipe_ids)
-- Holds the sums of several recipes, always in one order, so that nobody dead-locks.
SELECT recipe_id FROM recipe_stats WHERE recipe_id = ANY (:recipe_ids::uuid[]) ORDER BY recipe_id FOR NO KEY UPDATE;

-- name: add_saves(recipe_ids, account_id, saves)!
-- Adds to the counts of people who keep recipes, but of one's own.
UPDATE recipe_stats s SET saves = s.saves + :saves
  FROM recipe r
 WHERE s.recipe_id = ANY (:recipe_ids::uuid[]) AND r.id = s.recipe_id AND r.author_id <> :account_id;

-- name: set_public(recipe_id, public)^
-- Says whether a recipe counts in public numbers; gives its sums when that changed.
UPDATE recipe_stats
   SET public = :public
 WHERE recipe_id = :recipe_id AND public <> :public
RETURNING stars_count, stars_sum, stars_histogram, as_written_count, as_written_sum,
          CASE WHEN stars_count > 0 THEN round(stars_sum::numeric / stars_count, 6) ELSE 0 END AS mean;
