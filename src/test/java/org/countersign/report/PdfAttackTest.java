package org.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.countersign.evidence.AttestationMaker.Expected;
import org.countersign.evidence.AttestationMaker.Stamp;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.text.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Documents that carry a signature and are not the report. Tests are named after the attack.
class PdfAttackTest {
    @TempDir
    private static Path folder;

    private static byte[] report;
    private static byte[] decisions;
    private static SigningKey owner;
    private static Expected expected;

    @BeforeAll
    static void sign() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).sign()) {
            var files = Tools.unzip(campaign.bundle());
            report = files.get("attestation.pdf");
            owner = campaign.key("amara@example.com");
            var joined = new ByteArrayOutputStream();
            files.forEach((name, content) -> {
                if (name.startsWith("decisions/")) {
                    joined.writeBytes(content);
                }
            });
            decisions = joined.toByteArray();
            expected = new Expected(
                    SigningKey.fingerprint(owner.certificate()),
                    Sha256.hex(files.get("items.ndjson")),
                    Sha256.hex(decisions));
        }
    }

    private static Optional<String> fault(byte[] pdf) {
        return PdfSignature.fault(pdf, expected);
    }

    private static byte[] blank() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] carrying(byte[] pdf, byte[] decisions) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            ArchivalPdf.embed(document, decisions, Instant.now());
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static byte[] sign(byte[] pdf) throws org.countersign.work.RefusedException {
        return PdfSignature.sign(pdf, owner, Instant.now(), Stamp.NONE);
    }

    private static int[] range(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getSignatureDictionaries().getLast().getByteRange();
        }
    }

    @Test
    void theReportItselfHolds() {
        assertThat(fault(report)).isEmpty();
    }

    @Test
    void aBlankPageSignedByTheOwnerIsRefused() throws Exception {
        assertThat(fault(sign(blank()))).contains("attestation.pdf does not carry the decisions of this bundle.");
    }

    @Test
    void aBlankPageThatCarriesTheDecisionsIsRefused() throws Exception {
        assertThat(fault(sign(carrying(blank(), decisions))))
                .contains("attestation.pdf does not print the digests of this bundle's items and decisions.");
    }

    @Test
    void theReportWithOtherDecisionsInsideIsRefused() throws Exception {
        byte[] other = "{}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(fault(sign(carrying(report, other))))
                .contains("attestation.pdf does not carry the decisions of this bundle.");
    }

    @Test
    void theReportOfOtherItemsIsRefused() {
        var items = new Expected(expected.certificateSha256(), "0".repeat(64), expected.decisionsSha256());
        assertThat(PdfSignature.fault(report, items))
                .contains("attestation.pdf does not print the digests of this bundle's items and decisions.");
    }

    @Test
    void anothersSignatureIsRefused() {
        var other = new Expected("0".repeat(64), expected.itemsSha256(), expected.decisionsSha256());
        assertThat(PdfSignature.fault(report, other))
                .contains("attestation.pdf is not signed by the owner's certificate.");
    }

    /// pdfsig calls this document valid: its first signature is.
    @Test
    void somethingDrawnOverItLaterIsRefused() throws Exception {
        byte[] defaced;
        try (PDDocument document = Loader.loadPDF(report)) {
            PDPage page = document.getPage(0);
            try (var over = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
                over.addRect(0, 0, 500, 500);
                over.fill();
            }
            page.getCOSObject().setNeedToBeUpdated(true);
            page.getResources().getCOSObject().setNeedToBeUpdated(true);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            defaced = out.toByteArray();
        }
        assertThat(defaced.length).isGreaterThan(report.length);
        assertThat(fault(defaced)).contains("attestation.pdf goes on after its last signature.");
    }

    @Test
    void paddingThatIsNotEmptyIsRefused() throws Exception {
        byte[] stuffed = report.clone();
        stuffed[range(report)[2] - 3] = '7';
        assertThat(fault(stuffed)).contains("attestation.pdf has bytes beside its signature that nobody signed.");
    }

    @Test
    void paddingThatIsNoHexadecimalStringIsRefused() throws Exception {
        for (char odd : new char[] {' ', '\n', '>', '(', 'g'}) {
            byte[] stuffed = report.clone();
            stuffed[range(report)[2] - 3] = (byte) odd;
            assertThat(fault(stuffed)).as("“" + odd + "”").isPresent();
        }
    }

    /// The range that is signed leaves out more than the signature: what stands there can be changed at will.
    @Test
    void aWiderGapThanTheSignatureIsRefused() throws Exception {
        int[] range = range(report);
        String text = new String(report, StandardCharsets.ISO_8859_1);
        String before = "/ByteRange [0 " + range[1] + " " + range[2] + " " + range[3] + "]";
        assertThat(text).contains(before);
        String after = "/ByteRange [0 " + (range[1] - 9) + " " + range[2] + " " + range[3] + "]";
        String padded = after + " ".repeat(before.length() - after.length());
        byte[] wider = text.replace(before, padded).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(wider).hasSameSizeAs(report);
        assertThat(fault(wider)).contains("attestation.pdf leaves more unsigned than its signature.");
    }

    @Test
    void aRangeThatIsNoneIsRefused() throws Exception {
        int[] range = range(report);
        String text = new String(report, StandardCharsets.ISO_8859_1);
        String before = "[0 " + range[1] + " " + range[2] + " " + range[3] + "]";
        for (String after : new String[] {"[0 9 5 " + range[3] + "]", "[0]", "[1 2 3 4]", "[0 -1 2 3]"}) {
            String padded = after + " ".repeat(before.length() - after.length());
            assertThat(fault(text.replace(before, padded).getBytes(StandardCharsets.ISO_8859_1)))
                    .as(after)
                    .isPresent();
        }
    }

    @Test
    void whatIsNoPdfIsRefused() {
        assertThat(fault(new byte[0])).isPresent();
        assertThat(fault("%PDF-1.7\nnothing".getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
    }

    @Test
    void anAuditorFindsTheDigestsWithPdftotext() throws Exception {
        Tools.need("pdftotext");
        Path pdf = java.nio.file.Files.write(folder.resolve("report.pdf"), report);
        String text = Tools.run(folder, "pdftotext", "-raw", "-l", "1", pdf.toString(), "-")
                .output()
                .replaceAll("\\s", "");
        assertThat(text).contains(expected.itemsSha256()).contains(expected.decisionsSha256());
    }
}
