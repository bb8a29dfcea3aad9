-- What a letter's team tells those who asked to hear more: a post with a page of its own, and mail.
CREATE TABLE letter_update (
  id           INTEGER PRIMARY KEY,
  letter_id    INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  number       INTEGER,           -- in its address, from 1 on; null until it is published
  version      INTEGER NOT NULL,  -- grows with every save
  title        TEXT NOT NULL,
  markdown     TEXT NOT NULL,
  html         TEXT,              -- rendered when it is published
  author       TEXT NOT NULL,     -- as readers see who wrote it
  points       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(points)),  -- that it is about: anchor and label
  audience     TEXT NOT NULL CHECK (json_valid(audience)),             -- who gets it by mail
  saved_at     INTEGER NOT NULL,
  saved_by     INTEGER REFERENCES account (id),
  published_at INTEGER,
  UNIQUE (letter_id, number)
) STRICT;

-- Mail about an update on its way: who was promised it, a page of people at a time.
CREATE TABLE mailing (
  update_id INTEGER PRIMARY KEY REFERENCES letter_update (id) ON DELETE CASCADE,
  letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  state     TEXT NOT NULL CHECK (state IN ('running', 'paused', 'cancelled', 'done')),
  among     TEXT NOT NULL,             -- whose turn it is: `signers`, `letter`, or `host` and its id
  reached   TEXT NOT NULL DEFAULT '',  -- of these, up to this id
  begun_at  INTEGER NOT NULL,
  ended_at  INTEGER
) STRICT;
CREATE INDEX mailing_running ON mailing (begun_at) WHERE state = 'running';

-- What its mails came to. Nothing here says whose they were.
CREATE TABLE mailing_count (
  update_id INTEGER NOT NULL REFERENCES letter_update (id) ON DELETE CASCADE,
  what      TEXT NOT NULL CHECK (what IN
    ('promised', 'sent', 'skipped', 'refused', 'unknown', 'delivered', 'bounced', 'complained',
     'unsubscribed')),
  n         INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (update_id, what)
) STRICT, WITHOUT ROWID;

