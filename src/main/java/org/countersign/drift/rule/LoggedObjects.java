package org.countersign.drift.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.countersign.drift.AppState;
import org.countersign.drift.Finding.IdentityRef;
import org.countersign.drift.IdpState;
import org.countersign.drift.Report;
import org.countersign.drift.Subject;
import org.countersign.identity.Correlation.Linked;
import org.countersign.scim.ProvisioningEvent;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// The newest provisioning event of each object of an app, with the account or identity that it is.
final class LoggedObjects {
    private static final int EXAMPLES = 5;
    private static final Comparator<ProvisioningEvent> AGE = Comparator.comparing(ProvisioningEvent::at)
            .thenComparing(ProvisioningEvent::result)
            .thenComparing(ProvisioningEvent::isGrave)
            .thenComparing(ProvisioningEvent::id);

    private final AppState app;
    private final List<Logged> known = new ArrayList<>();
    private final List<ProvisioningEvent> strangers = new ArrayList<>();
    private final List<ProvisioningEvent> groups = new ArrayList<>();

    /// @param account of the app's current snapshot
    /// @param identity current or departed
    record Logged(Optional<String> account, Optional<String> identity, ProvisioningEvent event) {
        /// As findings of one subject are gathered.
        String subject() {
            return account.map(id -> "account " + id).orElse("identity " + identity.orElse(""));
        }
    }

    /// Two names of a group are one place.
    private String object(Logged logged) {
        ProvisioningEvent event = logged.event();
        String access = event.target().access().orElse("");
        return switch (event.action()) {
            case CREATE, UPDATE, ENABLE, DISABLE, DELETE, OTHER -> logged.subject();
            case GROUP_ADD, GROUP_REMOVE -> logged.subject() + "\n" + group(access);
            case ROLE_ADD, ROLE_REMOVE -> logged.subject() + "\nrole " + Formats.folded(access);
        };
    }

    private String group(String name) {
        return "group " + app.state().references().resolve(name).orElseGet(() -> Formats.folded(name));
    }

    LoggedObjects(AppState app) {
        this.app = app;
        var newest = new TreeMap<String, Logged>();
        var whole = new TreeMap<String, ProvisioningEvent>();
        for (ProvisioningEvent event : app.provisioning().events()) {
            Logged logged = resolved(event);
            if (event.target().group()) {
                whole.merge(
                        group(event.target().access().orElse("")),
                        event,
                        (one, other) -> AGE.compare(one, other) >= 0 ? one : other);
            } else if (logged.account().isEmpty() && logged.identity().isEmpty()) {
                strangers.add(event);
            } else {
                newest.merge(
                        object(logged),
                        logged,
                        (one, other) -> AGE.compare(one.event(), other.event()) >= 0 ? one : other);
            }
        }
        known.addAll(newest.values());
        groups.addAll(whole.values());
    }

    /// Of accounts and identities that are known.
    List<Logged> known() {
        return known;
    }

    /// Says which events are about what nobody knows, or about whole groups, so that no finding can hold them.
    ///
    /// @param matters which of them
    void sayRest(Predicate<ProvisioningEvent> matters, Report report) {
        say(strangers, matters, "log-strangers", report);
        say(groups, matters, "log-groups", report);
    }

    private void say(
            List<ProvisioningEvent> events, Predicate<ProvisioningEvent> matters, String reason, Report report) {
        List<String> labels = events.stream()
                .filter(matters)
                .map(event -> event.target().label())
                .distinct()
                .sorted()
                .toList();
        if (!labels.isEmpty()) {
            report.unknown(
                    app.id(),
                    reason,
                    app.source().name(),
                    Integer.toString(labels.size()),
                    String.join(", ", labels.subList(0, Math.min(EXAMPLES, labels.size())))
                            + (labels.size() > EXAMPLES ? ", …" : ""));
        }
    }

