-- The ledger it belongs to, and how far into its log erasures were looked for.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One data key for each household, or for a token of which no household is known, sealed by keys/vault.key.
-- Without its row nothing of the household can be read any more.
CREATE TABLE holder (token TEXT PRIMARY KEY, wrapped BLOB NOT NULL CHECK (length(wrapped) = 60))
STRICT, WITHOUT ROWID;

-- Whom or what a token stands for, sealed by the key of its holder.
CREATE TABLE identity (
  token TEXT PRIMARY KEY,
  holder TEXT NOT NULL REFERENCES holder(token),
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_holder ON identity(holder);

-- The household of a person, by the token of the identity number.
CREATE TABLE person (token TEXT PRIMARY KEY, holder TEXT NOT NULL REFERENCES holder(token))
STRICT, WITHOUT ROWID;
CREATE INDEX person_holder ON person(holder);

-- What was erased, and the position of the entry that says so. It is not kept again.
CREATE TABLE erased (token TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
