-- Accounts that are neither suspended nor deleted.
CREATE OR REPLACE VIEW visible_account AS
SELECT id, handle, display_name, bio, kind, version, created_at FROM account WHERE state = 'active';
COMMENT ON VIEW visible_account IS 'Accounts that are neither suspended nor deleted';

-- The sums kept for each active cook; other rooms read them here.
CREATE OR REPLACE VIEW account_sums AS
SELECT a.id AS account_id, a.handle, s.followers, s.following, s.recipes, s.forks, s.stars_count, s.stars_sum, s.stars_histogram,
       s.as_written_count, s.as_written_sum, s.recipes_rated, s.recipe_means_sum
  FROM account a
  JOIN account_stats s ON s.account_id = a.id
 WHERE a.state = 'active';
COMMENT ON VIEW account_sums IS 'The sums kept for each active cook';

CREATE OR REPLACE VIEW account_months AS
SELECT account_id, month, stars_count, stars_sum FROM account_month WHERE stars_count > 0;
COMMENT ON VIEW account_months IS 'The stars of a cook by month, where there are any';
