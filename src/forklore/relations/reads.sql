-- name: hidden_from(account_id)
-- The cooks that a cook has blocked, and those who have blocked the cook.
SELECT blocked_id FROM block WHERE account_id = :account_id
 UNION
SELECT blocker_id FROM blocker WHERE account_id = :account_id;
