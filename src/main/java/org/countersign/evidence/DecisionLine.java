package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;

/// A line of `decisions/NNN.ndjson`, with what the checks ask of it. What it does not say is empty, or 0.
record DecisionLine(long number, String reviewer, String decidedAt, String until, boolean onBehalf, Said said) {
    static DecisionLine of(RecordLine line) {
        JsonNode node = line.node();
        return new DecisionLine(
                node.path("number").asLong(),
                node.path("reviewer").asText(),
                node.path("decidedAt").asText(),
                node.path("until").asText(),
                node.path("onBehalf").asBoolean(),
                Said.of(node));
    }

    String item() {
        return said.item().asText();
    }

    String decision() {
        return said.decision().asText();
    }
}
