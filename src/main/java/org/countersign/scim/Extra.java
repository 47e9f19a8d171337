package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What else a resource said, as a JSON object: in its written form until somebody looks into it, which hardly anybody
/// does for a million resources. For one thread at a time.
public final class Extra {
    private byte @Nullable [] written;
    private @Nullable ObjectNode tree;

    private Extra(byte @Nullable [] written, @Nullable ObjectNode tree) {
        this.written = written;
        this.tree = tree;
    }

    /// What a tree says; it is not copied.
    public static Extra of(ObjectNode tree) {
        return new Extra(null, tree);
    }

    /// What the text of one JSON object says, in UTF-8; it is not copied.
    static Extra written(byte[] json) {
        return new Extra(json, null);
    }

    /// The text in UTF-8, as long as nobody has asked for the tree.
    public Optional<byte[]> written() {
        return Optional.ofNullable(written);
    }

    /// The tree, which may be changed: then this says something else.
    public ObjectNode tree() {
        ObjectNode known = tree;
        if (known == null) {
            known = read(Objects.requireNonNull(written));
            tree = known;
            written = null;
        }
        return known;
    }

    /// What a written object says.
    static ObjectNode read(byte[] json) {
        try {
            return (ObjectNode) ScimReader.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Extra extra && tree().equals(extra.tree());
    }

    @Override
    public int hashCode() {
        return tree().hashCode();
    }

    @Override
    public String toString() {
        byte[] text = written;
        return text == null ? String.valueOf(tree) : new String(text, StandardCharsets.UTF_8);
    }
}
