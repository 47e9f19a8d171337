package org.countersign.scim.pull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.countersign.work.CancelledException;
import org.countersign.work.RefusedException;

/// One question and its answer, within every limit: no redirects, no cookies, no compression, no proxy.
final class Exchange implements AutoCloseable {
    private static final long TICK_MILLIS = 100;
    private static final int SMALL = 1 << 16;

    /// The network failed; asking again may help.
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String words) {
            super(words);
        }
    }

    /// Called while we wait; may throw to stop.
    interface Watch {
        void tick();
    }

    private final PullLimits limits;
    private final Trust trust;
    private final Watch watch;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    Exchange(PullLimits limits, Trust trust, Watch watch) {
        this.limits = limits;
        this.trust = trust;
        this.watch = watch;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limits.connect())
                .sslContext(trust.context())
                .executor(threads)
                .build();
    }

    /// Asks once. A good answer goes into `out`, which stays open; every other is kept small.
    ///
    /// @param cap bytes of a good answer
    Answer ask(HttpRequest request, OutputStream out, long cap) throws RefusedException, FailedException {
        return ask(request, out, cap, limits.answer());
    }

    /// Asks once, for no longer than `most`.
    Answer ask(HttpRequest request, OutputStream out, long cap, Duration most)
            throws RefusedException, FailedException {
        var lastByte = new AtomicLong(System.nanoTime());
        var small = new ByteArrayOutputStream();
        BodyHandler<Long> handler = head -> {
            lastByte.set(System.nanoTime());
            boolean kept = head.statusCode() == 200
                    && head.headers()
                            .firstValue("Content-Encoding")
                            .orElse("identity")
                            .equalsIgnoreCase("identity");
            return kept
                    ? new Download(out, cap, false, lastByte)
                    : head.statusCode() == 200
                            ? Download.discarding(lastByte)
                            : new Download(small, SMALL, true, lastByte);
        };
        HttpResponse<Long> response = await(request, client.sendAsync(request, handler), lastByte, most);
        return new Answer(request.uri(), response.statusCode(), response.headers(), small.toByteArray());
    }

    private HttpResponse<Long> await(
            HttpRequest request, CompletableFuture<HttpResponse<Long>> asked, AtomicLong lastByte, Duration most)
            throws RefusedException, FailedException {
        long start = System.nanoTime();
        try {
            while (true) {
                try {
                    return asked.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException waiting) {
                    watch.tick();
                    long now = System.nanoTime();
                    if (now - lastByte.get() > limits.stall().toNanos()) {
                        throw new FailedException(
                                "nothing came for " + words(limits.stall().toMillis()));
                    }
                    if (now - start > most.toNanos()) {
                        throw new FailedException("the answer was not whole after " + words(most.toMillis()));
                    }
                }
            }
        } catch (ExecutionException e) {
            throw told(Answer.place(request.uri()), Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            asked.cancel(true);
        }
    }

    private static String words(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private FailedException told(String place, Throwable cause) throws RefusedException {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            switch (one) {
                case Download.BeyondCapException _ -> throw Refusals.cap(place, "answers without end");
                case SSLHandshakeException _
                when trust.refusedIssuer().isPresent() ->
                    throw new RefusedException(
                            place,
                            "Its certificate is not trusted: issued by "
                                    + trust.refusedIssuer().get() + ", or expired, or for another name.",
                            "Where your organisation issued it, name its authority with --ca-file.");
                case ProtocolException _ -> throw notHttp(place);
                // The JDK's client does not catch what its own parser throws at a length that is none.
                case IllegalArgumentException _ -> throw notHttp(place);
                case HttpConnectTimeoutException _ -> {
                    return new FailedException(
                            "no connection within " + words(limits.connect().toMillis()));
                }
                case ConnectException _ -> {
                    return new FailedException("no connection");
                }
                case SSLException _ -> {
                    return new FailedException("no TLS connection");
                }
                default -> {}
            }
        }
        if (cause instanceof IOException) {
            return new FailedException("the connection broke off");
        }
        throw new IllegalStateException(
                "asking " + place + " failed: " + cause.getClass().getName());
    }

    private static RefusedException notHttp(String place) {
        return Refusals.cap(place, "answers with what is not HTTP, or with a huge head");
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
        threads.close();
    }
}
