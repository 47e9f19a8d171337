package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import org.countersign.text.CanonicalJson;

/// A rule that could not be answered for a source: what is not known is not a pass.
///
/// @param reason and `remedy` are sentences
public record NotEvaluable(String rule, Severity severity, String source, String reason, String remedy) {
    /// By severity, rule, source.
    public static final Comparator<NotEvaluable> ORDER = Comparator.comparing(NotEvaluable::severity)
            .thenComparing(NotEvaluable::rule)
            .thenComparing(NotEvaluable::source)
            .thenComparing(NotEvaluable::reason);

    /// As the JSON report prints it.
    public ObjectNode json() {
        return CanonicalJson.object()
                .put("rule", rule)
                .put("severity", severity.text())
                .put("source", source)
                .put("reason", reason)
                .put("remedy", remedy);
    }
}
