package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.campaign.Verdict;
import org.jspecify.annotations.Nullable;

/// A signed decision, the file that it is in, and the manifest of the signature over it.
record SignedDecision(String file, JsonNode line, String manifest) {
    long number() {
        return line.path("number").asLong();
    }

    /// Whether an event is about this decision as it stands.
    ///
    /// @param ledgerIds by address
    boolean isToldBy(@Nullable JsonNode event, Map<String, String> ledgerIds) {
        if (event == null) {
            return false;
        }
        String id = ledgerIds.getOrDefault(line.path("reviewer").asText(), "");
        JsonNode data = event.path("data");
        return !id.isEmpty()
                && event.path("actor").path("reviewer").asText().equals(id)
                && Stream.of("item", "itemDigest", "decision", "mode", "seconds", "supersedes")
                        .allMatch(name -> data.path(name).equals(line.path(name)));
    }

    /// Whether another answered what this one did not know.
    boolean passedOnFrom(SignedDecision later) {
        return line.path("decision").asText().equals(Verdict.DONT_KNOW.text())
                && !line.path("reviewer").equals(later.line.path("reviewer"));
    }
}
