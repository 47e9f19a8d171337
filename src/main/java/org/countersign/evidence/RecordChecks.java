package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.Verification.Check;
import org.countersign.text.CanonicalJson;
import org.countersign.text.English;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;

/// What the records of a bundle say of each other: items, decisions on them, events.
final class RecordChecks {
    private static final List<String> FROZEN_OF_SNAPSHOT =
            List.of("source", "number", "takenAt", "sha256", "complete", "rowsRead", "rowsRefused", "rowsDuplicate");

    private final Records records;
    private final List<Signer> signers;
    private final Map<String, Instant> claimed;
    private final Map<String, String> itemDigests = new HashMap<>();
    private final Map<String, ReviewItem> items = new HashMap<>();
    private final TreeMap<Long, SignedDecision> made = new TreeMap<>();

    /// @param claimed when each signature says that it was made, by its manifest
    RecordChecks(Records records, List<Signer> signers, Map<String, Instant> claimed) {
        this.records = records;
        this.signers = List.copyOf(signers);
        this.claimed = Map.copyOf(claimed);
    }

    Check items() {
        var faults = new ArrayList<String>();
        JsonNode campaign = records.json("campaign.json", faults);
        records.json("governance.json", faults);
        records.json("findings.json", faults);
        if (!records.sha256("items.ndjson").equals(campaign.path("itemsSha256").asText())) {
            faults.add("items.ndjson is not the population that campaign.json froze.");
        }
        if (!records.sha256("governance.json")
                .equals(campaign.path("governance").path("sha256").asText())) {
            faults.add("governance.json is not what campaign.json froze.");
        }
        if (!records.sha256("findings.json")
                .equals(campaign.path("findingsSha256").asText())) {
            faults.add("findings.json is not what campaign.json froze.");
        }
        snapshots(campaign, faults);
        for (RecordLine line : records.lines("items.ndjson", faults)) {
            JsonNode node = line.node();
            String id = node.path("id").asText();
            String digest = node.path("digest").asText();
            if (!node.isObject() || !line.written().itemDigest().equals(digest)) {
                faults.add("The item " + id + " has another content than its digest says.");
            }
            if (node instanceof ObjectNode object) {
                items.put(id, ReviewItem.of(object));
            }
            if (itemDigests.put(id, digest) != null) {
                faults.add("The item " + id + " is there twice.");
            }
        }
        if (itemDigests.size() != campaign.path("items").asInt()) {
            faults.add("campaign.json counts " + campaign.path("items").asInt() + " items, there are "
                    + itemDigests.size() + ".");
        }
        return check("verify.items", Formats.number(itemDigests.size()) + " items", faults);
    }

    /// The index is of the snapshots that were frozen, and each one's digest is that of its files.
    private void snapshots(JsonNode campaign, List<String> faults) {
        var frozen = new TreeSet<String>();
        campaign.path("snapshots").forEach(one -> frozen.add(CanonicalJson.text(one)));
        var told = new TreeSet<String>();
        for (RecordLine written : records.lines("snapshots/index.ndjson", faults)) {
            JsonNode line = written.node();
            ObjectNode same = CanonicalJson.object();
            for (String name : FROZEN_OF_SNAPSHOT) {
                same.set(name, line.path(name));
            }
            told.add(CanonicalJson.text(same));
            String digest = line.path("files")
                    .valueStream()
                    .filter(file -> file.path("usable").asBoolean())
                    .map(file -> file.path("sha256").asText() + " "
                            + file.path("size").asText() + "\n")
                    .sorted()
                    .collect(Collectors.joining());
            if (!Sha256.hex(digest).equals(line.path("sha256").asText())) {
                faults.add("snapshots/index.ndjson: the files of snapshot "
                        + line.path("source").asText() + " "
                        + line.path("number").asText()
                        + " are not those of its digest.");
            }
        }
        if (!told.equals(frozen)) {
            faults.add("snapshots/index.ndjson is not of the snapshots that campaign.json froze.");
        }
    }

