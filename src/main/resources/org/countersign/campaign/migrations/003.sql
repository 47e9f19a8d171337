CREATE TABLE item_row (
  number INTEGER PRIMARY KEY,
  campaign TEXT NOT NULL,
  item TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  holder TEXT NOT NULL,
  target TEXT NOT NULL,
  flags INTEGER NOT NULL,
  worst INTEGER,
  findings INTEGER NOT NULL,
  decision INTEGER,
  verdict TEXT,
  decided_by TEXT,
  signed INTEGER NOT NULL DEFAULT 0,
  covered INTEGER NOT NULL DEFAULT 0,
  FOREIGN KEY (campaign, item) REFERENCES item (campaign, id)
) STRICT
;;
CREATE TABLE item_text (
  number INTEGER PRIMARY KEY REFERENCES item_row (number),
  label TEXT NOT NULL,
  access TEXT NOT NULL,
  source_name TEXT NOT NULL,
  person TEXT NOT NULL,
  department TEXT NOT NULL,
  words TEXT NOT NULL
) STRICT
;;
CREATE TABLE campaign_reviewer (
  number INTEGER PRIMARY KEY,
  campaign TEXT NOT NULL REFERENCES campaign (name),
  address TEXT NOT NULL,
  UNIQUE (campaign, address)
) STRICT
;;
INSERT INTO item_row (campaign, item, reviewer, kind, source, holder, target, flags, worst, findings)
SELECT campaign, id, reviewer, kind, source, holder, target,
  flags + CASE WHEN worst <= 1 THEN 8 ELSE 0 END
    + CASE WHEN flags & 96 OR NOT identified OR worst <= 2
        OR kind NOT IN ('ACCOUNT', 'MEMBERSHIP', 'ROLE', 'ENTITLEMENT') THEN 16 ELSE 0 END,
  worst, findings
FROM (
  SELECT campaign, id, position, reviewer,
    upper(json_extract(line, '$.kind')) AS kind,
    json_extract(line, '$.source') AS source,
    json_extract(subject, '$[2]') AS holder,
    json_extract(subject, '$[3]') AS target,
    coalesce(json_extract(line, '$.identity.label'), '') <> '' AS identified,
    (coalesce(json_array_length(line, '$.changed'), 0) > 0)
      + 2 * (coalesce(json_extract(line, '$.changed[0]'), '') = 'new')
      + 4 * (json_array_length(line, '$.findings') > 0)
      + 32 * coalesce(json_extract(line, '$.privileged'), 0)
      + 64 * coalesce(json_extract(line, '$.breakglass'), 0) AS flags,
    (SELECT min(CASE json_extract(value, '$.severity') WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2
      WHEN 'low' THEN 3 ELSE 4 END) FROM json_each(line, '$.findings')) AS worst,
    json_array_length(line, '$.findings') AS findings
  FROM item
) ORDER BY campaign, position
;;
INSERT INTO item_text
SELECT r.number,
  coalesce(nullif(json_extract(i.line, '$.account.label'), ''), nullif(json_extract(i.line, '$.group.label'), ''), i.id),
  coalesce(json_extract(i.line, '$.access'), ''),
  coalesce(json_extract(i.line, '$.sourceName'), ''),
  coalesce(json_extract(i.line, '$.identity.label'), ''),
  coalesce(json_extract(i.line, '$.identity.department'), ''),
  lower(coalesce(nullif(json_extract(i.line, '$.account.label'), ''), nullif(json_extract(i.line, '$.group.label'), ''), i.id)
    || char(10) || coalesce(json_extract(i.line, '$.access'), '')
    || char(10) || coalesce(json_extract(i.line, '$.sourceName'), '')
    || char(10) || coalesce(json_extract(i.line, '$.identity.label'), '')
    || char(10) || coalesce(json_extract(i.line, '$.identity.department'), '')
    || char(10) || coalesce(json_extract(i.line, '$.account.name'), '')
    || char(10) || r.holder
    || coalesce((SELECT group_concat(char(10) || json_extract(value, '$.rule'), '') FROM json_each(i.line, '$.findings')), ''))
