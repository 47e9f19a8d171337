CREATE TABLE item_note (
  number INTEGER PRIMARY KEY,
  campaign TEXT NOT NULL,
  item TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  text TEXT NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  os_user TEXT NOT NULL,
  at INTEGER NOT NULL,
  FOREIGN KEY (campaign, item) REFERENCES item (campaign, id)
) STRICT
;;
CREATE INDEX item_note_by_item ON item_note (campaign, item)
;;
CREATE TRIGGER item_note_is_never_changed BEFORE UPDATE ON item_note BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END
;;
CREATE TRIGGER item_note_is_never_deleted BEFORE DELETE ON item_note BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END
;;
ALTER TABLE item_row ADD COLUMN notes INTEGER NOT NULL DEFAULT 0
;;
CREATE TRIGGER item_row_follows_note AFTER INSERT ON item_note BEGIN
  UPDATE item_row SET notes = notes + 1 WHERE campaign = NEW.campaign AND item = NEW.item;
END
