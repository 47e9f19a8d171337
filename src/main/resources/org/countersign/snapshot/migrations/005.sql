ALTER TABLE snapshot_source ADD COLUMN capitals INTEGER
