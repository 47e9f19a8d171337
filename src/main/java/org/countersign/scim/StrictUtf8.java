package org.countersign.scim;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.MalformedInputException;

/// Passes bytes on that are valid UTF-8 without a NUL, and fails on the first that is not. Jackson's own byte
/// parser accepts overlong forms and surrogates, and takes what has NULs for UTF-16.
final class StrictUtf8 extends FilterInputStream {
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

    StrictUtf8(InputStream in) {
        super(in);
    }

    /// Whether a `\\u` escape has come by: only these can bring a NUL or half a surrogate pair into a text.
    boolean sawEscapes() {
        return escapes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0) {
            if (missing > 0) {
                throw new MalformedInputException(missing);
            }
            return count;
        }
        check(buffer, offset, offset + count);
        return count;
    }

    private void check(byte[] buffer, int start, int end) throws MalformedInputException {
        int at = start;
        while (at < end) {
            if (missing == 0 && !afterBackslash) {
                while (at + 8 <= end && isPlain((long) WORD.get(buffer, at))) {
                    at += 8;
                }
                if (at == end) {
                    return;
                }
            }
            take(buffer[at++] & 0xff);
        }
    }

    /// Eight ASCII bytes, none of them NUL or a backslash.
    private static boolean isPlain(long word) {
        long other = word ^ BACKSLASHES;
        return ((word | (word - LOW) | ((other - LOW) & ~other)) & HIGH) == 0;
    }

    private void take(int b) throws MalformedInputException {
        if (missing > 0) {
            if (b < from || b > to) {
                throw new MalformedInputException(1);
            }
            missing--;
            from = 0x80;
            to = 0xBF;
            return;
        }
        escapes |= afterBackslash && b == 'u';
        afterBackslash = b == '\\' && !afterBackslash;
        if (b < 0x80) {
            if (b == 0) {
                throw new MalformedInputException(1);
            }
            return;
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
        } else {
            throw new MalformedInputException(1);
        }
    }
}
