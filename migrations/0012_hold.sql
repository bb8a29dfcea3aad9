-- What came in within five minutes, by what it had in common: a network, a letter, a name as it is
-- compared, a local part without its digits. Kept for hours.
CREATE TABLE gate_count (
  slot      INTEGER NOT NULL,  -- five minutes since 1970
  letter_id INTEGER NOT NULL,  -- 0: on all letters together
  key       INTEGER NOT NULL,  -- 48 bits of a keyed hash of what is counted; 0: all of it
  n         INTEGER NOT NULL,
  PRIMARY KEY (slot, letter_id, key)
) STRICT, WITHOUT ROWID;

-- Domains of addresses typed here, as 48 bits of a keyed hash. Not those where anybody has a mailbox.
CREATE TABLE mail_domain (
  key         INTEGER PRIMARY KEY,
  first_at    INTEGER NOT NULL,
  n           INTEGER NOT NULL,            -- how often signed with, since then
  hour_used   INTEGER NOT NULL,            -- up to when the mails of its hours are promised,
  minute_used INTEGER NOT NULL,            -- and those of its minutes
  told_at     INTEGER NOT NULL DEFAULT 0   -- when stewards were last told that its mails wait
) STRICT;

-- Networks and mail domains of schools and authorities that a steward knows.
CREATE TABLE allowed (
  kind     TEXT NOT NULL CHECK (kind IN ('network', 'domain')),
  value    TEXT NOT NULL,  -- a domain, or a network in one spelling, such as 192.0.2.0/24
  note     TEXT NOT NULL,  -- whose it is
  added_by INTEGER REFERENCES account (id),
  added_at INTEGER NOT NULL,
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

-- How a signature came in, for thirty days. All but the referrer and the network's number are 48 bits
-- of keyed hashes. `at` is the signature's created_at, so that each finds the other.
CREATE TABLE trace (
  letter_id    INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  signature_id TEXT NOT NULL,
  network      INTEGER,  -- the IPv4 address, or the /64
  wider        INTEGER,  -- the /24, or the /48
  domain       INTEGER,  -- of the address
  name         INTEGER,  -- as names are compared
  local        INTEGER,  -- the address without the digits before its @
  agent        INTEGER,  -- what the browser called itself
  asn          INTEGER,
  referrer     TEXT,     -- the host of the page before
  known        INTEGER NOT NULL DEFAULT 0,  -- 1: a school's mail domain, or one that is allowed, or an allowed network
  PRIMARY KEY (letter_id, at, signature_id)
) STRICT, WITHOUT ROWID;

-- Why a signature may not be its person's, and how much that weighs: {score, reasons}. Null: nothing.
ALTER TABLE signature ADD COLUMN risk TEXT CHECK (risk IS NULL OR json_valid(risk));
CREATE INDEX signature_held ON signature (letter_id, confirmed_at) WHERE state = 'held';

-- Since when signatures come in so fast that newcomers are asked for a sign of being human; and until.
ALTER TABLE letter ADD COLUMN pressure_since INTEGER;
ALTER TABLE letter ADD COLUMN pressure_until INTEGER;

-- A decision about signatures that should not count.
CREATE TABLE signature_case (
  id           TEXT PRIMARY KEY,  -- a UUID, as in the ledger's entries
  letter_id    INTEGER NOT NULL REFERENCES letter (id),
  state        TEXT NOT NULL CHECK (state IN
    -- suggested by the site; being worked on; waiting for a second person; carried out; halted there
    ('suggested', 'open', 'asked', 'running', 'paused',
    -- carried out to the end; stopped before it; found to be nothing; being undone; undone
     'done', 'cancelled', 'dismissed', 'undoing', 'undone')),
  version      INTEGER NOT NULL DEFAULT 1,  -- grows with every change
  noticed      TEXT CHECK (noticed IS NULL OR json_valid(noticed)),  -- what the site saw, if it suggested it
  criteria     TEXT NOT NULL CHECK (json_valid(criteria)),
  reason       TEXT CHECK (reason IN ('automated', 'duplicate-person', 'impersonation',
                                      'false-eligibility', 'legal', 'operator-error')),
  sentence     TEXT,              -- shown to everyone
  undo_sentence TEXT,             -- and this, if it is undone
  listed       INTEGER NOT NULL DEFAULT 0,  -- signatures that it is about
  summary      TEXT,              -- of these, as JSON: {counted, held, elsewhere, hours}
  counted_then INTEGER,           -- the letter's total when these were listed
  listed_at    INTEGER,           -- null only while they are being listed
  opened_by    INTEGER REFERENCES account (id),
  opened_at    INTEGER NOT NULL,
  asked_by     INTEGER REFERENCES account (id),  -- who last chose rows, reason or words: never decides alone
  decided_by   INTEGER REFERENCES account (id),
  decided_at   INTEGER,
  ended_at     INTEGER,
  note         TEXT,              -- what whoever sent it back, or dismissed it, says to the team
  run_to       INTEGER NOT NULL DEFAULT 0,  -- every place up to this one is dealt with
  results      TEXT NOT NULL DEFAULT '{}',  -- how many came to which outcome
  leased_until INTEGER,           -- one carries it out at a time; whoever dies, until then
  reminded_at  INTEGER
) STRICT;
CREATE INDEX signature_case_of_letter ON signature_case (letter_id, opened_at);
CREATE INDEX signature_case_living ON signature_case (letter_id)
  WHERE state IN ('suggested', 'open', 'asked', 'running', 'paused', 'undoing');

-- The signatures that a case is about, fixed when they were listed.
CREATE TABLE case_signature (
  case_id      TEXT NOT NULL REFERENCES signature_case (id) ON DELETE CASCADE,
  place        INTEGER NOT NULL,
  signature_id TEXT,  -- gone with the signature
  outcome      TEXT   -- null: nothing was done yet
    CHECK (outcome IN ('removed', 'refused', 'left', 'reinstated', 'kept-out')),
  PRIMARY KEY (case_id, place)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX case_of_signature ON case_signature (signature_id, case_id)
  WHERE signature_id IS NOT NULL;

-- What the signer of a removed or refused signature says to that.
CREATE TABLE objection (
  id           TEXT PRIMARY KEY,
  letter_id    INTEGER NOT NULL REFERENCES letter (id),
  case_id      TEXT NOT NULL REFERENCES signature_case (id) ON DELETE CASCADE,
  signature_id TEXT,
  words        TEXT NOT NULL,  -- empty once it is decided
  created_at   INTEGER NOT NULL,
  settled_at   INTEGER,
  settled_by   INTEGER REFERENCES account (id),
  upheld       INTEGER,
  answer       TEXT            -- for the signer
) STRICT;
CREATE INDEX objection_open ON objection (letter_id, created_at) WHERE settled_at IS NULL;
CREATE INDEX objection_by_signature ON objection (signature_id) WHERE signature_id IS NOT NULL;

-- Names that are not shown before somebody has asked their owners. Letter 0: on every letter.
CREATE TABLE notable_name (
  id        INTEGER PRIMARY KEY,
  letter_id INTEGER NOT NULL,
  name      TEXT NOT NULL,
  folded    TEXT NOT NULL,  -- as names are compared, look-alikes made one
  note      TEXT NOT NULL,
  added_by  INTEGER REFERENCES account (id),
  added_at  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX notable_name_once ON notable_name (folded, letter_id);
CREATE INDEX notable_name_of_letter ON notable_name (letter_id, id);

-- Names put on such a list or taken off it, with which some signatures have not been compared yet.
CREATE TABLE notable_change (
  id             INTEGER PRIMARY KEY,
  letter_id      INTEGER NOT NULL,  -- 0: every letter
  kind           TEXT NOT NULL CHECK (kind IN ('added', 'removed')),
  name           TEXT NOT NULL,
  reached_letter INTEGER NOT NULL,  -- those of earlier letters were compared,
  reached        INTEGER NOT NULL   -- and of this one those up to this number
) STRICT;

-- How the owner of a notable name was asked. Gone with the signature.
CREATE TABLE notable_check (
  signature_id TEXT PRIMARY KEY,
  letter_id    INTEGER NOT NULL,
  how          TEXT NOT NULL CHECK (how IN ('telephone', 'met', 'office', 'host')),
  said         TEXT NOT NULL,
  checked_by   INTEGER REFERENCES account (id),
  checked_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notable_check_of_letter ON notable_check (letter_id, checked_at);

-- A refusal can be taken back, which is told as well: the table as it was, with one kind more.
CREATE TABLE correction_told (
  letter_id      INTEGER NOT NULL,
  ledger_to      INTEGER NOT NULL,  -- the ledger's size behind it
  case_id        TEXT NOT NULL,
  kind           TEXT NOT NULL
    CHECK (kind IN ('removal', 'refusal', 'reinstatement', 'reconsideration')),
  reason         TEXT NOT NULL CHECK (reason IN ('automated', 'duplicate-person', 'impersonation',
                                                 'false-eligibility', 'legal', 'operator-error')),
  sentence       TEXT NOT NULL,     -- shown to everyone
  number         INTEGER NOT NULL CHECK (number > 0),
  counted_before INTEGER NOT NULL,
  counted_after  INTEGER NOT NULL,
  ledger_from    INTEGER NOT NULL CHECK (ledger_from <= ledger_to),
  at             INTEGER NOT NULL,
  PRIMARY KEY (letter_id, ledger_to, case_id, kind, reason)
) STRICT, WITHOUT ROWID;
INSERT INTO correction_told
SELECT letter_id, ledger_to, case_id, kind, reason, sentence, number, counted_before,
       counted_after, ledger_from, at
FROM correction;
DROP TABLE correction;
ALTER TABLE correction_told RENAME TO correction;

-- All that rendering a claimed mail needs, frozen at the claim and gone once the mail is. In a table of its
-- own, since a row of the outbox that shrinks leaves room that no other takes.
CREATE TABLE mail_details (
  outbox_id TEXT PRIMARY KEY,
  details   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO mail_details
SELECT id, details FROM outbox WHERE state = 'claimed' AND mail IS NOT NULL AND details IS NOT NULL;
