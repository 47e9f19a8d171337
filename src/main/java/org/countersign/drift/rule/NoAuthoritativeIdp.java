package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;

/// An app names no IdP that says who its people are.
final class NoAuthoritativeIdp extends AppRule {
    NoAuthoritativeIdp() {
        super("no-authoritative-idp", Severity.MEDIUM);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        if (app.source().authoritativeIdp().isEmpty()) {
            Sources.on(report, app).report(app.source().name());
        }
    }
}
