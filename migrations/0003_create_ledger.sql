-- The newest state of a letter's ledger and its totals. Only the letter's Registrar writes here.
CREATE TABLE head (
  letter_id INTEGER PRIMARY KEY REFERENCES letter (id),
  version   INTEGER NOT NULL CHECK (version > 0),           -- a stale writer sets it to -1 and fails
  unchanged INTEGER NOT NULL DEFAULT 1 CHECK (unchanged),   -- 0 if a row it decided on had moved
  size      INTEGER NOT NULL,  -- entries in the ledger
  root      TEXT NOT NULL,     -- their RFC 6962 root, hex
  edge      TEXT NOT NULL,     -- roots of the perfect subtrees on the tree's right edge, hex, largest first
  hour      INTEGER NOT NULL,  -- of the newest entry; hours never go back
  confirmed INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  removed   INTEGER NOT NULL,  -- removed and not reinstated
  refused   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE ledger_entry (
  letter_id INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  bytes     BLOB NOT NULL,
  leaf      BLOB NOT NULL,  -- its RFC 6962 leaf hash
  PRIMARY KEY (letter_id, position)
) STRICT, WITHOUT ROWID;

-- The published numbers. `country-hidden` rows count those of a country whose names are not shown.
CREATE TABLE tally (
  letter_id INTEGER NOT NULL,
  dimension TEXT NOT NULL,
  key       TEXT NOT NULL,
  counted   INTEGER NOT NULL CHECK (counted >= 0),
  PRIMARY KEY (letter_id, dimension, key)
) STRICT, WITHOUT ROWID;

-- What happened in each hour, gross.
CREATE TABLE tally_hour (
  letter_id  INTEGER NOT NULL,
  hour       INTEGER NOT NULL,  -- hours since 1970, as in the ledger
  confirmed  INTEGER NOT NULL,
  withdrawn  INTEGER NOT NULL,
  removed    INTEGER NOT NULL,
  reinstated INTEGER NOT NULL,
  PRIMARY KEY (letter_id, hour)
) STRICT, WITHOUT ROWID;

-- Not in the total: typed and not confirmed, or confirmed and being checked.
CREATE TABLE waiting (
  letter_id INTEGER NOT NULL,
  state     TEXT NOT NULL CHECK (state IN ('pending', 'held')),
  n         INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (letter_id, state)
) STRICT, WITHOUT ROWID;

-- Something a steward must look at. Nothing is repaired in silence.
CREATE TABLE alarm (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  letter_id  INTEGER,
  detail     TEXT NOT NULL,
  raised_at  INTEGER NOT NULL,
  cleared_at INTEGER
) STRICT;

-- One open alarm of a kind for a letter; the next finding of the same changes nothing.
CREATE UNIQUE INDEX one_open_alarm ON alarm (kind, coalesce(letter_id, 0)) WHERE cleared_at IS NULL;
