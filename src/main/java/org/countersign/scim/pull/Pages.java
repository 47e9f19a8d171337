package org.countersign.scim.pull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.countersign.work.SurroundingsException;

/// Spooled pages as trees, where a pull has to look into their resources. Names are compared without regard to
/// case (RFC 7643 2.1); numbers keep their digits.
final class Pages {
    private static final JsonMapper JSON = JsonMapper.builder(ListPage.FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Pages() {}

    /// A page that [ListPage] has read before.
    static JsonNode tree(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new SurroundingsException("An answer cannot be read again. Nothing was changed.", e);
        }
    }

    /// Writes one, and leaves `out` open.
    static void write(JsonNode page, OutputStream out) throws IOException {
        out.write(JSON.writeValueAsBytes(page));
    }

    /// The resources of a list.
    static Iterable<JsonNode> resources(JsonNode page) {
        return page.isArray() ? page : field(page, "resources");
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
