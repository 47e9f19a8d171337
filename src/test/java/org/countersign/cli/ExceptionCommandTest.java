package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.countersign.text.Csv;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `exception …`: what the desktop does, for scripts.
class ExceptionCommandTest {
    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder).house();
    }

    private String add(String... more) {
        var line = new java.util.ArrayList<>(
                java.util.List.of("exception", "add", "slack", "stranger", "--owner", "bob@example.com"));
        line.addAll(java.util.List.of(more));
        return commands.good(line.toArray(String[]::new)).out();
    }

    private boolean unmatched() throws Exception {
        return commands.good("drift", "--format", "json")
                .json()
                .path("findings")
                .valueStream()
                .anyMatch(finding -> finding.path("rule").asText().equals("unmatched-account"));
    }

    private JsonNode one() throws Exception {
        JsonNode all =
                commands.good("exception", "list", "--format", "json").json().path("exceptions");
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void anExceptionLivesFromAddToEnd() throws Exception {
        assertThat(unmatched()).isTrue();
        assertThat(add("--reason", "=1+1", "--until", "2026-12-24")).contains("Exception EX-1 holds until 2026-12-24.");
        assertThat(one().path("state").asText()).isEqualTo("holds");
        assertThat(one().path("account").asText()).isEqualTo("a3");
        assertThat(one().path("covers").asText()).isEqualTo("1");
        assertThat(commands.good("exception", "list", "--format", "csv").out())
                .startsWith("id,state,source,account,access,owner,granted,expires,extensions,covers,reason")
                .contains("'=1+1");
        assertThat(unmatched()).isFalse();
        commands.good("exception", "extend", "EX-1", "--until", "2027-01-24", "--reason", "Still needed.");
        commands.good("exception", "hand-over", "EX-1", "--owner", "bob@example.com");
        assertThat(one().path("extensions").asText()).isEqualTo("1");
        assertThat(one().path("reason").asText()).isEqualTo("Still needed.");
        assertThat(commands.good("exception", "end", "EX-1").out()).contains("Exception EX-1 has ended.");
        assertThat(unmatched()).isTrue();
        assertThat(Csv.read(
                        commands.good("exception", "list", "--format", "csv").out()))
                .hasSize(1);
    }

    @Test
    void whatIsMissingOrWrongIsRefusedAndChangesNothing() throws Exception {
        byte[] before = java.nio.file.Files.readAllBytes(commands.workspace());
        assertThat(commands.refused(
                        "exception",
                        "add",
                        "slack",
                        "nobody",
                        "--owner",
                        "b",
                        "--reason",
                        "r",
                        "--until",
                        "2026-12-24"))
                .contains("no account of this id or user name");
        assertThat(commands.refused(
                        "exception", "add", "slack", "a3", "--owner", "b", "--reason", "r", "--until", "2026-11-24"))
                .contains("not in the future");
        assertThat(commands.refused(
                        "exception",
                        "add",
                        "slack",
                        "a3",
                        "--access",
                        "admin",
                        "--owner",
                        "b",
                        "--reason",
                        "r",
                        "--until",
                        "2026-12-24"))
                .contains("An access is group:NAME");
        assertThat(commands.refused("exception", "end", "EX-1")).contains("no exception of this id");
        assertThat(commands.run("exception", "add", "slack", "a3", "--owner", "b", "--until", "2026-12-24")
                        .code())
                .isEqualTo(2);
        assertThat(java.nio.file.Files.readAllBytes(commands.workspace())).isEqualTo(before);
    }
}
