CREATE INDEX account_by_since ON account (key >> 40, since) WHERE since > 1
;;
CREATE INDEX account_by_until ON account (key >> 40, until) WHERE until IS NOT NULL
;;
CREATE INDEX account_by_resource ON account (resource) WHERE resource <> key
;;
CREATE INDEX account_group_by_since ON account_group (key >> 40, since) WHERE since > 1
;;
CREATE INDEX account_group_by_until ON account_group (key >> 40, until) WHERE until IS NOT NULL
;;
CREATE INDEX account_group_by_resource ON account_group (resource)
;;
CREATE INDEX membership_by_since ON membership (group_resource >> 40, since) WHERE since > 1
;;
CREATE INDEX membership_by_until ON membership (group_resource >> 40, until) WHERE until IS NOT NULL
