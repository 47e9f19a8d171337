package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/// What a signed decision and the ledger's event of it say in the same words.
record Said(
        JsonNode item, JsonNode itemDigest, JsonNode decision, JsonNode mode, JsonNode seconds, JsonNode supersedes) {
    /// Of a decision's line, or of the data of its event.
    static Said of(JsonNode node) {
        return new Said(
                node.path("item"),
                node.path("itemDigest"),
                node.path("decision"),
                node.path("mode"),
                node.path("seconds"),
                node.path("supersedes"));
    }
}
