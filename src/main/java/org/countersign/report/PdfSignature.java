package org.countersign.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.asn1.ASN1InputStream;
import org.countersign.evidence.AttestationMaker.Expected;
import org.countersign.evidence.AttestationMaker.Stamp;
import org.countersign.evidence.Cades;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.evidence.SigningKey;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// PAdES-BASELINE-B, and -T with a stamp (ETSI EN 319 142-1), over a finished document.
final class PdfSignature {
    private static final COSName CADES = COSName.getPDFName("ETSI.CAdES.detached");
    /// A signature takes 2.7 kB; the rest is unsigned padding, so little of it (evidence.md 1.5).
    private static final int SIZE = 12_288;
    /// A timestamp brings the certificates of its authority.
    private static final int STAMPED_SIZE = 24_576;
    /// Of a certified document: fields may be filled and signed, nothing else changed.
    private static final int SIGNING_ALLOWED = 2;

    private PdfSignature() {}

    /// Signs without a timestamp.
    static byte[] sign(byte[] pdf, SigningKey key, Instant at) {
        try {
            return sign(pdf, key, at, Stamp.NONE);
        } catch (RefusedException e) {
            throw new IllegalStateException("only a timestamp is ever refused", e);
        }
    }

    /// Signs in the first field that is free; the first of all certifies, so that later changes other than
    /// signatures show in readers that look (ISO 32000-1, 12.8.2.2).
    static byte[] sign(byte[] pdf, SigningKey key, Instant at, Stamp stamp) throws RefusedException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            boolean first = document.getSignatureDictionaries().isEmpty();
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(CADES);
            signature.setName(SigningKey.nameOf(key.certificate()));
            signature.setReason(
                    first ? "Access review attestation" : "Counter-signature of an access review attestation");
            var date = Calendar.getInstance(TimeZone.getTimeZone("UTC"), java.util.Locale.ROOT);
            date.setTimeInMillis(at.toEpochMilli());
            signature.setSignDate(date);
            Optional<PDSignatureField> field = SignatureFields.free(document);
            if (field.isPresent()) {
                field.get().setValue(signature);
            }
            if (first) {
                certify(document, signature);
            }
            try (var options = new SignatureOptions()) {
                options.setPreferredSignatureSize(stamp == Stamp.NONE ? SIZE : STAMPED_SIZE);
                document.addSignature(signature, options);
                var out = new ByteArrayOutputStream();
                var external = document.saveIncrementalForExternalSigning(out);
                byte[] p7s = Cades.sign(external.getContent().readAllBytes(), key, Optional.empty());
                external.setSignature(stamp.over(p7s));
                return out.toByteArray();
            }
        } catch (IOException e) {
            throw new IllegalStateException("our own document can be signed", e);
        }
    }

    /// A field that signing adds would stand outside the document's structure.
    static void requireRoom(String place, byte[] pdf) throws RefusedException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            if (SignatureFields.free(document).isEmpty()) {
                throw new RefusedException(
                        place,
                        "This document has no room for one more signature: the owner and " + (SignatureFields.COUNT - 1)
                                + " others can sign it.",
                        "Counter-sign the report as the owner signed it, in a document of its own.");
            }
        } catch (IOException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    private static void certify(PDDocument document, PDSignature signature) {
        var parameters = dictionary("TransformParams");
        parameters.setInt(COSName.P, SIGNING_ALLOWED);
        parameters.setName(COSName.V, "1.2");
        var reference = dictionary("SigRef");
        reference.setName(COSName.getPDFName("TransformMethod"), "DocMDP");
        reference.setItem(COSName.getPDFName("TransformParams"), parameters);
        var references = new COSArray();
        references.add(reference);
        references.setNeedToBeUpdated(true);
        signature.getCOSObject().setItem(COSName.getPDFName("Reference"), references);
        var permissions = new COSDictionary();
        permissions.setItem(COSName.getPDFName("DocMDP"), signature);
        permissions.setNeedToBeUpdated(true);
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        catalog.setItem(COSName.getPDFName("Perms"), permissions);
        catalog.setNeedToBeUpdated(true);
    }

    private static COSDictionary dictionary(String type) {
        var dictionary = new COSDictionary();
        dictionary.setName(COSName.TYPE, type);
        dictionary.setNeedToBeUpdated(true);
        return dictionary;
    }

    /// What is wrong; a defaced document passes pdfsig as long as nobody asks whether the last signature
    /// covers it to its end (evidence.md 1.6), so that is asked here.
    static Optional<String> fault(byte[] pdf, Expected expected) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<PDSignature> signatures = document.getSignatureDictionaries();
            if (signatures.isEmpty()) {
                return Optional.of("attestation.pdf is not signed.");
            }
            PDSignature last = signatures.getLast();
            int[] range = last.getByteRange();
            if (range == null
                    || range.length != 4
                    || range[0] != 0
                    || range[1] < 0
                    || range[2] < range[1]
                    || (long) range[2] + range[3] != pdf.length) {
                return Optional.of("attestation.pdf goes on after its last signature.");
            }
            byte[] contents = last.getContents();
            if (!isString(contents, Arrays.copyOfRange(pdf, range[1], range[2]))) {
                return Optional.of("attestation.pdf leaves more unsigned than its signature.");
            }
            byte[] p7s;
            try (var in = new ASN1InputStream(contents)) {
                p7s = in.readObject().getEncoded("DER");
            }
            if (!Arrays.equals(Arrays.copyOf(p7s, contents.length), contents)) {
                return Optional.of("attestation.pdf has bytes beside its signature that nobody signed.");
            }
            Cades.Signature signature = Cades.verify(last.getSignedContent(pdf), p7s);
            return SigningKey.fingerprint(signature.certificate()).equals(expected.certificateSha256())
                    ? content(document, expected)
                    : Optional.of("attestation.pdf is not signed by the owner's certificate.");
        } catch (IOException | BadSignatureException | RuntimeException e) {
            return Optional.of("attestation.pdf: " + e.getMessage());
        } catch (StackOverflowError _) {
            return Optional.of("attestation.pdf is nested too deeply to be read.");
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

    /// A blank page of the owner's would carry a signature as good as the report's.
    private static Optional<String> content(PDDocument document, Expected expected) throws IOException {
        var files = document.getDocumentCatalog().getNames() == null
                ? null
                : document.getDocumentCatalog().getNames().getEmbeddedFiles();
        var named = files == null ? null : files.getValue(ArchivalPdf.DECISIONS);
        if (named == null || !Sha256.hex(named.getEmbeddedFile().toByteArray()).equals(expected.decisionsSha256())) {
            return Optional.of("attestation.pdf does not carry the decisions of this bundle.");
        }
        return PrintedText.has(document, List.of(expected.itemsSha256(), expected.decisionsSha256()))
                ? Optional.empty()
                : Optional.of("attestation.pdf does not print the digests of this bundle's items and decisions.");
    }
}
