-- What a case did to the total, in public: a row for each commit, case, kind and reason. Written in
-- the Registrar's batch. Both sizes are published ones, so that both totals have proofs; a refusal
-- appends nothing, and has the same size and total twice.
CREATE TABLE correction (
  letter_id      INTEGER NOT NULL,
  ledger_to      INTEGER NOT NULL,  -- the ledger's size behind it
  case_id        TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('removal', 'refusal', 'reinstatement')),
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

-- When a published total first reached a number worth telling. Never taken back.
CREATE TABLE milestone (
  letter_id   INTEGER NOT NULL,
  number      INTEGER NOT NULL CHECK (number > 0),
  reached_at  INTEGER NOT NULL,
  ledger_size INTEGER NOT NULL,  -- whose total it was
  PRIMARY KEY (letter_id, number)
) STRICT, WITHOUT ROWID;

-- A letter's numbers as they were kept and signed on a day of the UK.
CREATE TABLE kept_day (
  letter_id INTEGER NOT NULL,
  day       TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  jws       TEXT NOT NULL,  -- compact serialisation of RFC 7515
  made_at   INTEGER NOT NULL,
  PRIMARY KEY (letter_id, day)
) STRICT, WITHOUT ROWID;

-- Whom a journalist may call or write to.
ALTER TABLE letter ADD COLUMN press_contact TEXT;

-- The public list of one role, newest first.
CREATE INDEX signature_shown_by_role ON signature (letter_id, role, number)
  WHERE state = 'counted' AND public = 1;

-- Milestones passed before there was this table. The last entry of a published size is a SUMMARY,
-- whose eight bytes behind the hour are the total.
INSERT INTO milestone (letter_id, number, reached_at, ledger_size)
SELECT reached.letter_id, reached.number, checkpoint.at, checkpoint.size
FROM (
  SELECT letter.id AS letter_id, worth.number, min(checkpoint.size) AS size
  FROM letter
  JOIN (
    SELECT value AS number, NULL AS letter_id
    FROM json_each('[100,250,500,1000,2500,5000,10000,25000,50000,100000,250000,500000,1000000]')
    UNION
    SELECT goal, id FROM letter WHERE goal > 0
  ) AS worth ON coalesce(worth.letter_id, letter.id) = letter.id
  JOIN checkpoint ON checkpoint.letter_id = letter.id
  JOIN ledger_entry ON ledger_entry.letter_id = letter.id
    AND ledger_entry.position = checkpoint.size - 1
  WHERE hex(substr(ledger_entry.bytes, 23, 8)) >= printf('%016X', worth.number)
  GROUP BY letter.id, worth.number
) AS reached
JOIN checkpoint ON checkpoint.letter_id = reached.letter_id AND checkpoint.size = reached.size
WHERE true
ON CONFLICT DO NOTHING;
