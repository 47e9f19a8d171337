package org.countersign.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// JSON as RFC 8785 (JCS) writes it: equal content gives equal bytes, which is what digests and signatures
/// bind.
///
/// Keys are sorted by UTF-16 code units, nothing is escaped that need not be, numbers are written as
/// ECMAScript does.
public final class CanonicalJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final BigInteger EXACT = BigInteger.TWO.pow(53);

    private CanonicalJson() {}

    /// A new empty object.
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /// The canonical UTF-8 bytes.
    public static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    /// The canonical text.
    ///
    /// @throws IllegalArgumentException on a lone surrogate or an integer that a double cannot hold
    public static String text(JsonNode node) {
        var out = new StringBuilder(256);
        write(node, out);
        return out.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, out);
            case ARRAY -> {
                out.append('[');
                for (int i = 0; i < node.size(); i++) {
                    if (i > 0) {
                        out.append(',');
                    }
                    write(node.get(i), out);
                }
                out.append(']');
            }
            case STRING -> writeString(node.textValue(), out);
            case NUMBER -> out.append(number(node));
            case BOOLEAN -> out.append(node.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        }
    }

    private static void writeObject(JsonNode node, StringBuilder out) {
        out.append('{');
        int from = out.length();
        for (Map.Entry<String, JsonNode> member : inOrder(node.properties())) {
            if (out.length() > from) {
                out.append(',');
            }
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
        }
        out.append('}');
    }

    /// What was read from such text is in order already.
    private static Collection<Map.Entry<String, JsonNode>> inOrder(Set<Map.Entry<String, JsonNode>> members) {
        String before = "";
        for (Map.Entry<String, JsonNode> member : members) {
            if (before.compareTo(member.getKey()) > 0) {
                return members.stream().sorted(Map.Entry.comparingByKey()).toList();
            }
            before = member.getKey();
        }
        return members;
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            out.append(text, from, i);
            from = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        if (!Character.isHighSurrogate(c)
                                || i + 1 == text.length()
                                || !Character.isLowSurrogate(text.charAt(i + 1))) {
                            throw new IllegalArgumentException("a lone surrogate has no UTF-8 form");
                        }
                        from = i;
                        i++;
                    }
                }
            }
        }
        out.append(text, from, text.length()).append('"');
    }

    private static String number(JsonNode node) {
        if (node.isInt()) {
            return Integer.toString(node.intValue());
        }
        if (node.isIntegralNumber()) {
            BigInteger value = node.bigIntegerValue();
            if (value.abs().compareTo(EXACT) > 0) {
                throw new IllegalArgumentException(value + " does not fit a double exactly");
            }
            return value.toString();
        }
        return ecmaScript(node.doubleValue());
    }

    /// Number::toString of ECMA-262, from the shortest decimal that Java (since 19) also finds.
    private static String ecmaScript(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("not a JSON number");
        }
        if (value == 0) {
            return "0";
        }
        var shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        // Double.toString gives two digits at least, so one digit has to be tried (4.9E-324 is 5e-324).
        var oneDigit = shortest.round(new MathContext(1)).stripTrailingZeros();
        if (shortest.precision() == 2 && oneDigit.doubleValue() == Math.abs(value)) {
            shortest = oneDigit;
        }
        String digits = shortest.unscaledValue().toString();
        int k = digits.length();
        int n = k - shortest.scale();
        String text;
        if (k <= n && n <= 21) {
            text = digits + "0".repeat(n - k);
        } else if (0 < n && n <= 21) {
            text = digits.substring(0, n) + "." + digits.substring(n);
        } else if (-6 < n && n <= 0) {
            text = "0." + "0".repeat(-n) + digits;
        } else {
            String exponent = (n - 1 < 0 ? "e-" : "e+") + Math.abs(n - 1);
            text = digits.charAt(0) + (k == 1 ? "" : "." + digits.substring(1)) + exponent;
        }
        return value < 0 ? "-" + text : text;
    }
}
