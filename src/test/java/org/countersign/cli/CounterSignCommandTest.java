package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `evidence counter-sign`: others sign the report that a campaign's owner has signed.
class CounterSignCommandTest {
    private static final String PASSWORD = "of the board";

    @TempDir
    private static Path folder;

    private static Path report;
    private static Path draft;
    private static byte[] signed;

    @BeforeAll
    static void sign() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign.decideAll();
            draft = Files.write(
                    folder.resolve("draft.pdf"),
                    campaign.app().exportEvidence().document("q4").pdf());
            campaign.sign();
            signed = Tools.unzip(campaign.bundle()).get("attestation.pdf");
            report = Files.write(folder.resolve("attestation.pdf"), signed);
        }
    }

    /// The key file of a person of the board.
    private static Path member(String name) throws Exception {
        return Authority.file(
                folder.resolve(name + ".p12"),
                Authority.root("Board", Instant.now()).issue(name, name + "@board.example"),
                PASSWORD);
    }

    private static Commands.Answer run(byte[] typed, String... arguments) {
        return new Commands(folder).bare(typed, Map.of(), arguments);
    }

    private static Commands.Answer sign(Path document, Path out, Path key, String... more) {
        var arguments = new ArrayList<>(List.of(
                "evidence",
                "counter-sign",
                document.toString(),
                out.toString(),
                "--key",
                key.toString(),
                "--password-file",
                "-"));
        arguments.addAll(List.of(more));
        return run(PASSWORD.getBytes(StandardCharsets.UTF_8), arguments.toArray(String[]::new));
    }

    private static JsonNode verified(Path document) throws Exception {
        return run(new byte[0], "evidence", "verify", document.toString(), "--format", "json")
                .json();
    }

    @Test
    void fiveMoreSignAndASixthIsRefused() throws Exception {
        Path document = report;
        for (int number = 1; number <= 5; number++) {
            Path next = folder.resolve("signed-by-" + number + ".pdf");
            Commands.Answer answer = sign(document, next, member("member" + number));
            assertThat(answer.code()).as(answer.err()).isZero();
            assertThat(answer.out())
                    .contains("Counter-signed: " + (number + 1) + " signatures in ", "Level B-B: the time is")
                    .contains("Signed before by ", "amara@example.com, as the certificate with SHA-256 ");
            document = next;
        }
        assertThat(Files.readAllBytes(report)).isEqualTo(signed);
        JsonNode found = verified(document);
        assertThat(found.path("verdict").asText()).isEqualTo("asserted");
        assertThat(found.path("signers").findValuesAsText("address"))
                .containsExactly(
                        "amara@example.com",
                        "member1@board.example",
                        "member2@board.example",
                        "member3@board.example",
                        "member4@board.example",
                        "member5@board.example");
        Path sixth = folder.resolve("sixth.pdf");
        Commands.Answer refused = sign(document, sixth, member("member6"));
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("no room for one more signature", "5 others can sign it");
        assertThat(sixth).doesNotExist();
    }

    @Test
    void pdfsigReadsThem() throws Exception {
        Tools.need("pdfsig");
        Path out = folder.resolve("for-pdfsig.pdf");
        assertThat(sign(report, out, member("chair")).code()).isZero();
        String said = Tools.run(folder, "pdfsig", out.toString()).output();
        assertThat(said.split("Signature is Valid", -1)).as(said).hasSize(3);
        assertThat(said.substring(said.indexOf("Signature #2:"), said.indexOf("Signature #3:")))
                .contains("Total document signed", "chair");
    }

    @Test
    void aTimestampStandsBesideItWhereAnAuthorityIsNamed() throws Exception {
        Path out = folder.resolve("stamped.pdf");
        try (var stamps =
                new StampServer(Authority.root("Clockmaker", Instant.now()).timestamps("Clockmaker TSA"))) {
            Commands.Answer answer = sign(report, out, member("stamped"), "--tsa", stamps.url());
            assertThat(answer.out())
                    .contains("2 signatures in ", "Level B-T: a timestamp stands beside the signature.");
        }
        assertThat(verified(out).path("signers").path(1).path("level").asText()).isEqualTo("B-T");
        Path without = folder.resolve("without.pdf");
        Commands.Answer silent = sign(report, without, member("silent"), "--tsa", "http://127.0.0.1:9/");
        assertThat(silent.code()).isZero();
        assertThat(silent.out()).contains("Level B-B");
        assertThat(silent.err()).contains("Signed without a timestamp (level B-B): http://127.0.0.1:9/");
    }

    @Test
    void nobodySignsTwiceNorADraftNorWhatWasChanged() throws Exception {
        Path key = member("secretary");
        Path once = folder.resolve("once.pdf");
        assertThat(sign(report, once, key).code()).isZero();
        refused(once, key, "secretary@board.example has signed this document already.");
        refused(draft, key, "There is nothing to counter-sign: The document is not signed.");
        byte[] changed = signed.clone();
        changed[2000] ^= 1;
        refused(Files.write(folder.resolve("changed.pdf"), changed), key, "is nothing to counter-sign: ");
        byte[] longer = Arrays.copyOf(signed, signed.length + 1);
        refused(
                Files.write(folder.resolve("longer.pdf"), longer),
                key,
                "This is not what was signed: The document goes on after its last signature.");
        refused(key, key, "This is not a PDF.");
    }

    private static void refused(Path document, Path key, String reason) {
        Path out = folder.resolve("refused.pdf");
        Commands.Answer answer = sign(document, out, key);
        assertThat(answer.code()).as(answer.out()).isEqualTo(3);
        assertThat(answer.err()).contains(document.getFileName().toString(), reason);
        assertThat(out).doesNotExist();
    }
}
