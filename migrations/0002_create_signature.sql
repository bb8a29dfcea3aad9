-- What a signer was asked to agree to, word for word. Signatures point at it.
CREATE TABLE consent (
  id       INTEGER PRIMARY KEY,
  sha256   TEXT NOT NULL UNIQUE,
  version  TEXT NOT NULL,
  language TEXT NOT NULL,
  text     TEXT NOT NULL
) STRICT;

CREATE TABLE signature (
  id           TEXT PRIMARY KEY,  -- the letter's id, a full stop, 16 random bytes in base64url
  letter_id    INTEGER NOT NULL REFERENCES letter (id),
  state        TEXT NOT NULL CHECK (state IN
    ('pending', 'counted', 'held', 'refused', 'withdrawn', 'removed', 'disowned')),
  edition      INTEGER NOT NULL,
  name         TEXT,
  role         TEXT,
  role_other   TEXT,
  school       TEXT,
  country      TEXT,
  public       INTEGER NOT NULL,  -- may the name be shown
  updates      INTEGER NOT NULL,  -- does the signer want to hear more
  assurance    TEXT NOT NULL DEFAULT 'self-declared',
  email        TEXT,  -- as typed, while pending; mail goes here, pages never show it
  email_key    TEXT,  -- keyed hash of the canonical address: one person, one key
  domain_key   TEXT,  -- keyed hash of the address's domain, from confirmation on
  kept_address TEXT,  -- sealed, from confirmation on, only if updates were asked for
  salt         TEXT,  -- opens the ledger's commitment; base64url
  address_mac  TEXT,  -- what the commitment holds instead of the address; hex
  number       INTEGER,  -- signatory number of its newest CONFIRM entry
  entry        INTEGER,  -- ledger position of that entry
  amended      INTEGER,  -- ledger position of the newest AMEND of it
  consent_id   INTEGER REFERENCES consent (id),
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,  -- when an unused confirm link stops working
  confirmed_at INTEGER,
  changed_at   INTEGER
) STRICT;

-- Any number of people may claim an address; one of them counts.
CREATE UNIQUE INDEX one_live_per_address ON signature (email_key, letter_id)
  WHERE state IN ('held', 'counted');

-- All that is held for an address: links, erasure, the code's tries.
CREATE INDEX signature_by_address ON signature (email_key, state, letter_id)
  WHERE email_key IS NOT NULL;

-- The public list, newest first.
CREATE INDEX signature_shown ON signature (letter_id, number) WHERE state = 'counted' AND public = 1;

CREATE INDEX signature_expiring ON signature (expires_at) WHERE state IN ('pending', 'disowned');

-- Folded words of shown names and schools, for search by prefix.
CREATE TABLE signature_word (
  letter_id INTEGER NOT NULL,
  word      TEXT NOT NULL,
  number    INTEGER NOT NULL,
  PRIMARY KEY (letter_id, word, number)
) STRICT, WITHOUT ROWID;

-- Tries at the six-digit code, per letter and address, in a window of a day.
CREATE TABLE code_try (
  letter_id  INTEGER NOT NULL,
  email_key  TEXT NOT NULL,
  tries      INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  PRIMARY KEY (letter_id, email_key)
) STRICT, WITHOUT ROWID;

-- Whoever said "this wasn't me" hears no more about that letter.
CREATE TABLE suppression (
  letter_id  INTEGER NOT NULL,
  email_key  TEXT NOT NULL,
  reason     TEXT NOT NULL CHECK (reason IN ('disowned')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (letter_id, email_key)
) STRICT, WITHOUT ROWID;
