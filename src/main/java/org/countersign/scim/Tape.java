package org.countersign.scim;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.countersign.work.CancelledException;
import org.jspecify.annotations.Nullable;

/// The bytes of one document, read and checked on a thread of their own a little ahead of the parser; digests those
/// of one resource while the parser passes it, or cuts a resource out before the parser gets it.
///
/// A document of one block needs no thread. Everything but the reading of the source is for one thread.
final class Tape extends InputStream {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW = 0x0101010101010101L;
    private static final long QUOTES = LOW * '"';
    private static final long BACKSLASHES = LOW * '\\';

    /// No parser buffers more, so that what it has just told of is in the block that it was last given.
    private static final int BLOCK = 1 << 17;

    /// Room before each block for the beginning of a resource that goes on in it.
    private static final int ROOM = 1 << 14;

    /// A resource that is longer is not cut out: nothing that is read waits for more than this.
    private static final int LONGEST_CUT = 8 << 20;

    private static final int AHEAD = 4;

    private final StrictUtf8 source;
    private final BlockingQueue<Block> queue = new ArrayBlockingQueue<>(AHEAD);
    private @Nullable Thread thread;
    private Block current = new Block(0, new byte[0], 0, 0, false, false, null);

    /// The next byte that the parser gets, as an index into the current block.
    private int at;

    private boolean begun;

    /// Where in the current block the bytes begin that are to be digested; -1 while none are.
    private int digested = -1;

    private final MessageDigest digest;
    private int cutStart;
    private int cutEnd;
    private int cutLines;
    private long cutLineStart;
    private int lines;
    private long lineStart;

    /// A piece of the document.
    ///
    /// @param origin where in the document the first byte of the array would stand
    /// @param from where in the array its bytes begin
    /// @param to where they end
    /// @param last whether nothing follows but, perhaps, the failure
    private record Block(
            long origin,
            byte[] bytes,
            int from,
            int to,
            boolean last,
            boolean escapes,
            @Nullable Throwable failure) {}

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

    /// Begins to digest at an offset that the parser has just passed.
    void begin(long offset) {
        digested = offset < current.origin + current.from ? -1 : (int) (offset - current.origin);
    }

    /// Ends it, at an offset that the parser has just passed.
    ///
    /// @return whether all bytes in between have been digested
    boolean end(long offset) {
        if (digested < 0 || offset < current.origin + digested) {
            return false;
        }
        digest.update(current.bytes, digested, (int) (offset - current.origin) - digested);
        digested = -1;
        return true;
    }

    /// Takes back the last bytes that the parser was given, none of which it has used, and begins to count lines.
    void back(int count) {
        at -= count;
        digested = -1;
        lines = 0;
    }

    /// The offset of the next byte.
    long offset() {
        return current.origin + at;
    }

    /// How many lines have ended in what was passed since the parser gave bytes back.
    int lines() {
        return lines;
    }

    /// The offset at which the line begins that the next byte is in, once one has ended.
    long lineStart() {
        return lineStart;
    }

    /// Finds the next object by its braces, behind white space and, where values are parted by commas, one comma.
    ///
    /// It is only likely to be an object: bytes that an earlier reading has read are, and all others are the
    /// parser's.
    ///
    /// @return whether there is one that is not too long
    boolean cut(boolean commas) throws IOException {
        cutLines = lines;
        cutLineStart = lineStart;
        cutEnd = at;
        return findStart(commas) && findEnd();
    }

    private boolean findStart(boolean commas) throws IOException {
        boolean parted = !commas;
        while (cutEnd < current.to || more()) {
            byte b = current.bytes[cutEnd];
            switch (b) {
                case ' ', '\t' -> {}
                case '\n', '\r' -> newLine(b, cutEnd);
                case ',' -> {
                    if (parted) {
                        return false;
                    }
                    parted = true;
                }
                case '{' -> {
                    cutStart = cutEnd;
                    return parted;
                }
                default -> {
                    return false;
                }
            }
            cutEnd++;
        }
        return false;
    }

