-- So many months after a letter closed its signers' data goes; and why it is kept longer than usual.
ALTER TABLE letter ADD COLUMN keep_months INTEGER NOT NULL DEFAULT 6
  CHECK (keep_months BETWEEN 1 AND 12);
ALTER TABLE letter ADD COLUMN keep_because TEXT;
-- The day of the UK that its team was told for that, and when it was: nothing goes sooner than that,
-- nor sooner than thirty days behind the telling.
ALTER TABLE letter ADD COLUMN deletion_told TEXT;
ALTER TABLE letter ADD COLUMN deletion_told_at INTEGER;
-- Since when nobody behind its signatures is known any more, and nothing beside them is left.
ALTER TABLE letter ADD COLUMN anonymised_at INTEGER;

-- What went because its time was over. Nothing here says whose it was.
CREATE TABLE retention_run (
  id        INTEGER PRIMARY KEY,
  what      TEXT NOT NULL,     -- `letter`, or which of the clocks that run for every letter
  letter_id INTEGER,
  before    INTEGER,           -- of a letter: its ledger's size when this began
  begun_at  INTEGER NOT NULL,
  ended_at  INTEGER,
  gone      TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(gone))  -- how many of what
) STRICT;
CREATE UNIQUE INDEX retention_run_of_letter ON retention_run (letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX retention_run_under_way ON retention_run (id) WHERE ended_at IS NULL;

-- What somebody complains of about how a letter's data is handled. The law gives thirty days.
CREATE TABLE data_complaint (
  id              TEXT PRIMARY KEY,  -- a UUID; its first eight digits are the number people are given
  letter_id       INTEGER NOT NULL REFERENCES letter (id),
  about           TEXT NOT NULL CHECK (about IN
    ('consent', 'shown', 'erasure', 'access', 'mail', 'security', 'other')),
  name            TEXT,
  words           TEXT NOT NULL,     -- empty, like name, address and answer, a year after the answer
  address         TEXT,
  address_key     TEXT,              -- keyed hash of the canonical address, for the cap
  received_at     INTEGER NOT NULL,
  due_at          INTEGER NOT NULL,
  acknowledged_at INTEGER,           -- null: an acknowledgement had gone to the address that day
  told_at         INTEGER,           -- when team and stewards were promised mail; null: swamped
  reminded_at     INTEGER,
  answered_at     INTEGER,
  answered_by     INTEGER REFERENCES account (id),
  outcome         TEXT CHECK (outcome IN ('upheld', 'partly', 'not-upheld')),
  answer          TEXT
) STRICT;
CREATE INDEX data_complaint_of_letter ON data_complaint (letter_id, received_at);
CREATE INDEX data_complaint_open ON data_complaint (due_at) WHERE answered_at IS NULL;
CREATE INDEX data_complaint_by_address ON data_complaint (address_key, received_at)
  WHERE address_key IS NOT NULL;
