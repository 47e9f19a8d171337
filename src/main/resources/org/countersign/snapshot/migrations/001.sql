CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  number INTEGER NOT NULL,
  taken_at INTEGER NOT NULL,
  taken_at_basis TEXT NOT NULL,
  imported_at INTEGER NOT NULL,
  dialect TEXT NOT NULL,
  content INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  groups INTEGER NOT NULL,
  memberships INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  completeness TEXT NOT NULL,
  UNIQUE (source, number)
) STRICT
;;
CREATE INDEX snapshot_by_time ON snapshot (source, taken_at)
;;
CREATE TABLE snapshot_file (
  snapshot INTEGER NOT NULL REFERENCES snapshot (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  usable INTEGER NOT NULL,
  PRIMARY KEY (snapshot, position)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE account (
  content INTEGER NOT NULL,
  id TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (content, id)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE account_group (
  content INTEGER NOT NULL,
  id TEXT NOT NULL,
  display_name TEXT,
  told INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (content, id)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE membership (
  content INTEGER NOT NULL,
  group_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  type TEXT NOT NULL,
  display TEXT,
  PRIMARY KEY (content, group_id, member_id)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE manual_link (
  source TEXT NOT NULL,
  account TEXT NOT NULL,
  identity TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (source, account)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE link (
  source TEXT NOT NULL,
  account TEXT NOT NULL,
  identity TEXT NOT NULL,
  key TEXT NOT NULL,
  era TEXT NOT NULL,
  account_value TEXT NOT NULL,
  identity_value TEXT NOT NULL,
  PRIMARY KEY (source, account)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE suggestion (
  source TEXT NOT NULL,
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  era TEXT NOT NULL,
  value TEXT NOT NULL,
  identities TEXT NOT NULL,
  PRIMARY KEY (source, account, key, era)
) STRICT, WITHOUT ROWID
