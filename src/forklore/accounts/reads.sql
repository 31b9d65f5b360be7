-- name: account_by_id(account_id)^
-- An active account by its id.
SELECT id, handle, display_name, bio, kind, version, created_at FROM visible_account WHERE id = :account_id;

-- name: account_by_handle(handle)^
-- An active account by its handle, or by one it had before.
SELECT id, handle, display_name, bio, kind, version, created_at
  FROM visible_account
 WHERE id = coalesce((SELECT a.id FROM account a WHERE a.handle = :handle),
                     (SELECT o.account_id FROM old_handle o WHERE o.handle = :handle));

-- name: profile_by_handle(handle)^
-- An active account with the sums of its page.
SELECT a.id, a.handle, a.display_name, a.bio, a.kind, a.version, a.created_at,
       s.followers, s.following, s.recipes, s.forks, s.stars_count, s.stars_sum
  FROM visible_account a
  JOIN account_stats s ON s.account_id = a.id
 WHERE a.id = coalesce((SELECT b.id FROM account b WHERE b.handle = :handle),
                       (SELECT o.account_id FROM old_handle o WHERE o.handle = :handle));

-- name: signed_by_session(hash)^
-- Whose session this is, while it has not run out; a session may do what its cook may do.
SELECT a.id AS account_id, a.handle, a.display_name, ARRAY['read', 'write'] AS scopes, s.id AS key_id
  FROM session s
  JOIN visible_account a ON a.id = s.account_id
 WHERE s.hash = :hash AND s.expires_at > now();

-- name: signed_by_token(hash)^
-- Whose token this is, and for what.
SELECT a.id AS account_id, a.handle, a.display_name, t.scopes, t.id AS key_id
  FROM access_token t
  JOIN visible_account a ON a.id = t.account_id
 WHERE t.hash = :hash AND (t.expires_at IS NULL OR t.expires_at > now());

-- name: login_by_handle(handle)^
-- The hash to check when someone signs in with a handle.
SELECT a.id AS account_id, c.password_hash
  FROM visible_account a
  JOIN credential c ON c.account_id = a.id
 WHERE a.handle = :handle;

-- name: login_by_email(address)^
-- The hash to check when someone signs in with an address of mail.
SELECT a.id AS account_id, c.password_hash
  FROM visible_account a
  JOIN credential c ON c.account_id = a.id
 WHERE a.id = (SELECT e.account_id FROM email e WHERE e.address = :address);

-- name: handle_is_used(handle)$
-- Whether a handle belongs, or belonged, to an account.
SELECT EXISTS (SELECT FROM account a WHERE a.handle = :handle)
    OR EXISTS (SELECT FROM old_handle o WHERE o.handle = :handle);

-- name: belongs_to_other(handle, account_id)$
-- Whether a handle belongs, or belonged, to another account.
SELECT EXISTS (SELECT FROM account a WHERE a.handle = :handle AND a.id <> :account_id)
    OR EXISTS (SELECT FROM old_handle o WHERE o.handle = :handle AND o.account_id <> :account_id);

-- name: sessions_of(account_id)
-- Where a cook is signed in, newest first.
SELECT id, device, created_at, expires_at
  FROM session
 WHERE account_id = :account_id AND expires_at > now()
 ORDER BY created_at DESC, id DESC
 LIMIT 100;

-- name: tokens_of(account_id)
-- A cook's tokens, newest first.
SELECT id, name, scopes, created_at, expires_at
  FROM access_token
 WHERE account_id = :account_id
 ORDER BY created_at DESC, id DESC
 LIMIT 100;