    Check decisions() {
        var faults = new ArrayList<String>();
        int count = 0;
        JsonNode campaign = records.json("campaign.json");
        var turns = new Turns(campaign, items, ledgerIds(), records.told());
        people().ifPresent(faults::add);
        for (Signer signer : signers) {
            if (!signer.role().equals("reviewer")) {
                continue;
            }
            String file = "decisions/" + signer.manifest().replaceAll("\\D", "") + ".ndjson";
            for (DecisionLine line : records.decisions(file, faults)) {
                count++;
                var one = new SignedDecision(file, line, signer.manifest());
                if (!line.said().itemDigest().asText().equals(itemDigests.get(line.item()))) {
                    faults.add(one.named() + " names another content than the item has.");
                }
                if (!line.reviewer().equals(signer.address())) {
                    faults.add(one.named() + " is not its signer's.");
                }
                if (made.put(line.number(), one) != null) {
                    faults.add(file + ": there are two decisions of the number " + line.number() + ".");
                }
                meaning(one, campaign, turns).ifPresent(faults::add);
            }
        }
        var byItem = new HashMap<String, List<SignedDecision>>();
        made.values().forEach(one -> byItem.computeIfAbsent(one.line().item(), _ -> new ArrayList<>())
                .add(one));
        byItem.values().forEach(line -> superseding(line, faults));
        long decisionFiles = records.names().stream()
                .filter(name -> name.startsWith("decisions/"))
                .count();
        if (decisionFiles
                != signers.stream()
                        .filter(signer -> signer.role().equals("reviewer"))
                        .count()) {
            faults.add("There is a decisions file that nobody signed.");
        }
        return check("verify.decisions", Formats.number(count) + " decisions", faults);
    }

    /// After [#decisions()], which are what the events must tell of.
    Check events() {
        return new EventChecks(records, signers, ledgerIds(), claimed).check(made.values());
    }

    /// Each names the signed decision that it changes. A `dont-know` that somebody else answered may have been
    /// signed later than the answer, which then does not name it.
    private static void superseding(List<SignedDecision> ofOneItem, List<String> faults) {
        for (int i = 0; i < ofOneItem.size(); i++) {
            SignedDecision one = ofOneItem.get(i);
            long names = one.line().said().supersedes().asLong();
            int before = i - 1;
            while (before >= 0
                    && ofOneItem.get(before).number() != names
                    && ofOneItem.get(before).passedOnFrom(one)) {
                before--;
            }
            if (names != (before < 0 ? 0 : ofOneItem.get(before).number())) {
                faults.add(one.named() + " does not name the one it supersedes.");
            }
        }
    }

    /// That it is a decision, by one who was to make it.
    private Optional<String> meaning(SignedDecision one, JsonNode campaign, Turns turns) {
        DecisionLine line = one.line();
        String reviewer = Formats.folded(line.reviewer());
        String owner = Formats.folded(campaign.path("owner").asText());
        Optional<ReviewItem> item = Optional.ofNullable(items.get(line.item()));
        Optional<Verdict> verdict = Verdict.of(line.decision());
        if (verdict.isEmpty()) {
            return Optional.of(one.named() + " is none: “" + line.decision() + "”.");
        }
        boolean asked = item.filter(
                                asks -> Formats.folded(asks.frozenReviewer()).equals(reviewer))
                        .isPresent()
                || reviewer.equals(owner)
                || reviewer.equals(Formats.folded(campaign.path("fallback").asText()))
                || turns.handed(reviewer, line.item())
                || turns.deputy(line);
        if (!asked && !line.onBehalf()) {
            return Optional.of(one.named() + " is by " + line.reviewer() + ", who was not asked.");
        }
        if (verdict.get() == Verdict.APPROVE_UNTIL && !isDay(line.until())) {
            return Optional.of(one.named() + " is until no day.");
        }
        boolean self = item.filter(about -> about.isAbout(reviewer)).isPresent();
        return self && !reviewer.equals(owner) && verdict.get() != Verdict.DONT_KNOW
                ? Optional.of(one.named() + " is by the person whom it is about.")
                : Optional.empty();
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// The ledger's ids by address: of signers, and of those who named a deputy.
    private Map<String, String> ledgerIds() {
        var ids = new HashMap<String, String>();
        rostered()
                .forEach(one -> ids.put(
                        one.path("address").asText(), one.path("ledgerId").asText()));
        return ids;
    }

    private List<JsonNode> rostered() {
        JsonNode roster = records.json("roster.json");
        return Stream.concat(
                        roster.path("signers").valueStream(),
                        roster.path("reviewers").valueStream())
                .toList();
    }

    /// Nobody has two ids, and no id is two people's: else anybody's deputy could be made another's.
    private Optional<String> people() {
        var ids = new HashMap<String, String>();
        var addresses = new HashMap<String, String>();
        for (JsonNode one : rostered()) {
            String address = one.path("address").asText();
            String id = one.path("ledgerId").asText();
            String before = ids.putIfAbsent(address, id);
            String other = id.isEmpty() ? null : addresses.putIfAbsent(id, address);
            if (before != null && !before.equals(id) || other != null && !other.equals(address)) {
                return Optional.of("roster.json takes two people for one in the ledger, or one for two.");
            }
        }
        return Optional.empty();
    }

    private static Check check(String key, String figure, List<String> faults) {
        return new Check(English.of(key), figure, faults);
    }
}
