-- name: insert_account(handle, display_name, bio, kind, created_at)$
-- Makes an account; a handle that is taken makes none.
INSERT INTO account (handle, display_name, bio, kind, created_at)
VALUES (:handle, :display_name, :bio, :kind, coalesce(:created_at::timestamptz, now()))
ON CONFLICT (handle) DO NOTHING
RETURNING id;

-- name: insert_email(address, account_id)!
-- Gives an account the address it signs in with; one that is taken is left alone.
INSERT INTO email (address, account_id) VALUES (:address, :account_id) ON CONFLICT (address) DO NOTHING;

-- name: insert_credential(account_id, password_hash)!
-- Keeps the hash of a password.
INSERT INTO credential (account_id, password_hash) VALUES (:account_id, :password_hash);

-- name: insert_stats(account_id)!
-- Begins the sums of an account.
INSERT INTO account_stats (account_id) VALUES (:account_id);

-- name: insert_session(hash, account_id, device, days)$
-- Signs a device in.
INSERT INTO session (hash, account_id, device, expires_at)
VALUES (:hash, :account_id, :device, now() + make_interval(days => :days))
RETURNING id;

-- name: insert_token(hash, account_id, name, scopes, expires_at)$
-- Makes a token for a program.
INSERT INTO access_token (hash, account_id, name, scopes, expires_at)
VALUES (:hash, :account_id, :name, :scopes, :expires_at)
RETURNING id;

-- name: delete_session(account_id, id)!
-- Signs one device of a cook out.
DELETE FROM session WHERE account_id = :account_id AND id = :id;

-- name: delete_token(account_id, id)!
-- Takes a token back.
DELETE FROM access_token WHERE account_id = :account_id AND id = :id;

-- name: update_profile(account_id, version, handle, display_name, bio)!
-- Changes the profile if it still is the version that was read.
UPDATE account
   SET handle = :handle, display_name = :display_name, bio = :bio, version = version + 1
 WHERE id = :account_id AND version = :version;

-- name: keep_old_handle(handle, account_id)!
-- Lets a handle that was given up lead to its cook.
INSERT INTO old_handle (handle, account_id) VALUES (:handle, :account_id)
ON CONFLICT (handle) DO UPDATE SET account_id = excluded.account_id, left_at = now();

-- name: add_relations(account_id, followers, following)!
-- Adds to the counts of followers and followed, or takes away with negative numbers.
UPDATE account_stats
   SET followers = followers + :followers, following = following + :following
 WHERE account_id = :account_id;

-- name: add_recipes(account_id, recipes, forks)!
-- Adds to the counts of visible recipes and forks.
UPDATE account_stats
   SET recipes = recipes + :recipes, forks = forks + :forks
 WHERE account_id = :account_id;

-- name: add_stars(account_id, count, total, histogram, as_written_count, as_written_total, rated, means)!
-- Adds stars to a cook's sums; every number may be negative.
UPDATE account_stats
   SET stars_count = stars_count + :count,
       stars_sum = stars_sum + :total,
       stars_histogram = ARRAY(SELECT a + b FROM unnest(stars_histogram, :histogram::integer[]) AS h(a, b)),
       as_written_count = as_written_count + :as_written_count,
       as_written_sum = as_written_sum + :as_written_total,
       recipes_rated = recipes_rated + :rated,
       recipe_means_sum = recipe_means_sum + :means
 WHERE account_id = :account_id;

-- name: add_month(account_id, month, count, total)!
-- Adds stars to one month of a cook; what is taken away was added before, and a new row cannot be negative.
INSERT INTO account_month AS m (account_id, month, stars_count, stars_sum)
VALUES (:account_id, :month, greatest(:count::integer, 0), greatest(:total::integer, 0))
ON CONFLICT (account_id, month) DO UPDATE
   SET stars_count = m.stars_count + :count, stars_sum = m.stars_sum + :total;
