CREATE TABLE signature (
  number INTEGER PRIMARY KEY,
  campaign TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  role TEXT NOT NULL,
  address TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  certificate TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  decisions BLOB NOT NULL,
  manifest BLOB NOT NULL,
  p7s BLOB NOT NULL,
  UNIQUE (campaign, ordinal)
) STRICT
;;
CREATE TABLE bundle (
  campaign TEXT PRIMARY KEY,
  made_at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  attestation BLOB NOT NULL,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID
;;
CREATE TABLE trusted (
  fingerprint TEXT PRIMARY KEY,
  certificate TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID
