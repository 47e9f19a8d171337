package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.countersign.cli.Commands.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `key create`, `key show`, `key trust`.
class KeyCommandTest {
    @TempDir
    private Path folder;

    private Commands commands;

    @BeforeEach
    void house() throws Exception {
        commands = new Commands(folder);
        commands.good(
                "governance",
                "import",
                commands.file("g.yaml", Commands.SOURCES).toString());
    }

    private Path certificate(String address) throws Exception {
        Path key = commands.key(address);
        String shown = commands.typed("x", "key", "show", key.toString(), "--password-file", "-")
                .out();
        return commands.file(address + ".pem", shown.substring(shown.indexOf("-----BEGIN")));
    }

    @Test
    void whereNobodyIsTrustedItSaysSoAndHowToBegin() {
        assertThat(commands.good("key", "show").out())
                .isEqualTo(
                        "No signer is trusted yet. Take one in: countersign key trust CERT" + System.lineSeparator());
    }

    @Test
    void whereNobodyIsTrustedJsonAndCsvAreEmptyLists() throws Exception {
        JsonNode json = commands.good("key", "show", "--format", "json").json();
        assertThat(json.path("signers").isArray()).isTrue();
        assertThat(json.path("signers")).isEmpty();
        assertThat(commands.good("key", "show", "--format", "csv").out())
                .isEqualTo("name,addresses,validUntil,sha256\r\n");
    }

    @Test
    void aTrustedSignerIsShownInEveryFormatWithTheSameFingerprint() throws Exception {
        commands.good("key", "trust", certificate("ada@example.com").toString());
        JsonNode signer = commands.good("key", "show", "--format", "json")
                .json()
                .path("signers")
                .get(0);
        assertThat(signer.path("name").asText()).isEqualTo("Somebody");
        assertThat(signer.path("addresses").get(0).asText()).isEqualTo("ada@example.com");
        assertThat(signer.path("validUntil").asText()).matches("2031-11-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        String sha256 = signer.path("sha256").asText();
        assertThat(sha256).matches("[0-9a-f]{64}");
        assertThat(commands.good("key", "show").out().replace(" ", "")).contains(sha256);
        assertThat(commands.good("key", "show", "--format", "csv").out()).contains(sha256);
    }

    @Test
    void aCertificateIsShownWithoutAWorkspaceOrPassword() throws Exception {
        Answer shown = commands.bare(
                new byte[0],
                Map.of(),
                "key",
                "show",
                certificate("ada@example.com").toString());
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("Somebody <ada@example.com>, valid until ");
    }

    @Test
    void aKeyFileIsNeverOverwritten() throws Exception {
        Path key = commands.key("ada@example.com");
        byte[] before = Files.readAllBytes(key);
        Answer again = commands.bare(
                "x".getBytes(StandardCharsets.UTF_8),
                Map.of(),
                "key",
                "create",
                key.toString(),
                "--name",
                "Eve",
                "--email",
                "eve@example.com",
                "--password-file",
                "-");
        assertThat(again.code()).isNotZero();
        assertThat(Files.readAllBytes(key)).isEqualTo(before);
    }

    @Test
    void whatIsNoCertificateIsRefusedWithItsFile() throws Exception {
        Path letter = commands.file("letter.pem", "Dear Ada");
        assertThat(commands.refused("key", "trust", letter.toString())).contains("letter.pem");
        assertThat(commands.good("key", "show").out()).contains("No signer is trusted");
    }

    @Test
    void thePasswordIsNoArgument() {
        assertThat(commands.run("key", "create", "k.p12", "--name", "A", "--email", "a@b", "--password", "x")
                        .code())
                .isEqualTo(2);
    }

    private Answer with(String password, String... arguments) {
        return commands.bare(password.getBytes(StandardCharsets.UTF_8), Map.of(), arguments);
    }

    @Test
    void aKeyOfTheOrganisationIsImportedAndAsksForItsAuthority() throws Exception {
        Path given = commands.key("ada@example.com");
        Path own = folder.resolve("own.p12");
        Answer taken = with("x", "key", "import", given.toString(), own.toString(), "--password-file", "-");
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(taken.out())
                .contains("Somebody <ada@example.com>", "with 1 certificate.")
                .doesNotContain("does not hold the certificate of its authority");
        assertThat(with(
                                "y",
                                "key",
                                "import",
                                given.toString(),
                                folder.resolve("n.p12").toString(),
                                "--password-file",
                                "-")
                        .err())
                .contains("The password does not open this key");
        Path other = commands.file("other", "other");
        Answer again = with(
                "x",
                "key",
                "import",
                own.toString(),
                folder.resolve("o.p12").toString(),
                "--password-file",
                "-",
                "--new-password-file",
                other.toString());
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(with("other", "key", "show", folder.resolve("o.p12").toString(), "--password-file", "-")
                        .out())
                .contains("Somebody <ada@example.com>");
    }

    @Test
    void aRequestMakesItsKeyOnceAndThenUsesIt() throws Exception {
        String key = folder.resolve("r.p12").toString();
        String csr = folder.resolve("r.csr").toString();
        assertThat(with("x", "key", "request", key, csr, "--password-file", "-").err())
                .contains("There is no key here yet. To make one, say whose: --name and --email.");
        Answer made = with(
                "x", "key", "request", key, csr, "--name", "Ada", "--email", "ada@example.com", "--password-file", "-");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(Path.of(csr)).content().startsWith("-----BEGIN CERTIFICATE REQUEST-----\n");
        assertThat(with(
                                "x",
                                "key",
                                "request",
                                key,
                                csr,
                                "--name",
                                "Eve",
                                "--email",
                                "e@example.com",
                                "--password-file",
                                "-")
                        .err())
                .contains("This key is there already");
        assertThat(with("x", "key", "request", key, csr, "--password-file", "-").code())
                .isZero();
        String shown = with("x", "key", "show", key, "--password-file", "-").out();
        Path own = commands.file("own.pem", shown.substring(shown.indexOf("-----BEGIN")));
        assertThat(with("x", "key", "certify", key, own.toString(), "--password-file", "-")
                        .out())
                .contains("with a chain of 1");
        Path stranger = certificate("eve@example.com");
        assertThat(with("x", "key", "certify", key, stranger.toString(), "--password-file", "-")
                        .err())
                .contains("eve@example.com.pem: None of these certificates is for the key ada@example.com.");
    }
}
