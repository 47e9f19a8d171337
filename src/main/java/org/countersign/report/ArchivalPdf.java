package org.countersign.report;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/// Makes PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) of what JasperReports writes (evidence.md 1.3).
final class ArchivalPdf {
    /// The decisions' name in the document.
    static final String DECISIONS = "decisions.ndjson";

    /// For each stream of objects that it reads PDFBox lists all objects of the document anew. With its two hundred to
    /// a stream that was a quarter of the time to sign a report of 2,000 rows.
    private static final int OBJECTS_OF_A_STREAM = 1_000;

    private ArchivalPdf() {}

    /// The same pages with a whole structure, a colour profile, metadata, and empty places for signatures.
    ///
    /// @param decisions the file that the document carries; absent in a draft
    static byte[] of(byte[] pdf, String title, Instant madeAt, Optional<byte[]> decisions) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            dropCidSets(document);
            var structure = new StructureTree(document);
            var maps = new UnicodeMaps();
            for (PDPage page : document.getPages()) {
                MarkedContent.mend(document, page, structure, maps);
                page.getCOSObject().setName("Tabs", "S");
            }
            maps.complete();
            SignatureFields.add(document, structure);
            if (decisions.isPresent()) {
                embed(document, decisions.get(), madeAt);
            }
            colours(document);
            describe(document, title, madeAt);
            document.setVersion(1.7f);
            var out = new ByteArrayOutputStream();
            document.save(out, new CompressParameters(OBJECTS_OF_A_STREAM));
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("our own document can be read", e);
        }
    }

    /// They list too few glyphs, and nothing needs them (ISO 19005-3, 6.2.11.4.2).
    private static void dropCidSets(PDDocument document) {
        for (COSObjectKey key :
                new ArrayList<>(document.getDocument().getXrefTable().keySet())) {
            if (document.getDocument().getObjectFromPool(key).getObject() instanceof COSDictionary object
                    && COSName.FONT_DESC.equals(object.getCOSName(COSName.TYPE))) {
                object.removeItem(COSName.getPDFName("CIDSet"));
            }
        }
    }

    /// Embeds `decisions.ndjson` as the document's source (ISO 19005-3, 6.8).
    static void embed(PDDocument document, byte[] decisions, Instant at) throws IOException {
        var embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(decisions), COSName.FLATE_DECODE);
        embedded.setSubtype("application/x-ndjson");
        embedded.setSize(decisions.length);
        embedded.setModDate(calendar(at));
        var file = new PDComplexFileSpecification();
        file.setFile(DECISIONS);
        file.setFileUnicode(DECISIONS);
        file.setFileDescription("The signed decisions, an object a line");
        file.setEmbeddedFile(embedded);
        file.setEmbeddedFileUnicode(embedded);
        file.getCOSObject().setName("AFRelationship", "Source");
        var tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(DECISIONS, file));
        var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        var associated = new COSArray();
        associated.add(file);
        document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
    }

    private static void colours(PDDocument document) throws IOException {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        var intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
        intent.setInfo("sRGB IEC61966-2.1");
        intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
    }

    private static void describe(PDDocument document, String title, Instant madeAt) throws IOException {
        var preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
        Calendar made = calendar(madeAt);
        var information = document.getDocumentInformation();
        information.setTitle(title);
        information.setCreator(Xmp.CREATOR);
        information.setProducer(Xmp.CREATOR);
        information.setCreationDate(made);
        information.setModificationDate(made);
        var metadata = new PDMetadata(document);
        metadata.importXMPMetadata(Xmp.packet(title, madeAt));
        document.getDocumentCatalog().setMetadata(metadata);
    }

    private static Calendar calendar(Instant at) {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.setTimeInMillis(at.getEpochSecond() * 1_000);
        return calendar;
    }
}