    private Logged resolved(ProvisioningEvent event) {
        ProvisioningEvent.Target target = event.target();
        Optional<String> named = target.account().filter(app.state().accounts()::containsKey);
        Optional<String> identity =
                named.flatMap(this::identityOf).or(() -> target.identity().filter(this::isIdentity));
        Optional<String> account = named.or(() -> identity.flatMap(this::accountOf))
                .or(() -> target.userName().flatMap(name -> accountCalled(name, identity)));
        if (account.isPresent() || identity.isPresent()) {
            return new Logged(account, identity.or(() -> account.flatMap(this::identityOf)), event);
        }
        Optional<String> called = target.userName().flatMap(this::identityCalled);
        return new Logged(called.flatMap(this::accountOf), called, event);
    }

    private Optional<String> accountOf(String identity) {
        return app.correlation().accountsOf(identity).stream().min(Comparator.naturalOrder());
    }

    private Optional<String> identityOf(String account) {
        return app.correlation().linked(account).map(Linked::identityId);
    }

    private boolean isIdentity(String id) {
        return app.idp().flatMap(idp -> idp.identity(id)).isPresent();
    }

    private Optional<String> identityCalled(String name) {
        return app.idp()
                .map(idp -> idp.owners(name))
                .filter(ids -> ids.size() == 1)
                .map(List::getFirst);
    }

    /// Not one that belongs to somebody else.
    private Optional<String> accountCalled(String name, Optional<String> identity) {
        return Optional.of(app.accountsNamed(name))
                .filter(ids -> ids.size() == 1)
                .map(List::getFirst)
                .filter(id -> identity.isEmpty() || app.correlation().linked(id).isEmpty());
    }

    /// Starts a finding.
    static Report.Draft on(AppState app, Report report, Logged logged) {
        if (logged.account().isPresent()) {
            return Accounts.on(
                    report,
                    app,
                    java.util.Objects.requireNonNull(
                            app.state().accounts().get(logged.account().get())));
        }
        IdpState idp = app.idp().orElseThrow();
        String id = logged.identity().orElseThrow();
        String label = app.refOf(id).map(IdentityRef::label).orElse(id);
        // An identity may be held up in several apps: the app tells the findings apart.
        return report.on(idp.state().id(), new Subject(Subject.Type.IDENTITY, id, label, Optional.of(app.id())))
                .identity(app.refOf(id));
    }

    static String label(AppState app, Logged logged) {
        return logged.account()
                .map(app.state()::label)
                .or(() -> logged.identity().flatMap(app::refOf).map(IdentityRef::label))
                .orElse("");
    }

    /// `disable the account`, `take the account out of the group oncall`.
    static String action(AppState app, ProvisioningEvent event) {
        return English.of(
                "finding.provisioning.action." + event.action().name().toLowerCase(Locale.ROOT),
                event.target().access().map(id -> access(app, id)).orElse("?"));
    }

    private static String access(AppState app, String id) {
        return app.state().groups().containsKey(id)
                ? app.state().groupLabel(id)
                : app.idp().map(idp -> idp.state().groupLabel(id)).orElse(id);
    }

    /// What the log gives as the cause.
    static String cause(ProvisioningEvent event) {
        return event.reason().or(event::code).orElseGet(() -> English.of("finding.provisioning.noReason"));
    }

    /// What a finding says of the event that it rests on.
    static void tell(AppState app, Report.Draft draft, ProvisioningEvent event) {
        draft.fact("event", event.id())
                .fact("eventAt", Formats.instant(event.at()))
                .fact("action", action(app, event))
                .fact(
                        "result",
                        English.of("finding.provisioning.result."
                                + event.result().name().toLowerCase(Locale.ROOT)));
        event.code().ifPresent(code -> draft.fact("code", code));
        event.reason().ifPresent(reason -> draft.fact("reason", reason));
        event.application().ifPresent(application -> draft.fact("application", application));
    }

    /// Whether the app's snapshot is whole and later than something.
    static boolean wholeSince(AppState app, Instant at) {
        return app.state().complete()
                && app.state()
                        .snapshot()
                        .filter(taken -> taken.takenAt().isAfter(at))
                        .isPresent();
    }
}
