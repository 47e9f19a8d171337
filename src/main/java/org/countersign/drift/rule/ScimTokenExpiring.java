package org.countersign.drift.rule;

import java.time.LocalDate;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.Source;

/// The last day of an app's SCIM token is near.
final class ScimTokenExpiring extends AppRule {
    private static final int DAYS = 30;

    ScimTokenExpiring() {
        super("scim-token-expiring", Severity.MEDIUM);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        LocalDate day = landscape.day();
        app.source()
                .token()
                .flatMap(Source.Token::expires)
                .filter(last -> !last.isBefore(day) && !last.isAfter(day.plusDays(DAYS)))
                .ifPresent(last -> Sources.on(report, app)
                        .fact("expires", last.toString())
                        .report(app.source().name(), last));
    }
}
