package org.countersign.drift.rule;

import java.util.List;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.Source;

/// Nobody knows what SCIM deactivation does to some kinds of credentials and holdings of an app.
final class RevocationCoverageUnknown extends AppRule {
    RevocationCoverageUnknown() {
        super("revocation-coverage-unknown", Severity.LOW);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        List<String> unknown = Source.HOLDINGS.stream()
                .filter(holding -> app.source().coverage(holding).state() == Source.State.UNKNOWN)
                .toList();
        if (!unknown.isEmpty()) {
            Sources.on(report, app)
                    .facts("unknown", unknown)
                    .report(app.source().name(), String.join(", ", unknown));
        }
    }
}
