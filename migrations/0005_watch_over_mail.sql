-- While the mail provider takes nothing: one row. All mail rests until it is over or worth a try.
CREATE TABLE outage (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  since     INTEGER NOT NULL,
  failures  INTEGER NOT NULL,  -- in a row
  resume_at INTEGER NOT NULL,  -- the next try
  problem   TEXT NOT NULL      -- in the provider's words
) STRICT;

-- Tickets that the mail queue gave up handing over. What they point at is still in the outbox.
CREATE TABLE dead_letter (
  id        TEXT PRIMARY KEY,  -- the queue's own, so that one handed over twice stands here once
  outbox_id TEXT NOT NULL,
  landed_at INTEGER NOT NULL
) STRICT;

-- Each time a steward has a mail sent again, it goes out under another key.
ALTER TABLE outbox ADD COLUMN resent INTEGER NOT NULL DEFAULT 0;

-- A refused or unknown mail that a steward is done with.
ALTER TABLE outbox ADD COLUMN given_up_at INTEGER;

-- From now on `next_at` stays what it was promised to be, and `lease_until` says of a claimed row
-- when it may be claimed again: because whoever had it must be gone, or after a failure.
UPDATE outbox SET lease_until = next_at WHERE state = 'claimed';
DROP INDEX outbox_claimed;
CREATE INDEX outbox_claimed ON outbox (lease_until) WHERE state = 'claimed';

-- What has not left, mail that somebody is sitting in front of first.
DROP INDEX outbox_waiting;
CREATE INDEX outbox_unsent ON outbox (asked <> 'confirm', next_at)
  WHERE state IN ('waiting', 'claimed');

-- What a steward sees: how much leaves, and what a person must look at.
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_troubled ON outbox (state, created_at)
  WHERE state IN ('refused', 'unknown') AND given_up_at IS NULL;

-- When ALERT_URL took it.
ALTER TABLE alarm ADD COLUMN alerted_at INTEGER;
CREATE INDEX alarm_untold ON alarm (raised_at) WHERE alerted_at IS NULL;
