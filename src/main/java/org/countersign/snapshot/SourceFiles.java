package org.countersign.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.countersign.scim.Assembly;
import org.countersign.scim.Columns;
import org.countersign.scim.CsvReader;
import org.countersign.scim.Dialect;
import org.countersign.scim.Dialects;
import org.countersign.scim.Origin;
import org.countersign.scim.ScimReader;
import org.countersign.snapshot.Inputs.Input;
import org.countersign.snapshot.Snapshot.SourceFile;
import org.countersign.text.Sha256;
import org.countersign.work.CancelledException;
import org.countersign.work.PassingInput;
import org.countersign.work.RefusedException;

/// The files of one snapshot: read in order, each digested on the way, the unusable ones put aside.
final class SourceFiles implements ReadAhead.Reading {
    private final ScimReader reader;
    private final CsvReader tables;
    private final boolean tablesOnly;
    private boolean sawTable;
    private final List<Input> inputs;
    private final List<SourceFile> usable = new ArrayList<>();
    private final List<Input> unusable = new ArrayList<>();
    private final List<RefusedException> refusals = new ArrayList<>();
    private Assembly.Missing missing = new Assembly.Missing(List.of(), false);
    private final List<Dialect> dialects = new ArrayList<>();
    private final ToldByNames toldByNames = new ToldByNames();
    private boolean readTable;
    private volatile String current = "";
    private final AtomicLong bytesRead = new AtomicLong();

    SourceFiles(Dialect dialect, Columns columns, List<Input> inputs) {
        this.tablesOnly = dialect.id().equals("csv");
        this.tables = new CsvReader(dialect, columns);
        this.dialects.add(dialect);
        this.reader = new ScimReader(dialect);
        this.inputs = inputs.stream()
                .sorted(Comparator.comparing(input -> !Origin.holdsTokens(input.path())))
                .toList();
    }

    /// The name of the file that is being read. From any thread.
    String current() {
        return current;
    }

    /// Over all files so far. From any thread.
    long bytesRead() {
        return bytesRead.get();
    }

    /// Once everything has been delivered: the files that count, with their digests.
    List<SourceFile> usable() {
        return usable;
    }

    /// The files that do not.
    List<Input> unusable() {
        return unusable;
    }

    /// Why they do not.
    List<RefusedException> refusals() {
        return refusals;
    }

    /// What no single file could know to be missing.
    Assembly.Missing missing() {
        return missing;
    }

    /// Once everything has been delivered: whether a table was among them.
    boolean sawTable() {
        return readTable;
    }

    /// Of the source, and of what was told by its content.
    List<Dialect> dialects() {
        return dialects;
    }

    /// Once everything has been delivered: what names of files have told that their bytes do not.
    ToldByNames toldByNames() {
        return toldByNames;
    }

    @Override
    public void run(ReadAhead.Ahead sink) {
        var assembly = new Assembly(sink);
        for (Input input : inputs) {
            current = input.name();
            try {
                SourceFile read = read(input, assembly);
                sink.tell(() -> {
                    usable.add(read);
                    toldByNames.add(read, origin(input));
                });
            } catch (RefusedException e) {
                sink.tell(() -> {
                    unusable.add(input);
                    refusals.add(e);
                });
            }
        }
        Assembly.Missing told = assembly.finish();
        boolean table = sawTable;
        Set<String> vendors = assembly.vendors();
        sink.tell(() -> {
            missing = told;
            vendors.forEach(vendor -> dialects.add(Dialects.of(vendor)));
            readTable = table;
        });
    }

    private SourceFile read(Input input, Assembly assembly) throws RefusedException {
        try (var in = new Digesting(input.opening().open())) {
            Origin origin = origin(input);
            if (tablesOnly || Inputs.isTable(input.path())) {
                sawTable = true;
                tables.read(origin, in, assembly);
            } else {
                reader.read(origin, in, assembly);
            }
            in.transferTo(OutputStream.nullOutputStream());
            return new SourceFile(input.name(), HexFormat.of().formatHex(in.digest.digest()), in.size, true, false);
        } catch (RefusedException e) {
            throw input.refusal(e);
        } catch (IOException e) {
            throw input.refusal(Inputs.unreadable(input.name(), e));
        }
    }

    private static Origin origin(Input input) {
        return Origin.of(input.name(), input.path());
    }

    /// Of a snapshot: over the digests and sizes of its files in whatever order they come.
    static String digest(List<SourceFile> files) {
        var lines = new StringBuilder();
        files.stream()
                .filter(file -> file.usable() && !file.archive())
                .map(file -> file.sha256() + " " + file.size() + "\n")
                .sorted()
                .forEach(lines::append);
        return Sha256.hex(lines.toString());
    }

    /// Digests and counts what passes, and stops where the reading is to stop.
    private final class Digesting extends PassingInput {
        private final MessageDigest digest = Sha256.digest();
        private long size;

        Digesting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException();
            }
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                digest.update(buffer, offset, count);
                size += count;
                bytesRead.addAndGet(count);
            }
            return count;
        }
    }
}
