package org.countersign.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.countersign.evidence.AttestationMaker.Inspected;
import org.countersign.evidence.SigningKey;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signing again is no change; whatever else comes after a signature is one, also where somebody signs it.
class CounterSignedTest {
    @TempDir
    private static Path folder;

    private static byte[] report;
    private static SigningKey counter;

    @BeforeAll
    static void sign() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).sign()) {
            report = Tools.unzip(campaign.bundle()).get("attestation.pdf");
            counter = campaign.key("grace@example.com");
        }
    }

    /// Changes an open document.
    private interface Change {
        void on(PDDocument document) throws Exception;
    }

    private static byte[] updated(Change change) throws Exception {
        try (PDDocument document = Loader.loadPDF(report)) {
            change.on(document);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    private static Inspected countersigned(byte[] pdf) {
        return PdfInspection.of(PdfSignature.sign(pdf, counter, Instant.now()));
    }

    @Test
    void twoCounterSignaturesAreNoChange() {
        Inspected found = PdfInspection.of(
                PdfSignature.sign(PdfSignature.sign(report, counter, Instant.now()), counter, Instant.now()));
        assertThat(found.signatures()).hasSize(3);
        assertThat(found.signatureFaults()).isEmpty();
        assertThat(found.changeFaults()).isEmpty();
        assertThat(found.contentFaults()).isEmpty();
    }

    @Test
    void somethingDrawnBeforeACounterSignatureIsAChange() throws Exception {
        byte[] drawn = updated(document -> {
            PDPage page = document.getPage(0);
            try (var over = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
                over.addRect(0, 0, 500, 500);
                over.fill();
            }
            page.getCOSObject().setNeedToBeUpdated(true);
        });
        assertThat(countersigned(drawn).changeFaults())
                .singleElement()
                .asString()
                .startsWith("The document was changed after signature 1");
    }

    @Test
    void somethingInTheCatalogBeforeACounterSignatureIsAChange() throws Exception {
        byte[] changed = updated(document ->
                document.getDocumentCatalog().getCOSObject().setString(COSName.getPDFName("OpenAction"), "x"));
        assertThat(countersigned(changed).changeFaults()).hasSize(1);
    }

    @Test
    void anotherFieldBeforeACounterSignatureIsAChange() throws Exception {
        byte[] changed = updated(document -> {
            var form = document.getDocumentCatalog().getAcroForm();
            form.getFields().getLast().getCOSObject().setString(COSName.TU, "Approved by the board");
            form.getFields().getLast().getCOSObject().setNeedToBeUpdated(true);
        });
        assertThat(countersigned(changed).changeFaults()).hasSize(1);
    }

    @Test
    void aPageMoreBeforeACounterSignatureIsAChange() throws Exception {
        byte[] changed = updated(document -> {
            document.addPage(new PDPage());
            document.getPages().getCOSObject().setNeedToBeUpdated(true);
        });
        assertThat(countersigned(changed).changeFaults()).hasSize(1);
    }

    @Test
    void anotherCatalogBeforeACounterSignatureIsAChange() throws Exception {
        byte[] changed = updated(document -> {
            var other = new org.apache.pdfbox.cos.COSDictionary(
                    document.getDocumentCatalog().getCOSObject());
            other.setString(COSName.LANG, "xx");
            other.setNeedToBeUpdated(true);
            document.getDocument().getTrailer().setItem(COSName.ROOT, other);
        });
        assertThat(countersigned(changed).changeFaults()).hasSize(1);
    }
}
