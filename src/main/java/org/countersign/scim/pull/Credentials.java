package org.countersign.scim.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.countersign.scim.pull.Exchange.FailedException;
import org.countersign.work.RefusedException;

/// What proves to a server that we may ask.
sealed interface Credentials {
    /// The value of the `Authorization` header.
    String header() throws RefusedException, FailedException;

    /// After a 401: whether another try has a chance.
    boolean renew();

    /// Whether a text that a server sent holds what we sent to it.
    boolean repeatedIn(String text);

    /// A token as it is (RFC 6750).
    record Bearer(Secret token) implements Credentials {
        @Override
        public String header() {
            return "Bearer " + token.reveal();
        }

        @Override
        public boolean renew() {
            return false;
        }

        @Override
        public boolean repeatedIn(String text) {
            return token.isIn(text);
        }
    }

    /// A token that a client's id and secret buy, at most once for each question that it was too old for.
    final class Client implements Credentials {
        private static final int LONGEST = 1 << 16;

        private final Exchange exchange;
        private final ClientGrant grant;
        private final Secret secret;
        private Optional<Secret> bought = Optional.empty();

        Client(Exchange exchange, ClientGrant grant, Secret secret) {
            this.exchange = exchange;
            this.grant = grant;
            this.secret = secret;
        }

        @Override
        public String header() throws RefusedException, FailedException {
            if (bought.isEmpty()) {
                bought = Optional.of(buy());
            }
            return "Bearer " + bought.get().reveal();
        }

        @Override
        public boolean renew() {
            boolean had = bought.isPresent();
            bought = Optional.empty();
            return had;
        }

        @Override
        public boolean repeatedIn(String text) {
            return secret.isIn(text) || bought.filter(token -> token.isIn(text)).isPresent();
        }

        private Secret buy() throws RefusedException, FailedException {
            var body = new ByteArrayOutputStream();
            Answer answer = exchange.ask(request(), body, LONGEST);
            if (answer.status() == 429 || answer.status() >= 500) {
                throw new FailedException("the token endpoint failed (" + answer.status() + ")");
            }
            if (answer.status() == 400 || answer.status() == 401) {
                throw new RefusedException(
                        answer.place(),
                        "The client's id or secret is not accepted (" + answer.status() + ").",
                        "Check clientId, scope and the secret.");
            }
            if (!answer.good()) {
                throw Refusals.status(secret.isIn(answer.elsewhere()) ? answer.without() : answer);
            }
            Refusals.form(answer);
            JsonNode told = new Answer(answer.at(), 200, answer.headers(), body.toByteArray()).json();
            if (!told.path("token_type").asText("bearer").equalsIgnoreCase("bearer")
                    || !told.path("access_token").isTextual()) {
                throw new RefusedException(answer.place(), "The answer holds no bearer token.", "Check tokenEndpoint.");
            }
            return Secret.of(answer.place(), told.path("access_token").asText().getBytes(StandardCharsets.UTF_8));
        }

        private HttpRequest request() {
            String form = "grant_type=client_credentials"
                    + grant.scope().map(scope -> "&scope=" + encoded(scope)).orElse("");
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(grant.tokenEndpoint()))
                    .header("Accept", "application/json")
                    .header("Accept-Encoding", "identity")
                    .header("Content-Type", "application/x-www-form-urlencoded");
            if (grant.inBody()) {
                form += "&client_id=" + encoded(grant.clientId()) + "&client_secret=" + encoded(secret.reveal());
            } else {
                String pair = encoded(grant.clientId()) + ":" + encoded(secret.reveal());
                builder.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            }
            return builder.POST(HttpRequest.BodyPublishers.ofString(form)).build();
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
