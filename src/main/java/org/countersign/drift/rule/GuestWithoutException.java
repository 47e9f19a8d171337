package org.countersign.drift.rule;

import java.util.Locale;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.scim.UserResource;
import org.countersign.text.English;

/// An active guest, external, service or bot account that nobody owns.
final class GuestWithoutException extends AppRule {
    GuestWithoutException() {
        super("guest-without-exception", Severity.MEDIUM);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (UserResource account : app.activeNotPersonal()) {
            if (!app.owned(account.id())) {
                String kind = account.kind().name().toLowerCase(Locale.ROOT);
                Accounts.on(report, app, account)
                        .raisedIf(app.privileged(account.id()))
                        .fact("kind", kind)
                        .suppressedBy(app.allowedWhole(account.id()))
                        .report(
                                account.label(),
                                English.of("account.kind." + kind),
                                app.source().name());
            }
        }
    }
}
