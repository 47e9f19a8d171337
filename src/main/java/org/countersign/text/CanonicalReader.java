package org.countersign.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/// Reads lines of JSON that are written as RFC 8785 demands ([CanonicalJson]), and no others, in one pass over their
/// bytes: what it reads need not be written again to see that nobody could read it otherwise.
///
/// Text beyond ASCII, escapes and numbers that are not short are left to Jackson, and written again. For one thread.
public final class CanonicalReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// Deeper than any record, and far from the end of the stack.
    private static final int DEPTH = 64;
    /// So many digits that an `int` holds every number of them.
    private static final int SHORT = 9;
    /// No name may be longer where Jackson reads it.
    private static final int LONGEST = 50_000;
    private static final int SHARED_LENGTH = 32;
    private static final int SHARED = 2_048;

    private final byte[] text;
    private final Set<String> unkept;
    private final byte[][] sharedBytes = new byte[SHARED][];
    private final TextNode[] shared = new TextNode[SHARED];
    private int at;

    /// The line is not in its one canonical form, or is deeper or longer than records are.
    public static final class NotCanonicalException extends Exception {
        private static final long serialVersionUID = 1L;

        NotCanonicalException(int at) {
            super("not canonical JSON at byte " + at);
        }
    }

    /// @param text lines, of which the last ends, too; not to be changed meanwhile
    /// @param unkept members of a line that are read strictly, but left out of what is returned
    public CanonicalReader(byte[] text, Set<String> unkept) {
        if (text.length == 0 || text[text.length - 1] != '\n') {
            throw new IllegalArgumentException("the last line does not end");
        }
        this.text = text;
        this.unkept = Set.copyOf(unkept);
    }

    /// Reads the line that begins at this byte. No line feed may stand inside a value, so that the one behind the line
    /// ends whatever is read, and nothing is read past it.
    public JsonNode line(int from) throws NotCanonicalException {
        at = from;
        JsonNode node = value(true, 0);
        expect('\n');
        return node;
    }

    /// Where the line ends that was read last: its line feed.
    public int end() {
        return at - 1;
    }

    private JsonNode value(boolean keep, int depth) throws NotCanonicalException {
        return switch (text[at]) {
            case '{' -> object(keep, depth);
            case '[' -> array(keep, depth);
            case '"' -> string(keep);
            case 't' -> word("true", BooleanNode.TRUE);
            case 'f' -> word("false", BooleanNode.FALSE);
            case 'n' -> word("null", NullNode.instance);
            default -> number();
        };
    }

    private JsonNode object(boolean keep, int depth) throws NotCanonicalException {
        deeper(depth);
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        at++;
        if (text[at] == '}') {
            at++;
            return object;
        }
        String before = null;
        while (true) {
            String name = string(true).textValue();
            if (before != null && before.compareTo(name) >= 0) {
                throw new NotCanonicalException(at);
            }
            before = name;
            expect(':');
            boolean kept = keep && !(depth == 0 && unkept.contains(name));
            JsonNode value = value(kept, depth + 1);
            if (kept) {
                object.set(name, value);
            }
            if (text[at] != ',') {
                expect('}');
                return object;
            }
            at++;
        }
    }

    private JsonNode array(boolean keep, int depth) throws NotCanonicalException {
        deeper(depth);
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        at++;
        if (text[at] == ']') {
            at++;
            return array;
        }
        while (true) {
            JsonNode value = value(keep, depth + 1);
            if (keep) {
                array.add(value);
            }
            if (text[at] != ',') {
                expect(']');
                return array;
            }
            at++;
        }
    }

    private void deeper(int depth) throws NotCanonicalException {
        if (depth == DEPTH) {
            throw new NotCanonicalException(at);
        }
    }

    private JsonNode string(boolean keep) throws NotCanonicalException {
        int from = at;
        expect('"');
        boolean plain = true;
        while (text[at] != '"') {
            // Below a space are control characters, and, with their sign, the bytes beyond ASCII.
            if (text[at] < ' ' || text[at] == '\\') {
                if (text[at] >= 0 && text[at] != '\\') {
                    throw new NotCanonicalException(at);
                }
                plain = false;
                at += text[at] == '\\' && text[at + 1] != '\n' ? 1 : 0;
            }
            at++;
        }
        at++;
        if (at - from > LONGEST) {
            throw new NotCanonicalException(from);
        }
        if (!plain) {
            return writtenAgain(from);
        }
        return keep ? text(from + 1, at - 1) : MissingNode.getInstance();
    }

    /// The same words come again and again.
    private TextNode text(int from, int to) {
        int length = to - from;
        if (length == 0 || length > SHARED_LENGTH) {
            return TextNode.valueOf(ascii(from, length));
        }
        int slot = (((text[from] * 31 + text[from + length / 2]) * 31 + text[to - 1]) * 31 + length) & (SHARED - 1);
        byte[] seen = sharedBytes[slot];
        if (seen == null || !Arrays.equals(seen, 0, seen.length, text, from, to)) {
            sharedBytes[slot] = Arrays.copyOfRange(text, from, to);
            shared[slot] = TextNode.valueOf(ascii(from, length));
        }
        return shared[slot];
    }

    private String ascii(int from, int length) {
        return new String(text, from, length, StandardCharsets.ISO_8859_1);
    }

    private JsonNode number() throws NotCanonicalException {
        int from = at;
        int value = 0;
        while (text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + text[at] - '0';
            at++;
        }
        boolean whole = at > from && at - from <= SHORT && (text[from] != '0' || at - from == 1);
        if (whole && !inNumber(text[at])) {
            return IntNode.valueOf(value);
        }
        while (inNumber(text[at])) {
            at++;
        }
        return writtenAgain(from);
    }

    private static boolean inNumber(byte c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private JsonNode word(String word, JsonNode value) throws NotCanonicalException {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return value;
    }

    /// What is not simple: by the general way there and back.
    private JsonNode writtenAgain(int from) throws NotCanonicalException {
        try {
            JsonNode node = JSON.readTree(text, from, at - from);
            byte[] again = CanonicalJson.bytes(node);
            if (Arrays.equals(again, 0, again.length, text, from, at)) {
                return node;
            }
        } catch (IOException | IllegalArgumentException _) {
            // Neither is canonical.
        }
        throw new NotCanonicalException(from);
    }

    private void expect(char c) throws NotCanonicalException {
        if (text[at] != c) {
            throw new NotCanonicalException(at);
        }
        at++;
    }
}
