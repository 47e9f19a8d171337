package org.countersign.drift.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.IdpState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;
import org.countersign.drift.rule.LoggedObjects.Logged;
import org.countersign.scim.Assignment;
import org.countersign.scim.ProvisioningEvent;
import org.countersign.scim.UserResource;

/// The IdP says that it could not bring an account into the state that it wants; critical where that would take access
/// away. Told by assignments (Okta `syncState` ERROR, and OUT_OF_SYNC for longer than the app's `provisioningSla`),
/// and by the newest event of each object in provisioning logs; one finding for each account or identity.
final class ProvisioningFailed extends AppRule {
    ProvisioningFailed() {
        super("provisioning-failed", Severity.HIGH);
    }

    /// One thing that failed, of whatever record.
    ///
    /// @param account in the app, where it has one
    private record Failure(String identity, Optional<String> account, boolean takesAway, Assignment assignment) {
        private static final Comparator<Failure> WORST = Comparator.comparing(Failure::takesAway)
                .thenComparing(failure -> failure.assignment().terms().sync())
                .reversed();

        String subject() {
            return account.map(id -> "account " + id).orElse("identity " + identity);
        }
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        var failures = new TreeMap<String, List<Failure>>();
        for (Assignment assignment : assignments(app, report)) {
            failure(app, assignment)
                    .ifPresent(failure -> failures.computeIfAbsent(failure.subject(), _ -> new ArrayList<>())
                            .add(failure));
        }
        failures.values().forEach(same -> same.sort(Failure.WORST));
        Map<String, List<Logged>> logged = LoggedFailures.of(app, report);
        var subjects = new TreeSet<>(failures.keySet());
        subjects.addAll(logged.keySet());
        for (String subject : subjects) {
            report(app, failures.getOrDefault(subject, List.of()), logged.getOrDefault(subject, List.of()), report);
        }
    }

    /// By what the IdP's snapshot tells, where that is as bad as the log.
    private static void report(AppState app, List<Failure> told, List<Logged> logged, Report report) {
        boolean takesAway =
                !logged.isEmpty() && logged.getFirst().event().action().takesAway();
        if (told.isEmpty() || (takesAway && !told.getFirst().takesAway())) {
            reportLogged(app, told, logged, report);
        } else {
            reportTold(app, told, logged.stream().map(Logged::event).toList(), report);
        }
    }

    private static void reportLogged(AppState app, List<Failure> told, List<Logged> logged, Report report) {
        Logged worst = logged.getFirst();
        ProvisioningEvent event = worst.event();
        Report.Draft draft = LoggedObjects.on(app, report, worst);
        LoggedObjects.tell(app, draft, event);
        if (logged.size() > 1) {
            draft.facts("events", logged.stream().map(one -> one.event().id()).toList());
        }
        if (!told.isEmpty()) {
            draft.facts(
                    "assignments",
                    Assignments.words(
                            app, told.stream().map(Failure::assignment).toList()));
        }
        if (event.action().takesAway()) {
            draft.severity(Severity.CRITICAL);
        }
        boolean skipped = event.result() == ProvisioningEvent.Result.SKIPPED;
        draft.variant(skipped ? "skipped" : "logged")
                .report(
                        LoggedObjects.label(app, worst),
                        app.source().name(),
                        LoggedObjects.action(app, event),
                        LoggedObjects.cause(event));
    }

    private static Optional<Failure> failure(AppState app, Assignment assignment) {
        Assignment.Terms terms = assignment.terms();
        if (!failed(app, terms) || terms.kind() != Assignment.Kind.USER) {
            return Optional.empty();
        }
        String identity = terms.principal();
        IdpState idp = app.idp().orElseThrow();
        boolean takesAway = terms.state() == Assignment.State.ENDED || !idp.active(identity);
        Optional<String> account = account(app, terms);
        boolean gone =
                account.map(id -> !app.state().active(id)).orElse(app.state().complete());
        return takesAway && gone
                ? Optional.empty()
                : Optional.of(new Failure(identity, account, takesAway, assignment));
    }

    /// What the IdP has just changed is out of step with the app until it has been brought there: that is no failure
    /// before the time that a new assignment has too.
    private static boolean failed(AppState app, Assignment.Terms terms) {
        return switch (terms.sync()) {
            case ERROR -> true;
            case OUT_OF_SYNC -> {
                Instant due = app.idp()
                        .orElseThrow()
                        .state()
                        .snapshot()
                        .orElseThrow()
                        .takenAt()
                        .minus(app.source().provisioningSla());
                yield terms.changed().isEmpty() || terms.changed().get().isBefore(due);
            }
            case NOT_TOLD, DISABLED, SYNCHRONIZED, SYNCING -> false;
        };
    }

    /// By the IdP's record of the account, else by correlation.
    private static Optional<String> account(AppState app, Assignment.Terms terms) {
        return terms.account()
                .filter(app.state().accounts()::containsKey)
                .or(() ->
                        app.correlation().accountsOf(terms.principal()).stream().min(Comparator.naturalOrder()));
    }

    private static void reportTold(AppState app, List<Failure> same, List<ProvisioningEvent> events, Report report) {
        Failure worst = same.getFirst();
        IdpState idp = app.idp().orElseThrow();
        Report.Draft draft = worst.account()
                .map(id -> Accounts.on(report, app, account(app, id)))
                .orElseGet(() -> report.on(idp.state().id(), identity(app, idp, worst.identity()))
                        .identity(app.refOf(worst.identity())));
        draft.fact("application", worst.assignment().application())
                .fact("syncState", worst.assignment().terms().sync().name())
                .facts(
                        "assignments",
                        Assignments.words(
                                app, same.stream().map(Failure::assignment).toList()));
        if (!events.isEmpty()) {
            draft.facts("events", events.stream().map(ProvisioningEvent::id).toList());
        }
        if (worst.takesAway()) {
            draft.severity(Severity.CRITICAL).variant("removal");
        } else {
            draft.variant("grant");
        }
        String label = idp.state().label(worst.identity());
        draft.report(
                label,
                app.source().name(),
                idp.state().source().name(),
                worst.assignment().terms().sync().name());
    }

    private static UserResource account(AppState app, String id) {
        return java.util.Objects.requireNonNull(app.state().accounts().get(id));
    }

    /// An identity may fail in several apps: the app tells the findings apart.
    private static Subject identity(AppState app, IdpState idp, String id) {
        return new Subject(Subject.Type.IDENTITY, id, idp.state().label(id), Optional.of(app.id()));
    }
}
