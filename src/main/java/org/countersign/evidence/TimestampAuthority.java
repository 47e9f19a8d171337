package org.countersign.evidence;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.CancelledException;
import org.countersign.work.Http;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;

/// A timestamp authority (RFC 3161 over HTTP, 3.4). It is sent the SHA-256 of a signature and nothing else.
public final class TimestampAuthority {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    /// How often whoever waits is heard.
    private static final Duration LOOK = Duration.ofMillis(200);
    /// Tokens with three certificates take 6 kB.
    private static final int LONGEST = 1 << 17;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String REMEDY = "Try again later, or sign without: the time is then the signer's own claim.";

    private static final String OTHER =
            "Take another authority, or sign without: the time is then the signer's own claim.";

    private final URI uri;
    private final Duration patience;

    private TimestampAuthority(URI uri, Duration patience) {
        this.uri = uri;
        this.patience = patience;
    }

    /// The same, asked for so long at most.
    TimestampAuthority within(Duration time) {
        return new TimestampAuthority(uri, time);
    }

    /// By its address: https, or http on this machine.
    ///
    /// @throws RefusedException where it is another
    public static TimestampAuthority at(String url) throws RefusedException {
        try {
            var uri = new URI(url.strip());
            String host = uri.getHost() == null ? "" : uri.getHost();
            boolean good = "https".equalsIgnoreCase(uri.getScheme())
                    || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(host));
            if (good && !host.isEmpty() && uri.getUserInfo() == null) {
                return new TimestampAuthority(uri, ANSWER);
            }
        } catch (URISyntaxException notEvenThat) {
            // Said below, as of any other.
        }
        throw new RefusedException(
                Formats.visible(Formats.brief(url, 200)),
                "This is no address of a timestamp authority.",
                "Write one like https://tsa.example.com/ without a name or password in it.");
    }

    /// A token over these bytes that holds.
    ///
    /// @param progress hears how many seconds of how many it was waited for
    /// @return DER
    /// @throws RefusedException where the authority cannot be reached, refuses, or answers what does not hold
    byte[] token(byte[] signature, Progress progress) throws RefusedException {
        try {
            var generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            TimeStampRequest request = generator.generate(
                    TSPAlgorithms.SHA256, Sha256.of(signature), new BigInteger(64, new SecureRandom()));
            var response = new TimeStampResponse(ask(request.getEncoded(), progress));
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw refused("refuses: " + response.getStatusString() + ".");
            }
            byte[] token = response.getTimeStampToken()
                    .toCMSSignedData()
                    .toASN1Structure()
                    .getEncoded("DER");
            Timestamp.verify(token, signature);
            return token;
        } catch (TSPException e) {
            throw refused("answers what does not hold: " + e.getMessage() + ".", OTHER);
        } catch (BadSignatureException e) {
            throw refused("answers what does not hold. " + e.getMessage(), OTHER);
        } catch (IOException e) {
            throw refused("cannot be reached, or answers something else.");
        }
    }

    private byte[] ask(byte[] request, Progress progress) throws IOException, RefusedException {
        try (HttpClient client = Http.client().connectTimeout(CONNECT).build()) {
            HttpResponse<byte[]> response = await(
                    client,
                    client.sendAsync(
                            HttpRequest.newBuilder(uri)
                                    .header("Content-Type", "application/timestamp-query")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                                    .build(),
                            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST)),
                    progress);
            if (response.statusCode() != 200) {
                throw refused("answers HTTP " + response.statusCode() + ".");
            }
            return response.body();
        }
    }

    /// The whole answer, and not only its first line, is there in time: a review must not wait for whoever sends a byte
    /// a minute.
    private HttpResponse<byte[]> await(
            HttpClient client, CompletableFuture<HttpResponse<byte[]>> answer, Progress progress)
            throws RefusedException {
        long since = System.nanoTime();
        try {
            for (Duration waited = Duration.ZERO;
                    waited.compareTo(patience) < 0;
                    waited = Duration.ofNanos(System.nanoTime() - since)) {
                progress.report(uri.toString(), waited.toSeconds(), patience.toSeconds());
                if (progress.stopped()) {
                    throw new CancelledException();
                }
                Optional<HttpResponse<byte[]>> come = soon(answer, patience.minus(waited));
                if (come.isPresent()) {
                    return come.get();
                }
            }
            throw refused("has not answered whole within " + patience.toSeconds() + " s.");
        } catch (ExecutionException e) {
            throw refused("cannot be reached, or answers something else.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("was not waited for.");
        } finally {
            // Else closing the client waits for the rest.
            client.shutdownNow();
        }
    }

    /// What has come within a moment, or within what is left where that is less.
    private static <T> Optional<T> soon(CompletableFuture<T> answer, Duration left)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(answer.get(Math.min(LOOK.toMillis(), left.toMillis() + 1), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    private RefusedException refused(String reason) {
        return refused(reason, REMEDY);
    }

    private RefusedException refused(String reason, String remedy) {
        return new RefusedException(
                uri.toString(), "The timestamp authority " + Formats.visible(Formats.brief(reason, 300)), remedy);
    }
}
