package org.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `evidence verify`: words, JSON and exit codes.
class EvidenceCommandTest {
    @TempDir
    private static Path folder;

    private static Path bundle;
    private static Path report;
    private static Path trust;

    @BeforeAll
    static void sign() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).sign()) {
            bundle = Files.write(folder.resolve("evidence.asice"), campaign.bundle());
            report = Files.write(
                    folder.resolve("attestation.pdf"),
                    Tools.unzip(campaign.bundle()).get("attestation.pdf"));
            trust = campaign.trust();
        }
    }

    private static Commands.Answer verify(Path file, String... more) {
        var arguments = new String[more.length + 3];
        arguments[0] = "evidence";
        arguments[1] = "verify";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return new Commands(folder).bare(new byte[0], java.util.Map.of(), arguments);
    }

    @Test
    void aBundleIsSaidToBeGenuineOnOnePageWithWhatIsNotProven() {
        Commands.Answer answer = verify(bundle, "--trust", trust.toString());
        assertThat(answer.code()).isZero();
        assertThat(answer.out())
                .contains("This bundle is genuine and complete.", "What this does not prove:", "- When it was signed")
                .contains("amara@example.com");
        assertThat(answer.out().lines()).hasSizeLessThan(60);
        assertThat(verify(bundle).out()).contains("Consistent in itself. Who signed is only asserted.");
    }

    @Test
    void theSameIsInTheJson() throws Exception {
        JsonNode json =
                verify(bundle, "--trust", trust.toString(), "--format", "json").json();
        assertThat(json.path("verdict").asText()).isEqualTo("complete");
        assertThat(json.path("sentence").asText()).isEqualTo("This bundle is genuine and complete.");
        assertThat(json.path("checks")).hasSize(7).allMatch(check -> check.path("holds")
                .asBoolean());
        assertThat(json.path("signers")).hasSize(3);
        assertThat(json.path("reviewed").path("open").asInt()).isZero();
        assertThat(json.path("notProven")).isNotEmpty();
        assertThat(verify(bundle, "--format", "json").json().path("verdict").asText())
                .isEqualTo("asserted");
    }

    @Test
    void aDamagedBundleIsExitOneWithTheReason() throws Exception {
        byte[] cut = Files.readAllBytes(bundle);
        Path file = Files.write(folder.resolve("cut.asice"), Arrays.copyOf(cut, cut.length - 9));
        Commands.Answer answer = verify(file, "--trust", trust.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).contains("FAIL", "not byte for byte", "Do not rely on this bundle.");
        JsonNode json = verify(file, "--format", "json").json();
        assertThat(json.path("verdict").asText()).isEqualTo("not-genuine");
        assertThat(json.path("checks").path(0).path("faults").path(0).asText()).contains("not byte for byte");
    }

    @Test
    void aReportByItselfIsVerified() throws Exception {
        Commands.Answer answer = verify(report, "--trust", trust.toString());
        assertThat(answer.code()).as(answer.out()).isZero();
        assertThat(answer.out()).contains("This document is genuine.", "amara@example.com", "verify the bundle");
        JsonNode json = verify(report, "--format", "json").json();
        assertThat(json.path("kind").asText()).isEqualTo("document");
        assertThat(json.path("verdict").asText()).isEqualTo("asserted");
    }

    @Test
    void aReportThatGoesOnIsExitOne() throws Exception {
        byte[] whole = Files.readAllBytes(report);
        byte[] more = Arrays.copyOf(whole, whole.length + 1);
        more[whole.length] = '\n';
        Commands.Answer answer = verify(Files.write(folder.resolve("more.pdf"), more));
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).contains("goes on after its last signature", "Do not rely on this document.");
    }

    @Test
    void aStrangersBundleIsExitOne() throws Exception {
        String[] all = Files.readString(trust).split("(?<=-----END CERTIFICATE-----\n)");
        Path one = Files.writeString(folder.resolve("one.pem"), all[0]);
        Commands.Answer answer = verify(bundle, "--trust", one.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out()).contains("A signer is not one of your trusted signers.");
    }

    @Test
    void whatCannotBeReadIsExitThree() {
        Commands.Answer answer = verify(folder.resolve("nothing.asice"));
        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.err()).contains("nothing.asice");
        assertThat(verify(bundle, "--format", "csv").code()).isEqualTo(3);
        assertThat(verify(bundle, "--format", "xml").code()).isEqualTo(2);
    }
}
