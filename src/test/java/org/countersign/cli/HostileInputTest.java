package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.countersign.cli.Commands.Answer;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;
import org.countersign.text.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every hostile input gets one clear message (place, reason, remedy) and its exit code, soon, and changes no byte of
/// a workspace that holds snapshots.
class HostileInputTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path house;

    @TempDir
    private Path elsewhere;

    static Stream<Hostile> inputs() throws IOException {
        return Stream.of(
                        HostileZips.all(),
                        HostileText.all(),
                        HostileJson.all(),
                        HostileExports.all(),
                        HostileTables.all(),
                        HostileFolders.all(),
                        HostileServers.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inputs")
    void isRefusedAndChangesNothing(Hostile hostile) throws Exception {
        var commands = new Commands(house, HostileServers.SHORT).house();
        Hostile.Ready ready = hostile.attack().begin(commands, elsewhere);
        try (AutoCloseable _ = ready.end()) {
            Map<String, String> before = everyByte();
            Answer answer = assertTimeoutPreemptively(
                    SOON, () -> commands.run(ready.arguments().toArray(String[]::new)));
            assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(hostile.code());
            assertThat(answer.out()).isEmpty();
            String place = ready.address() + hostile.place().replace("@", elsewhere.toString());
            assertThat(answer.err())
                    .startsWith(place)
                    .containsSubsequence(place, hostile.reason(), hostile.remedy())
                    .hasSizeLessThan(600)
                    .doesNotContain("null", "Exception", "fault of Countersign", HostileServers.TOKEN);
            assertThat(place).isNotEmpty();
            assertThat(hostile.reason()).isNotEmpty();
            assertThat(hostile.remedy()).isNotEmpty();
            assertThat(everyByte()).isEqualTo(before);
        }
    }

    /// The workspace and whatever lies beside it: a log, a journal, a spool.
    private Map<String, String> everyByte() throws IOException {
        var all = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(house)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
                all.put(house.relativize(file).toString(), HexFormat.of().formatHex(Sha256.of(bytes)));
            }
        }
        return all;
    }

    @Test
    void thereAreManyAndEachHasANameOfItsOwn() throws IOException {
        assertThat(inputs().map(Hostile::name)).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    }

    @Test
    void whatIsGoodIsTakenAndDoesChangeTheWorkspace() throws Exception {
        var commands = new Commands(house, HostileServers.SHORT).house();
        Map<String, String> before = everyByte();
        String good = "[" + House.active("a1", "ada") + "," + House.active("a2", "bob") + ","
                + House.active("a4", "new") + "," + House.group("s", "oncall", "a2") + "]";
        Path file = Files.writeString(elsewhere.resolve("good.json"), good);
        commands.good("snapshot", "import", "--source", "slack", file.toString());
        Map<String, String> imported = everyByte();
        assertThat(imported).isNotEqualTo(before);
        Hostile.Ready ready = HostileServers.answering((target, out) -> HostileServers.put(
                        out, RawPeer.json(target.contains("/Users") ? HostileServers.users(3, 1, 3, "") : good)))
                .begin(commands, elsewhere);
        try (AutoCloseable _ = ready.end()) {
            Map<String, String> asked = everyByte();
            commands.good(ready.arguments().toArray(String[]::new));
            assertThat(everyByte()).isNotEqualTo(asked);
        }
    }
}
