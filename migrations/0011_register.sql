-- The official lists of schools, one row for each time that one was loaded.
CREATE TABLE register (
  id          INTEGER PRIMARY KEY,
  country     TEXT NOT NULL CHECK (country IN ('england', 'wales')),
  name        TEXT NOT NULL,     -- what the list is called, and who keeps it
  as_of       TEXT NOT NULL,     -- the day it is of, such as 2025-07-17
  imported_at INTEGER NOT NULL,
  schools     INTEGER NOT NULL,  -- open ones in it
  is_extract  INTEGER NOT NULL,  -- a part of it, for a demonstration
  reread_at   INTEGER            -- when every letter's numbers were where it has the schools
) STRICT;
CREATE INDEX register_of_country ON register (country, id);

-- A school stays when it closes. Its heads serve to match names, and are never shown.
CREATE TABLE school (
  urn         INTEGER PRIMARY KEY,  -- its number: in England six digits, in Wales seven
  country     TEXT NOT NULL CHECK (country IN ('england', 'wales')),
  name        TEXT NOT NULL,
  name_cy     TEXT,                 -- in Welsh, where it has another name there
  town        TEXT,
  postcode    TEXT,
  authority   TEXT NOT NULL,        -- the local authority's key
  phase       TEXT NOT NULL,        -- key
  type        TEXT NOT NULL,        -- key
  in_shares   INTEGER NOT NULL,     -- open and funded by the state: a part of what shares are of
  domain      TEXT,                 -- of its own mailboxes, its trust's included; null: not known
  domain_why  TEXT NOT NULL CHECK (domain_why IN ('website', 'no-website', 'shared')),
  heads       TEXT NOT NULL CHECK (json_valid(heads)),  -- [{"first", "last"}], as the register has them
  is_open     INTEGER NOT NULL,
  register_id INTEGER NOT NULL REFERENCES register (id)  -- that it was last changed by
) STRICT;
CREATE INDEX school_by_domain ON school (domain) WHERE domain IS NOT NULL;

