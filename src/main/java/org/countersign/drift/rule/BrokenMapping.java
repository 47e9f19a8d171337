package org.countersign.drift.rule;

import java.util.ArrayList;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;
import org.countersign.governance.Source;

/// The IdP group or the app group of a mapping does not resolve in the current snapshot.
final class BrokenMapping extends AppRule {
    BrokenMapping() {
        super("broken-mapping", Severity.HIGH, Premise.APP_COMPLETE, Premise.IDP_COMPLETE);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (ResolvedMapping mapping : app.mappings()) {
            if (mapping.broken()) {
                var missing = new ArrayList<String>();
                var called = new ArrayList<String>();
                if (mapping.idpGroup().isEmpty()) {
                    Source idp = app.idp().orElseThrow().state().source();
                    missing.add(idp.id() + "/" + mapping.mapping().idpGroup());
                    called.add(idp.name() + "/" + mapping.mapping().idpGroup());
                }
                if (mapping.appGroup().isEmpty() && isGroup(mapping)) {
                    missing.add(app.id() + "/" + mapping.mapping().access().name());
                    called.add(app.source().name() + "/"
                            + mapping.mapping().access().name());
                }
                report.on(
                                app.id(),
                                Subject.Type.MAPPING,
                                mapping.mapping().id(),
                                mapping.mapping().id())
                        .facts("missing", missing)
                        .report(mapping.mapping().id(), String.join(", ", called));
            }
        }
    }

    private static boolean isGroup(ResolvedMapping mapping) {
        return mapping.mapping().access().kind() == org.countersign.governance.Access.Kind.GROUP;
    }
}
