-- Every published size of a ledger, signed. Written in the batch that appended what it covers.
CREATE TABLE checkpoint (
  letter_id  INTEGER NOT NULL,
  size       INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  root       BLOB NOT NULL,
  signatures BLOB NOT NULL,  -- 68 bytes for each key: its id in notes, its Ed25519 signature
  PRIMARY KEY (letter_id, size)
) STRICT, WITHOUT ROWID;

-- The complete tiles of a ledger's tree: 256 hashes each, and the root over them, which is a hash
-- of the level above. What is not complete is made from the entries and roots below.
CREATE TABLE tile (
  letter_id INTEGER NOT NULL,
  level     INTEGER NOT NULL,
  number    INTEGER NOT NULL,
  root      BLOB NOT NULL,
  hashes    BLOB NOT NULL,
  PRIMARY KEY (letter_id, level, number)
) STRICT, WITHOUT ROWID;

-- An entry's leaf hash follows from its bytes; the tiles keep what must not be computed again.
ALTER TABLE ledger_entry DROP COLUMN leaf;

-- When CLOSE was appended: from then on nobody can be counted any more.
ALTER TABLE letter ADD COLUMN finished_at INTEGER;

-- Nobody is known any more behind the entries before this position: what ANON says.
ALTER TABLE head ADD COLUMN anonymised INTEGER NOT NULL DEFAULT 0;

-- Which batch wrote the head, so that whoever lost its answer knows whether it was their own.
ALTER TABLE head ADD COLUMN batch TEXT;

-- When the signer of a removed signature said that they don't want it back. It stays removed.
ALTER TABLE signature ADD COLUMN declined_at INTEGER;