CREATE TABLE authority (
  key     TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  region  TEXT NOT NULL,  -- key
  country TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How many schools the shares of a place are of: open, and funded by the state.
CREATE TABLE place_school (
  authority TEXT NOT NULL,
  phase     TEXT NOT NULL,
  type      TEXT NOT NULL,
  schools   INTEGER NOT NULL,
  PRIMARY KEY (authority, phase, type)
) STRICT, WITHOUT ROWID;

-- What the search of schools looks up: a word, or the first letters of words, and the open schools
-- that have it in their name, and in their town, postcode, authority or number.
CREATE TABLE school_term (
  term     TEXT PRIMARY KEY,
  in_name  TEXT NOT NULL,
  in_place TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE letter ADD COLUMN schools TEXT NOT NULL DEFAULT 'register'
  CHECK (schools IN ('register', 'text', 'none'));

-- What a listed school says of a signature, as the register had it then.
ALTER TABLE signature ADD COLUMN urns TEXT;       -- up to six, spaces between; the first gives the place
ALTER TABLE signature ADD COLUMN authority TEXT;
ALTER TABLE signature ADD COLUMN phase TEXT;
ALTER TABLE signature ADD COLUMN school_type TEXT;

-- What its assurance was decided on. No address, and of no head more than a keyed hash.
ALTER TABLE signature ADD COLUMN assured_because TEXT;   -- key of the reason
ALTER TABLE signature ADD COLUMN assured_by INTEGER REFERENCES register (id);
ALTER TABLE signature ADD COLUMN mailbox_urns TEXT;      -- of the schools named, whose mailbox said yes
ALTER TABLE signature ADD COLUMN named_urns TEXT;        -- and of these, those that name the signer
ALTER TABLE signature ADD COLUMN mailbox_look TEXT;      -- `role`, or keyed hashes of the surnames it may hold
ALTER TABLE signature ADD COLUMN mailbox_key TEXT;       -- keyed hash of a school mailbox added later

-- A mailbox stands behind one signature of a letter.
CREATE UNIQUE INDEX one_raised_per_mailbox ON signature (letter_id, mailbox_key)
  WHERE mailbox_key IS NOT NULL;

-- Without the state a confirmation leaves it alone: one row less is written.
DROP INDEX signature_by_address;
CREATE INDEX signature_by_address ON signature (email_key, letter_id) WHERE email_key IS NOT NULL;

-- Who is counted at a school, by whether their name is shown; of them those in a head's role, and
-- of these those whom the register names. Authority, phase and type are the register's, as last read.
CREATE TABLE school_tally (
  letter_id    INTEGER NOT NULL,
  urn          INTEGER NOT NULL,
  authority    TEXT NOT NULL,
  phase        TEXT NOT NULL,
  type         TEXT NOT NULL,
  in_shares    INTEGER NOT NULL,
  shown        INTEGER NOT NULL CHECK (shown >= 0),
  hidden       INTEGER NOT NULL CHECK (hidden >= 0),
  heads_shown  INTEGER NOT NULL CHECK (heads_shown >= 0),
  heads_hidden INTEGER NOT NULL CHECK (heads_hidden >= 0),
  named_shown  INTEGER NOT NULL CHECK (named_shown >= 0),
  named_hidden INTEGER NOT NULL CHECK (named_hidden >= 0),
  names        TEXT NOT NULL DEFAULT '[]',  -- [[signatory number, keyed hash of the name]], to find the same twice
  PRIMARY KEY (letter_id, urn)
) STRICT, WITHOUT ROWID;

-- Of a place: its signers, by their first school; and its schools that have signers, by whether a
-- shown one is among them. Those in shares only.
CREATE TABLE place_tally (
  letter_id            INTEGER NOT NULL,
  authority            TEXT NOT NULL,
  phase                TEXT NOT NULL,
  type                 TEXT NOT NULL,
  shown                INTEGER NOT NULL CHECK (shown >= 0),
  hidden               INTEGER NOT NULL CHECK (hidden >= 0),
  heads_shown          INTEGER NOT NULL CHECK (heads_shown >= 0),
  heads_hidden         INTEGER NOT NULL CHECK (heads_hidden >= 0),
  schools_shown        INTEGER NOT NULL CHECK (schools_shown >= 0),
  schools_hidden       INTEGER NOT NULL CHECK (schools_hidden >= 0),
  head_schools_shown   INTEGER NOT NULL CHECK (head_schools_shown >= 0),
  head_schools_hidden  INTEGER NOT NULL CHECK (head_schools_hidden >= 0),
  named_schools_shown  INTEGER NOT NULL CHECK (named_schools_shown >= 0),
  named_schools_hidden INTEGER NOT NULL CHECK (named_schools_hidden >= 0),
  PRIMARY KEY (letter_id, authority, phase, type)
) STRICT, WITHOUT ROWID;

-- What a checker of the letter should look at: one name twice at a school, or more heads of it than
-- the register names. Nothing follows by itself.
CREATE TABLE school_doubt (
  id         INTEGER PRIMARY KEY,
  letter_id  INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('same-name', 'more-heads')),
  urn        INTEGER NOT NULL,
  number     INTEGER NOT NULL,            -- signatory number of the later one
  other      INTEGER NOT NULL DEFAULT 0,  -- and of the earlier; 0 if there is none
  found_at   INTEGER NOT NULL,
  looked_at  INTEGER,
  looked_by  INTEGER REFERENCES account (id),
  note       TEXT,
  UNIQUE (letter_id, number, other, kind, urn)
) STRICT;
CREATE INDEX school_doubt_listed ON school_doubt (letter_id, (looked_at IS NULL), id);

-- What signers typed as their school or organisation, and what a checker counts it as. For the
-- letter's team alone: no public number knows of it.
CREATE TABLE school_words (
  letter_id INTEGER NOT NULL,
  typed     TEXT NOT NULL,
  wording   TEXT NOT NULL,
  PRIMARY KEY (letter_id, typed)
) STRICT, WITHOUT ROWID;

-- A school mailbox that a signer wants to stand behind their role; asked there for a yes. A no leaves
-- the key alone, so that nothing goes there about that signature again. A withdrawal leaves the key
-- and the time until which it was open, so that signing again does not lift the caps.
CREATE TABLE mailbox_claim (
  id           TEXT PRIMARY KEY,  -- that of its signature, a slash and a name of its own
  letter_id    INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  signature_id TEXT NOT NULL,
  address      TEXT,              -- gone once its reader says no, or the signer withdraws
  email_key    TEXT NOT NULL,
  is_mailed    INTEGER NOT NULL,  -- was a mail promised; whoever asked can't tell
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,           -- null: its reader said no
  CHECK (address IS NULL OR expires_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX mailbox_claim_of_signature ON mailbox_claim (signature_id, created_at);
CREATE INDEX mailbox_claim_expiring ON mailbox_claim (expires_at) WHERE expires_at IS NOT NULL;
