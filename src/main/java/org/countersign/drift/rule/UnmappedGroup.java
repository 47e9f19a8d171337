package org.countersign.drift.rule;

import java.util.List;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;
import org.countersign.scim.GroupResource;

/// An app group with an active member, one that it lists itself, is the target of no mapping.
final class UnmappedGroup extends AppRule {
    UnmappedGroup() {
        super("unmapped-group", Severity.LOW, Premise.APP_MEMBERS_TOLD);
    }

    @Override
    protected boolean asksAppGroups(AppState app) {
        return !Groups.mapped(app).containsAll(app.state().groups().keySet());
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        List<String> mapped = Groups.mapped(app);
        for (GroupResource group : app.state().groups().values()) {
            int active = Groups.activeDirectMembers(app, group.id()).length;
            if (active > 0 && !mapped.contains(group.id())) {
                report.on(app.id(), Subject.Type.GROUP, group.id(), group.label())
                        .raisedIf(app.privilegedGroup(group.id()))
                        .variant(active == 1 ? "one" : "many")
                        .fact("activeMembers", Integer.toString(active))
                        .report(group.label(), app.source().name(), active);
            }
        }
    }
}
