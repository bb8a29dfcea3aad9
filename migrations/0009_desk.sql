-- Somebody with a desk: a campaigner, or a steward. An address that can be read is all it takes.
CREATE TABLE account (
  id          INTEGER PRIMARY KEY,
  address     TEXT NOT NULL,         -- as typed at the newest sign-in; mail goes here
  address_key TEXT NOT NULL UNIQUE,  -- keyed hash of the canonical address
  name        TEXT,                  -- how a team sees them; null until they say
  launching   TEXT NOT NULL DEFAULT 'unasked'  -- may they launch, where that is not free to all
    CHECK (launching IN ('unasked', 'asked', 'allowed', 'refused')),
  asked_for   INTEGER REFERENCES letter (id) ON DELETE SET NULL,  -- the first letter, to be approved
  asked_at    INTEGER,
  answer      TEXT,                  -- what the steward wrote with the decision
  created_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX account_asking ON account (asked_at) WHERE launching = 'asked';

-- A sign-in that was asked for, or a fresh code. Its link and its code follow from its id.
CREATE TABLE sign_in (
  id           TEXT PRIMARY KEY,
  address      TEXT NOT NULL,
  address_key  TEXT NOT NULL,  -- nothing, if it was made at the command line
  browser_hash TEXT,     -- SHA-256 of the secret of the browser that asked; null for the command line
  session_hash TEXT,     -- of a fresh code: the session that it is for
  token_hash   TEXT NOT NULL UNIQUE,  -- SHA-256 of the link's token
  tries        INTEGER NOT NULL DEFAULT 0,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  used_at      INTEGER
) STRICT;
CREATE INDEX sign_in_by_address ON sign_in (address_key, created_at);
CREATE INDEX sign_in_expiring ON sign_in (expires_at);

CREATE TABLE session (
  hash        TEXT PRIMARY KEY,  -- SHA-256 of the cookie
  account_id  INTEGER NOT NULL REFERENCES account (id),
  browser     TEXT NOT NULL,     -- what it called itself, in a few words
  created_at  INTEGER NOT NULL,
  seen_at     INTEGER NOT NULL,
  fresh_until INTEGER            -- a fresh code was given; until then destructive acts are allowed
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_account ON session (account_id);

-- Who works on a letter, and as what.
CREATE TABLE member (
  letter_id  INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account (id),
  role       TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'checker', 'reader')),
  since      INTEGER NOT NULL,
  PRIMARY KEY (letter_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_account ON member (account_id);

-- Stands until it is accepted, declined or taken back. Whoever signs in with the address sees it.
CREATE TABLE invitation (
  letter_id   INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  address_key TEXT NOT NULL,
  address     TEXT NOT NULL,
  role        TEXT NOT NULL CHECK (role IN ('editor', 'checker', 'reader')),
  invited_by  INTEGER NOT NULL REFERENCES account (id),
  created_at  INTEGER NOT NULL,
  expires_at  INTEGER NOT NULL,
  PRIMARY KEY (letter_id, address_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_by_address ON invitation (address_key);

-- What people did at the desk. Written in the batch of what it records; never changed, but that an
-- address that was invited goes when its invitation is over.
CREATE TABLE audit (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  letter_id  INTEGER,           -- null: about the whole site
  account_id INTEGER,           -- null: the site itself, such as an opening at its set time
  as_steward INTEGER NOT NULL DEFAULT 0,
  act        TEXT NOT NULL,
  detail     TEXT,              -- what an act of its kind needs to be told in words; no signer's data
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_by_letter ON audit (letter_id, id);
CREATE INDEX audit_by_account ON audit (account_id, act, at) WHERE account_id IS NOT NULL;
CREATE INDEX audit_with_address ON audit (at)
  WHERE letter_id IS NOT NULL AND detail->>'address' IS NOT NULL;

-- The words of a letter's next edition while they are written. `version` grows with every save.
CREATE TABLE draft (
  letter_id    INTEGER PRIMARY KEY REFERENCES letter (id) ON DELETE CASCADE,
  version      INTEGER NOT NULL,
  title        TEXT NOT NULL,
  addressed_to TEXT NOT NULL,
  markdown     TEXT NOT NULL,
  saved_at     INTEGER NOT NULL,
  saved_by     INTEGER REFERENCES account (id)
) STRICT;

-- A link that lets people without an account in. Its token follows from its id; a new one ends the old.
CREATE TABLE letter_link (
  letter_id  INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL CHECK (kind IN ('draft', 'embargo', 'founding')),
  id         TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (letter_id, kind)
) STRICT, WITHOUT ROWID;

-- What readers of a draft say of it.
CREATE TABLE remark (
  id         INTEGER PRIMARY KEY,
  letter_id  INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  version    INTEGER NOT NULL,  -- of the draft they read
  point      TEXT,              -- its anchor; null: about the whole letter
  name       TEXT NOT NULL,
  words      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;
CREATE INDEX open_remark_by_letter ON remark (letter_id, id) WHERE settled_at IS NULL;

-- Addresses that a letter had. They lead to it for ever.
CREATE TABLE old_slug (
  slug      TEXT PRIMARY KEY,
  letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  since     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE letter ADD COLUMN eligibility TEXT;  -- whom it asks to sign, in a sentence
ALTER TABLE letter ADD COLUMN milestones TEXT    -- numbers it works towards, beside the usual ones
  CHECK (milestones IS NULL OR json_valid(milestones));
ALTER TABLE letter ADD COLUMN names_after_look INTEGER NOT NULL DEFAULT 0;  -- shown once a checker has looked
ALTER TABLE letter ADD COLUMN opens_at INTEGER;  -- planned; the words are frozen from when it is set
-- Its first edition as it was when that time was set, and the draft's version: what opens then.
ALTER TABLE letter ADD COLUMN opens_as TEXT CHECK (opens_as IS NULL OR json_valid(opens_as));
CREATE INDEX letter_opening ON letter (opens_at) WHERE opens_at IS NOT NULL;
ALTER TABLE letter ADD COLUMN archived_at INTEGER;
ALTER TABLE letter ADD COLUMN settings_version INTEGER NOT NULL DEFAULT 0;  -- grows with every save of them
ALTER TABLE letter ADD COLUMN stopped TEXT       -- by a steward; 'deleted': by its owner, nobody had signed
  CHECK (stopped IN ('paused', 'taken-down', 'deleted'));
ALTER TABLE letter ADD COLUMN stopped_because TEXT;  -- a sentence for everyone
-- What was gathered on paper, as its owner says: shown apart, and never in the total.
ALTER TABLE letter ADD COLUMN paper TEXT CHECK (paper IS NULL OR json_valid(paper));

-- All milestones of a letter in one row, as a list of {number, reachedAt, ledgerSize}: its page must not read
-- the more rows the more people signed. Written with the rows of `milestone`.
ALTER TABLE letter ADD COLUMN milestones_reached TEXT NOT NULL DEFAULT '[]'
  CHECK (json_valid(milestones_reached));
UPDATE letter SET milestones_reached = (
  SELECT json_group_array(json_object('number', number, 'reachedAt', reached_at,
                                      'ledgerSize', ledger_size) ORDER BY ledger_size, number)
  FROM milestone WHERE letter_id = letter.id);

-- A spelling put right: nobody is mailed or asked.
ALTER TABLE edition ADD COLUMN spelling_only INTEGER NOT NULL DEFAULT 0;

-- A letter's newest words, while signers who asked for news have yet to be promised mail about them.
CREATE TABLE edition_news (
  letter_id INTEGER PRIMARY KEY REFERENCES letter (id) ON DELETE CASCADE,
  edition   INTEGER NOT NULL,
  reached   TEXT NOT NULL DEFAULT '',  -- signatures up to this id are done
  begun_at  INTEGER NOT NULL
) STRICT;

-- Whom news of a letter can reach, a page at a time.
CREATE INDEX signature_in_touch ON signature (letter_id, id)
  WHERE state = 'counted' AND kept_address IS NOT NULL;

-- A host other than the owner's own group is shown once somebody there has said yes.
ALTER TABLE letter_host ADD COLUMN standing TEXT NOT NULL DEFAULT 'own'
  CHECK (standing IN ('own', 'asked', 'confirmed', 'declined', 'left'));
ALTER TABLE letter_host ADD COLUMN asked_by INTEGER REFERENCES account (id);
ALTER TABLE letter_host ADD COLUMN asked_until INTEGER; -- unanswered by then, it is gone
ALTER TABLE letter_host ADD COLUMN asked_address TEXT;  -- gone once it is answered
ALTER TABLE letter_host ADD COLUMN token_hash TEXT;     -- of the link mailed there
ALTER TABLE letter_host ADD COLUMN domain TEXT;         -- whose mailbox said yes
ALTER TABLE letter_host ADD COLUMN stood_at INTEGER;    -- when it began to stand behind the letter
ALTER TABLE letter_host ADD COLUMN left_at INTEGER;
CREATE UNIQUE INDEX letter_host_by_token ON letter_host (token_hash) WHERE token_hash IS NOT NULL;
CREATE INDEX letter_host_asked ON letter_host (asked_until) WHERE standing = 'asked';

-- Who asked a group first: nobody else's letters are ever from this row.
ALTER TABLE host ADD COLUMN made_by INTEGER REFERENCES account (id);
CREATE INDEX host_by_maker ON host (made_by) WHERE made_by IS NOT NULL;

-- Its signer wants the name shown, and for now it is not. While this stands, `public` is 0.
ALTER TABLE signature ADD COLUMN off_display TEXT
  CHECK (off_display IS NULL OR json_valid(off_display));
CREATE INDEX signature_off_display ON signature (letter_id, off_display->>'why', number)
  WHERE state = 'counted' AND off_display->>'wanted' = 1;

-- Counted signatures whose names are not shown, for the team's list of who signed.
CREATE INDEX signature_hidden ON signature (letter_id, number)
  WHERE state = 'counted' AND public = 0;
CREATE INDEX signature_hidden_by_role ON signature (letter_id, role, number)
  WHERE state = 'counted' AND public = 0;

-- Of those pending: all that ever came in. What came before this was counted is taken from what is
-- left of it, so that it is too few rather than too many.
ALTER TABLE waiting ADD COLUMN came INTEGER NOT NULL DEFAULT 0;
UPDATE waiting SET came = max(
  (SELECT count(*) FROM signature WHERE signature.letter_id = waiting.letter_id),
  n + coalesce((SELECT confirmed FROM head WHERE head.letter_id = waiting.letter_id), 0))
WHERE state = 'pending';

-- Mail that did not arrive, of a letter.
CREATE INDEX outbox_undelivered ON outbox (letter_id) WHERE state IN ('refused', 'unknown');

-- What somebody says is wrong with a name on a letter.
CREATE TABLE report (
  id           TEXT PRIMARY KEY,
  letter_id    INTEGER NOT NULL REFERENCES letter (id),
  signature_id TEXT,             -- the one that is meant, once that is known
  from_school  INTEGER NOT NULL DEFAULT 0,  -- by somebody with a mailbox where its signer has one
  what         TEXT NOT NULL     -- what is wrong
    CHECK (what IN ('not-signed', 'impersonation', 'not-a-person', 'role-or-school', 'unkind', 'other')),
  about        TEXT NOT NULL,    -- the name or number, as typed; empty once it is decided
  words        TEXT NOT NULL,    -- more about it; empty once it is decided
  address      TEXT,             -- of whoever reports; gone once it is decided
  address_key  TEXT,
  state        TEXT NOT NULL CHECK (state IN ('unconfirmed', 'open', 'settled')),
  created_at   INTEGER NOT NULL,
  confirmed_at INTEGER,
  due_at       INTEGER,          -- two working days later
  settled_at   INTEGER,
  outcome      TEXT              -- decided; `left`: by its signer. Whoever reported is told next
    CHECK (outcome IN ('off', 'stays', 'left'))
) STRICT;
CREATE INDEX report_by_letter ON report (letter_id, due_at) WHERE state = 'open';
CREATE INDEX report_by_signature ON report (signature_id) WHERE signature_id IS NOT NULL;
CREATE INDEX report_by_address ON report (address_key, created_at) WHERE address_key IS NOT NULL;
CREATE INDEX report_unconfirmed ON report (created_at) WHERE state = 'unconfirmed';

-- What stewards choose for the whole site: one row.
CREATE TABLE site (
  id                INTEGER PRIMARY KEY CHECK (id = 1),
  launching         TEXT NOT NULL CHECK (launching IN ('anyone', 'invitation', 'approval')),
  mails_a_day       INTEGER,  -- what the mail provider lets through; null: nobody said
  signing_paused    TEXT,     -- a sentence for everyone; null: not paused
  launching_paused  TEXT,
  demonstrated_at   INTEGER   -- in development: when the demonstration was whole
) STRICT;
INSERT INTO site (id, launching) VALUES (1, 'approval');
