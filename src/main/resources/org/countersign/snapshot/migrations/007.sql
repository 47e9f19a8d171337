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
