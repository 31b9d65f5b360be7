-- Accounts that are neither suspended nor deleted.
CREATE OR REPLACE VIEW visible_account AS
SELECT id, handle, display_name, bio, kind, version, created_at FROM account WHERE state = 'active';
COMMENT ON VIEW visible_account IS 'Accounts that are neither suspended nor deleted';
