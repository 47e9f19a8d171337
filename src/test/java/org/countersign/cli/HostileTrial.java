package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.countersign.cli.Commands.Answer;
import org.countersign.text.Sha256;

/// What every hostile input has to come to.
///
/// @param house the folder of a workspace that holds snapshots
/// @param elsewhere where the input lies
record HostileTrial(Path house, Path elsewhere) {
    private static final Duration SOON = Duration.ofSeconds(60);

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
    Map<String, String> everyByte() throws IOException {
        var all = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(house)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
                all.put(house.relativize(file).toString(), HexFormat.of().formatHex(Sha256.of(bytes)));
            }
        }
        return all;
    }
}
