package org.countersign.scim.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a server answered.
///
/// @param at what was asked, without its query
/// @param small the body, or the head of it, where it was not kept in a file
record Answer(URI at, int status, HttpHeaders headers, byte[] small) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// Nobody waits longer, whatever date is sent.
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    boolean good() {
        return status == 200;
    }

    /// Where a redirect leads, as `https://other.example`; empty where it does not say.
    String elsewhere() {
        String location = headers.firstValue("Location").orElse("");
        try {
            URI to = at.resolve(location);
            return location.isEmpty() || to.getHost() == null ? "" : to.getScheme() + "://" + to.getHost();
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }

    /// The same without its words.
    Answer without() {
        return new Answer(at, status, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);
    }

    /// How long to wait (RFC 9110 10.2.3): seconds, or a date.
    Optional<Duration> retryAfter(Instant now) {
        return headers.firstValue("Retry-After").flatMap(text -> after(text.strip(), now));
    }

    private static Optional<Duration> after(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))));
        }
        try {
            Duration until = Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(until.isNegative() ? Duration.ZERO : bounded(until));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /// The media type alone, in lower case; empty where none is told.
    String mediaType() {
        return headers.firstValue("Content-Type")
                .orElse("")
                .replaceAll(";.*", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /// The small body as JSON; missing where it is none.
    JsonNode json() {
        try {
            JsonNode node = JSON.readTree(small);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /// The kind of a SCIM error (RFC 7644 3.12).
    String scimType() {
        return json().path("scimType").asText("");
    }

    /// What was asked, for messages: never its query, which may hold a cursor or more.
    String place() {
        return place(at);
    }

    static String place(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
