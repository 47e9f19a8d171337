package org.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.countersign.campaign.ItemState;
import org.countersign.evidence.AttestationMaker.Expected;
import org.countersign.evidence.AttestationMaker.Stamp;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.Samples;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The document, read and judged by poppler.
class AttestationTest {
    private static final Expected NOBODY = new Expected("0".repeat(64), "", "");

    @TempDir
    private Path folder;

    private static String text(Path pdf) {
        return Tools.run(pdf.getParent(), "pdftotext", "-layout", pdf.toString(), "-")
                .output();
    }

    @Test
    void everyItemsIdAndNameIsInTheText() throws Exception {
        Tools.need("pdftotext");
        Path demo = Samples.demo();
        String raw = Tools.run(demo, "pdftotext", "-raw", "attestation.pdf", "-")
                .output()
                .replace("\n", "");
        try (var app = org.countersign.app.Countersign.open(Samples.demoWorkspace(folder), Clock.systemUTC())) {
            for (ItemState state : app.workspace()
                    .<java.util.List<ItemState>, RuntimeException>read(
                            tx -> new org.countersign.campaign.CampaignStore(tx).items("2026-q4"))) {
                assertThat(raw).as(state.item().label()).contains(state.item().id());
                state.item().account().ifPresent(account -> assertThat(raw).contains(account));
            }
        }
        for (String name : java.util.List.of("山田 太郎", "김민수", "王小明", "Παναγιώτα", "Мария", "Guðrún", "สมชาย")) {
            assertThat(raw).contains(name);
        }
        assertThat(Tools.run(demo, "pdftotext", "attestation.pdf", "-").output())
                .as("right to left")
                .contains("דוד כהן");
        assertThat(raw).as("Devanagari, which the JDK shapes").contains("अनन्या");
    }

    @Test
    void pdfsigCallsItValidAndTotal() throws Exception {
        Tools.need("pdfsig");
        Tools.Answer answer = Tools.run(Samples.demo(), "pdfsig", "attestation.pdf");
        assertThat(answer.output())
                .contains("Signature is Valid.")
                .contains("Total document signed")
                .contains("ETSI.CAdES.detached")
                .contains("Amara Okafor");
    }

    @Test
    void pageOneHasWhatAnAuditorLooksFor() throws Exception {
        Tools.need("pdftotext");
        String page = Tools.run(Samples.demo(), "pdftotext", "-layout", "-l", "1", "attestation.pdf", "-")
                .output();
        assertThat(page)
                .contains("all 225 are decided")
                .contains("Period")
                .contains("Scope")
                .contains("Accounts read in each app")
                .contains("INCOMPLETE")
                .contains("could not be evaluated")
                .contains("Independence exceptions")
                .contains("Without a reviewer")
                .contains("How to verify")
                .contains("CC6.2");
    }

    @Test
    void itCarriesTheDecisionsThatWereSigned() throws Exception {
        Tools.need("pdfdetach");
        Path out = folder.resolve("decisions.ndjson");
        Tools.Answer answer =
                Tools.run(Samples.demo(), "pdfdetach", "-save", "1", "-o", out.toString(), "attestation.pdf");
        assertThat(answer.code()).as(answer.output()).isZero();
        var expected = new StringBuilder();
        Tools.unzip(Files.readAllBytes(Samples.demo().resolve("evidence.asice")))
                .forEach((name, content) -> {
                    if (name.startsWith("decisions/")) {
                        expected.append(new String(content, StandardCharsets.UTF_8));
                    }
                });
        assertThat(Files.readString(out)).isEqualTo(expected.toString());
    }

    @Test
    void aDraftSaysSoOnEveryPageAndIsNotSigned() throws Exception {
        Tools.need("pdftotext");
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            Path pdf = Files.write(
                    folder.resolve("draft.pdf"),
                    campaign.app().exportEvidence().document("q4").pdf());
            String text = text(pdf);
            long pages = text.chars().filter(c -> c == '\f').count();
            assertThat(pages).isPositive();
            assertThat(text.split("DRAFT", -1).length - 1).isGreaterThanOrEqualTo((int) pages);
            assertThat(text).contains("NOT complete");
            assertThat(PdfSignature.fault(Files.readAllBytes(pdf), NOBODY)).contains("attestation.pdf is not signed.");
        }
    }

    @Test
    void charactersThatTurnOrHideTextAreVisible() throws Exception {
        Tools.need("pdftotext");
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            Path pdf = Files.write(
                    folder.resolve("draft.pdf"),
                    campaign.app().exportEvidence().document("q4").pdf());
            assertThat(text(pdf)).contains("txt‹U+202E›exe.svc");
        }
    }

    @Test
    void bytesAfterTheLastSignatureAreAFault() throws Exception {
        byte[] pdf = Files.readAllBytes(Samples.demo().resolve("attestation.pdf"));
        byte[] longer = java.util.Arrays.copyOf(pdf, pdf.length + 10);
        assertThat(PdfSignature.fault(longer, NOBODY)).contains("attestation.pdf goes on after its last signature.");
        byte[] changed = pdf.clone();
        changed[2_000] ^= 1;
        assertThat(PdfSignature.fault(changed, NOBODY)).isPresent();
    }

    @Test
    void anothersSignatureIsAFault() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            SigningKey other = campaign.key("grace@example.com");
            byte[] pdf = PdfSignature.sign(
                    campaign.app().exportEvidence().document("q4").pdf(),
                    other,
                    Clock.systemUTC().instant(),
                    Stamp.NONE);
            assertThat(PdfSignature.fault(pdf, NOBODY))
                    .contains("attestation.pdf is not signed by the owner's certificate.");
        }
    }
}
