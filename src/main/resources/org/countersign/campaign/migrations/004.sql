CREATE TABLE delegation (
  number INTEGER PRIMARY KEY,
  campaign TEXT NOT NULL REFERENCES campaign (name),
  reviewer TEXT NOT NULL,
  deputy TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  reason TEXT NOT NULL,
  os_user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT
;;
CREATE INDEX delegation_by_reviewer ON delegation (campaign, reviewer)
;;
CREATE TABLE delegation_ended (
  delegation INTEGER PRIMARY KEY REFERENCES delegation (number),
  os_user TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT
;;
CREATE TABLE delegation_about (
  delegation INTEGER NOT NULL REFERENCES delegation (number),
  item INTEGER NOT NULL REFERENCES item_row (number),
  PRIMARY KEY (delegation, item)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE decision_turn (decision INTEGER PRIMARY KEY REFERENCES decision (number), reviewer TEXT NOT NULL) STRICT
;;
CREATE TRIGGER delegation_is_never_changed BEFORE UPDATE ON delegation BEGIN SELECT RAISE(ABORT, 'delegations are append-only'); END
;;
CREATE TRIGGER delegation_is_never_deleted BEFORE DELETE ON delegation BEGIN SELECT RAISE(ABORT, 'delegations are append-only'); END
;;
CREATE TRIGGER delegation_ended_is_never_changed BEFORE UPDATE ON delegation_ended BEGIN SELECT RAISE(ABORT, 'delegations are append-only'); END
;;
CREATE TRIGGER delegation_ended_is_never_deleted BEFORE DELETE ON delegation_ended BEGIN SELECT RAISE(ABORT, 'delegations are append-only'); END
