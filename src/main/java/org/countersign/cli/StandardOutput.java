package org.countersign.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// Standard output that tells what cannot be written (`System.out` swallows it), and takes a reader that has
/// seen enough, as in `| head`, for no error.
public final class StandardOutput extends OutputStream {
    private final OutputStream out;
    private boolean gone;

    /// The process's own.
    public StandardOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (gone) {
            return;
        }
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            // "Broken pipe", or on Windows "The pipe is being closed": the platform tells it in words only.
            gone = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
            if (!gone) {
                throw e;
            }
        }
    }
}
