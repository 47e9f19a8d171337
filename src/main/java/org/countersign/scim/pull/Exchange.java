package org.countersign.scim.pull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
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
import org.countersign.text.Formats;
import org.countersign.work.CancelledException;
import org.countersign.work.Http;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

/// One question and its answer, within every limit: no redirects, no cookies, no compression; a proxy
/// makes a tunnel at most.
final class Exchange implements AutoCloseable {
    private static final long TICK_MILLIS = 100;
    private static final int SMALL = 1 << 16;
    private static final int LONGEST_NAME = 100;

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
    private final Gate gate;
    private final Trust trust;
    private final Watch watch;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    Exchange(PullLimits limits, Gate gate, Trust trust, Watch watch) {
        this.limits = limits;
        this.gate = gate;
        this.trust = trust;
        this.watch = watch;
        this.client = Http.client()
                .proxy(gate.proxies().selector())
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
        check(request.uri());
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
        HttpResponse<Long> response = await(request, client.sendAsync(withProxy(request), handler), lastByte, most);
        return new Answer(request.uri(), response.statusCode(), response.headers(), small.toByteArray());
    }

    private void check(URI uri) throws RefusedException, FailedException {
        try {
            gate.check(uri);
        } catch (UnknownHostException e) {
            throw new FailedException("there is no host of this name");
        }
    }

    /// The client sends this header to the proxy alone, with its request for a tunnel.
    private HttpRequest withProxy(HttpRequest request) {
        return gate.proxies()
                .authorization(request.uri())
                .map(value -> HttpRequest.newBuilder(request, (name, old) -> true)
                        .header("Proxy-Authorization", value)
                        .build())
                .orElse(request);
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
            throw told(request.uri(), Objects.requireNonNull(e.getCause()));
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

    private FailedException told(URI uri, Throwable cause) throws RefusedException {
        String place = Answer.place(uri);
        String way = gate.proxies()
                .through(uri)
                .map(proxy -> " through the proxy " + proxy)
                .orElse("");
        for (Throwable one = cause; one != null; one = one.getCause()) {
            switch (one) {
                case Download.BeyondCapException _ -> throw Refusals.cap(place, "answers without end");
                case Download.NotKeptException _ ->
                    throw new SurroundingsException(
                            "An answer cannot be kept: is the disk full? Nothing was changed.", one);
                case SSLHandshakeException _
                when trust.refusedIssuer().isPresent() ->
                    throw new RefusedException(
                            place,
                            "Its certificate is not trusted: issued by "
                                    + Formats.brief(trust.refusedIssuer().get(), LONGEST_NAME)
                                    + ", or expired, or for another name.",
                            "Where your organisation issued it, name its authority with --ca-file.");
                case ProtocolException _ -> throw notHttp(place);
                // The JDK's client does not catch what its own parser throws at a length that is none.
                case IllegalArgumentException _ -> throw notHttp(place);
                case HttpConnectTimeoutException _ -> {
                    return new FailedException("no connection" + way + " within "
                            + words(limits.connect().toMillis()));
                }
                case ConnectException _ -> {
                    return new FailedException("no connection" + way);
                }
                case SSLException _ -> {
                    return new FailedException("no TLS connection" + way);
                }
                default -> {}
            }
        }
        if (cause instanceof IOException) {
            return new FailedException("the connection" + way + " broke off");
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
