package org.countersign.drift.rule;

import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.drift.Subject;
import org.countersign.governance.Source;

/// The source's SCIM token is past its last day.
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
        for (SourceState state : landscape.sources()) {
            state.source()
                    .token()
                    .flatMap(Source.Token::expires)
                    .filter(landscape.day()::isAfter)
                    .ifPresent(last -> report.on(
                                    state.id(), Subject.Type.SOURCE, state.id(), state.source().name())
                            .fact("expires", last.toString())
                            .report(state.source().name(), last));
        }
    }
}
