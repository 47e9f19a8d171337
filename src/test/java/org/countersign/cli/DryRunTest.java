package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.testkit.House;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `snapshot import --dry-run` says what an import would do, ends as it would, and changes not one byte.
class DryRunTest {
    private static final String LATER = "2026-11-24T06:30:00Z";

    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder).house();
    }

    private Path slack(String... resources) throws IOException {
        return commands.file("new.json", "[" + String.join(",", resources) + "]");
    }

    /// The dry run and then the import itself, which must end alike.
    private Commands.Answer dry(String... more) throws IOException {
        var arguments = new ArrayList<>(List.of("snapshot", "import", "--source", "slack"));
        arguments.addAll(List.of(more));
        byte[] before = Files.readAllBytes(commands.workspace());
        List<Path> files = files();
        var dry = new ArrayList<>(arguments);
        dry.add("--dry-run");
        Commands.Answer answer = commands.run(dry.toArray(String[]::new));
        assertThat(Files.readAllBytes(commands.workspace())).isEqualTo(before);
        assertThat(files()).isEqualTo(files);
        Commands.Answer real = commands.run(arguments.toArray(String[]::new));
        assertThat(answer.code()).as(real.err()).isEqualTo(real.code());
        assertThat(answer.err()).isEqualTo(real.err());
        return answer;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void whatItWouldBeAndWhatWouldChangeIsSaid() throws Exception {
        Commands.Answer answer = dry(
                "--taken-at",
                LATER,
                slack(
                                House.inactive("a1", "ada"),
                                House.active("a2", "bob@example.com"),
                                House.active("a4", "eve"),
                                House.group("s", "on call", "a2", "a4"))
                        .toString());
        assertThat(answer.code()).isZero();
        assertThat(answer.out().lines())
                .containsSubsequence(
                        "An import would make this:",
                        "Snapshot 2 of slack, taken " + LATER + ": 3 accounts, 1 group, 2 memberships.",
                        "Read by what the files hold, from 1 file; the time is the one given by --taken-at.",
                        "Complete, as far as the files tell.",
                        "Against snapshot 1, taken 2026-11-24T06:00:00Z:",
                        "accounts        1      1",
                        "  + eve (a4)  active",
                        "  - stranger (a3)  was active",
                        "  ~ ada  active -> inactive",
                        "  ~ oncall -> on call (s)",
                        "  + member eve of on call",
                        "Nothing was stored.");
    }

    @Test
    void anImportThatWouldBeRefusedIsRefusedInItsWords() throws Exception {
        Path bad = commands.file("bad.json", "[{\"id\": \"a\"");
        Path good = slack(House.active("a1", "ada"), House.active("a2", "b"), House.active("a3", "c"));
        Commands.Answer broken = dry("--taken-at", LATER, bad.toString(), good.toString());
        assertThat(broken.code()).isEqualTo(3);
        assertThat(broken.out()).contains("Snapshot 2 of slack");
        assertThat(broken.err()).contains("bad.json").contains("Nothing was imported.");
        Path few = slack(House.active("a1", "ada"));
        Commands.Answer shrunken = dry("--taken-at", LATER, few.toString());
        assertThat(shrunken.code()).isEqualTo(3);
        assertThat(shrunken.err()).contains("--accept-shrunken");
        assertThat(dry("--taken-at", LATER, bad.toString()).code()).isEqualTo(3);
        assertThat(dry("--taken-at", "2027-01-01", few.toString()).code()).isEqualTo(3);
        assertThat(dry("--column", "shoe=login", few.toString()).code()).isEqualTo(3);
        assertThat(dry("--taken-at", LATER, "--accept-shrunken", few.toString()).code())
                .isZero();
    }

    @Test
    void bytesThatAreKnownAreSaidToBe() throws Exception {
        Path same = slack(
                House.active("a1", "ada"),
                House.active("a2", "bob@example.com"),
                House.active("a3", "stranger"),
                House.group("s", "oncall", "a2"));
        Commands.Answer answer = dry("--taken-at", "2026-11-24T06:00:00Z", same.toString());
        assertThat(answer.out()).contains("These bytes are snapshot 1 of slack already; an import would add nothing.");
    }

    @Test
    void rulesThatCouldNotBeAnsweredAnyMoreAreNamed() throws Exception {
        Commands.Answer answer = dry(
                "--taken-at",
                LATER,
                slack(
                                House.user("a1", "ada", "\"nickName\":\"a\""),
                                House.user("a2", "bob", "\"nickName\":\"b\""),
                                House.user("a3", "stranger", "\"nickName\":\"s\""),
                                House.group("s", "oncall", "a2").replace("\"members\"", "\"nobody\""))
                        .toString(),
                "--accept-shrunken");
        assertThat(answer.out())
                .contains("Rules that could not be answered any more:")
                .contains("  stale-membership (slack): slack did not tell its group members");
    }

    @Test
    void aWorkspaceThatDoesNotExistIsNotMade() throws Exception {
        Files.delete(commands.workspace());
        Path file = slack(House.active("a1", "ada"));
        List<Path> files = files();
        Commands.Answer dry = commands.run("snapshot", "import", "--source", "slack", "--dry-run", file.toString());
        assertThat(dry.code()).isEqualTo(3);
        assertThat(dry.err()).contains("There is no workspace here.");
        assertThat(files()).isEqualTo(files);
        assertThat(commands.run("snapshot", "import", "--source", "slack", file.toString())
                        .code())
                .isEqualTo(3);
    }
}
