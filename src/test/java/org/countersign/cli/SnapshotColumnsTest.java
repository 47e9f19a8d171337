package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.countersign.app.Countersign;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `snapshot import --column`: what somebody says of the columns of a table.
class SnapshotColumnsTest {
    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder).house();
    }

    @Test
    void columnsAreNamedOnTheCommandLineAndSaid() throws Exception {
        Path table = Files.writeString(folder.resolve("people.csv"), "Kennung,Rolle\nada,admin\nbob,\n");
        assertThat(commands.refused("snapshot", "import", "--source", "slack", table.toString()))
                .contains("people.csv, line 1")
                .contains("--column userName=\"Kennung\"");
        String said = commands.good(
                        "snapshot",
                        "import",
                        "--source",
                        "slack",
                        "--column",
                        "userName=Kennung",
                        "--column",
                        "roles=Rolle",
                        "--accept-shrunken",
                        table.toString())
                .out();
        assertThat(said).contains("2 accounts").contains("people.csv was read as: userName=Kennung, roles=Rolle.");
    }

    @Test
    void noColumnIsAnAttributeWhereNothingIsNamedAndTheReasonIsKept() throws Exception {
        Path table = Files.writeString(folder.resolve("people.csv"), "login,role\nada,admin\nbob,\n");
        String said = commands.good(
                        "snapshot",
                        "import",
                        "--source",
                        "slack",
                        "--column",
                        "roles=",
                        "--accept-shrunken",
                        "--reason",
                        "the agency has left",
                        table.toString())
                .out();
        assertThat(said).contains("people.csv was read as: userName=login.");
        try (var app = Countersign.open(commands.workspace(), Clock.systemUTC())) {
            JsonNode event = app.workspace()
                    .<JsonNode, RuntimeException>read(
                            tx -> Ledger.body(new LedgerStore(tx).last().orElseThrow()));
            assertThat(event.path("data").path("reason").asText()).isEqualTo("the agency has left");
        }
    }

    @Test
    void anAttributeThatIsNoneIsRefused() throws Exception {
        Path table = Files.writeString(folder.resolve("people.csv"), "login\nada\n");
        assertThat(commands.refused(
                        "snapshot", "import", "--source", "slack", "--column", "shoe=login", table.toString()))
                .contains("--column shoe: There is no attribute of this name.");
    }
}
