package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.governance.Access;
import org.countersign.governance.ChangeGovernance;
import org.countersign.governance.ExceptionRecord;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: a person allows access by hand, extends that, hands it to another owner, or ends it. Unlike a governance
/// file, which may lack them (drift-rules.md, `exception-incomplete`), a person gives owner, reason and end.
public final class SetException {
    /// Nothing is allowed by hand for longer than that at once.
    public static final int LONGEST_DAYS = 365;

    private static final Pattern NUMBERED = Pattern.compile("EX-([0-9]{1,9})");

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public SetException(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What is allowed.
    ///
    /// @param account id or userName in the source's current snapshot
    /// @param access absent = the account as a whole
    /// @param until the last day, a UTC day
    public record Request(
            String source, String account, Optional<Access> access, String owner, String reason, LocalDate until) {}

    /// Allows it from today.
    ///
    /// @return what was kept, under an id of its own
    /// @throws RefusedException where the source, the account or the access is not there, or one of the three is
    /// missing
    public ExceptionRecord add(Actor actor, Request request) throws RefusedException {
        return workspace.write(tx -> {
            Instant now = now(tx);
            LocalDate today = day(now);
            until(request.until(), today);
            AppState app = new ReadLandscape(tx)
                    .asOf(now)
                    .app(request.source())
                    .orElseThrow(() -> new RefusedException(
                            Formats.visible(request.source()),
                            "There is no app of this id with a snapshot.",
                            "An exception is about an account of an app."));
            List<String> found = app.accountsNamed(request.account());
            if (found.size() != 1) {
                throw new RefusedException(
                        Formats.visible(request.source() + "/" + request.account()),
                        found.isEmpty()
                                ? "The current snapshot has no account of this id or user name."
                                : "Several accounts have this user name.",
                        "Name it by its SCIM id.");
            }
            var record = new ExceptionRecord(
                    next(tx),
                    request.source(),
                    found.getFirst(),
                    request.access(),
                    Optional.of(said(request.owner(), "owner", "")),
                    Optional.of(said(request.reason(), "reason", "")),
                    Optional.of(today),
                    Optional.of(request.until()));
            if (request.access().isPresent() && !app.accessExists(record)) {
                throw new RefusedException(
                        request.access().get().text(), "The account does not hold this.", "Name what it holds.");
            }
            keep(tx, actor, now, record, "exception.added");
            return record;
        });
    }

    /// Lets it hold longer, for a reason of its own; the one before stays in the earlier version of governance.
    public ExceptionRecord extend(Actor actor, String id, LocalDate until, String reason) throws RefusedException {
        return workspace.write(tx -> {
            Instant now = now(tx);
            until(until, day(now));
            ExceptionRecord before = known(tx, id, now);
            if (before.expires().filter(last -> !until.isAfter(last)).isPresent()) {
                throw new RefusedException(
                        id, "It holds until " + before.expires().get() + " already.", "Name a later day.");
            }
            var after = new ExceptionRecord(
                    before.id(),
                    before.source(),
                    before.account(),
                    before.access(),
                    Optional.of(said(before.owner().orElse(""), "owner", "Hand it over first.")),
                    Optional.of(said(reason, "reason", "")),
                    before.granted(),
                    Optional.of(until));
            keep(tx, actor, now, after, "exception.extended");
            return after;
        });
    }

    /// Another person answers for it. What else it lacks it lacks still: without an owner nobody could say it.
    public ExceptionRecord handOver(Actor actor, String id, String owner) throws RefusedException {
        return workspace.write(tx -> {
            Instant now = now(tx);
            ExceptionRecord before = known(tx, id, now);
            var after = new ExceptionRecord(
                    before.id(),
                    before.source(),
                    before.account(),
                    before.access(),
                    Optional.of(said(owner, "owner", "")),
                    before.reason(),
                    before.granted(),
                    before.expires());
            keep(tx, actor, now, after, "exception.handedOver");
            return after;
        });
    }

    /// Ends it now: what it allowed is drift again. The versions of governance before keep it.
    public void end(Actor actor, String id) throws RefusedException {
        workspace.write(tx -> {
            Instant now = now(tx);
            ExceptionRecord before = known(tx, id, now);
            new ChangeGovernance(ledger).put(tx, actor, now, Map.of(), List.of(before.id()));
            tell(tx, actor, before, "exception.ended");
            return true;
        });
    }

    private void keep(Transaction tx, Actor actor, Instant now, ExceptionRecord record, String event) {
        new ChangeGovernance(ledger)
                .put(tx, actor, now, Map.of("exceptions", List.of(GovernanceJson.json(record))), List.of());
        tell(tx, actor, record, event);
    }

    /// Ids and days alone: who and why stand in the governance that the event before names.
    private void tell(Transaction tx, Actor actor, ExceptionRecord record, String event) {
        ObjectNode data = CanonicalJson.object().put("exception", record.id());
        record.expires().ifPresent(day -> data.put("expires", day.toString()));
        ledger.append(tx, actor, event, data);
    }

    private static ExceptionRecord known(Transaction tx, String id, Instant now) throws RefusedException {
        return new GovernanceStore(tx)
                .asOf(now).stream()
                        .flatMap(version -> GovernanceJson.typed(version.body()).exceptions().stream())
                        .filter(record -> record.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new RefusedException(
                                Formats.visible(id),
                                "There is no exception of this id.",
                                "See: countersign exception list",
                                "They are listed under Exceptions."));
    }

    private static String said(String text, String what, String remedy) throws RefusedException {
        String said = text.strip();
        if (said.isEmpty()) {
            throw new RefusedException(
                    "", "An exception needs an owner, a reason and an end; the " + what + " is missing.", remedy);
        }
        return said;
    }

    private static void until(LocalDate until, LocalDate today) throws RefusedException {
        if (!until.isAfter(today)) {
            throw new RefusedException(until.toString(), "This day is not in the future.", "");
        }
        if (until.isAfter(today.plusDays(LONGEST_DAYS))) {
            throw new RefusedException(
                    until.toString(),
                    "This is more than " + LONGEST_DAYS + " days away.",
                    "Extend it when the time comes.");
        }
    }

    /// A number that no exception of any version has.
    private static String next(Transaction tx) {
        int highest = 0;
        for (GovernanceVersion version : new GovernanceStore(tx).all()) {
            for (ExceptionRecord record : GovernanceJson.typed(version.body()).exceptions()) {
                Matcher number = NUMBERED.matcher(record.id());
                if (number.matches()) {
                    highest = Math.max(highest, Integer.parseInt(number.group(1)));
                }
            }
        }
        return "EX-" + (highest + 1);
    }

    /// A sample is looked at from its own instant, and changed there.
    private Instant now(Transaction tx) {
        return new FindingStore(tx).sampleAsOf().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
