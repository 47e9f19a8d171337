package org.countersign.testkit;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Arrays;

/// What a failing disk does to a workspace.
public final class Damage {
    private static final int PAGE = 8192;

    private Damage() {}

    /// Writes over every page but the first, which says what kind of file it is and how it is written.
    public static void pages(Path workspace) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + workspace);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        var noise = new byte[PAGE];
        Arrays.fill(noise, (byte) 0x5A);
        try (var bytes = new RandomAccessFile(workspace.toFile(), "rw")) {
            for (long at = PAGE; at < bytes.length(); at += PAGE) {
                bytes.seek(at);
                bytes.write(noise);
            }
        }
    }
}
