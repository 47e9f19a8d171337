package org.countersign.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Changes to some bytes, as a fuzzer writes them: any script is one, and most change little, so that what is changed
/// is read far into.
///
/// A change is a kind, a place (three bytes) and a length, and for some kinds that many bytes more.
public final class Edits {
    /// What a JSON value may become.
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "0.5",
            "1e999",
            "9007199254740993",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[null]",
            "[{}]");

    private final byte[] script;
    private int at;

    private Edits(byte[] script, int from) {
        this.script = script;
        this.at = from;
    }

    /// The bytes with all changes made.
    ///
    /// @param from where the script begins
    public static byte[] of(byte[] original, byte[] script, int from) {
        var edits = new Edits(script, from);
        byte[] now = original.clone();
        while (edits.at < script.length) {
            now = edits.one(now);
        }
        return now;
    }

    private int next() {
        return at < script.length ? script[at++] & 0xff : 0;
    }

    private byte[] one(byte[] now) {
        int kind = next() % 6;
        int place = (next() << 16 | next() << 8 | next()) % (now.length + 1);
        int length = next();
        return switch (kind) {
            case 0 -> replaced(now, place, Math.min(now.length, place + length), given(length));
            case 1 -> replaced(now, place, place, given(length));
            case 2 -> replaced(now, place, Math.min(now.length, place + length), new byte[0]);
            case 3 -> {
                int source = (next() << 8 | next()) % (now.length + 1);
                yield replaced(
                        now, place, place, Arrays.copyOfRange(now, source, Math.min(now.length, source + length)));
            }
            case 4 -> value(now, place, VALUES.get(length % VALUES.size()).getBytes(StandardCharsets.US_ASCII));
            default -> lines(now, place, length);
        };
    }

    private byte[] given(int length) {
        byte[] bytes = Arrays.copyOfRange(script, Math.min(at, script.length), Math.min(at + length, script.length));
        at += length;
        return bytes;
    }

    /// The value behind the next colon.
    private static byte[] value(byte[] now, int place, byte[] other) {
        int start = place;
        while (start < now.length && now[start] != ':') {
            start++;
        }
        int end = ++start;
        while (end < now.length && ",}\n".indexOf(now[end]) < 0) {
            end++;
        }
        return start < now.length ? replaced(now, start, end, other) : now;
    }

    /// The line at a place is gone, or is there twice.
    private static byte[] lines(byte[] now, int place, int how) {
        int start = place;
        while (start > 0 && now[start - 1] != '\n') {
            start--;
        }
        int end = place;
        while (end < now.length && now[end++] != '\n') {
            continue;
        }
        byte[] line = Arrays.copyOfRange(now, start, end);
        return how % 2 == 0 ? replaced(now, start, end, new byte[0]) : replaced(now, start, start, line);
    }

    private static byte[] replaced(byte[] now, int from, int to, byte[] by) {
        var out = new ByteArrayOutputStream();
        out.write(now, 0, from);
        out.writeBytes(by);
        out.write(now, to, now.length - to);
        return out.toByteArray();
    }
}
