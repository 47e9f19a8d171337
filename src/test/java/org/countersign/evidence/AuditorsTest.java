package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `auditors.md` tells people to type, typed as it stands, on the demo's bundle.
class AuditorsTest {
    private static final Path GUIDE = Path.of("src/docs/auditors.md");

    @TempDir
    private Path folder;

    @BeforeEach
    void received() throws Exception {
        Tools.need("openssl");
        Tools.need("unzip");
        Files.copy(Samples.demo().resolve("evidence.asice"), folder.resolve("evidence.asice"));
        Files.copy(Samples.demo().resolve("keys/TRUST.pem"), folder.resolve("TRUST.pem"));
        Files.write(folder.resolve("VERIFY.sh"), BundleFiles.resource("VERIFY.sh"));
    }

    /// The block of commands below a heading.
    private static List<String> commands(String heading) throws IOException {
        String text = Files.readString(GUIDE);
        int block = text.indexOf("```sh\n", text.indexOf("\n## " + heading + "\n"));
        return text.substring(block + 6, text.indexOf("```", block + 6)).lines().toList();
    }

    /// In an empty environment, in one shell.
    private Tools.Answer type(String shell, List<String> commands) throws IOException {
        Path typed = Files.writeString(folder.resolve("typed"), String.join("\n", commands) + "\n");
        var line = new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH")));
        line.addAll(List.of(shell.split(" ")));
        line.add(typed.toString());
        return Tools.run(folder, line.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash --posix"})
    void theScriptVerifiesTheDemo(String shell) throws Exception {
        Tools.need(shell.split(" ")[0]);
        List<String> commands = commands("With a shell and openssl");
        assertThat(commands).hasSizeLessThanOrEqualTo(5);
        Tools.Answer answer = type(shell, commands);
        assertThat(answer.code()).as(answer.output()).isZero();
        assertThat(answer.output()).endsWith("ALL GOOD\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash --posix"})
    void fiveCommandsVerifyTheDemoByHand(String shell) throws Exception {
        Tools.need(shell.split(" ")[0]);
        List<String> commands = commands("By hand");
        assertThat(commands).hasSizeLessThanOrEqualTo(5);
        Tools.Answer answer = type(shell, commands);
        assertThat(answer.code()).as(answer.output()).isZero();
        assertThat(answer.output())
                .contains(" owner META-INF/")
                .contains("amara.okafor@northwind.example")
                .contains("nothing else is here")
                .doesNotContain("CHANGED");
    }

    @Test
    void theSameCommandsRefuseAChangedAndAnAddedFile() throws Exception {
        List<String> commands = new ArrayList<>(commands("By hand"));
        commands.add(1, "echo >> items.ndjson; echo > extra");
        Tools.Answer answer = type("sh", commands);
        assertThat(answer.output()).contains("CHANGED items.ndjson").doesNotContain("nothing else is here");
    }

    @Test
    void theSameCommandsRefuseAStrangersCertificate() throws Exception {
        Path other = folder.resolve("stranger.p12");
        var key =
                KeyFile.create(other, "Mallory", "mallory@example.com", "a password".toCharArray(), Clock.systemUTC());
        Files.writeString(folder.resolve("TRUST.pem"), SigningKey.pem(key.certificate()));
        List<String> commands = commands("By hand").subList(0, 2);
        assertThat(type("sh", commands).code()).isNotZero();
    }

    @Test
    void theSourceFilesAreWhatTheIndexNames() throws Exception {
        SourceArchive.of(Files.readAllBytes(folder.resolve("evidence.asice")))
                .pack(List.of(Path.of("assets/sample/snapshots")), folder.resolve("evidence.sources.zip"));
        var typed = new ArrayList<>(List.of("unzip -q evidence.asice -d ev"));
        typed.addAll(commands("The source files"));
        Tools.Answer answer = type("sh", typed);
        assertThat(answer.output()).isEmpty();
        typed.add(2, "echo >> \"$(ls | head -n 1)\"");
        Tools.run(folder, "rm", "-r", "ev", "sources");
        assertThat(type("sh", typed).output()).startsWith("NOT A SOURCE ");
    }

    @Test
    void anExportOfTheDemosLedgerVerifies() throws Exception {
        Path workspace = Samples.demoWorkspace(folder);
        try (var app = Countersign.open(workspace, Clock.systemUTC())) {
            Files.write(
                    folder.resolve("ledger.zip"),
                    new ExportLedger(app.workspace(), app.ledger(), app.clock())
                            .run(app.actor(), Optional.of("2026-q4"), Optional.empty())
                            .file());
        }
        Map<String, byte[]> files = Tools.unzip(Files.readAllBytes(folder.resolve("ledger.zip")));
        assertThat(new String(files.get("events.ndjson"), StandardCharsets.UTF_8))
                .contains("{\"body\":", "{\"leaf\":");
        Tools.Answer answer = type("sh", commands("The ledger"));
        assertThat(answer.code()).as(answer.output()).isZero();
        assertThat(answer.output()).endsWith("ALL GOOD\n");
    }
}
