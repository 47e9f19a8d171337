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
import org.countersign.evidence.Verification.Check;
import org.countersign.ledger.Event;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// What the ledger tells, against what was signed.
final class EventChecks {
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
        JsonNode campaign = records.json("campaign.json");
        JsonNode opened = campaign.path("ledger");
        long openedSeq = opened.path("seq").asLong();
        String openedHash = opened.path("hash").asText();
        boolean anchored = opened.isMissingNode() || openedSeq == 0;
        long seq = 0;
        var told = new ArrayList<ToldEvent>();
        for (LedgerLine line : records.ledger(faults)) {
            seq++;
            if (line.seq() != seq) {
                faults.add("events.ndjson has a gap before event " + line.seq() + ".");
                break;
            }
            if (!line.sound()) {
                faults.add("events.ndjson: event " + seq + " is neither whole nor a leaf.");
                break;
            }
            hash = Event.chain(seq, hash, line.digest());
            anchored |= openedSeq == seq && openedHash.equals(HexFormat.of().formatHex(hash));
            line.told().ifPresent(told::add);
        }
        if (!anchored) {
            faults.add("The ledger is not the one that the reviewers signed with the campaign.");
        }
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
    private void acts(JsonNode campaign, List<ToldEvent> told, List<String> faults) {
        String sha256 = records.sha256("campaign.json");
        if (told.stream()
                .noneMatch(event -> event.is("campaign.opened")
                        && event.says("campaignSha256", sha256)
                        && event.data().path("itemsSha256").equals(campaign.path("itemsSha256")))) {
            faults.add("events.ndjson does not tell that the campaign was opened on this population.");
        }
        if (told.stream().noneMatch(event -> event.is("campaign.closed"))) {
            faults.add("events.ndjson does not tell that the campaign was closed.");
        }
    }

    /// Each signed decision as it stands and by its signer.
    private void decisions(List<ToldEvent> told, Collection<SignedDecision> made, List<String> faults) {
        var recorded = new HashMap<Long, ToldEvent>();
        for (ToldEvent event : told) {
            switch (event.type()) {
                case "decision.recorded" -> recorded.put(event.number(), event);
                case "decision.undone" -> recorded.remove(event.number());
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
    private void signatures(List<ToldEvent> told, List<String> faults) {
        List<ToldEvent> signed =
                told.stream().filter(event -> event.is("decisions.signed")).toList();
        var here = new HashSet<String>();
        for (Signer signer : signers) {
            String manifest = records.sha256(signer.manifest());
            here.add(manifest);
            if (signer.role().equals("reviewer")
                    && signed.stream()
                            .noneMatch(event -> event.says("manifestSha256", manifest)
                                    && event.says("certificateSha256", signer.fingerprint()))) {
                faults.add("events.ndjson does not tell of the signature in " + signer.manifest() + ".");
            }
        }
        for (ToldEvent event : signed) {
            if (!here.contains(event.data().path("manifestSha256").asText())) {
                faults.add(
                        "events.ndjson tells of a signature that is not here: a reviewer's decisions were left out.");
            }
        }
    }
}