FROM item_row r JOIN item i ON i.campaign = r.campaign AND i.id = r.item
;;
INSERT OR IGNORE INTO campaign_reviewer (campaign, address)
SELECT campaign, json_extract(line, '$.reviewer') FROM item ORDER BY campaign, position
;;
INSERT OR IGNORE INTO campaign_reviewer (campaign, address) SELECT campaign, reviewer FROM item ORDER BY campaign, position
;;
CREATE UNIQUE INDEX item_row_item ON item_row (campaign, item)
;;
CREATE INDEX item_row_holder ON item_row (campaign, source, holder)
;;
CREATE INDEX item_row_target ON item_row (campaign, source, kind, target)
;;
CREATE INDEX item_row_reviewer ON item_row (campaign, reviewer, flags, verdict, decided_by, signed, covered)
;;
CREATE INDEX item_row_decided ON item_row (campaign, decided_by) WHERE decided_by IS NOT NULL
;;
CREATE INDEX item_row_privileged ON item_row (campaign, source, holder) WHERE flags & 32
;;
CREATE INDEX decision_by_reviewer ON decision (campaign, reviewer)
;;
UPDATE item_row SET (decision, verdict, decided_by, signed) = (
  SELECT d.number, d.verdict, d.reviewer, EXISTS (SELECT 1 FROM decision_signed s WHERE s.decision = d.number)
  FROM decision d WHERE d.campaign = item_row.campaign AND d.item = item_row.item
    AND d.number NOT IN (SELECT decision FROM decision_undone) ORDER BY d.number DESC LIMIT 1)
WHERE EXISTS (SELECT 1 FROM decision d WHERE d.campaign = item_row.campaign AND d.item = item_row.item
  AND d.number NOT IN (SELECT decision FROM decision_undone))
;;
UPDATE item_row SET covered = 1
WHERE kind IN ('MEMBERSHIP', 'ROLE', 'ENTITLEMENT') AND EXISTS (SELECT 1 FROM item_row account
  WHERE account.campaign = item_row.campaign AND account.source = item_row.source AND account.holder = item_row.holder
    AND account.kind = 'ACCOUNT' AND account.verdict = 'REVOKE')
;;
CREATE TRIGGER item_row_follows_reviewer AFTER UPDATE OF reviewer ON item BEGIN
  UPDATE item_row SET reviewer = NEW.reviewer WHERE campaign = NEW.campaign AND item = NEW.id;
  INSERT OR IGNORE INTO campaign_reviewer (campaign, address) VALUES (NEW.campaign, NEW.reviewer);
END
;;
CREATE TRIGGER item_row_follows_decision AFTER INSERT ON decision BEGIN
  UPDATE item_row SET decision = NEW.number, verdict = NEW.verdict, decided_by = NEW.reviewer, signed = 0
    WHERE campaign = NEW.campaign AND item = NEW.item;
END
;;
CREATE TRIGGER item_row_follows_undone AFTER INSERT ON decision_undone BEGIN
  UPDATE item_row SET (decision, verdict, decided_by, signed) = (
      SELECT d.number, d.verdict, d.reviewer, EXISTS (SELECT 1 FROM decision_signed s WHERE s.decision = d.number)
      FROM decision d WHERE d.campaign = item_row.campaign AND d.item = item_row.item
        AND d.number NOT IN (SELECT decision FROM decision_undone)
      UNION ALL SELECT NULL, NULL, NULL, 0 ORDER BY 1 DESC NULLS LAST LIMIT 1)
    WHERE (campaign, item) = (SELECT campaign, item FROM decision WHERE number = NEW.decision);
END
;;
CREATE TRIGGER item_row_follows_signed AFTER INSERT ON decision_signed BEGIN
  UPDATE item_row SET signed = 1
    WHERE decision = NEW.decision
      AND (campaign, item) = (SELECT campaign, item FROM decision WHERE number = NEW.decision);
END
;;
CREATE TRIGGER item_row_covers AFTER UPDATE OF verdict ON item_row
  WHEN NEW.kind = 'ACCOUNT' AND (OLD.verdict IS 'REVOKE') <> (NEW.verdict IS 'REVOKE') BEGIN
  UPDATE item_row SET covered = (NEW.verdict IS 'REVOKE')
    WHERE campaign = NEW.campaign AND source = NEW.source AND holder = NEW.holder
      AND kind IN ('MEMBERSHIP', 'ROLE', 'ENTITLEMENT');
END
