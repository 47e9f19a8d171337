package org.countersign.scim.pull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

/// Spooled pages, where a pull has to look into their resources; one of these is held at a time. Names are
/// compared without regard to case (RFC 7643 2.1); numbers keep their digits.
final class Pages {
    private static final JsonMapper JSON = JsonMapper.builder(ListPage.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Pages() {}

    /// A single resource that [ListPage] has read before.
    static JsonNode tree(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new SurroundingsException("An answer cannot be read again. Nothing was changed.", e);
        }
    }

    /// Does something with every resource of a list.
    interface Action {
        void on(JsonNode resource) throws RefusedException;
    }

    /// Reads a page that [ListPage] has read before, one resource at a time.
    static void each(Path file, Action action) throws RefusedException {
        copy(file, OutputStream.nullOutputStream(), action);
    }

    /// Writes a page again, each resource as the action left it.
    static void copy(Path file, OutputStream out, Action action) throws RefusedException {
        try (JsonParser parser = JSON.createParser(file.toFile());
                JsonGenerator generator = JSON.createGenerator(out)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                resources(parser, generator, action);
                return;
            }
            generator.writeStartObject();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                generator.writeFieldName(parser.currentName());
                boolean listed = parser.currentName().equalsIgnoreCase("resources");
                if (parser.nextToken() == JsonToken.START_ARRAY && listed) {
                    resources(parser, generator, action);
                } else {
                    generator.copyCurrentStructure(parser);
                }
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new SurroundingsException("An answer cannot be kept: is the disk full? Nothing was changed.", e);
        }
    }

    private static void resources(JsonParser parser, JsonGenerator generator, Action action)
            throws IOException, RefusedException {
        generator.writeStartArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode resource = JSON.readTree(parser);
            action.on(resource);
            generator.writeTree(resource);
        }
        generator.writeEndArray();
    }

    /// A field, by its name in any case; missing where there is none.
    static JsonNode field(JsonNode resource, String name) {
        for (Map.Entry<String, JsonNode> field : resource.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }
}
