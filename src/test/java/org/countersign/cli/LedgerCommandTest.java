package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.countersign.cli.Commands.Answer;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `ledger verify`, `export` and `accept`, as typed.
class LedgerCommandTest {
    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder).house();
    }

    private Path exported(String... options) {
        Path out = folder.resolve("ledger.asice");
        var all = new ArrayList<>(List.of("ledger", "export", out.toString()));
        all.addAll(List.of(options));
        commands.good(all.toArray(String[]::new));
        return out;
    }

    private Answer verify(Path file) {
        return commands.bare(new byte[0], Map.of(), "ledger", "verify", file.toString());
    }

    private Path key() throws Exception {
        Path key = folder.resolve("amara.p12");
        Path password = commands.file("password", "a password");
        commands.good(
                "key",
                "create",
                key.toString(),
                "--name",
                "Amara",
                "--email",
                "amara@example.com",
                "--password-file",
                password.toString());
        return key;
    }

    @Test
    void aRolledBackWorkspaceIsSaidOnceByEveryCommandAndFailsVerification() throws Exception {
        byte[] before = Files.readAllBytes(commands.workspace());
        assertThat(commands.good("ledger", "verify").err()).isEmpty();
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES + "rulesOff: [dormant-account]\n")
                        .toString());
        Files.write(commands.workspace(), before);
        Answer list = commands.good("snapshot", "list");
        assertThat(list.err())
                .startsWith("WARNING: Event ")
                .contains("is missing", "countersign ledger accept")
                .hasLineCount(1);
        assertThat(list.out()).doesNotContain("WARNING");
        Answer verify = commands.run("ledger", "verify");
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out()).contains("the chain holds", "is missing: the ledger ends at event");
        assertThat(verify.err()).isEmpty();
        assertThat(commands.good("ledger", "accept").out()).startsWith("Accepted");
        assertThat(commands.good("ledger", "verify").err()).isEmpty();
        assertThat(commands.refused("ledger", "accept")).contains("nothing to accept");
    }

    @Test
    void aNewWorkspaceInTheOldOnesPlaceIsNotedAndIsNoFault() throws Exception {
        commands.good("ledger", "verify");
        Files.delete(commands.workspace());
        Answer made = commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES).toString());
        assertThat(made.err()).startsWith("NOTE: a workspace of").contains("a new one is made");
        assertThat(commands.good("ledger", "verify").err()).isEmpty();
    }

    @Test
    void anExportVerifiesAloneAndAgainstItsWorkspace() throws Exception {
        Path out = exported();
        Answer alone = verify(out);
        assertThat(alone.code()).as(alone.out()).isZero();
        assertThat(alone.out()).contains("OK    the chain", "Nobody signed it");
        commands.good("ledger", "verify", out.toString(), "--compare");
        assertThat(commands.good("ledger", "verify").out())
                .as("the export is an event")
                .contains("the chain holds");
    }

    @Test
    void aWorkspaceThatWasRolledBackBehindAnExportIsFoundByIt() throws Exception {
        byte[] before = Files.readAllBytes(commands.workspace());
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES + "rulesOff: [dormant-account]\n")
                        .toString());
        Path out = exported();
        Files.write(commands.workspace(), before);
        Answer compared = commands.run("ledger", "verify", out.toString(), "--compare");
        assertThat(compared.code()).isEqualTo(1);
        assertThat(compared.out()).contains("The workspace's ledger is another: event ");
    }

    @Test
    void aSignedExportNamesItsSigner() throws Exception {
        Path key = key();
        String password = folder.resolve("password").toString();
        Path out = exported("--key", key.toString(), "--password-file", password);
        Answer verify = verify(out);
        assertThat(verify.code()).as(verify.out()).isZero();
        assertThat(verify.out()).contains("Signed by amara@example.com", "as asserted by the file");
        Path pem = commands.file(
                "TRUST.pem",
                commands.good("key", "show", key.toString(), "--password-file", password)
                        .out()
                        .replaceFirst("(?s)^.*?(?=-----BEGIN)", ""));
        Answer trusted =
                commands.bare(new byte[0], Map.of(), "ledger", "verify", out.toString(), "--trust", pem.toString());
        assertThat(trusted.code()).as(trusted.out()).isZero();
        assertThat(trusted.out()).contains("issued by one of yours");
        for (String shell : List.of("dash", "busybox sh", "bash --posix")) {
            Tools.need(shell.split(" ")[0]);
            Tools.Answer script = script(out, shell, "../TRUST.pem");
            assertThat(script.code()).as(script.output()).isZero();
            assertThat(script.output()).contains("OK    signed by CN=Amara").endsWith("ALL GOOD\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash --posix"})
    void theScriptInItSaysTheSame(String shell) throws Exception {
        Tools.need(shell.split(" ")[0]);
        Path out = exported();
        Tools.Answer good = script(out, shell, "");
        assertThat(good.code()).as(good.output()).isZero();
        String head = verify(out).out().replaceFirst("(?s)^.*events: (.*?)\n.*$", "$1");
        assertThat(good.output()).contains("lead to the head " + head).endsWith("ALL GOOD\n");
        Path events = folder.resolve("ex/events.ndjson");
        String lines = Files.readString(events);
        Files.writeString(events, lines.replaceFirst("\"version\":1", "\"version\":2"));
        assertThat(Tools.run(folder.resolve("ex"), (shell + " VERIFY.sh").split(" "))
                        .code())
                .isEqualTo(1);
        Files.writeString(events, lines.substring(lines.indexOf('\n') + 1));
        assertThat(Tools.run(folder.resolve("ex"), (shell + " VERIFY.sh").split(" "))
                        .code())
                .isEqualTo(1);
    }

    private Tools.Answer script(Path out, String shell, String trust) throws Exception {
        Path to = folder.resolve("ex");
        try (var zip = new ZipFile(out.toFile())) {
            for (var entry : zip.stream().toList()) {
                Path file = to.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.getInputStream(entry).readAllBytes());
            }
        }
        return Tools.run(to, (shell + " VERIFY.sh " + trust).strip().split(" "));
    }

    @Test
    void everyFlippedByteOfAnExportIsRefused() throws Exception {
        Path key = key();
        byte[] bytes = Files.readAllBytes(exported(
                "--key",
                key.toString(),
                "--password-file",
                folder.resolve("password").toString()));
        Path pem = commands.file(
                "TRUST.pem",
                commands.good(
                                "key",
                                "show",
                                key.toString(),
                                "--password-file",
                                folder.resolve("password").toString())
                        .out()
                        .replaceFirst("(?s)^.*?(?=-----BEGIN)", ""));
        for (int at = 0; at < bytes.length; at += 97) {
            byte[] bad = bytes.clone();
            bad[at] ^= 1;
            Path file = Files.write(folder.resolve("bad"), bad);
            Answer answer = commands.bare(
                    new byte[0], Map.of(), "ledger", "verify", file.toString(), "--trust", pem.toString());
            assertThat(answer.code()).as(at + "\n" + answer.out()).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoExportIsRefusedInASentence() throws Exception {
        Answer answer = verify(commands.file("x", "x"));
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).contains("FAIL  the file").endsWith("NOT VALID\n");
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void bodiesOfOthersAreLeftOutAndTheHeadIsTheSame() throws Exception {
        Path whole = exported();
        assertThat(read(whole, "events.ndjson")).doesNotContain("\"leaf\"");
        assertThat(commands.refused("ledger", "export", folder.resolve("y").toString(), "--campaign", "none"))
                .contains("none");
        assertThat(folder.resolve("y")).doesNotExist();
    }

    private static String read(Path zip, String name) throws Exception {
        try (var open = new ZipFile(zip.toFile())) {
            return new String(open.getInputStream(open.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
