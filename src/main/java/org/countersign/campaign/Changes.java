package org.countersign.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.countersign.text.Formats;

/// What is different since the last signed review; unchanged is never pre-approved.
final class Changes {
    /// Parts of a line that matter to the question asked.
    private static final List<String> COMPARED = List.of(
            "account",
            "identity",
            "group",
            "role",
            "entitlement",
            "grant",
            "exception",
            "mapping",
            "members",
            "policy",
            "privileged",
            "findings");

    private Changes() {}

    /// Writes `changed` (the names of what differs, `new` where it was never decided) and `previous`.
    static void mark(ObjectNode line, Optional<CampaignStore.Previous> before) {
        var changed = line.putArray("changed");
        if (before.isEmpty()) {
            changed.add("new");
            return;
        }
        CampaignStore.Previous decision = before.get();
        for (String part : COMPARED) {
            if (!essence(line, part).equals(essence(decision.line(), part))) {
                changed.add(part);
            }
        }
        line.putObject("previous")
                .put("campaign", decision.campaign())
                .put("decision", decision.verdict().text())
                .put("decidedAt", Formats.instant(decision.decidedAt()))
                .put("reviewer", decision.reviewer())
                .put("mode", decision.mode());
    }

    /// That a card was reviewed is what a review does to it, and that somebody signed in is what accounts are for:
    /// neither is a change of what is asked.
    private static JsonNode essence(ObjectNode line, String part) {
        JsonNode value = line.path(part);
        if (part.equals("account") && value instanceof ObjectNode account) {
            return account.deepCopy().without("lastSignIn");
        }
        if (part.equals("policy") && value instanceof ObjectNode policy) {
            return policy.deepCopy().without(List.of("lastReviewed", "reference"));
        }
        return value;
    }
}
