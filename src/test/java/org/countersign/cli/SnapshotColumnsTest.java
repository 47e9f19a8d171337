package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void anAttributeThatIsNoneIsRefused() throws Exception {
        Path table = Files.writeString(folder.resolve("people.csv"), "login\nada\n");
        assertThat(commands.refused(
                        "snapshot", "import", "--source", "slack", "--column", "shoe=login", table.toString()))
                .contains("--column shoe: There is no attribute of this name.");
    }
}
