package org.countersign.scim.pull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Takes one body into a stream, up to a cap, and tells when its last byte came.
final class Download implements BodySubscriber<Long> {
    /// More than the cap allows.
    static final class BeyondCapException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// What came could not be kept.
    static final class NotKeptException extends IOException {
        private static final long serialVersionUID = 1L;

        NotKeptException(IOException cause) {
            super(cause);
        }
    }

    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private final OutputStream out;
    private final long cap;
    private final boolean cutAtCap;
    private final AtomicLong lastByte;
    private long size;
    private Flow.@Nullable Subscription subscription;

    /// @param cutAtCap takes the first bytes of a longer body, where else it would fail
    /// @param lastByte by [System#nanoTime]
    Download(OutputStream out, long cap, boolean cutAtCap, AtomicLong lastByte) {
        this.out = out;
        this.cap = cap;
        this.cutAtCap = cutAtCap;
        this.lastByte = lastByte;
    }

    /// A body that is of no use to anybody.
    static Download discarding(AtomicLong lastByte) {
        return new Download(new ByteArrayOutputStream(), 0, true, lastByte);
    }

    @Override
    public CompletionStage<Long> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        lastByte.set(System.nanoTime());
        if (done.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                take(buffer);
            }
        } catch (IOException e) {
            stop();
            done.completeExceptionally(e);
        }
    }

    private void take(ByteBuffer buffer) throws IOException {
        var bytes = new byte[(int) Math.min(buffer.remaining(), cap - size)];
        boolean more = buffer.remaining() > bytes.length;
        buffer.get(bytes);
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new NotKeptException(e);
        }
        size += bytes.length;
        if (more && !cutAtCap) {
            throw new BeyondCapException();
        }
        if (more) {
            stop();
            done.complete(size);
        }
    }

    private void stop() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable error) {
        done.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        done.complete(size);
    }
}
