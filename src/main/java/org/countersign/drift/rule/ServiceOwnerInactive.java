package org.countersign.drift.rule;

import java.util.HashSet;
import java.util.Objects;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.AccountRecord;

/// The owner of an account that is not a person's is missing or not an active identity: nobody answers for it.
final class ServiceOwnerInactive extends AppRule {
    ServiceOwnerInactive() {
        super("service-owner-inactive", Severity.HIGH, Premise.IDP_COMPLETE, Premise.ACTIVE_TOLD);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        var seen = new HashSet<String>();
        for (AccountRecord entry : app.records()) {
            if (entry.owner().filter(app.idp().orElseThrow()::isActiveOwner).isEmpty()) {
                app.accountsNamed(entry.account()).stream()
                        .filter(seen::add)
                        .forEach(account -> report(app, entry, account, report));
            }
        }
    }

    private static void report(AppState app, AccountRecord entry, String account, Report report) {
        Report.Draft draft = Accounts.on(
                        report,
                        app,
                        Objects.requireNonNull(app.state().accounts().get(account)))
                .variant(entry.owner().isPresent() ? "inactive" : "none")
                .fact("kind", entry.kind());
        entry.owner().ifPresent(owner -> draft.fact("owner", owner));
        draft.report(
                entry.kind(),
                app.state().label(account),
                app.source().name(),
                entry.owner().orElse(""),
                app.idp().orElseThrow().state().source().name());
    }
}
