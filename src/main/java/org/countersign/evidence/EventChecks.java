package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.countersign.evidence.Verification.Check;
import org.countersign.ledger.Event;
import org.countersign.text.CanonicalJson;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// What the ledger tells, against what was signed.
final class EventChecks {
    private static final Pattern LEAF = Pattern.compile("[0-9a-f]{64}");

    private final Records records;
    private final List<Signer> signers;
    private final Map<String, String> ledgerIds;
    private final Map<String, Instant> claimed;

    /// @param ledgerIds by address
    /// @param claimed when each signature says that it was made, by its manifest
    EventChecks(Records records, List<Signer> signers, Map<String, String> ledgerIds, Map<String, Instant> claimed) {
        this.records = records;
        this.signers = List.copyOf(signers);
        this.ledgerIds = Map.copyOf(ledgerIds);
        this.claimed = Map.copyOf(claimed);
    }

    Check check(Collection<SignedDecision> made) {
        var faults = new ArrayList<String>();
        byte[] hash = new byte[32];
        var all = new ArrayList<JsonNode>();
        JsonNode campaign = records.json("campaign.json");
        JsonNode opened = campaign.path("ledger");
        boolean anchored = opened.isMissingNode() || opened.path("seq").asLong() == 0;
        long seq = 0;
        for (JsonNode line : records.lines("events.ndjson", faults)) {
            seq++;
            if (line.path("seq").asLong() != seq) {
                faults.add("events.ndjson has a gap before event "
                        + line.path("seq").asLong() + ".");
                break;
            }
            boolean whole = line.path("body").isObject();
            boolean leaf = LEAF.matcher(line.path("leaf").asText()).matches();
            if (line.size() != 2 || whole == leaf) {
                faults.add("events.ndjson: event " + seq + " is neither whole nor a leaf.");
                break;
            }
            hash = Event.chain(
                    seq,
                    hash,
                    leaf
                            ? HexFormat.of().parseHex(line.path("leaf").asText())
                            : Event.leaf(CanonicalJson.bytes(line.path("body"))));
            anchored |= opened.path("seq").asLong() == seq
                    && opened.path("hash").asText().equals(HexFormat.of().formatHex(hash));
            all.add(line.path("body"));
        }
        if (!anchored) {
            faults.add("The ledger is not the one that the reviewers signed with the campaign.");
        }
        List<JsonNode> told = all.stream()
                .filter(body -> body.path("data").path("campaign").equals(campaign.path("name")))
                .toList();
        acts(campaign, told, faults);
        decisions(told, made, faults);
        signatures(told, faults);
        var timeline = new Timeline(campaign, told);
        made.forEach(one -> timeline.check(one, records, Optional.ofNullable(claimed.get(one.manifest())), faults));
        String head = "countersign-ledger\n" + seq + "\n" + HexFormat.of().formatHex(hash) + "\n";
        if (!head.equals(records.text("events.head"))) {
            faults.add("The events do not lead to events.head: an event was changed, added or left out.");
        }
        return new Check(
                English.of("verify.events"),
                Formats.number(seq) + " events",
                faults.stream().distinct().toList());
    }

    /// The opening on this campaign and its population, and the close.
    private void acts(JsonNode campaign, List<JsonNode> told, List<String> faults) {
        String sha256 = records.sha256("campaign.json");
        if (told.stream()
                .noneMatch(body -> is(body, "campaign.opened", "campaignSha256", sha256)
                        && body.path("data").path("itemsSha256").equals(campaign.path("itemsSha256")))) {
            faults.add("events.ndjson does not tell that the campaign was opened on this population.");
        }
        if (told.stream().noneMatch(body -> body.path("type").asText().equals("campaign.closed"))) {
            faults.add("events.ndjson does not tell that the campaign was closed.");
        }
    }

    /// Each signed decision as it stands and by its signer.
    private void decisions(List<JsonNode> told, Collection<SignedDecision> made, List<String> faults) {
        var recorded = new HashMap<Long, JsonNode>();
        for (JsonNode body : told) {
            long number = body.path("data").path("number").asLong();
            switch (body.path("type").asText()) {
                case "decision.recorded" -> recorded.put(number, body);
                case "decision.undone" -> recorded.remove(number);
                default -> {}
            }
        }
        for (SignedDecision one : made) {
            if (!one.isToldBy(recorded.get(one.number()), ledgerIds)) {
                faults.add("events.ndjson does not tell of decision " + one.number() + " as it stands in " + one.file()
                        + ".");
            }
        }
    }

    /// The ledger's signatures are those that are here: none is missing there, and none was taken out here.
    private void signatures(List<JsonNode> told, List<String> faults) {
        var here = new HashSet<String>();
        for (Signer signer : signers) {
            String manifest = records.sha256(signer.manifest());
            here.add(manifest);
            if (signer.role().equals("reviewer")
                    && told.stream()
                            .noneMatch(body -> is(body, "decisions.signed", "manifestSha256", manifest)
                                    && is(body, "decisions.signed", "certificateSha256", signer.fingerprint()))) {
                faults.add("events.ndjson does not tell of the signature in " + signer.manifest() + ".");
            }
        }
        for (JsonNode body : told) {
            if (body.path("type").asText().equals("decisions.signed")
                    && !here.contains(body.path("data").path("manifestSha256").asText())) {
                faults.add(
                        "events.ndjson tells of a signature that is not here: a reviewer's decisions were left out.");
            }
        }
    }

    private static boolean is(JsonNode body, String type, String name, String value) {
        return body.path("type").asText().equals(type)
                && body.path("data").path(name).asText().equals(value);
    }
}
