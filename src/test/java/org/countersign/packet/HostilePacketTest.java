package org.countersign.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.packet.PacketHouse.APPS;
import static org.countersign.packet.PacketHouse.CLOCK;
import static org.countersign.packet.PacketHouse.GRACE;
import static org.countersign.packet.PacketHouse.OWNER;
import static org.countersign.packet.PacketHouse.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.countersign.app.Countersign;
import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.CanonicalZip;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.ledger.Ledger;
import org.countersign.testkit.Tools;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Packets and answers that somebody changed, forged or sent twice: each is refused with its reason, and nothing is
/// changed. Cases are named after the attack.
class HostilePacketTest {
    @TempDir
    private static Path folder;

    private static PacketHouse house;
    private static byte[] packet;
    private static byte[] answer;
    private static SigningKey mallory;
    private static SigningKey falseOwner;
    private static SigningKey falseGrace;
    private static Instant now;

    @BeforeAll
    static void make() throws Exception {
        house = new PacketHouse(folder);
        packet = house.export(GRACE);
        Countersign grace = house.elsewhere("grace");
        house.open(grace, packet);
        PacketHouse.decide(grace, GRACE, Verdict.APPROVE);
        answer = house.answer(grace, GRACE);
        mallory = stranger("mallory@example.com");
        falseOwner = stranger(OWNER);
        falseGrace = stranger(GRACE);
        now = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static SigningKey stranger(String address) throws RefusedException {
        return KeyFile.create(
                folder.resolve("stranger-" + address + ".p12"), "Stranger", address, "x".toCharArray(), CLOCK);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Changes a file of a packet as text, and has its owner sign it.
    private static byte[] owners(String file, UnaryOperator<String> change) throws Exception {
        Map<String, byte[]> before = Tools.unzip(packet);
        assertThat(change.apply(text(before, file))).as(file).isNotEqualTo(text(before, file));
        Instant at = Instant.parse(facts(before).path("madeAt").asText());
        return PacketHouse.packet(
                packet,
                files -> {
                    files.put(file, bytes(change.apply(text(files, file))));
                    String facts = text(files, Packet.FACTS)
                            .replaceFirst(
                                    "\"itemsSha256\":\"[^\"]*\"",
                                    "\"itemsSha256\":\"" + Sha256.hex(files.get(Packet.ITEMS)) + "\"");
                    files.put(Packet.FACTS, bytes(facts));
                    return files;
                },
                house.key(OWNER),
                at);
    }

    private static ObjectNode facts(Map<String, byte[]> files) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree(files.get(Packet.FACTS));
    }

    /// The first item says something else, with a digest that fits.
    private static byte[] firstItem(UnaryOperator<ObjectNode> change) throws Exception {
        return owners(Packet.ITEMS, text -> {
            List<String> lines = new ArrayList<>(text.lines().toList());
            try {
                ObjectNode line = change.apply((ObjectNode) new ObjectMapper().readTree(lines.getFirst()));
                line.put("digest", ReviewItem.digestOf(line));
                lines.set(0, CanonicalJson.text(line));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return String.join("\n", lines) + "\n";
        });
    }

    private static byte[] added(byte[] zip, String name) throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Tools.unzip(zip));
        files.put(name, bytes("x"));
        return CanonicalZip.write(files);
    }

