CREATE TABLE finding_told (
  fingerprint TEXT PRIMARY KEY,
  raised INTEGER NOT NULL,
  account TEXT,
  identity_source TEXT,
  identity_label TEXT,
  discriminator TEXT,
  mappings TEXT NOT NULL,
  evidence TEXT NOT NULL
) STRICT, WITHOUT ROWID
;;
CREATE TABLE not_evaluable (
  number INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  remedy TEXT NOT NULL
) STRICT
