package org.countersign.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Calendar;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.countersign.text.Sha256;

/// Documents that Countersign did not make, signed as it signs.
final class ForgedDocument {
    private ForgedDocument() {}

    /// Something done to an open document.
    interface Drawing {
        void on(PDDocument document) throws IOException;
    }

    /// A page that prints the digests of these files' items and decisions and carries the decisions.
    static byte[] about(Map<String, byte[]> files, SigningKey key) throws IOException {
        byte[] decisions = decisions(files);
        return signed(page(decisions, Sha256.hex(files.get("items.ndjson")), Sha256.hex(decisions)), key);
    }

    /// The decision files joined in the order of their names.
    static byte[] decisions(Map<String, byte[]> files) {
        var joined = new ByteArrayOutputStream();
        new TreeMap<>(files).forEach((name, content) -> {
            if (name.startsWith("decisions/")) {
                joined.writeBytes(content);
            }
        });
        return joined.toByteArray();
    }

    /// One page, unsigned.
    static byte[] page(byte[] decisions, String... lines) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.COURIER), 9);
                content.newLineAtOffset(40, 700);
                for (String line : lines) {
                    content.showText(line);
                    content.newLineAtOffset(0, -20);
                }
                content.endText();
            }
            var embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(decisions));
            var file = new PDComplexFileSpecification();
            file.setFile("decisions.ndjson");
            file.setEmbeddedFile(embedded);
            var tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("decisions.ndjson", file));
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    /// Signed to its end, in the way of PAdES.
    static byte[] signed(byte[] pdf, SigningKey key) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf);
                var options = new SignatureOptions()) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(COSName.getPDFName("ETSI.CAdES.detached"));
            signature.setSignDate(Calendar.getInstance());
            options.setPreferredSignatureSize(12_288);
            document.addSignature(signature, options);
            var out = new ByteArrayOutputStream();
            var external = document.saveIncrementalForExternalSigning(out);
            external.setSignature(Cades.sign(external.getContent().readAllBytes(), key, Optional.empty()));
            return out.toByteArray();
        }
    }

    /// Changed by an incremental update, as an editor does that wants to keep the signature.
    static byte[] updated(byte[] pdf, Drawing drawing) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            drawing.on(document);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    /// Written anew, so that its signatures break.
    static byte[] rewritten(byte[] pdf, Drawing drawing) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            drawing.on(document);
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    /// Draws over the first page.
    static void over(PDDocument document) throws IOException {
        PDPage page = document.getPage(0);
        try (var over = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
            over.addRect(0, 0, 500, 500);
            over.fill();
        }
        page.getCOSObject().setNeedToBeUpdated(true);
        page.getResources().getCOSObject().setNeedToBeUpdated(true);
    }
}
