package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.countersign.cli.Commands.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A workspace that is cut off or overwritten is bad input, and the way out is a backup.
class DamagedWorkspaceTest {
    @TempDir
    private Path folder;

    private Commands commands;
    private byte[] whole;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder).house();
        whole = Files.readAllBytes(commands.workspace());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 50, 99, 100, 1000, 4096, 5000, 20_000, 40_960, 90_000})
    void aFileCutOffAnywhereIsDamagedAndABackupIsAdvised(int bytes) throws Exception {
        assertThat(whole.length).isGreaterThan(bytes);
        byte[] cut = Arrays.copyOf(whole, bytes);
        Files.write(commands.workspace(), cut);
        for (String line : new String[] {"drift", "ledger verify", "workspace check " + commands.workspace()}) {
            assertThat(commands.refused(line.split(" ")))
                    .contains(commands.workspace().toString())
                    .contains("The file is damaged")
                    .contains("workspace backup")
                    .doesNotContain("workspace check");
        }
        assertThat(Files.readAllBytes(commands.workspace())).startsWith(Arrays.copyOf(cut, Math.min(16, bytes)));
    }

    @Test
    void noCommandWritesIntoADamagedFile() throws Exception {
        Files.write(commands.workspace(), Arrays.copyOf(whole, 20_000));
        String file = commands.file("g.yaml", Commands.SOURCES).toString();
        assertThat(commands.refused("governance", "import", file)).contains("damaged");
        assertThat(commands.refused("key", "show")).contains("damaged");
    }

    @Test
    void anOverwrittenPageIsDamageToo() throws Exception {
        byte[] bad = whole.clone();
        Arrays.fill(bad, 4096, 8192, (byte) 0x5a);
        Files.write(commands.workspace(), bad);
        assertThat(commands.refused("drift")).contains("The file is damaged").contains("workspace backup");
    }

    @Test
    void theBackupThatIsAdvisedBringsEverythingBack() throws Exception {
        Path copy = folder.resolve("copy.countersign");
        commands.good("workspace", "backup", commands.workspace().toString(), copy.toString());
        String head = commands.good("ledger", "head").out();
        Files.write(commands.workspace(), Arrays.copyOf(whole, 5000));
        commands.refused("ledger", "head");
        Files.copy(copy, commands.workspace(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(commands.good("ledger", "head").out()).isEqualTo(head);
    }

    @Test
    void aBackupNeverReplacesAFile() throws Exception {
        Path taken = commands.file("copy.countersign", "mine");
        assertThat(commands.refused("workspace", "backup", commands.workspace().toString(), taken.toString()))
                .contains(taken.toString())
                .contains("There is a file of this name already")
                .contains("Choose another");
        assertThat(taken).hasContent("mine");
    }

    @Test
    void aTextFileIsNoWorkspaceAndNotCalledDamaged() throws Exception {
        Path notes = commands.file("notes.txt", "S is not Q");
        Answer answer = commands.bare(new byte[0], Map.of(), "drift", "-w", notes.toString());
        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.err()).contains("not a Countersign workspace").doesNotContain("damaged");
    }
}
