package org.countersign.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.countersign.evidence.AttestationMaker.Inspected;
import org.countersign.evidence.Cades;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.text.Sha256;

/// Looks at a signed document by itself: each signature, what came after it, and what the document carries.
final class PdfInspection {
    private static final String PLACE = "signature ";

    private final byte[] pdf;
    private final List<Cades.Signature> signatures = new ArrayList<>();
    private final List<String> signatureFaults = new ArrayList<>();
    private final List<String> changeFaults = new ArrayList<>();
    private final List<String> contentFaults = new ArrayList<>();
    private int decisions;

    private PdfInspection(byte[] pdf) {
        this.pdf = pdf;
    }

    /// Whatever the bytes are.
    static Inspected of(byte[] pdf) {
        var inspection = new PdfInspection(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            inspection.look(document);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            inspection.signatureFaults.add("The document cannot be read: " + e.getMessage());
        }
        return new Inspected(
                inspection.signatures,
                inspection.signatureFaults,
                inspection.changeFaults,
                inspection.contentFaults,
                inspection.decisions);
    }

    private void look(PDDocument document) throws IOException {
        List<PDSignature> all = document.getSignatureDictionaries().stream()
                .sorted(Comparator.comparingLong(PdfInspection::end))
                .toList();
        if (all.isEmpty()) {
            signatureFaults.add("The document is not signed.");
        }
        for (int i = 0; i < all.size(); i++) {
            signature(i + 1, all.get(i));
        }
        if (!all.isEmpty() && end(all.getLast()) != pdf.length) {
            changeFaults.add("The document goes on after its last signature.");
        }
        for (int i = 0; i < all.size(); i++) {
            long end = end(all.get(i));
            if (end > 0 && end < pdf.length) {
                changed(i + 1, (int) end, document);
            }
        }
        content(document);
    }

    /// Where its range ends; -1 where it is none.
    private static long end(PDSignature signature) {
        int[] range = signature.getByteRange();
        return range == null || range.length != 4 ? -1 : (long) range[2] + range[3];
    }

    private void signature(int number, PDSignature signature) {
        int[] range = signature.getByteRange();
        if (range == null
                || range.length != 4
                || range[0] != 0
                || range[1] < 0
                || range[2] < range[1]
                || range[3] < 0
                || end(signature) > pdf.length) {
            signatureFaults.add(PLACE + number + " does not say what it covers.");
            return;
        }
        byte[] contents = signature.getContents();
        if (!isString(contents, Arrays.copyOfRange(pdf, range[1], range[2]))) {
            signatureFaults.add(PLACE + number + " leaves more unsigned than itself.");
            return;
        }
        try (var in = new ASN1InputStream(contents)) {
            ASN1Primitive first = in.readObject();
            byte[] p7s = first == null ? new byte[0] : first.getEncoded("DER");
            if (!Arrays.equals(Arrays.copyOf(p7s, contents.length), contents)) {
                signatureFaults.add(PLACE + number + " has bytes beside it that nobody signed.");
                return;
            }
            Optional<Instant> at = Optional.ofNullable(signature.getSignDate()).map(Calendar::toInstant);
            Cades.Signature one =
                    Cades.verify(signature.getSignedContent(pdf), p7s).claiming(at);
            signatures.add(one);
            if (at.filter(one::isValidAt).isEmpty()) {
                signatureFaults.add(PLACE + number + " claims a time at which its certificate was not valid.");
            }
        } catch (IOException | BadSignatureException | RuntimeException e) {
            signatureFaults.add(PLACE + number + ": " + e.getMessage());
        }
    }

    /// Whether the bytes between the two signed ranges are the signature's hexadecimal string and nothing else
    /// (ISO 32000-1, 12.8.1).
    private static boolean isString(byte[] contents, byte[] gap) {
        String hex = new String(gap, StandardCharsets.ISO_8859_1);
        return hex.matches("<[0-9A-Fa-f]+>")
                && hex.length() % 2 == 0
                && Arrays.equals(HexFormat.of().parseHex(hex.substring(1, hex.length() - 1)), contents);
    }

    private void changed(int number, int end, PDDocument document) throws IOException {
        try (PDDocument before = Loader.loadPDF(Arrays.copyOf(pdf, end))) {
            List<Long> objects = Revisions.changed(before, document);
            if (!objects.isEmpty()) {
                changeFaults.add("The document was changed after signature " + number + ", in its objects "
                        + objects.stream().limit(5).toList() + ", which are no signatures.");
            }
        }
    }

    private void content(PDDocument document) throws IOException {
        var names = document.getDocumentCatalog().getNames();
        var files = names == null ? null : names.getEmbeddedFiles();
        var named = files == null ? null : files.getValue(ArchivalPdf.DECISIONS);
        if (named == null || named.getEmbeddedFile() == null) {
            contentFaults.add("The document carries no " + ArchivalPdf.DECISIONS + ".");
            return;
        }
        byte[] carried = named.getEmbeddedFile().toByteArray();
        decisions = (int) new String(carried, StandardCharsets.UTF_8).lines().count();
        String text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
        if (!text.contains(Sha256.hex(carried))) {
            contentFaults.add("The document does not print the digest of the decisions that it carries.");
        }
    }
}
