package org.countersign.scim.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.countersign.work.RefusedException;

/// What a server tells of itself; most tell nothing (scim-dialects.md 1.5).
///
/// @param cursor whether it pages by cursor rather than by index (RFC 9865)
/// @param maxPageSize 0 where it is not told
record Discovery(boolean told, boolean cursor, int maxPageSize) {
    static final Discovery UNKNOWN = new Discovery(false, false, 0);

    private static final int LONGEST = 1 << 20;
    private static final String FILE = "discovery.json";

    /// Asks by the name of SCIM 2.0, then by that of 1.1, once each. Whatever is no use is unknown: the lists will
    /// tell. A server that fails is not asked by the second name.
    static Discovery ask(Channel channel, Endpoint endpoint, Spool spool) {
        for (String path : new String[] {"/ServiceProviderConfig", "/ServiceProviderConfigs"}) {
            try {
                Optional<Answer> answer = channel.askOnce(new Channel.Question(endpoint.at(path, ""), ""), FILE);
                if (answer.isEmpty() || answer.get().status() >= 500) {
                    return UNKNOWN;
                }
                Path file = spool.file(FILE);
                if (answer.get().good() && Files.size(file) <= LONGEST) {
                    return read(new ObjectMapper().readTree(file.toFile()));
                }
            } catch (RefusedException | IOException noUse) {
                // Then it is unknown under this name.
            } finally {
                spool.drop(FILE);
            }
        }
        return UNKNOWN;
    }

    private static Discovery read(JsonNode config) {
        JsonNode pagination = Pages.field(config, "pagination");
        boolean cursor = Pages.field(pagination, "cursor").asBoolean()
                && (!Pages.field(pagination, "index").asBoolean(false)
                        || Pages.field(pagination, "defaultPaginationMethod")
                                .asText()
                                .equalsIgnoreCase("cursor"));
        return new Discovery(
                true, cursor, Math.max(0, Pages.field(pagination, "maxPageSize").asInt()));
    }
}
