package org.countersign.testkit;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A disk in memory that can be made read-only while something on it is open. Only the administrator of a Linux
/// machine can mount one.
public final class ReadOnlyDisk implements AutoCloseable {
    private final Path folder;

    /// At `folder`, which is made.
    public ReadOnlyDisk(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", "size=64m", "none", folder.toString());
    }

    /// Whether one can be mounted here; tried, as rights alone do not tell.
    public static boolean possible() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("disk");
        try (var disk = new ReadOnlyDisk(folder)) {
            disk.readOnly();
            disk.writable();
            return true;
        } catch (IllegalStateException | IOException notHere) {
            return false;
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    /// For whoever opens a file from now on. The disk itself cannot be, while a file is open for writing, so it is
    /// mounted a second time over itself.
    public void readOnly() throws IOException, InterruptedException {
        run("mount", "--bind", folder.toString(), folder.toString());
        run("mount", "-o", "remount,bind,ro", folder.toString());
    }

    /// Back again.
    public void writable() throws IOException, InterruptedException {
        run("umount", "-l", folder.toString());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", folder.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
