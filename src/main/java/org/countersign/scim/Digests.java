package org.countersign.scim;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
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

    private void begin() {
        digest.reset();
        digest.update(prefix);
    }

    /// The parser stands at the start of a resource and will read it.
    void begin(JsonLocation at) {
        begin();
        bytes.begin(at.getByteOffset());
    }

    /// Of the resource that has begun and at whose end the parser stands.
    @Override
    public Optional<ResourceDigest> get() {
        return bytes.end(parser.currentLocation().getByteOffset())
                ? Optional.of(ResourceDigest.of(digest.digest()))
                : Optional.empty();
    }

    /// Of the object that was cut out of the bytes.
    ResourceDigest ofCut() {
        begin();
        bytes.digestCut();
        return ResourceDigest.of(digest.digest());
    }
}
