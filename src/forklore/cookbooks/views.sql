-- Cookbooks of cooks who are active. Others see the public ones, unless a block parts them: `rules.may_see`.
CREATE OR REPLACE VIEW visible_cookbook AS
SELECT b.account_id, b.id, a.handle AS owner_handle, a.display_name AS owner_name, b.name, b.description, b.visibility,
       b.for_saving, b.revision, b.created_at, b.edited_at
  FROM cookbook b
  JOIN visible_account a ON a.id = b.account_id;
COMMENT ON VIEW visible_cookbook IS 'Cookbooks of active cooks';

-- Who keeps public recipes and since when, the authors out: what popularity counts.
CREATE OR REPLACE VIEW public_saved AS
SELECT s.recipe_id, s.account_id, s.first_at
  FROM saved s
  JOIN visible_account a ON a.id = s.account_id
  JOIN public_recipe r ON r.id = s.recipe_id
 WHERE s.undone_at IS NULL AND s.account_id <> r.author_id;
COMMENT ON VIEW public_saved IS 'Who keeps a public recipe, and since when; its author is out';

-- How many people keep a visible recipe, counted anew.
CREATE OR REPLACE VIEW recounted_saved AS
SELECT r.id AS recipe_id, count(s.account_id)::integer AS saves
  FROM visible_recipe r
  LEFT JOIN saved s ON s.recipe_id = r.id AND s.undone_at IS NULL AND s.account_id <> r.author_id
 GROUP BY r.id;
COMMENT ON VIEW recounted_saved IS 'How many people but the author keep a visible recipe, counted anew';
