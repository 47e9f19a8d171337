package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.countersign.testkit.House;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `snapshot prune`, as a scheduler runs it.
class PruneCommandTest {
    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void snapshots() throws Exception {
        commands = new Commands(folder);
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES).toString());
        for (int day = 10; day < 20; day++) {
            var users = new ArrayList<String>();
            for (int i = 0; i < 600; i++) {
                users.add(House.active("u" + i, "name" + i + "-on-day-" + day));
            }
            Path file = commands.file("slack.json", "[" + String.join(",", users) + "]");
            commands.good(
                    "snapshot",
                    "import",
                    "--source",
                    "slack",
                    "--taken-at",
                    "2026-11-" + day + "T06:00:00Z",
                    file.toString());
        }
    }

    @Test
    void aDryRunSaysWhatWouldGoAndRemovesNothing() throws Exception {
        byte[] before = Files.readAllBytes(commands.workspace());
        String out = commands.good("snapshot", "prune", "--keep-last", "1", "--keep-weekly", "2", "--dry-run")
                .out();
        assertThat(out)
                .contains("slack   6       2026-11-15T06:00:00Z  kept     weekly")
                .doesNotContain("Removed")
                .endsWith("Would remove 8 of 10 snapshots." + System.lineSeparator());
        assertThat(Files.readAllBytes(commands.workspace())).isEqualTo(before);
    }

    @Test
    void whatGoesIsGoneAndTheFileIsSmaller() throws Exception {
        long before = Files.size(commands.workspace());
        Commands.Answer answer =
                commands.good("snapshot", "prune", "--source", "slack", "--keep-within", "P1D", "--format", "json");
        JsonNode json = answer.json();
        assertThat(json.path("removed")).hasSize(8);
        assertThat(json.path("kept")).hasSize(2);
        assertThat(json.path("kept").path(1).path("reasons"))
                .hasToString("[\"within P1D\",\"newest\",\"imported last\"]");
        assertThat(Files.size(commands.workspace())).isLessThan(before / 2);
        assertThat(answer.err()).contains("The file has ").contains(" bytes; before it had ");
        assertThat(new String(Files.readAllBytes(commands.workspace()), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("-on-day-19")
                .doesNotContain("-on-day-17");
        assertThat(commands.good("snapshot", "list", "--format", "json").json().path("snapshots"))
                .hasSize(2);
        assertThat(commands.refused("snapshot", "show", "--source", "slack", "--number", "1"))
                .contains("Snapshot 1 was removed by retention.");
        assertThat(commands.good("workspace", "check", commands.workspace().toString())
                        .out())
                .contains("holds");
        assertThat(commands.good("snapshot", "prune", "--keep-within", "P1D").out())
                .contains("Removed 0 of 2 snapshots.");
    }

    @Test
    void aRuleThatKeepsNothingIsWrongUsageAndAnUnknownSourceIsRefused() {
        assertThat(commands.run("snapshot", "prune").code()).isEqualTo(2);
        assertThat(commands.run("snapshot", "prune", "--keep-last", "-1").code())
                .isEqualTo(2);
        assertThat(commands.run("snapshot", "prune", "--keep-within", "soon").code())
                .isEqualTo(2);
        assertThat(commands.refused("snapshot", "prune", "--keep-last", "1", "--source", "nope"))
                .contains("nope: There is no snapshot of this source.");
        assertThat(commands.good("snapshot", "list", "--format", "json").out()).contains("\"number\" : 10");
    }
}
