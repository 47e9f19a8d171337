package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every hostile input gets one clear message (place, reason, remedy) and its exit code, soon, and changes no byte of
/// a workspace that holds snapshots.
class HostileInputTest {
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
        new HostileTrial(house, elsewhere).isRefusedAndChangesNothing(hostile);
    }

    @Test
    void thereAreManyAndEachHasANameOfItsOwn() throws IOException {
        assertThat(inputs().map(Hostile::name)).hasSizeGreaterThanOrEqualTo(380).doesNotHaveDuplicates();
    }

    @Test
    void whatIsGoodIsTakenAndDoesChangeTheWorkspace() throws Exception {
        var commands = new Commands(house, HostileServers.SHORT).house();
        var trial = new HostileTrial(house, elsewhere);
        Map<String, String> before = trial.everyByte();
        String good = "[" + House.active("a1", "ada") + "," + House.active("a2", "bob") + ","
                + House.active("a4", "new") + "," + House.group("s", "oncall", "a2") + "]";
        Path file = Files.writeString(elsewhere.resolve("good.json"), good);
        commands.good("snapshot", "import", "--source", "slack", file.toString());
        Map<String, String> imported = trial.everyByte();
        assertThat(imported).isNotEqualTo(before);
        Hostile.Ready ready = HostileServers.answering((target, out) -> HostileServers.put(
                        out, RawPeer.json(target.contains("/Users") ? HostileServers.users(3, 1, 3, "") : good)))
                .begin(commands, elsewhere);
        try (AutoCloseable _ = ready.end()) {
            Map<String, String> asked = trial.everyByte();
            commands.good(ready.arguments().toArray(String[]::new));
            assertThat(trial.everyByte()).isNotEqualTo(asked);
        }
    }
}
