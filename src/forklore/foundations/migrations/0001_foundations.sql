-- How tables are spread over many machines, and what the border keeps for itself.

CREATE FUNCTION spread(table_name text, key text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('SELECT create_distributed_table(%L, %L)', table_name, key);
  END IF;
END $$;
COMMENT ON FUNCTION spread IS 'Spreads a table over the machines of a Citus cluster by a column; without Citus it does nothing';

CREATE FUNCTION spread_everywhere(table_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'citus') THEN
    EXECUTE format('SELECT create_reference_table(%L)', table_name);
  END IF;
END $$;
COMMENT ON FUNCTION spread_everywhere IS 'Keeps a copy of a table on every machine of a Citus cluster; without Citus it does nothing';

CREATE TABLE idempotency_key (
  owner       text NOT NULL CHECK (length(owner) <= 100),
  key         text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
  body_hash   bytea NOT NULL,
  status      smallint,
  answer      bytea,
  headers     jsonb NOT NULL DEFAULT '{}',
  made_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (owner, key)
);
CREATE INDEX idempotency_key_made_at ON idempotency_key (made_at);
COMMENT ON TABLE idempotency_key IS 'What was answered to a POST that carried an Idempotency-Key, written in the transaction of its effect [one place]';
COMMENT ON COLUMN idempotency_key.owner IS 'The account that asked, or the address of one who is not signed in';
COMMENT ON COLUMN idempotency_key.body_hash IS 'Keyed hash of method, path and body: the same key with another body is refused';

CREATE UNLOGGED TABLE try_count (
  key    text PRIMARY KEY CHECK (length(key) <= 200),
  tries  integer NOT NULL,
  until  timestamptz NOT NULL
);
CREATE INDEX try_count_until ON try_count (until);
COMMENT ON TABLE try_count IS 'How often something was tried in the current window: sign-ins, sign-ups, writes [one place]';
