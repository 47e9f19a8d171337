package org.countersign.drift;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.governance.Access;
import org.countersign.governance.Mapping;
import org.countersign.scim.Assignment;
import org.countersign.text.English;

/// A rule that is answered app by app, and only where what it argues from is known.
public abstract class AppRule implements Rule {
    /// What must be known before the rule can be answered for an app (drift-rules.md, "What is not known is
    /// not a pass").
    protected enum Premise {
        /// The app's snapshot is there and has no gap.
        APP_COMPLETE,
        /// The app names an IdP whose snapshot is there and has no gap.
        IDP_COMPLETE,
        /// The IdP tells `active`.
        ACTIVE_TOLD,
        /// The app's groups tell their members.
        APP_MEMBERS_TOLD,
        /// The IdP's groups tell their members.
        IDP_MEMBERS_TOLD
    }

    private final String id;
    private final Severity severity;
    private final Set<Premise> premises;

    /// @param premises that must all hold for an app
    protected AppRule(String id, Severity severity, Premise... premises) {
        this.id = id;
        this.severity = severity;
        this.premises = Set.of(premises);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Severity severity() {
        return severity;
    }

    @Override
    public final void evaluate(Landscape landscape, Report report) {
        for (AppState app : landscape.apps()) {
            boolean known = true;
            for (Premise premise : Premise.values()) {
                known &= !premises.contains(premise) || holds(premise, app, report);
            }
            if (known) {
                evaluate(app, landscape, report);
            }
        }
    }

    /// Whether there is a group of the app whose members the rule asks for.
    protected boolean asksAppGroups(AppState app) {
        return app.mappings().stream().anyMatch(mapping -> mapping.appGroup().isPresent());
    }

    /// Whether the rule asks for the members of the mapping's IdP group: what others do not tell is nothing to it.
    protected boolean asksIdpGroup(Mapping mapping) {
        return mapping.access().kind() == Access.Kind.GROUP;
    }

    /// Says where a privileged group does not tell its members: who else is privileged is not known. Who is by a role,
    /// an entitlement or another group is known all the same, and stands.
    protected static void sayUntoldPrivileges(AppState app, Report report) {
        if (!app.privilegesTold()) {
            report.unknown(app.id(), "members-not-told", app.source().name());
        }
    }

    /// Who the IdP has assigned to the applications that stand for the app, where its snapshot is whole and tells it;
    /// what it does not tell is reported as unknown. Nothing where no application stands for the app.
    protected final List<Assignment> assignments(AppState app, Report report) {
        if (app.applications().isEmpty() || !idpComplete(app, report)) {
            return List.of();
        }
        IdpState idp = app.idp().orElseThrow();
        List<String> untold = app.applications().stream()
                .filter(application -> !idp.tellsAssignments(application))
                .toList();
        if (!untold.isEmpty()) {
            report.unknown(
                    app.id(),
                    "assignments-not-told",
                    idp.state().source().name(),
                    String.join(", ", untold),
                    app.source().name());
        }
        return app.applications().stream()
                .flatMap(application -> idp.assignments(application).stream())
                .toList();
    }

    /// Reports for one app.
    protected abstract void evaluate(AppState app, Landscape landscape, Report report);

    private boolean holds(Premise premise, AppState app, Report report) {
        return switch (premise) {
            case APP_COMPLETE -> {
                if (!app.state().complete()) {
                    notWhole(app.id(), app.state(), "app-incomplete", report);
                }
                yield app.state().complete();
            }
            case IDP_COMPLETE -> idpComplete(app, report);
            case ACTIVE_TOLD -> activeTold(app, report);
            case APP_MEMBERS_TOLD -> {
                boolean told = app.state().membersTold() || !asksAppGroups(app);
                if (!told) {
                    report.unknown(app.id(), "members-not-told", app.source().name());
                }
                yield told;
            }
            case IDP_MEMBERS_TOLD -> {
                Optional<IdpState> silent = app.idp().filter(idp -> !tellsMappedGroups(app, idp));
                silent.ifPresent(idp -> report.unknown(
                        app.id(), "members-not-told", idp.state().source().name()));
                yield silent.isEmpty();
            }
        };
    }

    private boolean tellsMappedGroups(AppState app, IdpState idp) {
        return app.mappings().stream()
                .filter(mapping -> asksIdpGroup(mapping.mapping()))
                .flatMap(mapping -> mapping.idpGroup().stream())
                .allMatch(group -> idp.state().membersTold(group));
    }

    /// Whether the IdP's snapshot is there and has no gap; says so where not.
    protected static boolean idpComplete(AppState app, Report report) {
        if (app.idp().isEmpty()) {
            report.unknown(app.id(), "no-idp", app.source().name());
            return false;
        }
        SourceState idp = app.idp().get().state();
        if (!idp.complete()) {
            notWhole(app.id(), idp, "idp-incomplete", report);
        }
        return idp.complete();
    }

    /// Says why there is no whole snapshot of a source. What people call it is in the sentence, its id in the command
    /// that remedies it.
    ///
    /// @param source the answer is unknown for
    /// @param incomplete a key of `drift.unknown`, where there is a snapshot
    public static void notWhole(String source, SourceState state, String incomplete, Report report) {
        report.unknown(
                source,
                state.snapshot().isEmpty() ? state.missing() : incomplete,
                state.source().name(),
                state.id());
    }

    /// An IdP without a snapshot is another case: nothing is linked to it, and [#idpComplete] says why.
    private static boolean activeTold(AppState app, Report report) {
        Optional<IdpState> silent = app.idp()
                .filter(idp ->
                        idp.state().snapshot().isPresent() && !idp.state().activeTold());
        silent.ifPresent(idp -> activeNotTold(app.id(), idp, report));
        return silent.isEmpty();
    }

    /// Says that an IdP does not tell `active`, and which export does.
    public static void activeNotTold(String source, IdpState idp, Report report) {
        String export = idp.state().source().vendor().equals("entra")
                ? English.of("drift.export.entra")
                : English.of("drift.export.scim");
        report.unknown(source, "active-not-told", idp.state().source().name(), export);
    }
}
