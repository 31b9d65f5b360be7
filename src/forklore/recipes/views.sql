-- Recipes that may be shown: published, not deleted, by a cook who is active. What depends on who is looking is decided
-- by one predicate, `rules.may_see`: the author sees everything of their own, followers what is for followers, and
-- nobody sees anything of a cook who blocked them or whom they blocked. Public lists show what is public and leave out
-- the hidden cooks: `visibility = 'public' AND NOT author_id = ANY (:hidden)`.
CREATE OR REPLACE VIEW visible_recipe AS
SELECT r.id, r.author_id, r.slug, r.title, r.summary, r.head, r.visibility, r.minutes, r.parent_id, r.parent_version,
       r.root_id, r.source_url, r.source_name, r.created_at, r.updated_at, r.published_at,
       a.handle AS author_handle, a.display_name AS author_name
  FROM recipe r
  JOIN account a ON a.id = r.author_id
 WHERE r.state = 'published' AND a.state = 'active';
COMMENT ON VIEW visible_recipe IS 'Recipes that are published and whose cook is active, of any visibility';

-- The same, for everybody: what counts in public numbers.
CREATE OR REPLACE VIEW public_recipe AS
SELECT v.id, v.author_id, v.slug, v.title, v.summary, v.head, v.visibility, v.minutes, v.parent_id, v.parent_version,
       v.root_id, v.source_url, v.source_name, v.created_at, v.updated_at, v.published_at, v.author_handle, v.author_name
  FROM visible_recipe v
 WHERE v.visibility = 'public';
COMMENT ON VIEW public_recipe IS 'Visible recipes that everybody may see';

-- What a card of a recipe shows.
CREATE OR REPLACE VIEW recipe_card AS
SELECT v.id, v.slug, v.title, v.summary, v.author_id, v.author_handle, v.author_name, v.visibility, v.minutes,
       v.parent_id, v.root_id, v.published_at, s.stars_count, s.stars_sum, s.cooks, s.forks, s.saves
  FROM visible_recipe v
  JOIN recipe_stats s ON s.recipe_id = v.id;
COMMENT ON VIEW recipe_card IS 'What a card of a visible recipe shows';

-- The sums kept for each recipe, in whatever state it is; other rooms read them here.
CREATE OR REPLACE VIEW recipe_sums AS
SELECT recipe_id, stars_count, stars_sum, stars_histogram, as_written_count, as_written_sum, cooks, forks, public, saves
  FROM recipe_stats;
COMMENT ON VIEW recipe_sums IS 'The sums kept for each recipe, in whatever state it is';
