CREATE TABLE provisioning_event (
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  application TEXT NOT NULL,
  object TEXT NOT NULL,
  action INTEGER NOT NULL,
  result INTEGER NOT NULL,
  of_group INTEGER NOT NULL,
  account TEXT,
  identity TEXT,
  user_name TEXT,
  access TEXT,
  code TEXT,
  reason TEXT,
  type TEXT NOT NULL,
  PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID
;;
CREATE INDEX provisioning_event_by_object ON provisioning_event (source, application, object, at)
