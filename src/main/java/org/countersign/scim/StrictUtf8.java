package org.countersign.scim;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.MalformedInputException;
import org.countersign.work.PassingInput;

/// Passes bytes on that are valid UTF-8 without a NUL, and fails on the first that is not. Jackson's own byte
/// parser accepts overlong forms and surrogates, and takes what has NULs for UTF-16.
final class StrictUtf8 extends PassingInput {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW = 0x0101010101010101L;
    private static final long BACKSLASHES = LOW * '\\';

    /// Continuation bytes still to come, and what the next of them may be.
    private int missing;

    private int from = 0x80;
    private int to = 0xBF;
    private boolean afterBackslash;
    private boolean escapes;
    private boolean failed;

    StrictUtf8(InputStream in) {
        super(in);
    }

    /// Whether a `\\u` escape has come by: only these can bring a NUL or half a surrogate pair into a text.
    boolean sawEscapes() {
        return escapes;
    }

    /// What is valid before a failure comes first, so that whoever reads knows how far it got.
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (failed) {
            throw new MalformedInputException(1);
        }
        int count = in.read(buffer, offset, length);
        if (count < 0) {
            if (missing > 0) {
                throw new MalformedInputException(missing);
            }
            return count;
        }
        int valid = check(buffer, offset, offset + count) - offset;
        failed = valid < count;
        if (failed && valid == 0) {
            throw new MalformedInputException(1);
        }
        return valid;
    }

    /// Where the first byte is that is not valid; `end` where there is none.
    private int check(byte[] buffer, int start, int end) {
        int at = start;
        while (at < end) {
            if (missing == 0 && !afterBackslash) {
                while (at + 8 <= end && isPlain((long) WORD.get(buffer, at))) {
                    at += 8;
                }
                if (at == end) {
                    return end;
                }
            }
            if (!take(buffer[at] & 0xff)) {
                return at;
            }
            at++;
        }
        return end;
    }

    /// Eight ASCII bytes, none of them NUL or a backslash.
    private static boolean isPlain(long word) {
        long other = word ^ BACKSLASHES;
        return ((word | (word - LOW) | ((other - LOW) & ~other)) & HIGH) == 0;
    }

    /// @return whether the byte may stand here
    private boolean take(int b) {
        if (missing > 0) {
            missing--;
            boolean continues = b >= from && b <= to;
            from = 0x80;
            to = 0xBF;
            return continues;
        }
        escapes |= afterBackslash && b == 'u';
        afterBackslash = b == '\\' && !afterBackslash;
        if (b < 0x80) {
            return b != 0;
        }
        // RFC 3629, section 4: no overlong forms, no surrogates, nothing past U+10FFFF.
        if (b >= 0xC2 && b <= 0xDF) {
            missing = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            missing = 2;
            from = b == 0xE0 ? 0xA0 : 0x80;
            to = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            missing = 3;
            from = b == 0xF0 ? 0x90 : 0x80;
            to = b == 0xF4 ? 0x8F : 0xBF;
        }
        return missing > 0;
    }
}
