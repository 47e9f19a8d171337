package org.countersign.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.countersign.evidence.SigningKey;

/// A timestamp authority (RFC 3161) on this machine, which can also be one that fails.
public final class StampServer implements AutoCloseable {
    /// What it answers.
    public enum Manner {
        /// As it must.
        GOOD,
        /// A token over something else.
        OF_SOMETHING_ELSE,
        /// RFC 3161's rejection.
        REJECTS,
        /// HTTP 500.
        BROKEN,
        /// A page.
        NO_TOKEN,
        /// A token signed over SHA-1.
        FORGEABLE,
        /// A byte, and then nothing for as long as it runs.
        DRIPS
    }

    private final HttpServer server;
    private final SigningKey key;
    private final AtomicReference<Manner> manner = new AtomicReference<>(Manner.GOOD);
    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger asked = new AtomicInteger();

    /// With a key for timestamps, or one that is not.
    public StampServer(SigningKey key) throws IOException {
        this.key = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /// Where it is.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /// From now on.
    public StampServer is(Manner one) {
        manner.set(one);
        return this;
    }

    /// What its clock shows from now on; the real time at [Instant#EPOCH].
    public StampServer at(Instant time) {
        clock.set(time);
        return this;
    }

    /// How often it was asked.
    public int asked() {
        return asked.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] request = exchange.getRequestBody().readAllBytes();
        byte[] body =
                switch (manner.get()) {
                    case BROKEN, NO_TOKEN, DRIPS ->
                        "<html>sorry</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                    case GOOD, OF_SOMETHING_ELSE, REJECTS, FORGEABLE -> respond(request);
                };
        if (manner.get() == Manner.DRIPS) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(0x30);
            exchange.getResponseBody().flush();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
        exchange.sendResponseHeaders(manner.get() == Manner.BROKEN ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] respond(byte[] bytes) {
        try {
            var request = new TimeStampRequest(bytes);
            if (manner.get() == Manner.OF_SOMETHING_ELSE) {
                var generator = new TimeStampRequestGenerator();
                generator.setCertReq(true);
                request = generator.generate(TSPAlgorithms.SHA256, new byte[32], request.getNonce());
            }
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            String digest = manner.get() == Manner.FORGEABLE ? "SHA1with" : "SHA256with";
            String algorithm = digest + (key.key().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA");
            var generator = new TimeStampTokenGenerator(
                    new JcaSignerInfoGeneratorBuilder(digests)
                            .build(new JcaContentSignerBuilder(algorithm).build(key.key()), key.certificate()),
                    digests.get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                    new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"));
            generator.addCertificates(new JcaCertStore(key.chain()));
            var responses = new TimeStampResponseGenerator(generator, Set.of(TSPAlgorithms.SHA256.getId()));
            if (manner.get() == Manner.REJECTS) {
                return responses
                        .generateRejectedResponse(new IllegalStateException("out of order"))
                        .getEncoded();
            }
            Instant now = clock.get().equals(Instant.EPOCH) ? Instant.now() : clock.get();
            return responses
                    .generate(request, BigInteger.valueOf(asked.get()), Date.from(now))
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
