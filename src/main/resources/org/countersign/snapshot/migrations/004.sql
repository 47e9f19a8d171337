CREATE INDEX assignment_by_since ON assignment (application >> 40, since) WHERE since > 1
;;
CREATE INDEX assignment_by_until ON assignment (application >> 40, until) WHERE until IS NOT NULL
