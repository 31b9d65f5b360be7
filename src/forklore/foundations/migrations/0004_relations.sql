-- Follow and block. Each is kept from both ends, because each end is asked for by itself.

CREATE TABLE follow (
  follower_id  uuid NOT NULL,
  followee_id  uuid NOT NULL CHECK (followee_id <> follower_id),
  since        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (follower_id, followee_id)
);
CREATE INDEX follow_followee ON follow (followee_id);
CREATE INDEX follow_newest ON follow (follower_id, since DESC, followee_id DESC);
COMMENT ON TABLE follow IS 'Whom a cook follows [spread: follower_id]';

CREATE TABLE follower (
  followee_id  uuid NOT NULL,
  follower_id  uuid NOT NULL CHECK (followee_id <> follower_id),
  since        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (followee_id, follower_id)
);
CREATE INDEX follower_follower ON follower (follower_id);
CREATE INDEX follower_newest ON follower (followee_id, since DESC, follower_id DESC);
COMMENT ON TABLE follower IS 'The mirror of follow: who follows a cook [spread: followee_id]';

CREATE TABLE block (
  account_id  uuid NOT NULL,
  blocked_id  uuid NOT NULL CHECK (blocked_id <> account_id),
  since       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, blocked_id)
);
CREATE INDEX block_blocked ON block (blocked_id);
COMMENT ON TABLE block IS 'Whom a cook has blocked [spread: account_id]';

CREATE TABLE blocker (
  account_id  uuid NOT NULL,
  blocker_id  uuid NOT NULL CHECK (blocker_id <> account_id),
  since       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, blocker_id)
);
CREATE INDEX blocker_blocker ON blocker (blocker_id);
COMMENT ON TABLE blocker IS 'The mirror of block: by whom a cook is blocked [spread: account_id]';

SELECT spread('follow', 'follower_id');
SELECT spread('follower', 'followee_id');
SELECT spread('block', 'account_id');
SELECT spread('blocker', 'account_id');
ALTER TABLE follow ADD FOREIGN KEY (follower_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE follow ADD FOREIGN KEY (followee_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE follower ADD FOREIGN KEY (follower_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE follower ADD FOREIGN KEY (followee_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE block ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE block ADD FOREIGN KEY (blocked_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE blocker ADD FOREIGN KEY (account_id) REFERENCES account ON DELETE CASCADE;
ALTER TABLE blocker ADD FOREIGN KEY (blocker_id) REFERENCES account ON DELETE CASCADE;
