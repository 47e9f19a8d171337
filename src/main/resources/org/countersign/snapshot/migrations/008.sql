ALTER TABLE manual_link ADD COLUMN os_user TEXT
;;
ALTER TABLE manual_link ADD COLUMN key TEXT
;;
ALTER TABLE manual_link ADD COLUMN account_value TEXT
;;
ALTER TABLE manual_link ADD COLUMN identity_value TEXT
