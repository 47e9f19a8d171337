package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.Source;

/// Who is named as the holder of an app's SCIM token is not an active identity.
final class ScimTokenHolderInactive extends AppRule {
    ScimTokenHolderInactive() {
        super("scim-token-holder-inactive", Severity.HIGH, Premise.IDP_COMPLETE, Premise.ACTIVE_TOLD);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        app.source()
                .token()
                .flatMap(Source.Token::holder)
                .filter(holder -> !app.idp().orElseThrow().isActiveOwner(holder))
                .ifPresent(holder -> Sources.on(report, app)
                        .fact("holder", holder)
                        .report(
                                holder,
                                app.source().name(),
                                app.idp().orElseThrow().state().source().name()));
    }
}