    private boolean findEnd() throws IOException {
        int depth = 0;
        boolean text = false;
        while (true) {
            byte[] bytes = current.bytes;
            int to = current.to;
            int i = cutEnd;
            while (i < to) {
                if (text) {
                    i = special(bytes, i, to);
                    if (i < to) {
                        text = bytes[i] == '\\';
                        i += text ? 2 : 1;
                    }
                    continue;
                }
                byte b = bytes[i++];
                switch (b) {
                    case '"' -> text = true;
                    case '{' -> depth++;
                    case '}' -> {
                        if (--depth == 0) {
                            cutEnd = i;
                            return true;
                        }
                    }
                    case '\n', '\r' -> newLine(b, i - 1);
                    default -> {}
                }
            }
            cutEnd = i;
            if (!more()) {
                return false;
            }
        }
    }

    /// The next quotation mark or backslash; `to` where there is none.
    private static int special(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) WORD.get(bytes, i);
            long quotes = word ^ QUOTES;
            long backslashes = word ^ BACKSLASHES;
            long hits = (((quotes - LOW) & ~quotes) | ((backslashes - LOW) & ~backslashes)) & HIGH;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >> 3);
            }
        }
        while (i < to && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /// As the parser counts: `\r\n` is one.
    private void newLine(byte b, int index) {
        boolean second = b == '\n' && index > at && current.bytes[index - 1] == '\r';
        cutLines += second ? 0 : 1;
        cutLineStart = current.origin + index + 1;
    }

    /// Brings the next block behind what waits.
    private boolean more() throws IOException {
        int waiting = current.to - at;
        if (current.last || waiting > LONGEST_CUT) {
            return false;
        }
        Block next = take();
        Block joined;
        if (waiting <= next.from) {
            System.arraycopy(current.bytes, at, next.bytes, next.from - waiting, waiting);
            joined = new Block(
                    next.origin, next.bytes, next.from - waiting, next.to, next.last, next.escapes, next.failure);
        } else {
            int length = next.to - next.from;
            byte[] bytes = new byte[waiting + length];
            System.arraycopy(current.bytes, at, bytes, 0, waiting);
            System.arraycopy(next.bytes, next.from, bytes, waiting, length);
            joined = new Block(offset(), bytes, 0, bytes.length, next.last, next.escapes, next.failure);
        }
        cutStart += joined.from - at;
        cutEnd += joined.from - at;
        current = joined;
        at = joined.from;
        return true;
    }

    /// Digests the object that was cut out.
    void digestCut() {
        digest.update(current.bytes, cutStart, cutEnd - cutStart);
    }

    /// Passes the object that was cut out: the parser does not get it.
    void pass() {
        at = cutEnd;
        lines = cutLines;
        lineStart = cutLineStart;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (at == current.to && !advance()) {
            return -1;
        }
        int count = Math.min(length, current.to - at);
        System.arraycopy(current.bytes, at, buffer, offset, count);
        at += count;
        return count;
    }

    /// Goes on to a block that has bytes.
    private boolean advance() throws IOException {
        if (current.failure != null) {
            throw failed(current.failure);
        }
        if (current.last) {
            return false;
        }
        Block next = begun ? take() : first();
        if (digested >= 0) {
            digest.update(current.bytes, digested, current.to - digested);
            digested = next.from;
        }
        current = next;
        at = next.from;
        return at < next.to || advance();
    }

    private Block first() {
        begun = true;
        Block first = block(0);
        if (!first.last) {
            thread = Thread.ofPlatform().daemon().name("snapshot-bytes").start(() -> pump(first.origin + first.to));
        }
        return first;
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
            while (!block.last) {
                block = block(block.origin + block.to);
                queue.put(block);
            }
        } catch (InterruptedException stopped) {
            // Nobody reads on.
            return;
        }
    }

    /// The next block, with what came before a failure.
    private Block block(long start) {
        byte[] bytes = new byte[ROOM + BLOCK];
        int to = ROOM;
        Throwable failure = null;
        try {
            int count = source.read(bytes, to, BLOCK);
            while (count > 0) {
                to += count;
                count = source.read(bytes, to, bytes.length - to);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        boolean last = to < bytes.length || failure != null;
        return new Block(start - ROOM, bytes, ROOM, to, last, source.sawEscapes(), failure);
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
        if (pumping == null || current.last) {
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
