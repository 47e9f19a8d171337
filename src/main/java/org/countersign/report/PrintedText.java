package org.countersign.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.text.PDFTextStripper;

/// What a document prints, as a reader sees it.
final class PrintedText {
    /// A tree of pages is hardly ever deeper than this, unless it leads back into itself.
    private static final int DEPTH = 16;

    private PrintedText() {}

    /// Whether the text of a document has each of these digests on one page, or over two. A report has them on the
    /// first: then no other is read, which takes a second where there are many.
    static boolean has(PDDocument document, List<String> digests) throws IOException {
        Optional<COSDictionary> first = firstPage(document);
        if (first.isPresent()) {
            String text = text(document, first.get());
            if (digests.stream().allMatch(text::contains)) {
                return true;
            }
        }
        for (String digest : digests) {
            if (!has(document, digest)) {
                return false;
            }
        }
        return true;
    }

    /// The first page that has it ends the search.
    private static boolean has(PDDocument document, String digest) throws IOException {
        String before = "";
        // Those that are there: what the tree says that it counts is anybody's word.
        for (PDPage page : document.getPages()) {
            String text = text(document, page.getCOSObject());
            if ((before + text).contains(digest)) {
                return true;
            }
            before = text;
        }
        return false;
    }

    private static Optional<COSDictionary> firstPage(PDDocument document) {
        COSDictionary node = document.getPages().getCOSObject();
        for (int depth = 0; depth < DEPTH; depth++) {
            COSArray kids = node.getCOSArray(COSName.KIDS);
            if (kids == null) {
                return Optional.of(node);
            }
            if (kids.size() == 0 || !(kids.getObject(0) instanceof COSDictionary kid)) {
                return Optional.empty();
            }
            node = kid;
        }
        return Optional.empty();
    }

    /// Without any white space. The stripper runs through all pages to come to one, so it is given a tree of one.
    private static String text(PDDocument document, COSDictionary page) throws IOException {
        var kids = new COSArray();
        kids.add(page);
        var tree = new COSDictionary();
        tree.setItem(COSName.TYPE, COSName.PAGES);
        tree.setItem(COSName.KIDS, kids);
        var stripper = new PDFTextStripper() {
            @Override
            protected void processPages(PDPageTree all) throws IOException {
                super.processPages(new PDPageTree(tree));
            }
        };
        return stripper.getText(document).replaceAll("\\s", "");
    }
}
