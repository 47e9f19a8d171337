CREATE TABLE reassignment (
  number INTEGER PRIMARY KEY,
  campaign TEXT NOT NULL REFERENCES campaign (name),
  reviewer TEXT NOT NULL,
  reason TEXT NOT NULL,
  os_user TEXT NOT NULL,
  at INTEGER NOT NULL,
  items INTEGER NOT NULL
) STRICT
;;
CREATE TRIGGER reassignment_is_never_changed BEFORE UPDATE ON reassignment BEGIN SELECT RAISE(ABORT, 'reassignments are append-only'); END
;;
CREATE TRIGGER reassignment_is_never_deleted BEFORE DELETE ON reassignment BEGIN SELECT RAISE(ABORT, 'reassignments are append-only'); END
