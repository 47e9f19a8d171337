package org.countersign.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.packet.PacketHouse.GRACE;
import static org.countersign.packet.PacketHouse.OWNER;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.AsicManifest;
import org.countersign.evidence.Cades;
import org.countersign.evidence.CanonicalZip;
import org.countersign.evidence.ReviewerSignature;
import org.countersign.testkit.Edits;
import org.countersign.testkit.Refusal;
import org.countersign.testkit.Tools;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever bytes come as a packet or as an answer, they are refused or taken; as they were sent, they are taken.
class PacketFuzzTest {
    /// Of the reviewer's signature in the campaign.
    private static final int NUMBER = 1;

    @TempDir
    private static Path folder;

    private static PacketHouse house;
    private static Received owner;
    private static Received reviewer;
    private static byte[] packet;
    private static byte[] answer;

    @BeforeAll
    static void make() throws Exception {
        house = new PacketHouse(folder);
        packet = house.export(GRACE);
        Countersign theirs = house.elsewhere("theirs");
        house.open(theirs, packet);
        PacketHouse.decide(theirs, GRACE, Verdict.APPROVE);
        answer = house.answer(theirs, GRACE);
        Path empty = folder.resolve("empty.countersign");
        Countersign.openOrMake(empty, PacketHouse.CLOCK).close();
        owner = new Received(house.campaign().workspace(), folder.resolve("owner.countersign"));
        reviewer = new Received(empty, folder.resolve("reviewer.countersign"));
    }

    @AfterAll
    static void close() {
        owner.close();
        reviewer.close();
        house.close();
    }

    /// A workspace that forgets what it took.
    private static final class Received implements AutoCloseable {
        private final Path untouched;
        private final Path file;
        private Countersign app;

        Received(Path untouched, Path file) throws Exception {
            this.untouched = file.resolveSibling("untouched-" + file.getFileName());
            this.file = file;
            try (var from = Countersign.open(untouched, PacketHouse.CLOCK)) {
                from.workspace().backup(this.untouched);
            }
            forget();
        }

        void forget() throws Exception {
            if (app != null) {
                app.close();
            }
            Files.deleteIfExists(file);
            Files.copy(untouched, file);
            app = Countersign.open(file, PacketHouse.CLOCK);
        }

        Countersign app() {
            return app;
        }

        @Override
        public void close() {
            app.close();
        }
    }

    static Stream<Arguments> packets() {
        return Stream.of(arguments(named("the packet", packet)));
    }

    static Stream<Arguments> answers() {
        return Stream.of(arguments(named("the answer", answer)));
    }

    static Stream<Arguments> packetFiles() throws Exception {
        return seeds(packet);
    }

    static Stream<Arguments> answerFiles() throws Exception {
        return seeds(answer);
    }

    private static List<String> names(byte[] zip) throws Exception {
        return Tools.unzip(zip).keySet().stream().sorted().toList();
    }

    /// For each file a value that is another, behind its place among the names; nothing is changed at first.
    private static Stream<Arguments> seeds(byte[] zip) throws Exception {
        List<String> names = names(zip);
        return Stream.concat(
                Stream.of(arguments(named("no change", new byte[] {0}))),
                IntStream.range(0, names.size())
                        .mapToObj(
                                place -> arguments(named(names.get(place), new byte[] {(byte) place, 4, 0, 0, 9, 0}))));
    }

    private static boolean opened(byte[] bytes) throws Exception {
        try {
            Packet read = ReadPacket.of("packet", bytes);
            Countersign app = reviewer.app();
            app.packets().open().run(app.actor(), read, Optional.of(house.fingerprint(OWNER)));
        } catch (RefusedException e) {
            Refusal.check(e);
            return false;
        }
        reviewer.forget();
        return true;
    }

