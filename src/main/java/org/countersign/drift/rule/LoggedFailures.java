package org.countersign.drift.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.drift.AppState;
import org.countersign.drift.Report;
import org.countersign.drift.rule.LoggedObjects.Logged;
import org.countersign.scim.ProvisioningEvent;
import org.countersign.scim.ProvisioningEvent.Result;

/// The newest provisioning events that say that something was not done.
final class LoggedFailures {
    private static final Comparator<Logged> WORST = Comparator.comparing(
                    (Logged logged) -> logged.event().action().takesAway())
            .thenComparing(logged -> logged.event().at())
            .thenComparing(logged -> logged.event().id())
            .reversed();

    private LoggedFailures() {}

    /// By subject, the worst first.
    static Map<String, List<Logged>> of(AppState app, Report report) {
        var objects = new LoggedObjects(app);
        var failures = new TreeMap<String, List<Logged>>();
        for (Logged logged : objects.known()) {
            if (failed(app, logged, report)) {
                failures.computeIfAbsent(logged.subject(), _ -> new ArrayList<>())
                        .add(logged);
            }
        }
        failures.values().forEach(same -> same.sort(WORST));
        objects.sayRest(
                event ->
                        event.result() == Result.FAILURE || (event.result() == Result.SKIPPED && event.bringsAccount()),
                report);
        return failures;
    }

    private static boolean failed(AppState app, Logged logged, Report report) {
        return switch (logged.event().result()) {
            case SUCCESS, PENDING -> false;
            case FAILURE -> !gone(app, logged);
            case SKIPPED -> neverMade(app, logged, report);
        };
    }

    /// A skip matters where there is no account; where the app's snapshot is incomplete, nobody knows.
    private static boolean neverMade(AppState app, Logged logged, Report report) {
        ProvisioningEvent event = logged.event();
        boolean expected = logged.account().isEmpty()
                && event.bringsAccount()
                && logged.identity().filter(app.idp().orElseThrow()::active).isPresent();
        if (expected && !app.state().complete()) {
            report.unknown(app.id(), "log-skips", app.source().name());
        }
        return expected && app.state().complete();
    }

    /// What was to be taken away is gone all the same, as a whole snapshot after the event shows.
    private static boolean gone(AppState app, Logged logged) {
        ProvisioningEvent event = logged.event();
        if (!event.action().takesAway() || !LoggedObjects.wholeSince(app, event.at())) {
            return false;
        }
        if (logged.account().isEmpty()) {
            return true;
        }
        String account = logged.account().get();
        return !app.state().active(account)
                || (event.action() == ProvisioningEvent.Action.GROUP_REMOVE
                        && event.target()
                                .access()
                                .flatMap(app.state().references()::resolve)
                                .filter(app.state()::membersTold)
                                .filter(group ->
                                        !app.state().memberships().direct(group).contains(account))
                                .isPresent());
    }
}
