package org.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.countersign.evidence.AttestationMaker.Stamp;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.testkit.VeraPdf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PDF/A-3a and PDF/UA-1, judged by veraPDF: before, with and after signatures.
class ArchivalPdfTest {
    @TempDir
    private static Path folder;

    private static byte[] draft;
    private static byte[] signed;
    private static SigningKey counter;

    @BeforeAll
    static void make() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            draft = campaign.app().exportEvidence().document("q4").pdf();
            campaign.sign();
            signed = campaign.app().exportEvidence().document("q4").pdf();
            counter = campaign.key("grace@example.com");
        }
    }

    @Test
    void aDraftConforms() {
        assertThat(VeraPdf.faults(draft)).isEmpty();
    }

    @Test
    void aSignedDocumentConforms() {
        assertThat(VeraPdf.faults(signed)).isEmpty();
    }

    @Test
    void itConformsWithTwoAndWithFiveCounterSignatures() throws Exception {
        Tools.need("pdfsig");
        byte[] pdf = signed;
        for (int i = 1; i <= 5; i++) {
            pdf = PdfSignature.sign(pdf, counter, Instant.now(), Stamp.NONE);
            if (i == 2 || i == 5) {
                assertThat(VeraPdf.faults(pdf)).as(i + " counter-signatures").isEmpty();
            }
        }
        Path file = Files.write(folder.resolve("counter.pdf"), pdf);
        String said = Tools.run(folder, "pdfsig", file.toString()).output();
        assertThat(said.split("Signature is Valid", -1)).as(said).hasSize(7);
        assertThat(said.substring(said.lastIndexOf("Signature #"))).contains("Total document signed");
    }
}
