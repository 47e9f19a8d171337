package org.countersign.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes a file whole or not at all: into a file beside its place, through to the disk, then moved there.
///
/// Where it fails, the name holds what it held before and nothing is left beside it. A process that is killed leaves
/// `.NAME.xxxxxxxxxxxx.part` beside it, which the next one to write that name an hour later takes away. Thread-safe.
/// Throws [SurroundingsException] only.
public final class WholeFile {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern RANDOM_PART = Pattern.compile("\\.[0-9a-f]{12}\\.part");

    /// Nobody still writes a file that did not change for so long; who does all the same fails, whole.
    private static final Duration ABANDONED = Duration.ofHours(1);

    private WholeFile() {}

    /// Fills a file that is empty and private.
    public interface Content {
        /// Writes it.
        void into(Path part) throws IOException;
    }

    /// Writes over what has this name. What a link points to is written, not the link; what is no file (a pipe,
    /// a device) is written to.
    public static void replace(Path file, byte[] bytes) {
        replace(file, part -> Files.write(part, bytes));
    }

    /// The same for what is too large to be held.
    public static void replace(Path file, Content content) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                content.into(file);
                return;
            }
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            make(target, false, content, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SurroundingsException(file + " cannot be written: " + reason(e), e);
        }
    }

    /// Makes a file that its owner alone can read (mode 0600), never over another; folders above it are made.
    public static void create(Path file, byte[] bytes) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new SurroundingsException(file + " cannot be made: " + reason(e), e);
        }
        create(file, part -> write(part, bytes));
    }

    /// Writes over what has this name with a file that its owner alone can read.
    public static void replacePrivate(Path file, byte[] bytes) {
        try {
            make(file.toAbsolutePath(), true, part -> write(part, bytes), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SurroundingsException(file + " cannot be written: " + reason(e), e);
        }
    }

    /// Makes a private file in a folder that is there, never over another.
    public static void create(Path file, Content content) {
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            make(file.toAbsolutePath(), true, content);
        } catch (IOException e) {
            throw new SurroundingsException(file + " cannot be made: " + reason(e), e);
        }
    }

    /// Writes beside its place what is moved there later, once something else is done; nothing of it stays where it is
    /// closed before. What is no file is written to when it would be moved; a folder is refused.
    public static Staged stage(Path file, byte[] bytes) {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder.");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return new Staged(file, Optional.empty(), bytes);
            }
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path part = part(target, false);
            boolean written = false;
            try {
                fill(part, to -> write(to, bytes));
                written = true;
            } finally {
                if (!written) {
                    Files.deleteIfExists(part);
                }
            }
            return new Staged(target, Optional.of(part), new byte[0]);
        } catch (IOException e) {
            throw new SurroundingsException(file + " cannot be written: " + reason(e), e);
        }
    }

    /// A file that lies beside its place. Not thread-safe.
    public static final class Staged implements AutoCloseable {
        private final Path target;
        private final Optional<Path> part;
        private final byte[] bytes;
        private boolean kept;

        private Staged(Path target, Optional<Path> part, byte[] bytes) {
            this.target = target;
            this.part = part;
            this.bytes = bytes;
        }

        /// Puts it in its place, over what has its name. Where that fails, it stays beside it: what is recorded by now
        // is
        /// nowhere else.
        public void move() {
            try {
                if (part.isEmpty()) {
                    Files.write(target, bytes);
                    return;
                }
                Files.move(part.get(), target, StandardCopyOption.REPLACE_EXISTING);
                forceFolder(Objects.requireNonNull(target.getParent()));
            } catch (IOException e) {
                kept = true;
                throw new SurroundingsException(
                        target + " cannot be written: " + reason(e)
                                + part.map(one -> " It is recorded, and lies in " + one + ".")
                                        .orElse(""),
                        e);
            }
        }

        /// Takes it away where it was not moved.
        @Override
        public void close() {
            try {
                if (part.isPresent() && !kept) {
                    Files.deleteIfExists(part.get());
                }
            } catch (IOException e) {
                throw new SurroundingsException(part.get() + " cannot be taken away: " + reason(e), e);
            }
        }
    }

    private static void make(Path target, boolean secret, Content content, StandardCopyOption... options)
            throws IOException {
        Path part = part(target, secret);
        try {
            fill(part, content);
            Files.move(part, target, options);
            forceFolder(Objects.requireNonNull(target.getParent()));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void fill(Path part, Content content) throws IOException {
        content.into(part);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static Path part(Path target, boolean secret) throws IOException {
        Path folder = Objects.requireNonNull(target.getParent());
        var random = new byte[6];
        RANDOM.nextBytes(random);
        Path part =
                folder.resolve("." + target.getFileName() + "." + HexFormat.of().formatHex(random) + ".part");
        Files.newByteChannel(
                        part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(folder, secret))
                .close();
        sweep(part, "." + target.getFileName());
        return part;
    }

    /// Takes away what killed processes left of this name, by the clock of the disk. Never a reason to fail: nothing
    /// rests on it.
    private static void sweep(Path fresh, String hidden) {
        Path folder = Objects.requireNonNull(fresh.getParent());
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, one -> isPart(one, hidden))) {
            Instant before = Files.getLastModifiedTime(fresh).toInstant().minus(ABANDONED);
            for (Path part : parts) {
                if (Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException | DirectoryIteratorException left) {
            return;
        }
    }

    private static boolean isPart(Path file, String hidden) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(hidden)
                && RANDOM_PART.matcher(name.substring(hidden.length())).matches();
    }

    private static FileAttribute<?>[] mode(Path folder, boolean secret) throws IOException {
        return secret && Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static void write(Path part, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }

    /// The new name itself goes to the disk, where the system can be asked for that.
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            return;
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "its folder does not exist.";
            case AccessDeniedException denied -> "you may not write there.";
            case FileAlreadyExistsException exists -> "a file of that name exists.";
            default -> String.valueOf(e.getMessage());
        };
    }
}
