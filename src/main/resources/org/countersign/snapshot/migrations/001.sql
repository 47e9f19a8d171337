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
  archive INTEGER NOT NULL,
  PRIMARY KEY (snapshot, position)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE snapshot_source (
  key INTEGER PRIMARY KEY,
  source TEXT NOT NULL UNIQUE,
  contents INTEGER NOT NULL
) STRICT
;;
CREATE TABLE resource (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL
) STRICT
;;
CREATE INDEX resource_by_id ON resource (id)
;;
CREATE TABLE account (
  key INTEGER PRIMARY KEY,
  resource INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  digest BLOB NOT NULL,
  active INTEGER NOT NULL
) STRICT
;;
CREATE TABLE account_body (
  account INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT
;;
CREATE TABLE account_group (
  key INTEGER PRIMARY KEY,
  resource INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  told INTEGER NOT NULL,
  members INTEGER NOT NULL,
  digest BLOB NOT NULL,
  display_name TEXT,
  body BLOB NOT NULL
) STRICT
;;
CREATE TABLE membership (
  group_resource INTEGER NOT NULL,
  member INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  type INTEGER NOT NULL,
  PRIMARY KEY (group_resource, member, since)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE sign_in (
  source INTEGER NOT NULL,
  content INTEGER NOT NULL,
  resources INTEGER NOT NULL,
  times BLOB NOT NULL,
  PRIMARY KEY (source, content)
) STRICT
;;
CREATE TABLE assignment (
  application INTEGER NOT NULL,
  principal INTEGER NOT NULL,
  role TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  digest INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  scope INTEGER NOT NULL,
  state INTEGER NOT NULL,
  sync INTEGER NOT NULL,
  account TEXT,
  account_name TEXT,
  changed INTEGER,
  PRIMARY KEY (application, principal, role, since)
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
