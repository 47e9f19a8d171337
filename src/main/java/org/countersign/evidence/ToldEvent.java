package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/// An event of the ledger in a bundle that is about the bundle's campaign, with what the checks ask of it.
///
/// @param seq its number in the ledger
/// @param at when, as it is written
/// @param reviewer the ledger's id of whose act it is; empty where it is no reviewer's
/// @param number the decision's or deputy's that it tells of; 0 where it tells of none
record ToldEvent(long seq, String type, String at, String reviewer, long number, JsonNode data) {
    static ToldEvent of(long seq, JsonNode body) {
        JsonNode data = body.path("data");
        return new ToldEvent(
                seq,
                body.path("type").asText(),
                body.path("at").asText(),
                body.path("actor").path("reviewer").asText(),
                data.path("number").asLong(),
                data);
    }

    boolean is(String other) {
        return type.equals(other);
    }

    /// Whether it says this under a name.
    boolean says(String name, String value) {
        return data.path(name).asText().equals(value);
    }
}