-- Hearing of a letter, or of all letters of a host, without signing.
CREATE TABLE follow (
  id           TEXT PRIMARY KEY,
  letter_id    INTEGER REFERENCES letter (id) ON DELETE CASCADE,
  host_id      INTEGER REFERENCES host (id) ON DELETE CASCADE,
  state        TEXT NOT NULL CHECK (state IN ('asked', 'following')),
  email_key    TEXT NOT NULL,
  address      TEXT,     -- as typed, until somebody there says yes
  kept_address TEXT,     -- sealed, from then on
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,  -- unanswered by then, it is gone
  confirmed_at INTEGER,
  CHECK ((letter_id IS NULL) <> (host_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX follow_once ON follow (email_key, coalesce(letter_id, 0), coalesce(host_id, 0))
  WHERE state = 'following';
CREATE INDEX follow_of_letter ON follow (letter_id, id)
  WHERE state = 'following' AND letter_id IS NOT NULL;
CREATE INDEX follow_of_host ON follow (host_id, id)
  WHERE state = 'following' AND host_id IS NOT NULL;
CREATE INDEX follow_by_address ON follow (email_key, created_at);
CREATE INDEX letter_host_of_host ON letter_host (host_id);
CREATE INDEX follow_asked ON follow (expires_at) WHERE state = 'asked';

-- Which update a mail tells of, and to whom if not to a signer; and what became of it behind the
-- provider. The news may come in any order: the gravest stays.
ALTER TABLE outbox ADD COLUMN update_id INTEGER;
ALTER TABLE outbox ADD COLUMN follow_id TEXT;
ALTER TABLE outbox ADD COLUMN outcome TEXT
  CHECK (outcome IN ('delivered', 'bounced', 'complained'));
CREATE INDEX outbox_by_provider ON outbox (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX outbox_ill_received ON outbox (sent_at) WHERE outcome IN ('bounced', 'complained');
CREATE INDEX outbox_by_follow ON outbox (follow_id) WHERE follow_id IS NOT NULL;
CREATE INDEX outbox_of_update ON outbox (update_id)
  WHERE update_id IS NOT NULL AND state IN ('waiting', 'claimed');

-- Mailboxes that can't be reached, or whose owner called our mail spam: nothing goes there any more.
CREATE TABLE unreachable (
  email_key TEXT PRIMARY KEY,
  reason    TEXT NOT NULL CHECK (reason IN ('bounced', 'complained')),
  detail    TEXT NOT NULL,  -- in the provider's words, without the address
  at        INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What became of mail, and why, in numbers. Letter 0: mail about no letter.
CREATE TABLE mail_outcome (
  letter_id INTEGER NOT NULL,
  outcome   TEXT NOT NULL,
  reason    TEXT NOT NULL,
  n         INTEGER NOT NULL,
  newest_at INTEGER NOT NULL,
  PRIMARY KEY (letter_id, outcome, reason)
) STRICT, WITHOUT ROWID;

-- News from the mail provider that was heard: the same twice is heard once.
CREATE TABLE heard (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_at ON heard (at);

-- What passed between those behind a letter and its recipient.
CREATE TABLE dealing (
  id                 INTEGER PRIMARY KEY,
  letter_id          INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  number             INTEGER NOT NULL,  -- in its address, from 1 on
  kind               TEXT NOT NULL CHECK (kind IN
    ('sent', 'acknowledged', 'automatic-reply', 'meeting', 'answer', 'hand-in',
     'correction-asked', 'correction-settled')),
  day                TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  how                TEXT,     -- such as "by email"
  whom               TEXT,     -- to whom, or who spoke
  words              TEXT NOT NULL DEFAULT '',  -- Markdown: what was written or said, in full
  html               TEXT NOT NULL DEFAULT '',
  source             TEXT,     -- where it can be read elsewhere
  edition            INTEGER,  -- whose points an answer speaks to
  marks              TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(marks)),
  about              INTEGER,  -- the number of the answer that a correction is about
  pack               INTEGER,  -- the number of the pack that was handed over
  version            INTEGER NOT NULL DEFAULT 1,  -- grows with every change
  recorded_at        INTEGER NOT NULL,
  recorded_by        INTEGER REFERENCES account (id),
  changed_at         INTEGER,
  changed_because    TEXT,
  taken_back_at      INTEGER,
  taken_back_because TEXT,
  UNIQUE (letter_id, number)
) STRICT;

-- A recipient who finds an answer shown wrongly.
CREATE TABLE correction_request (
  id           TEXT PRIMARY KEY,
  letter_id    INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  dealing      INTEGER NOT NULL,  -- the number of the answer
  name         TEXT NOT NULL,
  words        TEXT NOT NULL,
  address      TEXT,              -- gone once it is decided
  address_key  TEXT,
  domain       TEXT NOT NULL,     -- of that address
  state        TEXT NOT NULL CHECK (state IN ('unconfirmed', 'open', 'entered', 'declined')),
  entered_as   INTEGER,           -- its number among the dealings
  created_at   INTEGER NOT NULL,
  confirmed_at INTEGER,
  settled_at   INTEGER
) STRICT;
CREATE INDEX correction_request_open ON correction_request (letter_id, confirmed_at)
  WHERE state IN ('open', 'entered') AND settled_at IS NULL;
CREATE INDEX correction_request_unconfirmed ON correction_request (created_at)
  WHERE state = 'unconfirmed';
CREATE INDEX correction_request_by_address ON correction_request (address_key, created_at)
  WHERE address_key IS NOT NULL;

-- What was made to be handed in: its hash, and what it was made of. No name is kept.
CREATE TABLE pack (
  letter_id   INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  edition     INTEGER NOT NULL,
  ledger_size INTEGER NOT NULL,
  counted     INTEGER NOT NULL,
  names       INTEGER NOT NULL,  -- how many are in it
  bytes       INTEGER NOT NULL,
  sha256      TEXT NOT NULL,     -- of the whole file, in lower-case hex
  made_at     INTEGER NOT NULL,
  made_by     INTEGER REFERENCES account (id),
  PRIMARY KEY (letter_id, number)
) STRICT, WITHOUT ROWID;

-- When and where a letter is to be handed in.
CREATE TABLE hand_in (
  letter_id    INTEGER PRIMARY KEY REFERENCES letter (id) ON DELETE CASCADE,
  starts_at    INTEGER NOT NULL,
  ends_at      INTEGER NOT NULL,
  place        TEXT NOT NULL,
  note         TEXT NOT NULL,
  sequence     INTEGER NOT NULL DEFAULT 0,  -- grows with every change, as calendars want it
  changed_at   INTEGER NOT NULL,
  cancelled_at INTEGER
) STRICT;

-- Why somebody signed. Shown only once a checker has read it, and only beside a shown name.
CREATE TABLE comment (
  signature_id TEXT PRIMARY KEY,
  letter_id    INTEGER NOT NULL,
  words        TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('waiting', 'shown', 'refused')),
  written_at   INTEGER NOT NULL,  -- grows with every change, so it says which was seen
  decided_at   INTEGER,
  decided_by   INTEGER REFERENCES account (id),
  because      TEXT  -- why it is not shown, for its signer
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_waiting ON comment (letter_id, written_at) WHERE state = 'waiting';
CREATE INDEX comment_decided ON comment (letter_id, state, decided_at);

-- Institutions that stand behind a letter as such. They are no persons, enter no total and stand in
-- no ledger.
CREATE TABLE organisation (
  id           TEXT PRIMARY KEY,
  letter_id    INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  state        TEXT NOT NULL CHECK (state IN ('pending', 'listed', 'withdrawn', 'off')),
  edition      INTEGER NOT NULL,
  name         TEXT NOT NULL,
  folded       TEXT NOT NULL,  -- the name without case, accents and marks
  place        TEXT,
  url          TEXT,
  person       TEXT,           -- who signed for it; the team sees it, nobody else
  role         TEXT,
  email        TEXT,           -- until it is confirmed
  email_key    TEXT,
  domain       TEXT NOT NULL,  -- whose mailbox says so
  updates      INTEGER NOT NULL DEFAULT 0,  -- does whoever asks want news of the letter
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  confirmed_at INTEGER,
  changed_at   INTEGER,
  off_because  TEXT            -- a sentence, for whoever signed for it
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX organisation_once ON organisation (letter_id, folded, domain)
  WHERE state IN ('listed', 'off');
CREATE INDEX organisation_listed ON organisation (letter_id, folded, id) WHERE state = 'listed';
CREATE INDEX organisation_off ON organisation (letter_id, folded, id) WHERE state = 'off';
CREATE INDEX organisation_pending ON organisation (expires_at) WHERE state = 'pending';
CREATE INDEX organisation_by_address ON organisation (email_key, created_at)
  WHERE email_key IS NOT NULL;

-- A signer whose name is not shown, opened by a checker for a reason, while that is looked into.
CREATE TABLE opened_signer (
  id           INTEGER PRIMARY KEY,
  letter_id    INTEGER NOT NULL REFERENCES letter (id),
  signature_id TEXT,            -- gone with the signature
  number       INTEGER NOT NULL,
  reason       TEXT NOT NULL,
  opened_at    INTEGER NOT NULL,
  opened_by    INTEGER REFERENCES account (id),
  ends_at      INTEGER NOT NULL,  -- open no longer than this
  closed_at    INTEGER
) STRICT;
CREATE INDEX opened_signer_of_letter ON opened_signer (letter_id, id);
CREATE INDEX opened_signer_by_signature ON opened_signer (signature_id)
  WHERE signature_id IS NOT NULL;

ALTER TABLE letter ADD COLUMN follows_up INTEGER REFERENCES letter (id) ON DELETE SET NULL;
CREATE INDEX letter_following_up ON letter (follows_up) WHERE follows_up IS NOT NULL;
ALTER TABLE letter ADD COLUMN handed_in_at INTEGER;
ALTER TABLE letter ADD COLUMN recipient_domain TEXT;  -- where the recipient has its mailboxes
ALTER TABLE letter ADD COLUMN takes_comments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE letter ADD COLUMN takes_organisations INTEGER NOT NULL DEFAULT 0;
ALTER TABLE letter ADD COLUMN organisations INTEGER NOT NULL DEFAULT 0  -- listed
  CHECK (organisations >= 0);
