package org.countersign.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.fontbox.cmap.CMap;
import org.apache.fontbox.cmap.CMapParser;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// What the glyphs of the document mean (ISO 19005-3, 6.2.11.7). Shaping brings glyphs that stand for no letter alone;
/// the text beside them says what they are together, and each by itself is the replacement character.
final class UnicodeMaps {
    private static final int BYTES = 2;
    /// So many may stand in one block (Adobe Technical Note 5014).
    private static final int BLOCK = 100;

    private static final String REPLACEMENT = "\uFFFD";
    /// Alphabetic presentation forms: the fonts have them for what the letters become.
    private static final Pattern PRESENTED = Pattern.compile("[\uFB1D-\uFDFF\uFE70-\uFEFC]");

    private static final String EMPTY = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange
            endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end
            """;

    private final Map<COSDictionary, BitSet> used = new IdentityHashMap<>();

    /// Text that is shown in a font of two-byte codes.
    void shown(COSDictionary font, COSString text) {
        byte[] bytes = text.getBytes();
        BitSet codes = used.computeIfAbsent(font, _ -> new BitSet());
        for (int i = 0; i + 1 < bytes.length; i += BYTES) {
            codes.set((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff);
        }
    }

    /// Maps what is shown and has no meaning yet, and letters in a form that they have between others to the letters.
    void complete() throws IOException {
        for (var font : used.entrySet()) {
            COSDictionary dictionary = font.getKey();
            COSStream stream = dictionary.getDictionaryObject(COSName.TO_UNICODE) instanceof COSStream there
                    ? there
                    : new COSStream();
            byte[] bytes = EMPTY.getBytes(StandardCharsets.ISO_8859_1);
            if (dictionary.containsKey(COSName.TO_UNICODE)) {
                try (var in = stream.createInputStream()) {
                    bytes = in.readAllBytes();
                }
            }
            CMap map = new CMapParser().parse(new RandomAccessReadBuffer(bytes));
            var meant = new TreeMap<Integer, String>();
            for (int code : font.getValue().stream().toArray()) {
                String letters = Objects.requireNonNullElse(map.toUnicode(code, BYTES), "");
                String plain = letters.isEmpty() || letters.codePointAt(0) == 0
                        ? REPLACEMENT
                        : PRESENTED.matcher(letters).replaceAll(form -> Normalizer.normalize(form.group(), Form.NFKC));
                if (!plain.equals(letters)) {
                    meant.put(code, plain);
                }
            }
            if (!meant.isEmpty()) {
                dictionary.setItem(COSName.TO_UNICODE, stream);
                write(stream, new String(bytes, StandardCharsets.ISO_8859_1), meant);
            }
        }
    }

    /// The last mapping of a code counts.
    private static void write(COSStream stream, String map, Map<Integer, String> meant) throws IOException {
        var lines = new StringBuilder();
        List<Map.Entry<Integer, String>> rest = new ArrayList<>(meant.entrySet());
        while (!rest.isEmpty()) {
            List<Map.Entry<Integer, String>> block = rest.subList(0, Math.min(BLOCK, rest.size()));
            lines.append(block.size()).append(" beginbfchar\n");
            block.forEach(one -> lines.append("<%04X> <%s>\n"
                    .formatted(
                            one.getKey(),
                            HexFormat.of()
                                    .withUpperCase()
                                    .formatHex(one.getValue().getBytes(StandardCharsets.UTF_16BE)))));
            lines.append("endbfchar\n");
            block.clear();
        }
        int end = map.lastIndexOf("endcmap");
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write((map.substring(0, end) + lines + map.substring(end)).getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
