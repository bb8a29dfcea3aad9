-- Mail that was promised. A row is written in the batch that promised it.
CREATE TABLE outbox (
  id           TEXT PRIMARY KEY,
  asked        TEXT NOT NULL,  -- what was promised; the mail itself is chosen when the row is claimed
  letter_id    INTEGER,        -- null for mail about every letter
  signature_id TEXT,
  to_key       TEXT,  -- keyed hash of the canonical address, for the caps; gone once it is answered
  address      TEXT,  -- where it goes; gone once the mail is
  state        TEXT NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'claimed', 'sent', 'skipped', 'refused', 'unknown')),
  mail         TEXT,     -- chosen at the claim: which mail this became
  details      TEXT,     -- frozen at the claim: all that rendering needs; gone once the mail is
  batch        TEXT,     -- rows claimed together are sent together, again if need be, in one order
  place        INTEGER,  -- in that order
  attempts     INTEGER NOT NULL DEFAULT 0,
  next_at      INTEGER NOT NULL,  -- when it may be claimed, or claimed again
  lease_until  INTEGER,  -- somebody is at it until then
  tried_at     INTEGER,  -- first handed to the provider without a clear no
  provider_id  TEXT,
  problem      TEXT,     -- why it was refused, in the provider's words
  created_at   INTEGER NOT NULL,
  sent_at      INTEGER
) STRICT;

-- What waits, mail that somebody is sitting in front of first.
CREATE INDEX outbox_waiting ON outbox (asked <> 'confirm', next_at) WHERE state = 'waiting';

-- What must be tried again, and whom the next claim finds together.
CREATE INDEX outbox_claimed ON outbox (next_at) WHERE state = 'claimed';
CREATE INDEX outbox_batch ON outbox (batch) WHERE state = 'claimed';

-- What the caps count, and all that erasing an address must find.
CREATE INDEX outbox_by_address ON outbox (to_key, created_at) WHERE to_key IS NOT NULL;

CREATE INDEX outbox_by_signature ON outbox (signature_id) WHERE signature_id IS NOT NULL;

-- The development inbox: what would have been sent.
CREATE TABLE dev_mail (
  id         TEXT PRIMARY KEY,
  to_address TEXT NOT NULL,
  subject    TEXT NOT NULL,
  text       TEXT NOT NULL,
  html       TEXT NOT NULL,
  headers    TEXT NOT NULL CHECK (json_valid(headers)),
  created_at INTEGER NOT NULL
) STRICT;
