package org.countersign.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.text.Bidi;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.apache.pdfbox.pdfwriter.ContentStreamWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;

/// Mends the operators of a page (ISO 32000-1, 14.6): what is painted belongs to an element of the structure, or is
/// an artifact. Sequences that no element holds lose their mark.
final class MarkedContent {
    private static final Set<String> PAINTS =
            Set.of("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI", "Tj", "TJ", "'", "\"");

    private static final Operator BEGIN = Operator.getOperator("BDC");

    private final Set<Integer> content;
    private final Set<Integer> artifacts;
    private final List<Object> out = new ArrayList<>();
    /// Open sequences, how many each has become.
    private final Deque<Integer> open = new ArrayDeque<>();

    private final PDResources resources;
    private final UnicodeMaps maps;
    private Optional<COSDictionary> font = Optional.empty();
    private int kept;
    /// Where an open path begins in `out`; -1 where none does.
    private int path = -1;

    private MarkedContent(PDPage page, StructureTree structure, UnicodeMaps maps) {
        this.content = structure.content(page.getCOSObject());
        this.artifacts = structure.artifacts(page.getCOSObject());
        this.resources = page.getResources();
        this.maps = maps;
    }

    /// @param maps get to know what is shown
    static void mend(PDDocument document, PDPage page, StructureTree structure, UnicodeMaps maps) throws IOException {
        var mended = new MarkedContent(page, structure, maps);
        List<Object> operands = new ArrayList<>();
        for (Object token : new PDFStreamParser(page).parse()) {
            operands.add(token);
            if (token instanceof Operator operator) {
                mended.operation(operator.getName(), operands);
                operands.clear();
            }
        }
        // What is written here comes in pieces of a few bytes, and each would be deflated by itself.
        var bytes = new ByteArrayOutputStream();
        new ContentStreamWriter(bytes).writeTokens(mended.out);
        var stream = new PDStream(document);
        try (OutputStream deflated = stream.createOutputStream(COSName.FLATE_DECODE)) {
            bytes.writeTo(deflated);
        }
        page.setContents(stream);
    }

    /// @param tokens the operands and the operator
    private void operation(String operator, List<Object> tokens) {
        switch (operator) {
            case "BDC", "BMC" -> begin(tokens);
            case "EMC" -> {
                int marks = open.pop();
                kept -= marks;
                for (int i = 0; i < marks; i++) {
                    out.addAll(tokens);
                }
            }
            case "Tf" -> {
                font = Optional.ofNullable(resources.getCOSObject().getCOSDictionary(COSName.FONT))
                        .map(fonts -> fonts.getCOSDictionary((COSName) tokens.getFirst()));
                out.addAll(tokens);
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
        var properties = tokens.get(1) instanceof COSDictionary dictionary ? dictionary : new COSDictionary();
        int id = properties.getInt(COSName.MCID);
        if (kept == 0 && artifacts.contains(id)) {
            var pagination = new COSDictionary();
            pagination.setName(COSName.TYPE, "Pagination");
            out.addAll(List.of(COSName.ARTIFACT, pagination, BEGIN));
            mark(1);
        } else if (id < 0) {
            out.addAll(tokens);
            mark(1);
        } else if (content.contains(id)) {
            out.addAll(tokens);
            mark(span(properties) ? 2 : 1);
        } else {
            mark(0);
        }
    }

    /// Moves the text that glyphs stand for into a span, where readers look for it; they would turn what is written
    /// from right to left once more, and letters of those scripts tell of themselves.
    private boolean span(COSDictionary properties) {
        if (!(properties.getDictionaryObject(COSName.ACTUAL_TEXT) instanceof COSString actual)) {
            return false;
        }
        char[] text = actual.getString().toCharArray();
        if (Bidi.requiresBidi(text, 0, text.length)) {
            return false;
        }
        properties.removeItem(COSName.ACTUAL_TEXT);
        var span = new COSDictionary();
        span.setItem(COSName.ACTUAL_TEXT, actual);
        out.addAll(List.of(COSName.getPDFName("Span"), span, BEGIN));
        return true;
    }

    private void mark(int marks) {
        open.push(marks);
        kept += marks;
    }

    private void paint(List<Object> tokens) {
        show(tokens.getFirst());
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

    private void show(Object operand) {
        if (font.isPresent() && operand instanceof COSString text) {
            maps.shown(font.get(), text);
        } else if (operand instanceof COSArray array) {
            array.forEach(this::show);
        }
    }
}
