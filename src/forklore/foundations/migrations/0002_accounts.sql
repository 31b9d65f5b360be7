-- People, their credentials, sessions and tokens.

CREATE TABLE account (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  handle        text NOT NULL CHECK (handle ~ '^[a-z0-9_]{3,30}$'),
  display_name  text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 80),
  bio           text NOT NULL DEFAULT '' CHECK (length(bio) <= 2000),
  kind          text NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'brand')),
  state         text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'deleted')),
  version       integer NOT NULL DEFAULT 1,
  created_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT account_handle UNIQUE (handle)
);
COMMENT ON TABLE account IS 'A person or a brand; a cook on the page [everywhere]';
COMMENT ON COLUMN account.version IS 'Counts the changes of the profile; the ETag';

CREATE TABLE old_handle (
  handle      text PRIMARY KEY,
  account_id  uuid NOT NULL,
  left_at     timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX old_handle_account ON old_handle (account_id);
COMMENT ON TABLE old_handle IS 'Handles that were given up and still lead to their cook [everywhere]';

CREATE TABLE email (
  address     text PRIMARY KEY CHECK (length(address) BETWEEN 3 AND 254),
  account_id  uuid NOT NULL
);
CREATE INDEX email_account ON email (account_id);
COMMENT ON TABLE email IS 'Which account signs in with an address (lower case) [spread: address]';

CREATE TABLE credential (
  account_id     uuid PRIMARY KEY,
  password_hash  text NOT NULL,
  changed_at     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE credential IS 'The argon2 hash of the password [spread: account_id]';

CREATE TABLE session (
  hash        bytea PRIMARY KEY,
  id          uuid NOT NULL DEFAULT uuidv7(),
  account_id  uuid NOT NULL,
  device      text NOT NULL DEFAULT '' CHECK (length(device) <= 300),
  created_at  timestamptz NOT NULL DEFAULT now(),
  expires_at  timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account_id);
COMMENT ON TABLE session IS 'Someone signed in on one device; found by the hash of its secret [spread: hash]';

CREATE TABLE access_token (
  hash        bytea PRIMARY KEY,
  id          uuid NOT NULL DEFAULT uuidv7(),
  account_id  uuid NOT NULL,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  scopes      text[] NOT NULL CHECK (scopes <@ ARRAY['read', 'write', 'moderate', 'admin']),
  created_at  timestamptz NOT NULL DEFAULT now(),
  expires_at  timestamptz
);
CREATE INDEX access_token_account ON access_token (account_id);
COMMENT ON TABLE access_token IS 'A key for a program, with the scopes it may use; found by the hash of its secret [spread: hash]';

CREATE TABLE account_stats (
  account_id         uuid PRIMARY KEY,
  followers          integer NOT NULL DEFAULT 0 CHECK (followers >= 0),
  following          integer NOT NULL DEFAULT 0 CHECK (following >= 0),
  recipes            integer NOT NULL DEFAULT 0 CHECK (recipes >= 0),
  forks              integer NOT NULL DEFAULT 0 CHECK (forks >= 0),
  stars_count        integer NOT NULL DEFAULT 0 CHECK (stars_count >= 0),
  stars_sum          integer NOT NULL DEFAULT 0 CHECK (stars_sum >= 0),
  stars_histogram    integer[] NOT NULL DEFAULT '{0,0,0,0,0}' CHECK (array_length(stars_histogram, 1) = 5),
  as_written_count   integer NOT NULL DEFAULT 0 CHECK (as_written_count >= 0),
  as_written_sum     integer NOT NULL DEFAULT 0 CHECK (as_written_sum >= 0),
  recipes_rated      integer NOT NULL DEFAULT 0 CHECK (recipes_rated >= 0),
  recipe_means_sum   numeric NOT NULL DEFAULT 0
);
COMMENT ON TABLE account_stats IS 'The sums of a cook, over visible recipes; can always be recounted [spread: account_id]';
COMMENT ON COLUMN account_stats.recipes IS 'Visible public recipes, forks included';
COMMENT ON COLUMN account_stats.stars_count IS 'Reviews that others wrote about this cook''s visible recipes';
COMMENT ON COLUMN account_stats.recipe_means_sum IS 'The sum of round(stars_sum / stars_count, 6) over the rated recipes: mean_of_recipes is one division';

CREATE TABLE account_month (
  account_id   uuid NOT NULL,
  month        date NOT NULL CHECK (extract(day FROM month) = 1),
  stars_count  integer NOT NULL CHECK (stars_count >= 0),
  stars_sum    integer NOT NULL CHECK (stars_sum >= 0),
  PRIMARY KEY (account_id, month)
);
COMMENT ON TABLE account_month IS 'The stars that a cook''s recipes received, by month of the review [spread: account_id]';

SELECT spread_everywhere('account');
SELECT spread_everywhere('old_handle');
SELECT spread('email', 'address');
SELECT spread('credential', 'account_id');
SELECT spread('session', 'hash');
SELECT spread('access_token', 'hash');
SELECT spread('account_stats', 'account_id');
SELECT spread('account_month', 'account_id');

ALTER TABLE old_handle ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE email ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE credential ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE session ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE access_token ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE account_stats ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE account_month ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
