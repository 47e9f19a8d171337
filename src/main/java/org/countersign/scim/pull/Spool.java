package org.countersign.scim.pull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.countersign.work.CancelledException;
import org.countersign.work.SurroundingsException;

/// A private folder (mode 0700, its files 0600) beside the workspace, for the answers of one pull. It goes when it
/// is closed and when the program is stopped; what a killed program left goes with the next pull.
final class Spool implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final int PATIENCE_SECONDS = 5;

    private final Path folder;
    private final FileChannel lock;
    private final Thread hook;
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean stopped;

    private Spool(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
        this.hook = Thread.ofPlatform().unstarted(this::stop);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Makes one, and removes those that nobody holds any more.
    static Spool beside(Path workspace) {
        Path absolute = workspace.toAbsolutePath();
        Path parent = Objects.requireNonNull(absolute.getParent());
        String prefix = "." + absolute.getFileName() + ".pull-";
        try {
            sweep(parent, prefix);
            Path folder = Files.createTempDirectory(parent, prefix, attributes(parent, "rwx------"));
            FileChannel lock = (FileChannel) make(folder.resolve(LOCK));
            lock.lock();
            return new Spool(folder, lock);
        } catch (IOException e) {
            throw failed(parent, e);
        }
    }

    private static void sweep(Path parent, String prefix) throws IOException {
        var left = new ArrayList<Path>();
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(parent, one -> name(one).startsWith(prefix))) {
            folders.forEach(left::add);
        }
        for (Path one : left) {
            try (FileChannel channel = FileChannel.open(one.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock held = channel.tryLock()) {
                if (held != null) {
                    remove(one);
                }
            } catch (IOException | OverlappingFileLockException heldByAnother) {
                // Then it is not left over.
            }
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static FileAttribute<?>[] attributes(Path near, String mode) throws IOException {
        return Files.getFileStore(near).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static SeekableByteChannel make(Path file) throws IOException {
        return Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                attributes(Objects.requireNonNull(file.getParent()), "rw-------"));
    }

    /// When the program is stopped: whoever pulls may close in order; then no file is made any more that would keep
    /// the folder.
    private void stop() {
        try {
            boolean _ = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            stopped = true;
            remove(folder);
        }
    }

    /// A new private file of this name.
    synchronized OutputStream write(String name) {
        if (stopped) {
            throw new CancelledException();
        }
        try {
            return Channels.newOutputStream(make(folder.resolve(name)));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /// Where a file of this name is.
    Path file(String name) {
        return folder.resolve(name);
    }

    synchronized long size(String name) {
        if (stopped) {
            throw new CancelledException();
        }
        try {
            return Files.size(folder.resolve(name));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /// Takes a file away that is not needed.
    void drop(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static SurroundingsException failed(Path place, IOException e) {
        return new SurroundingsException(
                "Answers cannot be kept in " + place + " (" + e.getMessage()
                        + "). Is the disk full? Nothing was changed.",
                e);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw failed(folder, e);
        } finally {
            remove(folder);
            closed.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException stopping) {
                // Then the hook runs, and finds nothing.
            }
        }
    }

    private static void remove(Path folder) {
        List<Path> all;
        try (Stream<Path> tree = Files.list(folder)) {
            all = tree.toList();
        } catch (IOException gone) {
            return;
        }
        var each = new ArrayList<>(all);
        each.add(folder);
        for (Path one : each) {
            try {
                Files.deleteIfExists(one);
            } catch (IOException nextPullSweeps) {
                // What cannot be removed now is removed then.
            }
        }
    }
}
