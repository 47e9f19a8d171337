package org.countersign.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.countersign.work.SurroundingsException;

/// The turn of a program that may be the first to use a workspace. While it has the turn, others that would
/// make the same workspace wait, so that it can take its own away again when it is refused, and nobody else's.
public final class FirstUse implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final int LONGEST_MARK = 1 << 20;
    /// Beyond what is written: some systems let nobody else look at what is locked.
    private static final long LOCKED = 1L << 30;
    /// Turns of this process, which a lock of the system does not tell apart.
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path mark;
    private final FileChannel channel;

    private FirstUse(Path file, Path mark, FileChannel channel) {
        this.file = file;
        this.mark = mark;
        this.channel = channel;
    }

    /// The turn, where the workspace is yet to be made; absent where it is there.
    ///
    /// @throws SurroundingsException where another program had the turn for 30 s
    public static Optional<FirstUse> of(Path file) {
        Path absolute = file.toAbsolutePath();
        Path mark = absolute.resolveSibling("." + absolute.getFileName() + ".first");
        long until = System.nanoTime() + PATIENCE.toNanos();
        Optional<FirstUse> turn = attempt(absolute, mark);
        while (turn.isEmpty()) {
            if (System.nanoTime() > until) {
                throw new SurroundingsException(
                        file + " is being made by another program, which did not end in 30 s. Try again later.");
            }
            pause();
            turn = attempt(absolute, mark);
        }
        // Only whoever has the turn can tell a workspace that stays from one that may go again.
        if (Files.exists(absolute)) {
            turn.get().close();
            return Optional.empty();
        }
        return turn;
    }

    /// Empty while another has it.
    private static Optional<FirstUse> attempt(Path file, Path mark) {
        if (!HERE.add(mark)) {
            return Optional.empty();
        }
        boolean ours = false;
        try {
            FileChannel channel = FileChannel.open(mark, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                ours = channel.tryLock(LOCKED, 1, false) != null && stillThere(channel, mark);
            } finally {
                if (!ours) {
                    channel.close();
                }
            }
            return ours ? Optional.of(new FirstUse(file, mark, channel)) : Optional.empty();
        } catch (IOException e) {
            throw new SurroundingsException(file + " cannot be made: " + reason(e), e);
        } finally {
            if (!ours) {
                HERE.remove(mark);
            }
        }
    }

    /// The one before us removes the mark at its end, and somebody may have made another since: a lock on a
    /// file that has no name any more is no turn. Told by a length, because closing a second handle to read it
    /// would give the lock away (fcntl).
    private static boolean stillThere(FileChannel channel, Path mark) throws IOException {
        int last = ThreadLocalRandom.current().nextInt(LONGEST_MARK);
        channel.truncate(0).write(ByteBuffer.wrap(new byte[1]), last);
        try {
            return Files.size(mark) == last + 1L;
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException none -> "its folder does not exist.";
            case AccessDeniedException denied -> "you may not write there.";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SurroundingsException("The wait for another program was interrupted.", e);
        }
    }

    /// Takes away what was made in this turn: a refused command has changed nothing.
    public void forget() {
        try {
            for (String companion : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + companion));
            }
        } catch (IOException e) {
            throw new SurroundingsException(file + " could not be removed: " + e.getMessage(), e);
        }
    }

    /// Ends the turn.
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new SurroundingsException(mark + " could not be removed: " + e.getMessage(), e);
        } finally {
            HERE.remove(mark);
        }
    }
}
