CREATE TABLE letter (
  id                 INTEGER PRIMARY KEY,
  uuid               TEXT NOT NULL UNIQUE,  -- the letter in its ledger's entries
  origin             TEXT NOT NULL,         -- the ledger's name, fixed when the letter is made
  slug               TEXT NOT NULL UNIQUE,
  state              TEXT NOT NULL
    CHECK (state IN ('draft', 'gathering', 'open', 'paused', 'closed', 'delivered')),
  title              TEXT NOT NULL,
  addressed_to       TEXT NOT NULL,
  language           TEXT NOT NULL DEFAULT 'en-GB',
  edition            INTEGER NOT NULL DEFAULT 0,  -- the newest frozen one; 0 before the first
  roles              TEXT NOT NULL CHECK (json_valid(roles)),
  goal               INTEGER,
  controller_name    TEXT NOT NULL,
  controller_contact TEXT NOT NULL,
  controller_address TEXT NOT NULL,
  demonstration      INTEGER NOT NULL DEFAULT 0,  -- its people are made up, and its page says so
  founding           INTEGER NOT NULL DEFAULT 0,  -- counted before the letter opened to everyone
  created_at         INTEGER NOT NULL,
  opened_at          INTEGER,
  closes_at          INTEGER,  -- planned; passing it closes the form at once
  closed_at          INTEGER
) STRICT;

CREATE TABLE host (
  id   INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url  TEXT
) STRICT;

CREATE TABLE letter_host (
  letter_id INTEGER NOT NULL REFERENCES letter (id),
  host_id   INTEGER NOT NULL REFERENCES host (id),
  position  INTEGER NOT NULL,
  PRIMARY KEY (letter_id, position)
) STRICT, WITHOUT ROWID;

-- A frozen text. Everything that people signed is in here and never changes.
CREATE TABLE edition (
  letter_id    INTEGER NOT NULL REFERENCES letter (id),
  number       INTEGER NOT NULL,
  title        TEXT NOT NULL,
  addressed_to TEXT NOT NULL,
  hosts        TEXT NOT NULL CHECK (json_valid(hosts)),
  markdown     TEXT NOT NULL,
  html         TEXT NOT NULL,  -- rendered when frozen, so that a later renderer can't change it
  points       TEXT NOT NULL CHECK (json_valid(points)),
  sha256       TEXT NOT NULL,  -- of the whole text, in lower-case hex
  reason       TEXT,           -- why this edition followed the last
  frozen_at    INTEGER NOT NULL,
  PRIMARY KEY (letter_id, number)
) STRICT;
