package org.countersign.drift.rule;

import java.time.Duration;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// The last sign-in of an active account is too long ago, where the snapshot tells it.
final class DormantAccount extends AppRule {
    DormantAccount() {
        super("dormant-account", Severity.LOW);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        Duration allowed = app.source().dormantAfter();
        for (UserResource account : app.activeUnusedSince(landscape.asOf().minus(allowed))) {
            account.lastSignIn().ifPresent(at -> Accounts.on(report, app, account)
                    .fact("lastSignIn", Formats.instant(at))
                    .fact("allowed", allowed.toString())
                    .report(
                            account.label(),
                            app.source().name(),
                            Formats.age(Duration.between(at, landscape.asOf())),
                            Formats.age(allowed)));
        }
    }
}
