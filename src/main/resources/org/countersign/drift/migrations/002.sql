CREATE TABLE finding_life (
  fingerprint TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  source TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject TEXT NOT NULL,
  label TEXT NOT NULL,
  identity TEXT,
  severity TEXT NOT NULL,
  summary TEXT NOT NULL,
  suppressed_by TEXT,
  status TEXT NOT NULL,
  held INTEGER NOT NULL,
  returns INTEGER NOT NULL,
  since INTEGER NOT NULL,
  since_run INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  first_run INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  last_run INTEGER NOT NULL
) STRICT, WITHOUT ROWID
;;
INSERT INTO finding_life
  SELECT fingerprint, '', '', '', '', '', NULL, 'info', '', NULL, CASE open WHEN 1 THEN 'open' ELSE 'resolved' END,
    0, 0, CASE open WHEN 1 THEN first_seen ELSE last_seen END, 0, first_seen, 0, last_seen, 0
  FROM finding
;;
DROP TABLE finding
;;
ALTER TABLE finding_life RENAME TO finding
;;
CREATE INDEX finding_by_status ON finding (status)
;;
CREATE TABLE drift_run (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  governance INTEGER NOT NULL,
  snapshots TEXT NOT NULL
) STRICT
;;
CREATE TABLE finding_change (
  number INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  at INTEGER NOT NULL,
  run INTEGER NOT NULL,
  change TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT
;;
CREATE INDEX finding_change_by_finding ON finding_change (fingerprint)
;;
CREATE TABLE acknowledgement (
  number INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  at INTEGER NOT NULL,
  os_user TEXT NOT NULL,
  reason TEXT NOT NULL,
  until TEXT NOT NULL,
  severity TEXT NOT NULL,
  ended_at INTEGER
) STRICT
;;
CREATE INDEX acknowledgement_by_finding ON acknowledgement (fingerprint)
;;
CREATE TABLE finding_trend (
  rule TEXT NOT NULL,
  source TEXT NOT NULL,
  run INTEGER NOT NULL,
  critical INTEGER NOT NULL,
  high INTEGER NOT NULL,
  medium INTEGER NOT NULL,
  low INTEGER NOT NULL,
  info INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL,
  suppressed INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  PRIMARY KEY (rule, source, run)
) STRICT, WITHOUT ROWID
