DELETE FROM account_fact
;;
UPDATE snapshot_source SET facts = NULL
