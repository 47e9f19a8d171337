package org.countersign.work;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that looks at every byte that passes: nothing is skipped, marked or read one by one past
/// [#read(byte[], int, int)].
public abstract class PassingInput extends FilterInputStream {
    private static final int SKIPPED = 8_192;

    /// Of `in`, which it closes.
    protected PassingInput(InputStream in) {
        super(in);
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.clamp(count, 0, SKIPPED)];
        return skipped.length == 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
