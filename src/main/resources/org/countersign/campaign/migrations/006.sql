CREATE TABLE reserved (
  campaign TEXT NOT NULL REFERENCES campaign (name),
  signature INTEGER NOT NULL,
  first INTEGER NOT NULL,
  items INTEGER NOT NULL,
  PRIMARY KEY (campaign, signature)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE received (
  number INTEGER PRIMARY KEY,
  packet TEXT NOT NULL UNIQUE,
  campaign TEXT NOT NULL REFERENCES campaign (name),
  reviewer TEXT NOT NULL,
  certificates TEXT NOT NULL,
  signature INTEGER NOT NULL,
  first INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  items_sha256 TEXT NOT NULL,
  around TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  answered_at INTEGER,
  answer BLOB
) STRICT
;;
CREATE TABLE received_item (
  received INTEGER NOT NULL REFERENCES received (number),
  place INTEGER NOT NULL,
  campaign TEXT NOT NULL,
  item TEXT NOT NULL,
  supersedes INTEGER,
  context TEXT NOT NULL,
  PRIMARY KEY (received, place),
  FOREIGN KEY (campaign, item) REFERENCES item (campaign, id)
) STRICT, WITHOUT ROWID
;;
CREATE INDEX received_item_by_item ON received_item (campaign, item)
