package org.countersign.drift.rule;

import java.util.List;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.drift.Subject;
import org.countersign.governance.Mapping;

/// The IdP group of a mapping has groups within it, and nobody has said how the app treats these: many apps are given
/// the direct members alone.
final class NestedGroup extends AppRule {
    NestedGroup() {
        super("nested-group", Severity.LOW, Premise.IDP_MEMBERS_TOLD);
    }

    @Override
    protected boolean asksIdpGroup(Mapping mapping) {
        return mapping.nesting().isEmpty();
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (ResolvedMapping mapping : app.mappings()) {
            if (mapping.mapping().nesting().isEmpty()) {
                mapping.idpGroup().ifPresent(group -> report(app, mapping, group, report));
            }
        }
    }

    private static void report(AppState app, ResolvedMapping mapping, String group, Report report) {
        SourceState idp = app.idp().orElseThrow().state();
        List<String> nested = idp.memberships().nested(group).stream()
                .filter(idp.groups()::containsKey)
                .sorted()
                .toList();
        if (!nested.isEmpty()) {
            String id = mapping.mapping().id();
            report.on(app.id(), Subject.Type.MAPPING, id, id)
                    .variant(nested.size() == 1 ? "one" : "many")
                    .fact("group", idp.groupLabel(group))
                    .facts("nested", nested.stream().map(idp::groupLabel).toList())
                    .report(
                            id,
                            idp.groupLabel(group),
                            idp.groupLabel(nested.getFirst()),
                            nested.size(),
                            app.source().name());
        }
    }
}
