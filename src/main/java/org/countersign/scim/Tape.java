package org.countersign.scim;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.countersign.work.CancelledException;
import org.jspecify.annotations.Nullable;

/// The bytes of one document, read and checked on a thread of their own a little ahead of the parser; and those of
/// one resource again, once the parser has passed it.
///
/// A document of one block needs no thread. Everything but the reading of the source is for one thread.
final class Tape extends InputStream {
    /// No parser buffers more, so that what it has just told of is in the block that it was last given.
    private static final int BLOCK = 1 << 17;

    private static final int AHEAD = 4;

    private final StrictUtf8 source;
    private final BlockingQueue<Block> queue = new ArrayBlockingQueue<>(AHEAD);
    private @Nullable Thread thread;
    private Block current = new Block(0, new byte[0], 0, false, null);
    private int at;

    /// Where in the current block the recorded bytes go on; -1 while nothing is recorded.
    private int recorded = -1;

    private boolean digesting;
    private final MessageDigest digest;
    private final ByteArrayOutputStream before = new ByteArrayOutputStream();
    private byte[] copy = new byte[0];
    private int copyStart;
    private int copyEnd;

    /// A piece of the document; the last one is not full, or has a failure after its bytes.
    private record Block(
            long start,
            byte[] bytes,
            int length,
            boolean escapes,
            @Nullable Throwable failure) {
        boolean last() {
            return length < BLOCK || failure != null;
        }
    }

    /// Reads `source` to its end, or until it fails.
    ///
    /// @param digest gets the bytes of resources
    Tape(StrictUtf8 source, MessageDigest digest) {
        this.source = source;
        this.digest = digest;
    }

    /// Whether a `\\u` escape may have come by.
    boolean sawEscapes() {
        return current.escapes;
    }

    /// Begins a resource at an offset that the parser has just passed.
    ///
    /// @param again whether it is to be read a second time; else it is digested on the way
    void begin(long offset, boolean again) {
        digesting = !again;
        before.reset();
        recorded = offset < current.start ? -1 : (int) (offset - current.start);
    }

    /// Ends it, at an offset that the parser has just passed.
    ///
    /// @return whether its bytes are there, digested or to be read again
    boolean end(long offset) {
        if (recorded < 0 || offset < current.start + recorded) {
            return false;
        }
        int end = (int) (offset - current.start);
        if (digesting) {
            digest.update(current.bytes, recorded, end - recorded);
        } else if (before.size() == 0) {
            copy = current.bytes;
            copyStart = recorded;
            copyEnd = end;
        } else {
            before.write(current.bytes, recorded, end - recorded);
            copy = before.toByteArray();
            copyStart = 0;
            copyEnd = copy.length;
        }
        recorded = -1;
        return true;
    }

    /// The bytes of the last resource that was to be read again.
    InputStream again() {
        return new ByteArrayInputStream(copy, copyStart, copyEnd - copyStart);
    }

    /// Digests the last resource that was to be read again.
    void digestAgain() {
        digest.update(copy, copyStart, copyEnd - copyStart);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (at == current.length && !advance()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current.bytes, at, buffer, offset, count);
        at += count;
        return count;
    }

    /// Goes on to a block that has bytes.
    private boolean advance() throws IOException {
        if (current.failure != null) {
            throw failed(current.failure);
        }
        boolean first = current.bytes.length == 0;
        if (!first && current.last()) {
            return false;
        }
        Block next = first ? block(0) : take();
        if (first && !next.last()) {
            thread = Thread.ofPlatform().daemon().name("snapshot-bytes").start(() -> pump(next.length));
        }
        if (recorded >= 0) {
            if (digesting) {
                digest.update(current.bytes, recorded, current.length - recorded);
            } else {
                before.write(current.bytes, recorded, current.length - recorded);
            }
            recorded = 0;
        }
        current = next;
        at = 0;
        return next.length > 0 || advance();
    }

    private Block take() {
        try {
            return queue.take();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private void pump(long from) {
        try {
            Block block = block(from);
            queue.put(block);
            while (!block.last()) {
                block = block(block.start + block.length);
                queue.put(block);
            }
        } catch (InterruptedException stopped) {
            // Nobody reads on.
            return;
        }
    }

    /// The next block, with what came before a failure.
    private Block block(long start) {
        byte[] bytes = new byte[BLOCK];
        int length = 0;
        try {
            int count = source.read(bytes, 0, BLOCK);
            while (count > 0) {
                length += count;
                count = source.read(bytes, length, BLOCK - length);
            }
            return new Block(start, bytes, length, source.sawEscapes(), null);
        } catch (IOException | RuntimeException | Error e) {
            return new Block(start, bytes, length, source.sawEscapes(), e);
        }
    }

    private static IOException failed(Throwable failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    /// Stops reading ahead; the source stays open, where it does not need to be stopped in the middle.
    @Override
    public void close() throws IOException {
        Thread pumping = thread;
        if (pumping == null || current.last()) {
            return;
        }
        pumping.interrupt();
        try {
            while (pumping.isAlive()) {
                queue.clear();
                pumping.join(50);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
