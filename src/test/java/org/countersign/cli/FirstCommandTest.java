package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.countersign.Main;
import org.countersign.cli.Commands.Answer;
import org.countersign.workspace.FirstUse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The command that makes the workspace: whole or not at all, and alone.
class FirstCommandTest {
    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void name() {
        commands = new Commands(folder);
    }

    private List<String> left() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "governance import BAD",
                "governance import NONE",
                "snapshot import --source slack BAD",
                "snapshot import --source slack NONE",
                "key trust BAD",
                "link set slack a1 i1",
                "campaign open q4 --owner a@b.c --fallback a@b.c --due 2026-12-18",
                "campaign close q4",
                "campaign cancel q4",
                "decide q4 --reviewer a@b.c BAD",
                "report q4 out.pdf",
                "evidence export q4 out.asice",
                "governance export out.yaml",
                "key show"
            })
    void aRefusedFirstCommandLeavesNothingBehind(String line) throws Exception {
        commands.file("bad", "colour: blue\n");
        String typed = line.replace("BAD", folder.resolve("bad").toString())
                .replace("NONE", folder.resolve("none").toString());
        String message = commands.refused(typed.split(" "));
        assertThat(message).isNotBlank();
        assertThat(left()).containsExactly("bad");
    }

    @Test
    void aRefusedSecondCommandLeavesTheWorkspaceAsItWas() throws Exception {
        commands.house();
        String before = commands.good("ledger", "head").out();
        commands.refused(
                "governance", "import", commands.file("bad", "colour: blue\n").toString());
        assertThat(commands.good("ledger", "head").out()).isEqualTo(before);
    }

    @Test
    void wrongUsageMakesNoWorkspace() throws Exception {
        assertThat(commands.run("snapshot", "import", "--source").code()).isEqualTo(2);
        assertThat(left()).isEmpty();
    }

    @Test
    void aGoodFirstCommandLeavesOnePrivateFileAndNoMarks() throws Exception {
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES).toString());
        assertThat(left()).containsExactly("g.yaml", "w.countersign");
    }

    @Test
    void aFirstCommandWaitsForAnotherAndKeepsWhatThatMade() throws Exception {
        String good = commands.file("g.yaml", Commands.SOURCES).toString();
        try (var pool = Executors.newSingleThreadExecutor()) {
            FirstUse turn = FirstUse.of(commands.workspace()).orElseThrow();
            var second = pool.submit((Callable<Answer>) () -> commands.run("governance", "import", good));
            assertThat(commands.workspace()).doesNotExist();
            turn.close();
            assertThat(second.get(60, TimeUnit.SECONDS).code()).isZero();
        }
        commands.good("workspace", "check", commands.workspace().toString());
    }

    @Test
    void thereIsNoTurnOnceTheWorkspaceIsThere() throws Exception {
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES).toString());
        assertThat(FirstUse.of(commands.workspace())).isEmpty();
    }

    @Test
    void aMarkThatAKilledCommandLeftDoesNotStopTheNext() throws Exception {
        commands.file(".w.countersign.first", "whoever");
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES).toString());
        assertThat(left()).containsExactly("g.yaml", "w.countersign");
    }

    @Test
    void firstCommandsOfSeveralProcessesAllDoTheirWork() throws Exception {
        Path bad = commands.file("bad.yaml", "colour: blue\n");
        var running = new ArrayList<Process>();
        for (int i = 0; i < 3; i++) {
            Path more = commands.file(
                    "g" + i + ".yaml",
                    Commands.SOURCES + "exceptions:\n  - {id: E-" + i + ", source: slack, account: a}\n");
            running.add(start("governance", "import", more.toString()));
        }
        Process refused = start("governance", "import", bad.toString());
        for (Process process : running) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        }
        assertThat(refused.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(3);
        Path out = folder.resolve("out.yaml");
        commands.good("governance", "export", out.toString());
        assertThat(Files.readString(out)).contains("E-0", "E-1", "E-2");
        assertThat(left()).noneMatch(name -> name.startsWith("."));
    }

    /// A process of its own, on the workspace.
    private Process start(String... arguments) throws Exception {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", ""),
                Main.class.getName()));
        line.addAll(Arrays.asList(arguments));
        line.addAll(List.of("-w", commands.workspace().toString()));
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    @Test
    void anEmptyNameIsWrongUsage() {
        Answer answer = commands.bare(new byte[0], Map.of(), "drift", "-w", "");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("the name of a file is empty");
        assertThat(commands.bare(new byte[0], Map.of(), "-w", "").code()).isEqualTo(2);
    }

    @Test
    void anEmptyVariableNamesNoWorkspace() {
        assertThat(commands.bare(new byte[0], Map.of("COUNTERSIGN_WORKSPACE", ""), "drift")
                        .err())
                .contains("No workspace is named");
        assertThat(commands.bare(new byte[0], Map.of("COUNTERSIGN_WORKSPACE", ""))
                        .code())
                .as("the desktop opens without one")
                .isEqualTo(41);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drift", "governance import g.yaml", "key show", "ledger head"})
    void aFolderIsNoWorkspace(String line) throws Exception {
        Files.createDirectories(commands.workspace());
        String file = commands.file("g.yaml", Commands.SOURCES).toString();
        String message = commands.refused(line.replace("g.yaml", file).split(" "));
        assertThat(message)
                .contains(commands.workspace() + ": This is a folder")
                .contains("Name the workspace file");
        assertThat(commands.workspace()).isDirectory();
    }
}
