CREATE TABLE account_fact (
  source INTEGER NOT NULL,
  content INTEGER NOT NULL,
  part INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  facts BLOB NOT NULL,
  PRIMARY KEY (source, content, part)
) STRICT
;;
CREATE TABLE fact_key (
  key BLOB NOT NULL
) STRICT
;;
INSERT INTO fact_key VALUES (randomblob(16))
;;
ALTER TABLE snapshot_source ADD COLUMN facts INTEGER
;;
DROP TABLE link
;;
CREATE TABLE link (
  source TEXT PRIMARY KEY,
  idp TEXT NOT NULL,
  basis TEXT NOT NULL,
  links BLOB NOT NULL
) STRICT
;;
DROP TABLE suggestion
;;
CREATE TABLE suggestion (
  source TEXT NOT NULL,
  account TEXT NOT NULL,
  key TEXT NOT NULL,
  era TEXT NOT NULL,
  value TEXT NOT NULL,
  identities TEXT NOT NULL
) STRICT
;;
CREATE INDEX suggestion_by_account ON suggestion (source, account)
