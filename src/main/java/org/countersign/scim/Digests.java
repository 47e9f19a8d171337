package org.countersign.scim;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/// The digests of resources, by what a parser says of where they stand in its bytes.
final class Digests implements Supplier<Optional<ResourceDigest>> {
    private final Tape bytes;
    private final JsonParser parser;
    private final MessageDigest digest;
    private final byte[] prefix;

    /// @param digest what `bytes` feeds
    Digests(Tape bytes, JsonParser parser, MessageDigest digest, Dialect dialect) {
        this.bytes = bytes;
        this.parser = parser;
        this.digest = digest;
        this.prefix = ResourceDigest.prefix(dialect);
    }

    private void begin(JsonLocation at, boolean again) {
        digest.reset();
        digest.update(prefix);
        bytes.begin(at.getByteOffset(), again);
    }

    /// The parser stands at the start of a resource and will read it.
    void begin(JsonLocation at) {
        begin(at, false);
    }

    /// Of the resource that has begun and at whose end the parser stands.
    @Override
    public Optional<ResourceDigest> get() {
        return bytes.end(parser.currentLocation().getByteOffset())
                ? Optional.of(ResourceDigest.of(digest.digest()))
                : Optional.empty();
    }

    /// Of the resource at whose start the parser stands; skips it, and keeps its bytes to be read again.
    Optional<ResourceDigest> skip(JsonLocation at) throws IOException {
        begin(at, true);
        parser.skipChildren();
        if (!bytes.end(parser.currentLocation().getByteOffset())) {
            throw new IllegalStateException("the parser told a place that it has not been given");
        }
        bytes.digestAgain();
        return Optional.of(ResourceDigest.of(digest.digest()));
    }

    /// A failure in bytes that were read again, with its place in the document.
    ///
    /// @param at where they begin
    static JsonProcessingException moved(JsonProcessingException e, JsonLocation at) {
        JsonLocation told = e.getLocation();
        if (told == null || told.getLineNr() < 1) {
            return e;
        }
        int column = told.getLineNr() == 1 ? at.getColumnNr() + told.getColumnNr() - 1 : told.getColumnNr();
        var place = new JsonLocation(
                at.contentReference(),
                at.getByteOffset() + told.getByteOffset(),
                -1,
                at.getLineNr() + told.getLineNr() - 1,
                column);
        if (e instanceof StreamConstraintsException) {
            return new StreamConstraintsException(e.getOriginalMessage(), place);
        }
        return new JsonParseException(null, e.getOriginalMessage(), place, e);
    }
}
