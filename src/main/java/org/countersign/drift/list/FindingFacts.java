package org.countersign.drift.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.drift.Finding.IdentityRef;
import org.countersign.drift.FindingChange;
import org.countersign.governance.Source;

/// Everything there is to say of one finding.
///
/// @param fingerprint of which
/// @param evidence facts of its rule; empty where it does not hold any more
/// @param labels what people call the things that it is about
/// @param source where it is, as governance has it
/// @param history newest first
public record FindingFacts(
        String fingerprint,
        Optional<IdentityRef> identity,
        ObjectNode evidence,
        Map<Concern, String> labels,
        Optional<Source> source,
        List<FindingChange> history) {
    /// Copies the collections.
    public FindingFacts {
        labels = Map.copyOf(labels);
        history = List.copyOf(history);
    }
}
