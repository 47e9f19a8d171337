package org.countersign.snapshot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.countersign.scim.Dialect;
import org.countersign.scim.ScimReader;
import org.countersign.snapshot.Snapshot.SourceFile;
import org.countersign.text.Sha256;
import org.countersign.work.CancelledException;
import org.countersign.work.RefusedException;

/// The files of one snapshot: read in order, each digested on the way, the unusable ones put aside.
final class SourceFiles implements ReadAhead.Reading {
    private final ScimReader reader;
    private final List<Path> files;
    private final List<SourceFile> usable = new ArrayList<>();
    private final List<Path> unusable = new ArrayList<>();
    private final List<RefusedException> refusals = new ArrayList<>();
    private volatile String current = "";
    private volatile long bytesRead;

    SourceFiles(Dialect dialect, List<Path> files) {
        this.reader = new ScimReader(dialect);
        this.files = List.copyOf(files);
    }

    /// The name of the file that is being read. From any thread.
    String current() {
        return current;
    }

    /// Over all files so far. From any thread.
    long bytesRead() {
        return bytesRead;
    }

    /// Once everything has been delivered: the files that count, with their digests.
    List<SourceFile> usable() {
        return usable;
    }

    /// The files that do not.
    List<Path> unusable() {
        return unusable;
    }

    /// Why they do not.
    List<RefusedException> refusals() {
        return refusals;
    }

    @Override
    public void run(ReadAhead.Ahead sink) {
        for (Path file : files) {
            current = file.getFileName().toString();
            try {
                SourceFile read = read(file, sink);
                sink.tell(() -> usable.add(read));
            } catch (RefusedException e) {
                sink.tell(() -> {
                    unusable.add(file);
                    refusals.add(e);
                });
            }
        }
    }

    private SourceFile read(Path file, ReadAhead.Ahead sink) throws RefusedException {
        String name = file.getFileName().toString();
        try (var in = new Digesting(Files.newInputStream(file))) {
            reader.read(name, in, sink);
            in.transferTo(OutputStream.nullOutputStream());
            return new SourceFile(name, HexFormat.of().formatHex(in.digest.digest()), in.size, true);
        } catch (IOException e) {
            throw new RefusedException(name, "The file cannot be read: " + reason(e) + ".", "");
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "you may not";
            case NoSuchFileException gone -> "it is no longer there";
            default -> String.valueOf(e.getMessage());
        };
    }

    /// Digests and counts what passes, and stops where the reading is to stop.
    private final class Digesting extends FilterInputStream {
        private final MessageDigest digest = Sha256.digest();
        private long size;

        Digesting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException();
            }
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                digest.update(buffer, offset, count);
                size += count;
                bytesRead += count;
            }
            return count;
        }
    }
}
