CREATE TABLE pruned_snapshot (
  source TEXT NOT NULL,
  number INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID
