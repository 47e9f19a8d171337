package org.countersign.evidence;

import java.util.Map;
import org.countersign.campaign.Verdict;
import org.jspecify.annotations.Nullable;

/// A signed decision, the file that it is in, and the manifest of the signature over it.
record SignedDecision(String file, DecisionLine line, String manifest) {
    long number() {
        return line.number();
    }

    /// As a fault begins that is about it.
    String named() {
        return file + ": the decision on " + line.item();
    }

    /// Whether an event is about this decision as it stands.
    ///
    /// @param ledgerIds by address
    boolean isToldBy(@Nullable ToldEvent event, Map<String, String> ledgerIds) {
        if (event == null) {
            return false;
        }
        String id = ledgerIds.getOrDefault(line.reviewer(), "");
        return !id.isEmpty()
                && event.reviewer().equals(id)
                && Said.of(event.data()).equals(line.said());
    }

    /// Whether another answered what this one did not know.
    boolean passedOnFrom(SignedDecision later) {
        return line.decision().equals(Verdict.DONT_KNOW.text())
                && !line.reviewer().equals(later.line.reviewer());
    }
}
