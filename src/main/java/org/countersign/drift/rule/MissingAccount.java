package org.countersign.drift.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Finding.IdentityRef;
import org.countersign.drift.IdpState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;
import org.countersign.governance.Mapping;
import org.countersign.scim.Assignment;
import org.countersign.scim.GroupResource;
import org.countersign.scim.UserResource;

/// An active identity is in an IdP group mapped to an app, or the IdP says that it is assigned there and provisioned,
/// and no account of the app is its own; all of it longer ago than the app's `provisioningSla`.
final class MissingAccount extends AppRule {
    MissingAccount() {
        super("missing-account", Severity.LOW, Premise.APP_COMPLETE, Premise.IDP_MEMBERS_TOLD);
    }

    @Override
    protected boolean asksIdpGroup(Mapping mapping) {
        return true;
    }

    /// Why an account is expected.
    private static final class Reasons {
        private final List<String> mappings = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        private final List<Assignment> assignments = new ArrayList<>();
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        List<Assignment> assignments = assignments(app, report);
        if (app.idp().isEmpty()) {
            return;
        }
        var expected = new Expected(app, app.idp().get());
        app.mappings().forEach(expected::byMapping);
        assignments.forEach(expected::byAssignment);
        if (expected.groupsUntold) {
            report.unknown(
                    app.id(),
                    "members-not-told",
                    app.idp().get().state().source().name());
        }
        expected.reasons.forEach((identity, reasons) -> report(app, identity, reasons, report));
    }

    private static final class Expected {
        private final AppState app;
        private final IdpState idp;
        private final Instant due;
        private final TreeMap<String, Reasons> reasons = new TreeMap<>();
        private boolean groupsUntold;

        Expected(AppState app, IdpState idp) {
            this.app = app;
            this.idp = idp;
            this.due = app.state()
                    .snapshot()
                    .orElseThrow()
                    .takenAt()
                    .minus(app.source().provisioningSla());
        }

        private boolean isDue(Optional<Instant> changed) {
            return changed.isEmpty() || changed.get().isBefore(due);
        }

        private Optional<Reasons> of(String identity) {
            UserResource person = idp.state().accounts().get(identity);
            boolean missing = person != null
                    && idp.active(identity)
                    && isDue(person.lastModified())
                    && app.correlation().accountsOf(identity).isEmpty();
            return missing ? Optional.of(reasons.computeIfAbsent(identity, _ -> new Reasons())) : Optional.empty();
        }

        void byMapping(ResolvedMapping mapping) {
            if (mapping.idpGroup().isEmpty()) {
                return;
            }
            String group = mapping.idpGroup().get();
            GroupResource known = idp.state().groups().get(group);
            if (known == null || !isDue(known.lastModified())) {
                return;
            }
            Set<String> late = lately(group, mapping.mapping());
            mapping.members()
                    .numbers()
                    .filter(idp.state().accounts()::isActive)
                    .filter(identity ->
                            app.correlation().accountsOf(identity).findAny().isEmpty())
                    .mapToObj(idp.state().accounts()::id)
                    .filter(identity -> !late.contains(identity))
                    .forEach(identity -> of(identity).ifPresent(reasons -> {
                        reasons.mappings.add(mapping.mapping().id());
                        reasons.groups.add(known.label());
                    }));
        }

        /// Where the group stands for an application, each assignment has a date of its own; of those who have several,
        /// one that is due is enough.
        private Set<String> lately(String group, Mapping mapping) {
            var late = new HashSet<String>();
            var due = new HashSet<String>();
            for (Assignment one :
                    Assignment.applicationOf(group).map(idp::assignments).orElse(List.of())) {
                if (one.group().equals(group) && one.terms().state() != Assignment.State.ENDED) {
                    (isDue(one.terms().changed()) ? due : late).addAll(members(one.terms(), mapping));
                }
            }
            late.removeAll(due);
            return late;
        }

        private Set<String> members(Assignment.Terms terms, Mapping mapping) {
            if (terms.kind() != Assignment.Kind.GROUP) {
                return Set.of(terms.principal());
            }
            boolean direct =
                    mapping.nesting().filter(Mapping.Nesting.DIRECT::equals).isPresent();
            return direct ? Set.of() : idp.state().memberships().effective(terms.principal());
        }

        /// What is still on its way, failed, or is not provisioned is no promise of an account.
        void byAssignment(Assignment assignment) {
            Assignment.Terms terms = assignment.terms();
            boolean promised =
                    switch (terms.sync()) {
                        case SYNCHRONIZED, NOT_TOLD -> terms.state() == Assignment.State.ASSIGNED;
                        case DISABLED, SYNCING, OUT_OF_SYNC, ERROR -> false;
                    };
            boolean ofGroup = terms.kind() == Assignment.Kind.GROUP;
            GroupResource assigned = idp.state().groups().get(terms.principal());
            groupsUntold |=
                    promised && ofGroup && (assigned == null || !idp.state().membersTold());
            // Who came into an assigned group lately is as new as who came into a mapped one.
            boolean lately = ofGroup && assigned != null && !isDue(assigned.lastModified());
            if (promised && !lately && isDue(terms.changed())) {
                principals(terms)
                        .forEach(identity -> of(identity).ifPresent(reasons -> reasons.assignments.add(assignment)));
            }
        }

        private Set<String> principals(Assignment.Terms terms) {
            return switch (terms.kind()) {
                case USER -> Set.of(terms.principal());
                case GROUP -> idp.state().memberships().direct(terms.principal());
                case SERVICE_PRINCIPAL -> Set.of();
            };
        }
    }

    private static void report(AppState app, String identity, Reasons reasons, Report report) {
        String label = app.refOf(identity).map(IdentityRef::label).orElse(identity);
        Report.Draft draft =
                report.on(app.id(), Subject.Type.IDENTITY, identity, label).identity(app.refOf(identity));
        if (!reasons.mappings.isEmpty()) {
            draft.facts("mappings", reasons.mappings);
        }
        if (!reasons.assignments.isEmpty()) {
            draft.facts("assignments", Assignments.words(app, reasons.assignments));
        }
        String idp = app.idp().orElseThrow().state().source().name();
        if (reasons.mappings.isEmpty()) {
            draft.variant("assigned").report(label, app.source().name(), idp);
        } else {
            draft.variant("mapped").report(label, app.source().name(), reasons.groups.getFirst());
        }
    }
}
