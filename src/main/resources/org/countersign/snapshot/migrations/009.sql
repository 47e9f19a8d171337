CREATE TABLE shown_link (
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
CREATE INDEX shown_link_by_identity ON shown_link (identity)
