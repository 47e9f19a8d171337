package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
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
import org.countersign.ledger.Event;
import org.countersign.text.CanonicalJson;
import org.countersign.text.English;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.jspecify.annotations.Nullable;

/// What the records of a bundle say of each other: items, decisions on them, events.
final class RecordChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FROZEN_OF_SNAPSHOT =
            List.of("source", "number", "takenAt", "sha256", "complete", "rowsRead", "rowsRefused", "rowsDuplicate");

    private final Map<String, byte[]> files;
    private final List<Signer> signers;
    private final Map<String, String> itemDigests = new HashMap<>();
    private final Map<String, ReviewItem> items = new HashMap<>();
    private final TreeMap<Long, Made> made = new TreeMap<>();

    Check items() {
        var faults = new ArrayList<String>();
        JsonNode campaign = json("campaign.json");
        if (!Sha256.hex(files.getOrDefault("items.ndjson", new byte[0]))
                .equals(campaign.path("itemsSha256").asText())) {
            faults.add("items.ndjson is not the population that campaign.json froze.");
        }
        if (!Sha256.hex(files.getOrDefault("governance.json", new byte[0]))
                .equals(campaign.path("governance").path("sha256").asText())) {
            faults.add("governance.json is not what campaign.json froze.");
        }
        if (!Sha256.hex(files.getOrDefault("findings.json", new byte[0]))
                .equals(campaign.path("findingsSha256").asText())) {
            faults.add("findings.json is not what campaign.json froze.");
        }
        snapshots(campaign, faults);
        for (JsonNode line : lines("items.ndjson", faults)) {
            String id = line.path("id").asText();
            String digest = line.path("digest").asText();
            if (!(line instanceof ObjectNode object)
                    || !ReviewItem.digestOf(object).equals(digest)) {
                faults.add("The item " + id + " has another content than its digest says.");
            }
            if (line instanceof ObjectNode object) {
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
        for (JsonNode line : lines("snapshots/index.ndjson", faults)) {
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
        JsonNode campaign = json("campaign.json");
        var turns = new Turns(
                campaign,
                items,
                ledgerIds(),
                lines("events.ndjson", new ArrayList<>()).stream()
                        .map(line -> line.path("body"))
                        .toList());
        people().ifPresent(faults::add);
        for (Signer signer : signers) {
            if (!signer.role().equals("reviewer")) {
                continue;
            }
            String file = "decisions/" + signer.manifest().replaceAll("\\D", "") + ".ndjson";
            for (JsonNode line : lines(file, faults)) {
                count++;
                String item = line.path("item").asText();
                if (!line.path("itemDigest").asText().equals(itemDigests.get(item))) {
                    faults.add(file + ": the decision on " + item + " names another content than the item has.");
                }
                if (!line.path("reviewer").asText().equals(signer.address())) {
                    faults.add(file + ": the decision on " + item + " is not its signer's.");
                }
                if (made.put(line.path("number").asLong(), new Made(file, line)) != null) {
                    faults.add(file + ": there are two decisions of the number "
                            + line.path("number").asText() + ".");
                }
                meaning(line, campaign, turns)
                        .ifPresent(fault -> faults.add(file + ": the decision on " + item + fault));
            }
        }
        var byItem = new HashMap<String, List<Made>>();
        made.values()
                .forEach(one -> byItem.computeIfAbsent(one.line().path("item").asText(), _ -> new ArrayList<>())
                        .add(one));
        byItem.values().forEach(line -> superseding(line, faults));
        long decisionFiles = files.keySet().stream()
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

    /// Each names the signed decision that it changes. A `dont-know` that somebody else answered may have been
    /// signed later than the answer, which then does not name it.
    private static void superseding(List<Made> ofOneItem, List<String> faults) {
        for (int i = 0; i < ofOneItem.size(); i++) {
            Made one = ofOneItem.get(i);
            long names = one.line().path("supersedes").asLong();
            int before = i - 1;
            while (before >= 0
                    && ofOneItem.get(before).number() != names
                    && ofOneItem.get(before).passedOnFrom(one)) {
                before--;
            }
            if (names != (before < 0 ? 0 : ofOneItem.get(before).number())) {
                faults.add(one.file() + ": the decision on "
                        + one.line().path("item").asText() + " does not name the one it supersedes.");
            }
        }
    }

    /// A signed decision, and the file that it is in.
    private record Made(String file, JsonNode line) {
        long number() {
            return line.path("number").asLong();
        }

        boolean isToldBy(@Nullable JsonNode event, Map<String, String> ledgerIds) {
            if (event == null) {
                return false;
            }
            String id = ledgerIds.getOrDefault(line.path("reviewer").asText(), "");
            JsonNode data = event.path("data");
            return !id.isEmpty()
                    && event.path("actor").path("reviewer").asText().equals(id)
                    && Stream.of("item", "itemDigest", "decision", "mode", "seconds", "supersedes")
                            .allMatch(name -> data.path(name).equals(line.path(name)));
        }

        boolean passedOnFrom(Made later) {
            return line.path("decision").asText().equals(Verdict.DONT_KNOW.text())
                    && !line.path("reviewer").equals(later.line.path("reviewer"));
        }
    }

    /// That it is a decision, by one who was to make it.
    private Optional<String> meaning(JsonNode line, JsonNode campaign, Turns turns) {
        String reviewer = Formats.folded(line.path("reviewer").asText());
        String owner = Formats.folded(campaign.path("owner").asText());
        Optional<ReviewItem> item =
                Optional.ofNullable(items.get(line.path("item").asText()));
        Optional<Verdict> verdict = Verdict.of(line.path("decision").asText());
        if (verdict.isEmpty()) {
            return Optional.of(" is none: “" + line.path("decision").asText() + "”.");
        }
        boolean asked = item.filter(one -> Formats.folded(one.frozenReviewer()).equals(reviewer))
                        .isPresent()
                || reviewer.equals(owner)
                || reviewer.equals(Formats.folded(campaign.path("fallback").asText()))
                || turns.handed(reviewer, line.path("item").asText())
                || turns.deputy(line);
        if (!asked && !line.path("onBehalf").asBoolean()) {
            return Optional.of(" is by " + line.path("reviewer").asText() + ", who was not asked.");
        }
        boolean self = item.filter(one -> one.isAbout(reviewer)).isPresent();
        return self && !reviewer.equals(owner) && verdict.get() != Verdict.DONT_KNOW
                ? Optional.of(" is by the person whom it is about.")
                : Optional.empty();
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
        JsonNode roster = json("roster.json");
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

    Check events() {
        var faults = new ArrayList<String>();
        byte[] hash = new byte[32];
        var told = new ArrayList<JsonNode>();
        long seq = 0;
        for (JsonNode line : lines("events.ndjson", faults)) {
            seq++;
            if (line.path("seq").asLong() != seq) {
                faults.add("events.ndjson has a gap before event "
                        + line.path("seq").asLong() + ".");
                break;
            }
            byte[] leaf = line.has("body")
                    ? Event.leaf(CanonicalJson.bytes(line.path("body")))
                    : HexFormat.of()
                            .parseHex(
                                    line.path("leaf").asText("").matches("[0-9a-f]{64}")
                                            ? line.path("leaf").asText()
                                            : "");
            hash = Event.chain(seq, hash, leaf);
            told.add(line.path("body"));
        }
        missing(told).forEach(faults::add);
        String head = "countersign-ledger\n" + seq + "\n" + HexFormat.of().formatHex(hash) + "\n";
        if (!head.equals(text("events.head"))) {
            faults.add("The events do not lead to events.head: an event was changed, added or left out.");
        }
        return check("verify.events", Formats.number(seq) + " events", faults);
    }

    RecordChecks(Map<String, byte[]> files, List<Signer> signers) {
        this.files = Map.copyOf(files);
        this.signers = List.copyOf(signers);
    }

    /// The acts that must be among the events shown whole: the opening on this campaign, each signed decision as
    /// it stands and by its signer, each signature, and the close.
    private List<String> missing(List<JsonNode> all) {
        var missing = new ArrayList<String>();
        JsonNode campaign = json("campaign.json");
        List<JsonNode> told = all.stream()
                .filter(body -> body.path("data").path("campaign").equals(campaign.path("name")))
                .toList();
        String sha256 = Sha256.hex(files.getOrDefault("campaign.json", new byte[0]));
        if (told.stream()
                .noneMatch(body -> is(body, "campaign.opened", "campaignSha256", sha256)
                        && body.path("data").path("itemsSha256").equals(campaign.path("itemsSha256")))) {
            missing.add("events.ndjson does not tell that the campaign was opened on this population.");
        }
        if (told.stream().noneMatch(body -> body.path("type").asText().equals("campaign.closed"))) {
            missing.add("events.ndjson does not tell that the campaign was closed.");
        }
        Map<String, String> ids = ledgerIds();
        var recorded = new HashMap<Long, JsonNode>();
        for (JsonNode body : told) {
            long number = body.path("data").path("number").asLong();
            switch (body.path("type").asText()) {
                case "decision.recorded" -> recorded.put(number, body);
                case "decision.undone" -> recorded.remove(number);
                default -> {}
            }
        }
        made.forEach((number, one) -> {
            if (!one.isToldBy(recorded.get(number), ids)) {
                missing.add(
                        "events.ndjson does not tell of decision " + number + " as it stands in " + one.file() + ".");
            }
        });
        for (Signer signer : signers) {
            String manifest = Sha256.hex(files.getOrDefault(signer.manifest(), new byte[0]));
            if (signer.role().equals("reviewer")
                    && told.stream()
                            .noneMatch(body -> is(body, "decisions.signed", "manifestSha256", manifest)
                                    && is(body, "decisions.signed", "certificateSha256", signer.fingerprint()))) {
                missing.add("events.ndjson does not tell of the signature in " + signer.manifest() + ".");
            }
        }
        return missing;
    }

    private static boolean is(JsonNode body, String type, String name, String value) {
        return body.path("type").asText().equals(type)
                && body.path("data").path(name).asText().equals(value);
    }

    private static Check check(String key, String figure, List<String> faults) {
        return new Check(English.of(key), figure, faults);
    }

    private String text(String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private JsonNode json(String name) {
        try {
            return JSON.readTree(files.getOrDefault(name, new byte[0]));
        } catch (IOException e) {
            return CanonicalJson.object();
        }
    }

    /// Lines that are RFC 8785 as written; others are faults.
    private List<JsonNode> lines(String name, List<String> faults) {
        var nodes = new ArrayList<JsonNode>();
        int number = 0;
        for (String line : text(name).lines().toList()) {
            number++;
            try {
                JsonNode node = JSON.readTree(line);
                if (!CanonicalJson.text(node).equals(line)) {
                    faults.add(name + ", line " + number + ", is not canonical JSON.");
                }
                nodes.add(node);
            } catch (IOException | IllegalArgumentException e) {
                faults.add(name + ", line " + number + ", is not JSON.");
            }
        }
        return nodes;
    }
}
