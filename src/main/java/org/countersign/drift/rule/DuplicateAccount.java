package org.countersign.drift.rule;

import java.util.List;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Finding.IdentityRef;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;

/// Two or more active accounts of one app correlate with one identity, whatever its state.
final class DuplicateAccount extends AppRule {
    DuplicateAccount() {
        super("duplicate-account", Severity.MEDIUM);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (String identity : app.correlation().shared()) {
            List<String> active = app.correlation().accountsOf(identity).stream()
                    .filter(app.state()::active)
                    .sorted()
                    .toList();
            if (active.size() > 1) {
                String label = app.refOf(identity).map(IdentityRef::label).orElse(identity);
                report.on(app.id(), Subject.Type.IDENTITY, identity, label)
                        .identity(app.refOf(identity))
                        .facts("accounts", active)
                        .report(label, active.size(), app.source().name());
            }
        }
    }
}