    private static boolean merged(byte[] bytes) throws Exception {
        try {
            Countersign app = owner.app();
            app.packets().merge().run(app.actor(), "answer", bytes, Optional.of(house.fingerprint(GRACE)));
        } catch (RefusedException e) {
            Refusal.check(e);
            return false;
        }
        owner.forget();
        return true;
    }

    @MethodSource("packets")
    @FuzzTest(maxDuration = "4m")
    void packet(byte[] bytes) throws Exception {
        assertThat(opened(bytes)).isEqualTo(Arrays.equals(bytes, packet));
    }

    @MethodSource("answers")
    @FuzzTest(maxDuration = "4m")
    void answer(byte[] bytes) throws Exception {
        assertThat(merged(bytes)).isEqualTo(Arrays.equals(bytes, answer));
    }

    /// One file is another, and the owner signs that.
    @MethodSource("packetFiles")
    @FuzzTest(maxDuration = "4m")
    void packetSignedAnew(byte[] bytes) throws Exception {
        if (bytes.length > 0) {
            String name = name(packet, bytes);
            Map<String, byte[]> files = new TreeMap<>(Tools.unzip(packet));
            byte[] content = Edits.of(files.get(name), bytes, 1);
            boolean same = Arrays.equals(content, files.get(name));
            files.put(name, content);
            boolean taken = opened(signed(files, Packet.NUMBER, OWNER, at(packet, Packet.FACTS, "madeAt"), name));
            assertThat(taken || !same).isTrue();
        }
    }

    /// One file is another, and the reviewer signs that, decisions and all.
    @MethodSource("answerFiles")
    @FuzzTest(maxDuration = "4m")
    void answerSignedAnew(byte[] bytes) throws Exception {
        if (bytes.length > 0) {
            String name = name(answer, bytes);
            Instant at = at(answer, Answer.FACTS, "signedAt");
            Map<String, byte[]> files = new TreeMap<>(Tools.unzip(answer));
            byte[] content = Edits.of(files.get(name), bytes, 1);
            boolean same = Arrays.equals(content, files.get(name));
            files.put(name, content);
            String three = AsicManifest.three(NUMBER);
            byte[] manifest = ReviewerSignature.manifest(
                    NUMBER,
                    files.get("decisions/" + three + ".ndjson"),
                    ReviewerSignature.part(files.get(Packet.CAMPAIGN)));
            files.put(AsicManifest.name(NUMBER), manifest);
            files.put(AsicManifest.signatureName(NUMBER), Cades.sign(manifest, house.key(GRACE), Optional.of(at)));
            files.put(name, content);
            boolean taken = merged(signed(files, Answer.WHOLE, GRACE, at, name));
            // What was signed over the whole is of another signature over the decisions.
            boolean stale = List.of(AsicManifest.name(Answer.WHOLE), AsicManifest.signatureName(Answer.WHOLE))
                    .contains(name);
            assertThat(taken || stale || !same).isTrue();
        }
    }

    /// A container of these files, signed by somebody; where the attack is on what is signed about it, that stays.
    private static byte[] signed(Map<String, byte[]> files, int number, String by, Instant at, String attacked)
            throws Exception {
        List<String> made =
                List.of(CanonicalZip.MIMETYPE, AsicManifest.name(number), AsicManifest.signatureName(number));
        Map<String, byte[]> content = new TreeMap<>(files);
        made.forEach(content::remove);
        byte[] zip = Container.sign(content, number, house.key(by), at);
        if (made.contains(attacked)) {
            Map<String, byte[]> again = new TreeMap<>(Tools.unzip(zip));
            again.put(attacked, files.get(attacked));
            return CanonicalZip.write(again);
        }
        return zip;
    }

    private static Instant at(byte[] zip, String file, String field) throws Exception {
        return Instant.parse(new ObjectMapper()
                .readTree(Tools.unzip(zip).get(file))
                .path(field)
                .asText());
    }

    private static String name(byte[] zip, byte[] bytes) throws Exception {
        List<String> names = names(zip);
        return names.get((bytes[0] & 0xff) % names.size());
    }
}
