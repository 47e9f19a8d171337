package org.countersign.drift.rule;

import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.drift.Subject;
import org.countersign.governance.Source;

/// An app's SCIM token is past its last day.
final class ScimTokenExpired implements Rule {
    @Override
    public String id() {
        return "scim-token-expired";
    }

    @Override
    public Severity severity() {
        return Severity.HIGH;
    }

    @Override
    public void evaluate(Landscape landscape, Report report) {
        for (AppState app : landscape.apps()) {
            SourceState state = app.state();
            state.source()
                    .token()
                    .flatMap(Source.Token::expires)
                    .filter(landscape.day()::isAfter)
                    .ifPresent(last -> report.on(
                                    state.id(),
                                    Subject.Type.SOURCE,
                                    state.id(),
                                    state.source().name())
                            .fact("expires", last.toString())
                            .report(state.source().name(), last));
        }
    }
}
