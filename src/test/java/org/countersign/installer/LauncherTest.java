package org.countersign.installer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Which options the launcher gives to which java, in a folder whose name has a space.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    @TempDir
    private Path folder;

    private Path home;
    private Path jdk;

    @BeforeEach
    void distribution() throws Exception {
        home = Files.createDirectories(folder.resolve("with space/countersign"));
        Files.createDirectories(home.resolve("lib/javafx"));
        Files.createFile(home.resolve("lib/b.jar"));
        Files.createFile(home.resolve("lib/a.jar"));
        script(home.resolve("bin/countersign"), Files.readString(Path.of("installer/countersign")));
        jdk = jdk("jdk", "25.0.3");
    }

    private Path jdk(String name, String version) throws IOException {
        Path at = folder.resolve(name);
        script(at.resolve("bin/java"), "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\n");
        Files.writeString(at.resolve("release"), "IMPLEMENTOR=\"A\"\nJAVA_VERSION=\"" + version + "\"\n");
        return at;
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> start(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(home.resolve("bin/countersign").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out.lines().toList();
    }

    @Test
    void aCommandStartsWithoutJavaFxAndFromTheCacheWhereThereIsOne() throws Exception {
        assertThat(start("-w", "my file", "drift"))
                .noneMatch(word -> word.contains("javafx") || word.contains("AOT"))
                .containsSequence("org.countersign.Main", "-w", "my file", "drift")
                .containsSequence("-cp", home + "/lib/a.jar:" + home + "/lib/b.jar");
        Path cache = Files.createFile(home.resolve("lib/countersign.aot"));
        assertThat(start("drift")).contains("-XX:AOTCache=" + cache).doesNotHaveDuplicates();
    }

    @Test
    void withoutACommandTheDesktopOpensFromACacheOfItsOwn() throws Exception {
        Files.createFile(home.resolve("lib/countersign.aot"));
        for (String[] arguments : List.of(new String[0], new String[] {"-w", "drift"}, new String[] {"-wimport"})) {
            assertThat(start(arguments))
                    .contains("--module-path=" + home + "/lib/javafx")
                    .noneMatch(word -> word.contains("AOT"));
        }
        Path cache = Files.createFile(home.resolve("lib/desktop.aot"));
        assertThat(start()).contains("-XX:AOTCache=" + cache).doesNotHaveDuplicates();
        assertThat(start("drift")).contains("-XX:AOTCache=" + home.resolve("lib/countersign.aot"));
    }

    @Test
    void anImportGetsMoreMemory() throws Exception {
        assertThat(start("snapshot", "import", "a.json")).contains("-Xmx2g", "-Xmn64m");
        assertThat(start("evidence", "verify")).contains("-Xmx512m");
        assertThat(start("drift")).contains("-Xmx1g");
    }

    @Test
    void anOlderJavaIsPassedBy() throws Exception {
        Path newer = jdk;
        jdk = jdk("old", "21.0.9");
        assertThat(start("drift")).as("another java of this machine, or none").doesNotContain("drift");
        jdk = newer;
        assertThat(start("drift")).contains("drift");
    }
}
