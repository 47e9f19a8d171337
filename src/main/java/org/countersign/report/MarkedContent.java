package org.countersign.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;

/// Mends the operators of a page (ISO 32000-1, 14.6): what is painted belongs to an element of the structure, or is
/// an artifact. Sequences that no element holds lose their mark.
final class MarkedContent {
    private static final Set<String> PAINTS =
            Set.of("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI", "Tj", "TJ", "'", "\"");

    private final Set<Integer> content;
    private final Set<Integer> artifacts;
    private final List<Object> out = new ArrayList<>();
    /// Open sequences, whether each is kept.
    private final Deque<Boolean> open = new ArrayDeque<>();

    private int kept;
    /// Where an open path begins in `out`; -1 where none does.
    private int path = -1;

    private MarkedContent(Set<Integer> content, Set<Integer> artifacts) {
        this.content = content;
        this.artifacts = artifacts;
    }

    static void mend(PDDocument document, PDPage page, StructureTree structure) throws IOException {
        var mended =
                new MarkedContent(structure.content(page.getCOSObject()), structure.artifacts(page.getCOSObject()));
        List<Object> operands = new ArrayList<>();
        for (Object token : new PDFStreamParser(page).parse()) {
            operands.add(token);
            if (token instanceof Operator operator) {
                mended.operation(operator.getName(), operands);
                operands.clear();
            }
        }
        var stream = new PDStream(document);
        try (OutputStream bytes = stream.createOutputStream(COSName.FLATE_DECODE)) {
            new ContentStreamWriter(bytes).writeTokens(mended.out);
        }
        page.setContents(stream);
    }

    /// @param tokens the operands and the operator
    private void operation(String operator, List<Object> tokens) {
        switch (operator) {
            case "BDC", "BMC" -> begin(tokens);
            case "EMC" -> {
                if (open.pop()) {
                    kept--;
                    out.addAll(tokens);
                }
            }
            case "m", "re" -> {
                path = path < 0 ? out.size() : path;
                out.addAll(tokens);
            }
            case "n" -> {
                path = -1;
                out.addAll(tokens);
            }
            default -> {
                if (PAINTS.contains(operator)) {
                    paint(tokens);
                } else {
                    out.addAll(tokens);
                }
            }
        }
    }

    private void begin(List<Object> tokens) {
        int id = tokens.get(1) instanceof COSDictionary properties ? properties.getInt(COSName.MCID) : -1;
        boolean artifact = kept == 0 && artifacts.contains(id);
        boolean keep = artifact || id < 0 || content.contains(id);
        open.push(keep);
        if (keep) {
            kept++;
        }
        if (artifact) {
            var properties = new COSDictionary();
            properties.setName(COSName.TYPE, "Pagination");
            out.addAll(List.of(COSName.ARTIFACT, properties, Operator.getOperator("BDC")));
        } else if (keep) {
            out.addAll(tokens);
        }
    }

    private void paint(List<Object> tokens) {
        if (kept > 0) {
            out.addAll(tokens);
        } else {
            int from = path < 0 ? out.size() : path;
            out.addAll(from, List.of(COSName.ARTIFACT, Operator.getOperator("BMC")));
            out.addAll(tokens);
            out.add(Operator.getOperator("EMC"));
        }
        path = -1;
    }
}
