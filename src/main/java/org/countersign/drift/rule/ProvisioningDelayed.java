package org.countersign.drift.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.IdpState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.Severity;
import org.countersign.drift.rule.LoggedObjects.Logged;
import org.countersign.identity.Memberships;
import org.countersign.scim.GroupResource;
import org.countersign.scim.ProvisioningEvent.Result;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;

/// What the IdP does at the app has not arrived: the newest provisioning event still waits, or somebody left the IdP's
/// group longer ago than the app's `provisioningSla` and is still in the app's.
final class ProvisioningDelayed extends AppRule {
    ProvisioningDelayed() {
        super("provisioning-delayed", Severity.MEDIUM);
    }

    /// Somebody who is still in a group.
    private record Overdue(String account, String group, Instant left) {}

    /// Why a subject is late.
    private static final class Late {
        private final List<Logged> waiting = new ArrayList<>();
        private final List<Overdue> overdue = new ArrayList<>();
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        var late = new TreeMap<String, Late>();
        var objects = new LoggedObjects(app);
        objects.known().stream()
                .filter(logged -> logged.event().result() == Result.PENDING)
                .forEach(logged -> late.computeIfAbsent(logged.subject(), _ -> new Late())
                        .waiting
                        .add(logged));
        objects.sayRest(event -> event.result() == Result.PENDING, report);
        overdue(app, report).forEach(one -> late.computeIfAbsent("account " + one.account(), _ -> new Late())
                .overdue
                .add(one));
        late.values().forEach(why -> report(app, why, report));
    }

    private List<Overdue> overdue(AppState app, Report report) {
        List<String> mapped = Groups.mapped(app);
        if (mapped.isEmpty() || !known(app, report)) {
            return List.of();
        }
        var overdue = new ArrayList<Overdue>();
        Instant due = app.state()
                .snapshot()
                .orElseThrow()
                .takenAt()
                .minus(app.source().provisioningSla());
        for (String group : mapped) {
            int[] ungranted = ungranted(app, group);
            Map<String, Instant> gone =
                    ungranted.length == 0 ? Map.of() : app.provisioning().left().of(group);
            for (int account : gone.isEmpty() ? new int[0] : ungranted) {
                left(app, account, gone)
                        .filter(at -> at.isBefore(due))
                        .ifPresent(at ->
                                overdue.add(new Overdue(app.state().accounts().id(account), group, at)));
            }
        }
        return overdue;
    }

    /// Whatever their state: what the group still lists has not been taken out.
    private static int[] ungranted(AppState app, String group) {
        List<ResolvedMapping> granting = app.into(group);
        return IntStream.of(
                        app.state().memberships().direct(app.state().accounts().number(group)))
                .filter(account -> !app.isGranted(account, granting))
                .toArray();
    }

    private static boolean known(AppState app, Report report) {
        if (app.idp().isEmpty() || !idpComplete(app, report)) {
            return false;
        }
        IdpState idp = app.idp().get();
        boolean told = app.mappings().stream()
                .filter(mapping -> mapping.appGroup().isPresent())
                .flatMap(mapping -> mapping.idpGroup().stream())
                .allMatch(group -> tellsWhoLeft(idp, group));
        if (!told) {
            report.unknown(app.id(), "members-not-told", idp.state().source().name());
        }
        return told;
    }

    /// What users say of their groups stands in for members today, and is not kept as such of earlier snapshots.
    private static boolean tellsWhoLeft(IdpState idp, String group) {
        boolean byUsers =
                idp.state().memberships().told() == Memberships.Told.BY_USERS && !GroupResource.standsForAccess(group);
        return idp.state().membersTold(group) && !byUsers;
    }

    private static Optional<Instant> left(AppState app, int account, Map<String, Instant> gone) {
        return app.correlation()
                .linked(app.state().accounts().id(account))
                .flatMap(link -> Optional.ofNullable(gone.get(link.identityId())));
    }

    private static void report(AppState app, Late why, Report report) {
        if (why.overdue.isEmpty()) {
            Logged logged = why.waiting.stream()
                    .min(java.util.Comparator.comparing(one -> one.event().at()))
                    .orElseThrow();
            Report.Draft draft = LoggedObjects.on(app, report, logged);
            LoggedObjects.tell(app, draft, logged.event());
            draft.variant("pending")
                    .report(
                            LoggedObjects.label(app, logged),
                            app.source().name(),
                            LoggedObjects.action(app, logged.event()),
                            Formats.instant(logged.event().at()));
            return;
        }
        Overdue first = why.overdue.getFirst();
        UserResource account =
                java.util.Objects.requireNonNull(app.state().accounts().get(first.account()));
        Accounts.on(report, app, account)
                .facts(
                        "groups",
                        why.overdue.stream()
                                .map(one -> app.state().groupLabel(one.group()))
                                .toList())
                .facts(
                        "leftBefore",
                        why.overdue.stream()
                                .map(one -> Formats.instant(one.left()))
                                .toList())
                .facts(
                        "pendingEvents",
                        why.waiting.stream().map(one -> one.event().id()).toList())
                .variant("removal")
                .report(
                        account.label(),
                        app.state().groupLabel(first.group()),
                        app.source().name(),
                        app.idp().orElseThrow().state().source().name(),
                        Formats.instant(first.left()));
    }
}
