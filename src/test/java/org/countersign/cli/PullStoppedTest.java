package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.Main;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;
import org.countersign.testkit.ScimPeer;
import org.countersign.text.Sha256;
import org.countersign.work.OwnFiles;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A pull that is stopped in its midst: by SIGTERM, as systemd does, and by SIGINT, as Ctrl-C does.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process is not asked to end, it is ended")
class PullStoppedTest {
    @TempDir
    private Path folder;

    /// What whoever runs it has seen.
    @TempDir
    private Path own;

    private Map<String, String> everyByte() throws IOException {
        var all = new TreeMap<String, String>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(one -> !one.equals(folder)).toList()) {
                all.put(
                        folder.relativize(file).toString(),
                        Files.isDirectory(file)
                                ? "folder"
                                : HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(file))));
            }
        }
        return all;
    }

    private Process start(Path workspace) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path", ""),
                Main.class.getName(),
                "snapshot",
                "pull",
                "--all",
                "-w",
                workspace.toString());
        builder.environment().put("COUNTERSIGN_TOKEN_SLACK", ScimPeer.TOKEN);
        builder.environment()
                .put(OwnFiles.VARIABLE, own.resolve("settings.json").toString());
        return builder.redirectErrorStream(true).start();
    }

    private static void send(String signal, Process to) throws Exception {
        if (signal.equals("TERM")) {
            to.toHandle().destroy();
        } else {
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(to.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        }
    }

    /// Ends with 128 and the number of the signal, as shells and systemd read it.
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aPullThatIsStoppedLeavesEverythingAsItWas(String signal, int code) throws Exception {
        var midst = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var peer = new ScimPeer(500, 20)) {
            peer.filter((exchange, number, target) -> {
                if (target.contains("/Users") && number == 3) {
                    midst.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                return target;
            });
            var commands = new Commands(folder).house();
            String sources = "sources:\n  - {id: okta, kind: idp}\n"
                    + "  - {id: slack, kind: app, authoritativeIdp: okta, scim: {endpoint: \"" + peer.url() + "\"}}\n";
            commands.good(
                    "governance", "import", commands.file("g.yaml", sources).toString());
            Map<String, String> before = everyByte();

            Process pull = start(commands.workspace());
            assertThat(midst.await(120, TimeUnit.SECONDS)).isTrue();
            assertThat(everyByte().keySet()).anyMatch(name -> name.startsWith(".w.countersign.pull-"));
            send(signal, pull);
            assertThat(pull.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(pull.exitValue()).isEqualTo(code);
            assertThat(new String(pull.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("Stopped. What was pulled before stays.");
            assertThat(everyByte()).isEqualTo(before);
            end.countDown();
            assertThat(commands.bare(new byte[0], Map.of(), "workspace", "check", "" + commands.workspace())
                            .code())
                    .isZero();
        } finally {
            end.countDown();
        }
    }

    /// Large enough to take a while, and to be written straight into the file.
    private static String large(int users) {
        String about = ",\"about\":\"" + "x".repeat(2_000) + "\"";
        return IntStream.range(0, users)
                .mapToObj(i -> House.user("u" + i, "user" + i, "\"active\":true" + about))
                .collect(Collectors.joining(",", "{\"totalResults\":" + users + ",\"Resources\":[", "]}"));
    }

    /// Stopped once everything has come and is being stored.
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aPullThatIsStoppedWhileItStoresLeavesEverythingAsItWas(String signal, int code) throws Exception {
        String users = RawPeer.json(large(20_000));
        var asked = new CountDownLatch(1);
        try (var peer = new RawPeer((target, out) -> {
            boolean list = target.contains("/Users");
            if (target.contains("/Groups")) {
                asked.countDown();
            }
            out.write((list ? users : RawPeer.answer(404, "", "")).getBytes(StandardCharsets.UTF_8));
        })) {
            var commands = new Commands(folder).house();
            String sources = "sources:\n  - {id: okta, kind: idp}\n"
                    + "  - {id: slack, kind: app, authoritativeIdp: okta, scim: {endpoint: \"" + peer.url() + "\"}}\n";
            commands.good(
                    "governance", "import", commands.file("g.yaml", sources).toString());
            byte[] before = uncounted(commands.workspace());
            int names = everyByte().size();
            long size = Files.size(commands.workspace());

            Process pull = start(commands.workspace());
            assertThat(asked.await(120, TimeUnit.SECONDS)).isTrue();
            awaitWriting(commands.workspace(), size, pull);
            send(signal, pull);
            assertThat(pull.waitFor(60, TimeUnit.SECONDS)).isTrue();

            assertThat(new String(pull.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("Stopped. What was pulled before stays.");
            assertThat(pull.exitValue()).isEqualTo(code);
            assertThat(uncounted(commands.workspace())).isEqualTo(before);
            assertThat(everyByte()).as("nothing lies beside it").hasSize(names);
            assertThat(commands.bare(new byte[0], Map.of(), "workspace", "check", "" + commands.workspace())
                            .code())
                    .isZero();
        }
    }

    /// Without the counters of SQLite's header, which count what was taken back, too (file format 1.3.7 and 1.3.14).
    private static byte[] uncounted(Path workspace) throws IOException {
        byte[] bytes = Files.readAllBytes(workspace);
        Arrays.fill(bytes, 24, 28, (byte) 0);
        Arrays.fill(bytes, 92, 100, (byte) 0);
        return bytes;
    }

    /// More is written than opening the workspace does, into the file or its log: what a transaction has that has not
    /// ended.
    private static void awaitWriting(Path workspace, long before, Process pull) throws Exception {
        Path log = workspace.resolveSibling(workspace.getFileName() + "-wal");
        long written = 0;
        while (pull.isAlive() && written < 1 << 20) {
            Thread.sleep(2);
            written = Files.size(workspace) - before + (Files.exists(log) ? Files.size(log) : 0);
        }
        assertThat(written).isGreaterThan(1 << 20);
        assertThat(pull.isAlive()).as("still storing").isTrue();
    }
}