    private static byte[] without(byte[] zip, String name) throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Tools.unzip(zip));
        assertThat(files.remove(name)).isNotNull();
        return CanonicalZip.write(files);
    }

    private static byte[] changed(byte[] zip, String name, String from, String to) throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Tools.unzip(zip));
        String before = text(files, name);
        assertThat(before).contains(from);
        files.put(name, bytes(before.replace(from, to)));
        return CanonicalZip.write(files);
    }

    private static byte[] flipped(byte[] zip, int at) {
        byte[] copy = zip.clone();
        copy[at] ^= 1;
        return copy;
    }

    private static byte[] by(SigningKey key) throws Exception {
        return PacketHouse.packet(packet, files -> files, key, now);
    }

    private interface Case {
        byte[] make() throws Exception;
    }

    private static Map<String, Map.Entry<String, Case>> packets() {
        var cases = new LinkedHashMap<String, Map.Entry<String, Case>>();
        add(cases, "cut off", "cut off", () -> Arrays.copyOf(packet, packet.length / 2));
        add(cases, "one byte more", "not byte for byte", () -> Arrays.copyOf(packet, packet.length + 1));
        add(cases, "nothing", "neither a packet nor the answer", () -> new byte[0]);
        add(cases, "one bit of an item", "byte for byte", () -> flipped(packet, packet.length / 2));
        add(cases, "a file more", "does not belong in it: extra.txt", () -> added(packet, "extra.txt"));
        add(cases, "a path that climbs", "does not belong in it: ../x", () -> added(packet, "../x"));
        add(cases, "a file less", "context.ndjson is missing", () -> without(packet, Packet.CONTEXT));
        add(cases, "no signature", "signature001.p7s is missing", () -> without(packet, "META-INF/signature001.p7s"));
        add(
                cases,
                "a changed title",
                "campaign.json is not what was signed",
                () -> changed(packet, Packet.CAMPAIGN, "very small", "very large"));
        add(cases, "signed by a stranger", "does not carry that address", () -> by(mallory));
        add(cases, "signed by a false owner", "names another certificate", () -> by(falseOwner));
        add(
                cases,
                "signed at another time",
                "another time than it says",
                () -> PacketHouse.packet(packet, f -> f, house.key(OWNER), now.minusSeconds(9_999)));
        add(
                cases,
                "an item changed after its digest",
                "another content than its digest",
                () -> owners(Packet.ITEMS, text -> text.replaceFirst("\"kind\":\"[a-z]+\"", "\"kind\":\"role\"")));
        add(
                cases,
                "an item of no kind",
                "not as Countersign writes it",
                () -> firstItem(line -> line.put("kind", "banana")));
        add(
                cases,
                "an item of another campaign",
                "is not of this campaign",
                () -> firstItem(line -> line.put("id", "iaaaaaaaaaaaaaaa")));
        add(cases, "an item twice", "is there twice", HostilePacketTest::twice);
        add(
                cases,
                "an item more than it says",
                "as many items as it says",
                () -> owners(Packet.FACTS, text -> text.replaceFirst("\"items\":\\d+", "\"items\":99")));
        add(
                cases,
                "another population",
                "“campaignSha256”",
                () -> owners(
                        Packet.CAMPAIGN,
                        text -> text.replaceFirst("\"itemsSha256\":\"[0-9a-f]", "\"itemsSha256\":\"x")));
        add(
                cases,
                "a newer version",
                "newer Countersign",
                () -> owners(Packet.FACTS, text -> text.replace("\"version\":1", "\"version\":2")));
        add(
                cases,
                "another spelling of JSON",
                "not an object as RFC 8785",
                () -> owners(Packet.AROUND, text -> text.replaceFirst("\\{", "{ ")));
        add(cases, "nested without end", "is not JSON", () -> owners(Packet.AROUND, _ -> "[".repeat(100_000)));
        add(
                cases,
                "a key twice",
                "not an object as RFC 8785",
                () -> owners(Packet.AROUND, text -> text.replaceFirst("\\{", "{\"administrators\":[],")));
        add(
                cases,
                "a negative count",
                "not as Countersign writes it",
                () -> owners(Packet.CONTEXT, text -> text.replaceFirst("\"holders\":\\d+", "\"holders\":-1")));
        add(
                cases,
                "a number beyond all",
                "“firstDecision”",
                () -> owners(
                        Packet.FACTS,
                        text -> text.replaceFirst("\"firstDecision\":\\d+", "\"firstDecision\":9007199254740992")));
        add(
                cases,
                "a signature of no number",
                "“signature”",
                () -> owners(Packet.FACTS, text -> text.replaceFirst("\"signature\":\\d+", "\"signature\":1000")));
        add(cases, "an answer", "the answer to a packet, not a packet", () -> answer);
        return cases;
    }

    private static byte[] twice() throws Exception {
        Map<String, byte[]> before = Tools.unzip(packet);
        Instant at = Instant.parse(facts(before).path("madeAt").asText());
        return PacketHouse.packet(
                packet,
                files -> {
                    for (String name : List.of(Packet.ITEMS, Packet.CONTEXT)) {
                        String first = text(files, name).lines().findFirst().orElseThrow();
                        files.put(name, bytes(text(files, name) + first + "\n"));
                    }
                    files.put(
                            Packet.FACTS,
                            bytes(text(files, Packet.FACTS)
                                    .replaceFirst(
                                            "\"itemsSha256\":\"[^\"]*\"",
                                            "\"itemsSha256\":\"" + Sha256.hex(files.get(Packet.ITEMS)) + "\"")));
                    return files;
                },
                house.key(OWNER),
                at);
    }

    private static void add(Map<String, Map.Entry<String, Case>> cases, String name, String reason, Case hostile) {
        cases.put(name, Map.entry(reason, hostile));
    }

    @TestFactory
    List<DynamicTest> aPacketIsRefusedWithItsReason() throws Exception {
        Countersign fresh = house.elsewhere("fresh");
        return packets().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    byte[] bytes = one.getValue().getValue().make();
                    assertThatThrownBy(() -> house.open(fresh, bytes))
                            .isInstanceOf(RefusedException.class)
                            .hasMessageContaining(one.getValue().getKey());
                    assertThat(head(fresh).seq()).isZero();
                }))
                .toList();
    }

    private static Ledger.Head head(Countersign app) {
        return app.workspace().read(tx -> app.ledger().head(tx));
    }

    /// The decisions say something else, signed by their reviewer.
    private static byte[] decisions(UnaryOperator<String> change) throws Exception {
        Map<String, byte[]> files = Tools.unzip(answer);
        String before = text(files, "decisions/001.ndjson");
        assertThat(change.apply(before)).isNotEqualTo(before);
        return PacketHouse.answer(answer, change, facts -> facts, house.key(GRACE), now);
    }

    private static byte[] facts(UnaryOperator<String> change) throws Exception {
        Map<String, byte[]> files = Tools.unzip(answer);
        assertThat(change.apply(text(files, Answer.FACTS))).isNotEqualTo(text(files, Answer.FACTS));
        return PacketHouse.answer(answer, lines -> lines, change, house.key(GRACE), now);
    }

    private static String first(String lines) {
        return lines.lines().findFirst().orElseThrow() + "\n";
    }

    private static Map<String, Map.Entry<String, Case>> answers() {
        var cases = new LinkedHashMap<String, Map.Entry<String, Case>>();
        add(cases, "cut off", "cut off", () -> Arrays.copyOf(answer, answer.length / 2));
        add(cases, "one byte more", "not byte for byte", () -> Arrays.copyOf(answer, answer.length + 1));
        add(cases, "a file more", "does not belong in it", () -> added(answer, "decisions/002.ndjson"));
        add(cases, "a file less", "is missing", () -> without(answer, "certs/001.pem"));
        add(
                cases,
                "a decision changed on the way",
                "is not what was signed",
                () -> changed(answer, "decisions/001.ndjson", "approve", "revoke"));
        add(
                cases,
                "signed by a stranger",
                "certificate of mallory@example.com",
                () -> PacketHouse.answer(answer, l -> l, f -> f, mallory, now));
        add(
                cases,
                "the file signed by another",
                "another certificate than its decisions",
                HostilePacketTest::outerByAnother);
        add(
                cases,
                "another packet",
                "was not made in this workspace",
                () -> facts(text -> text.replaceFirst("\"packet\":\"[0-9a-f]{4}", "\"packet\":\"0000")));
        add(
                cases,
                "another number",
                "does not belong in it",
                () -> facts(text -> text.replaceFirst("\"signature\":1", "\"signature\":2")));
        add(
                cases,
                "another campaign",
                "another campaign than it says",
                () -> facts(text -> text.replaceFirst("\"campaign\":\"q4\"", "\"campaign\":\"q5\"")));
        add(
                cases,
                "another reviewer",
                "does not answer the packet that it names",
                () -> facts(text -> text.replace(GRACE, APPS)));
        add(
                cases,
                "a newer version",
                "newer Countersign",
                () -> facts(text -> text.replace("\"version\":1", "\"version\":2")));
        add(
                cases,
                "a head that is none",
                "“hash”",
                () -> facts(text -> text.replaceFirst("\"hash\":\"[0-9a-f]", "\"hash\":\"z")));
        add(
                cases,
                "the campaign under another content",
                "another campaign that is called q4",
                HostilePacketTest::anotherCampaign);
        add(
                cases,
                "no decision that there is",
                "its decision is none",
                () -> decisions(l -> l.replaceFirst("\"decision\":\"approve\"", "\"decision\":\"banana\"")));
        add(
                cases,
                "an item that was not in it",
                "was not in the packet",
                () -> decisions(l -> l.replaceFirst("\"item\":\"i[a-z2-7]{15}\"", "\"item\":\"iaaaaaaaaaaaaaaa\"")));
        add(cases, "an item twice", "there twice", () -> decisions(l -> first(l) + l));
        add(
                cases,
                "another content",
                "another content than the item",
                () -> decisions(l -> l.replaceFirst("\"itemDigest\":\"[0-9a-f]{4}", "\"itemDigest\":\"0000")));
        add(cases, "in another's name", "and the packet was for", () -> decisions(l -> l.replaceFirst(GRACE, APPS)));
        add(
                cases,
                "a number of another's",
                "has not the number that was set aside",
                () -> decisions(l -> l.replaceFirst("\"number\":\\d+", "\"number\":77")));
        add(
                cases,
                "more than a decision says",
                "not as Countersign writes a decision",
                () -> decisions(l -> l.replaceFirst("\"item\"", "\"hidden\":1,\"item\"")));
        add(
                cases,
                "on behalf",
                "not as Countersign writes a decision",
                () -> decisions(l -> l.replaceFirst(",\"reason\"", ",\"onBehalf\":true,\"reason\"")));
        add(
                cases,
                "superseding what is not there",
                "does not name the signed decision",
                () -> decisions(l -> l.replaceFirst("(\"seconds\":\\d+)", "$1,\"supersedes\":1")));
        add(
                cases,
                "a day that is none",
                "a day or an instant in it is none",
                () -> decisions(l -> l.replaceFirst("\"decidedAt\":\"2", "\"decidedAt\":\"x")));
        add(
                cases,
                "decided after it was signed",
                "after it was signed",
                () -> decisions(l -> l.replaceFirst("\"decidedAt\":\"\\d{4}", "\"decidedAt\":\"2099")));
        add(
                cases,
                "decided before the campaign",
                "before the campaign was opened",
                () -> decisions(l -> l.replaceFirst("\"decidedAt\":\"\\d{4}", "\"decidedAt\":\"2001")));
        add(cases, "until yesterday", "is not in the future", () -> decisions(l -> until(l, "2020-01-01")));
        add(cases, "until for ever", "more than 365 days away", () -> decisions(l -> until(l, "2098-01-01")));
        add(
                cases,
                "in bulk without a reason",
                "decisions made in bulk need a reason",
                () -> decisions(l -> l.replace(",\"reason\":\"looked at\"", "")
                        .replaceFirst("\"mode\":\"single\"", "\"mode\":\"bulk:9\"")));
        add(
                cases,
                "a mode that is none",
                "how it was made",
                () -> decisions(l -> l.replaceFirst("\"mode\":\"single\"", "\"mode\":\"never\"")));
        add(
                cases,
                "negative seconds",
                "how it was made",
                () -> decisions(l -> l.replaceFirst("\"seconds\":\\d+", "\"seconds\":-5")));
        add(
                cases,
                "items left out",
                "of the packet open; a packet is answered whole",
                () -> decisions(HostilePacketTest::first));
        add(
                cases,
                "signed before the packet",
                "before the packet was made",
                () -> PacketHouse.answer(answer, l -> l, f -> f, house.key(GRACE), now.minusSeconds(3_600)));
        add(
                cases,
                "signed in the future",
                "claims to be signed at",
                () -> PacketHouse.answer(answer, l -> l, f -> f, house.key(GRACE), now.plus(2, ChronoUnit.DAYS)));
        add(cases, "a packet", "This is a packet, not the answer", () -> packet);
        return cases;
    }

    private static String until(String lines, String day) {
        return lines.replaceFirst("\"decision\":\"approve\"", "\"decision\":\"approve-until\"")
                .replaceFirst("(\"seconds\":\\d+)", "$1,\"until\":\"" + day + "\"");
    }

    private static byte[] outerByAnother() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Tools.unzip(answer));
        files.remove(CanonicalZip.MIMETYPE);
        files.keySet().removeIf(name -> name.contains("000."));
        return Container.sign(files, Answer.WHOLE, falseGrace, now);
    }

    private static byte[] anotherCampaign() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Tools.unzip(answer));
        byte[] campaign = bytes(text(files, Packet.CAMPAIGN).replace("very small", "rather small"));
        files.put(Packet.CAMPAIGN, campaign);
        return PacketHouse.answer(
                CanonicalZip.write(files),
                lines -> lines,
                facts -> facts.replaceFirst(
                        "\"campaignSha256\":\"[^\"]*\"", "\"campaignSha256\":\"" + Sha256.hex(campaign) + "\""),
                house.key(GRACE),
                now);
    }

    @TestFactory
    List<DynamicTest> anAnswerIsRefusedWithItsReason() {
        return answers().entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    byte[] bytes = one.getValue().getValue().make();
                    Ledger.Head before = head(house.owner());
                    assertThatThrownBy(() -> house.merge(bytes, GRACE))
                            .isInstanceOf(RefusedException.class)
                            .hasMessageContaining(one.getValue().getKey());
                    assertThat(head(house.owner())).isEqualTo(before);
                }))
                .toList();
    }

    @Test
    void aCertificateThatNobodyKnowsIsAStrangersWhateverAddressItHas() throws Exception {
        byte[] forged = PacketHouse.answer(answer, lines -> lines, facts -> facts, falseGrace, now);
        assertThat(house.merge(forged, GRACE)).isInstanceOfSatisfying(ImportPacket.Outcome.Unknown.class, unknown -> {
            assertThat(unknown.certificate()).isEqualTo(falseGrace.certificate());
            assertThat(unknown.known()).isEmpty();
        });
    }

    private interface Meanwhile {
        void happens(PacketHouse there) throws Exception;
    }

    @TestFactory
    List<DynamicTest> whatHappenedHereMeanwhileIsAConflict() {
        Map<String, Map.Entry<String, Meanwhile>> cases = new LinkedHashMap<>();
        cases.put(
                "decided here",
                Map.entry("was decided here meanwhile by grace@example.com, revoke", there -> there.owner()
                        .recordDecision()
                        .run(
                                there.owner().actor(),
                                "q4",
                                GRACE,
                                List.of(new Draft(
                                        "", theirs(there), Verdict.REVOKE, Optional.of("r"), Optional.empty(), 0)),
                                Manner.SINGLE)));
        cases.put("handed over", Map.entry("bea@example.com's now", there -> there.owner()
                .reassignItems()
                .run(there.owner().actor(), "q4", List.of(theirs(there)), "bea@example.com", "On leave.")));
        cases.put("delegated", Map.entry("named bea@example.com as deputy", there -> {
            LocalDate today = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC);
            there.owner()
                    .delegateReviews()
                    .run(
                            there.owner().actor(),
                            new DelegateReviews.Request(
                                    "q4", GRACE, "bea@example.com", today, today.plusDays(3), "On leave."));
        }));
        cases.put("closed", Map.entry("The campaign q4 is closed-incomplete", there -> there.owner()
                .endCampaign()
                .close(there.owner().actor(), "q4", Optional.of("Time is up."))));
        cases.put("cancelled", Map.entry("The campaign q4 is cancelled", there -> there.owner()
                .endCampaign()
                .cancel(there.owner().actor(), "q4")));
        cases.put("replaced", Map.entry("A newer packet was made for grace@example.com", there -> there.export(GRACE)));
        cases.put(
                "merged before",
                Map.entry("This answer was imported already", there -> there.merge(there.kept(), GRACE)));
        cases.put(
                "answered by another file",
                Map.entry(
                        "answered already, by another file",
                        there -> there.merge(
                                PacketHouse.answer(
                                        there.kept(),
                                        l -> l,
                                        f -> f,
                                        there.key(GRACE),
                                        CLOCK.instant()
                                                .truncatedTo(ChronoUnit.SECONDS)
                                                .plusSeconds(1)),
                                GRACE)));
        return cases.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    try (var there = new PacketHouse(folder)) {
                        byte[] made = there.keep(there.answered(GRACE));
                        one.getValue().getValue().happens(there);
                        Ledger.Head before = head(there.owner());
                        assertThatThrownBy(() -> there.merge(made, GRACE))
                                .isInstanceOf(RefusedException.class)
                                .hasMessageContaining(one.getValue().getKey());
                        assertThat(head(there.owner())).isEqualTo(before);
                    }
                }))
                .toList();
    }

    private static String theirs(PacketHouse there) {
        return PacketHouse.items(there.owner()).stream()
                .filter(state -> state.reviewer().equals(GRACE))
                .findFirst()
                .orElseThrow()
                .item()
                .id();
    }
}
