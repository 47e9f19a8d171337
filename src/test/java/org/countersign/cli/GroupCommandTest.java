package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.countersign.groups.GroupHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `group …` and `mapping …`: what the desktop does, for scripts.
class GroupCommandTest {
    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder);
        Path made;
        try (var house = GroupHouse.in(folder)) {
            made = house.workspace();
        }
        // Once it is closed everything is in the file itself.
        Files.copy(made, commands.workspace());
    }

    private JsonNode group(String id) throws Exception {
        return commands.good("group", "list", "--format", "json")
                .json()
                .path("groups")
                .valueStream()
                .filter(one -> one.path("group").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGroupIsListedDescribedAndAttested() throws Exception {
        assertThat(group("g3").path("missing").asText()).isEqualTo("purpose cadence");
        assertThat(group("g1").path("overdueSince").asText()).isEqualTo("2026-11-13");
        assertThat(commands.good("group", "list", "--only", "undocumented", "--format", "csv")
                        .out())
                .contains("launch-team")
                .doesNotContain("eng-oncall");
        assertThat(commands.good(
                                "group",
                                "set",
                                "okta",
                                "launch-team",
                                "--owner",
                                "ada",
                                "--purpose",
                                "Launches.",
                                "--cadence",
                                "90")
                        .out())
                .contains("The card of okta/g3 is kept.");
        assertThat(group("g3").path("missing").asText()).isEmpty();
        String shown = commands.good("group", "show", "okta", "g3").out();
        assertThat(shown).contains("Launches.").contains("P90D").contains("internal");
        assertThat(commands.good("group", "attest", "okta", "g3").out())
                .contains("attested as of today, with 1 member");
        assertThat(commands.good("group", "show", "okta", "g3").out()).contains("2026-11-24");
    }

    @Test
    void whatIsWrongIsRefusedAndChangesNothing() throws Exception {
        byte[] before = Files.readAllBytes(commands.workspace());
        assertThat(commands.run("group", "set", "okta", "g3", "--owner", "left").code())
                .isEqualTo(3);
        assertThat(commands.run("group", "attest", "okta", "g3").code()).isEqualTo(3);
        assertThat(commands.run("group", "attest", "okta", "g1", "--members-sha256", "00")
                        .code())
                .isEqualTo(3);
        assertThat(commands.run("mapping", "set", "--idp-group", "g1", "--app", "slack", "--access", "group:nothing")
                        .code())
                .isEqualTo(3);
        assertThat(commands.run("mapping", "end", "nothing").code()).isEqualTo(3);
        assertThat(Files.readAllBytes(commands.workspace())).isEqualTo(before);
    }

    @Test
    void aMappingIsSetListedAndEnded() throws Exception {
        assertThat(commands.good(
                                "mapping",
                                "set",
                                "--idp-group",
                                "refunds",
                                "--app",
                                "slack",
                                "--access",
                                "group:launch")
                        .out())
                .contains("Mapping refunds-slack holds from now on.");
        JsonNode made = commands.good("mapping", "list", "--format", "json")
                .json()
                .path("mappings")
                .valueStream()
                .filter(one -> one.path("id").asText().equals("refunds-slack"))
                .findFirst()
                .orElseThrow();
        assertThat(made.path("access").asText()).isEqualTo("group:launch");
        assertThat(made.path("expected").asText()).isEqualTo("1");
        assertThat(made.path("lacking").asText()).isEqualTo("1");
        assertThat(commands.good(
                                "mapping",
                                "set",
                                "--id",
                                "refunds-slack",
                                "--idp-group",
                                "g4",
                                "--app",
                                "slack",
                                "--access",
                                "group:c2",
                                "--nesting",
                                "direct")
                        .out())
                .contains("is changed");
        assertThat(commands.good("mapping", "end", "refunds-slack").out()).contains("0 accounts had this access");
        assertThat(commands.good("mapping", "list", "--format", "csv").out()).doesNotContain("refunds-slack");
    }
}
