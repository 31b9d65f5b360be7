-- name: claim_key(owner, key, body_hash)!
-- Claims a key for this transaction; waits for another one that is claiming it.
INSERT INTO idempotency_key (owner, key, body_hash) VALUES (:owner, :key, :body_hash)
ON CONFLICT (owner, key) DO NOTHING;

-- name: kept_answer(owner, key)^
-- What was answered under a key.
SELECT body_hash, status, answer, headers FROM idempotency_key WHERE owner = :owner AND key = :key;

-- name: keep_answer(owner, key, status, answer, headers)!
-- Keeps the answer under its key.
UPDATE idempotency_key SET status = :status, answer = :answer, headers = :headers
 WHERE owner = :owner AND key = :key;

-- name: forget_answers()!
-- Drops answers that are a day old.
DELETE FROM idempotency_key WHERE made_at < now() - interval '1 day';
