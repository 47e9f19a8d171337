package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A line of `events.ndjson`: an event that is told, or the leaf of one that is not.
///
/// @param sound whether it is one of the two, and nothing else
/// @param leaf of one that is not told
/// @param told of one about the bundle's campaign; of others nothing is asked but that they lead to the head
record LedgerLine(long seq, boolean sound, Optional<String> leaf, Optional<ToldEvent> told, Written written) {
    private static final Pattern LEAF = Pattern.compile("[0-9a-f]{64}");

    /// @param campaign its name
    static LedgerLine of(RecordLine line, JsonNode campaign) {
        JsonNode node = line.node();
        JsonNode body = node.path("body");
        Optional<String> leaf = Optional.of(node.path("leaf").asText())
                .filter(text -> LEAF.matcher(text).matches());
        long seq = node.path("seq").asLong();
        boolean ours = body.path("data").path("campaign").equals(campaign);
        return new LedgerLine(
                seq,
                node.size() == 2 && body.isObject() != leaf.isPresent(),
                leaf,
                ours ? Optional.of(ToldEvent.of(seq, body)) : Optional.empty(),
                line.written());
    }

    /// What the chain takes of it.
    byte[] digest() {
        return leaf.map(HexFormat.of()::parseHex).orElseGet(written::leaf);
    }
}
