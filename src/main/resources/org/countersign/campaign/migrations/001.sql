CREATE TABLE campaign (
  name TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  owner TEXT NOT NULL,
  fallback TEXT NOT NULL,
  due TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  as_of INTEGER NOT NULL,
  state TEXT NOT NULL,
  closed_at INTEGER,
  incomplete_reason TEXT,
  frozen BLOB NOT NULL,
  findings BLOB NOT NULL,
  governance BLOB NOT NULL
) STRICT, WITHOUT ROWID
;;
CREATE TABLE item (
  campaign TEXT NOT NULL REFERENCES campaign (name),
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  subject TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (campaign, id)
) STRICT, WITHOUT ROWID
;;
CREATE INDEX item_by_subject ON item (subject)
;;
CREATE TABLE decision (
  number INTEGER PRIMARY KEY,
  campaign TEXT NOT NULL,
  item TEXT NOT NULL,
  item_digest TEXT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT,
  until TEXT,
  reviewer TEXT NOT NULL,
  os_user TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  on_behalf INTEGER NOT NULL,
  mode TEXT NOT NULL,
  seconds INTEGER NOT NULL,
  supersedes INTEGER,
  FOREIGN KEY (campaign, item) REFERENCES item (campaign, id)
) STRICT
;;
CREATE INDEX decision_by_item ON decision (campaign, item)
;;
CREATE TABLE decision_undone (decision INTEGER PRIMARY KEY REFERENCES decision (number), at INTEGER NOT NULL) STRICT
;;
CREATE TABLE decision_signed (decision INTEGER PRIMARY KEY REFERENCES decision (number), signature INTEGER NOT NULL) STRICT
;;
CREATE TRIGGER decision_is_never_changed BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
;;
CREATE TRIGGER decision_is_never_deleted BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
