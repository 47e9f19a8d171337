package org.countersign.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.ASN1InputStream;
import org.countersign.evidence.Cades;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.evidence.SigningKey;

/// PAdES-BASELINE-B (ETSI EN 319 142-1) over a finished document, and the file that it carries.
final class PdfSignature {
    private static final COSName CADES = COSName.getPDFName("ETSI.CAdES.detached");
    /// A signature takes 2.7 kB; the rest is unsigned padding, so little of it (evidence.md 1.5).
    private static final int SIZE = 12_288;

    private PdfSignature() {}

    /// Embeds `decisions.ndjson` as an associated file.
    static byte[] embed(byte[] pdf, byte[] decisions) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(decisions));
            embedded.setSubtype("application/x-ndjson");
            embedded.setSize(decisions.length);
            var file = new PDComplexFileSpecification();
            file.setFile("decisions.ndjson");
            file.setFileUnicode("decisions.ndjson");
            file.setEmbeddedFile(embedded);
            file.setEmbeddedFileUnicode(embedded);
            file.getCOSObject().setName("AFRelationship", "Source");
            var tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("decisions.ndjson", file));
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
            var associated = new COSArray();
            associated.add(file);
            document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("our own document can be read", e);
        }
    }

    static byte[] sign(byte[] pdf, SigningKey key, Instant at) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(CADES);
            signature.setName(SigningKey.nameOf(key.certificate()));
            signature.setReason("Access review attestation");
            var date = Calendar.getInstance(TimeZone.getTimeZone("UTC"), java.util.Locale.ROOT);
            date.setTimeInMillis(at.toEpochMilli());
            signature.setSignDate(date);
            try (var options = new SignatureOptions()) {
                options.setPreferredSignatureSize(SIZE);
                document.addSignature(signature, options);
                var out = new ByteArrayOutputStream();
                var external = document.saveIncrementalForExternalSigning(out);
                external.setSignature(Cades.sign(external.getContent().readAllBytes(), key, Optional.empty()));
                return out.toByteArray();
            }
        } catch (IOException e) {
            throw new IllegalStateException("our own document can be signed", e);
        }
    }

    /// What is wrong; a defaced document passes pdfsig as long as nobody asks whether the last signature
    /// covers it to its end (evidence.md 1.6), so that is asked here.
    static Optional<String> fault(byte[] pdf, String certificateSha256) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            List<PDSignature> signatures = document.getSignatureDictionaries();
            if (signatures.isEmpty()) {
                return Optional.of("attestation.pdf is not signed.");
            }
            PDSignature last = signatures.getLast();
            int[] range = last.getByteRange();
            if (range.length != 4 || range[0] != 0 || range[2] + range[3] != pdf.length) {
                return Optional.of("attestation.pdf goes on after its last signature.");
            }
            byte[] contents = last.getContents(pdf);
            byte[] p7s;
            try (var in = new ASN1InputStream(contents)) {
                p7s = in.readObject().getEncoded("DER");
            }
            Cades.Signature signature = Cades.verify(last.getSignedContent(pdf), p7s);
            return SigningKey.fingerprint(signature.certificate()).equals(certificateSha256)
                    ? Optional.empty()
                    : Optional.of("attestation.pdf is not signed by the owner's certificate.");
        } catch (IOException | BadSignatureException | RuntimeException e) {
            return Optional.of("attestation.pdf: " + e.getMessage());
        }
    }
}
