CREATE TABLE packet (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  campaign TEXT NOT NULL REFERENCES campaign (name),
  reviewer TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  signature INTEGER NOT NULL,
  first INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  answered_at INTEGER,
  answer_sha256 TEXT
) STRICT
;;
CREATE INDEX packet_by_campaign ON packet (campaign, reviewer)
;;
CREATE TABLE packet_item (
  packet INTEGER NOT NULL REFERENCES packet (number),
  place INTEGER NOT NULL,
  campaign TEXT NOT NULL,
  item TEXT NOT NULL,
  decision INTEGER,
  PRIMARY KEY (packet, place),
  FOREIGN KEY (campaign, item) REFERENCES item (campaign, id)
) STRICT, WITHOUT ROWID
