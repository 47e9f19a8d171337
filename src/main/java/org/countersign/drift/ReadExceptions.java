package org.countersign.drift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.governance.ExceptionRecord;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.scim.UserResource;
import org.countersign.work.Progress;
import org.countersign.workspace.Workspace;

/// Use case: the register of what is allowed by hand, with what of it needs somebody.
public final class ReadExceptions {
    private final Workspace workspace;
    private final CheckDrift drift;

    /// What needs somebody comes from `drift`.
    public ReadExceptions(Workspace workspace, CheckDrift drift) {
        this.workspace = workspace;
        this.drift = drift;
    }

    /// How an exception stands, what needs somebody most first.
    public enum Stand {
        /// Its owner is not active, or nobody knows.
        OWNER_INACTIVE("exception-owner-inactive"),
        /// It lacks owner, reason or end, and so allows nothing.
        INCOMPLETE("exception-incomplete"),
        /// It has ended, and what it allowed is still there.
        EXPIRED("exception-expired"),
        /// It ends soon.
        EXPIRING("exception-expiring"),
        /// What it allows is not there.
        UNUSED("exception-unused"),
        /// It begins later.
        LATER(""),
        /// It has ended, and what it allowed is gone.
        OVER(""),
        /// It holds.
        HOLDS("");

        private final String rule;

        Stand(String rule) {
            this.rule = rule;
        }

        /// Whether somebody must do something.
        public boolean needsSomebody() {
            return !rule.isEmpty();
        }
    }

    /// An exception in the register.
    ///
    /// @param sourceName as people call it
    /// @param account its id; absent where no snapshot has it
    /// @param label the account as people call it, or as the record names it where no snapshot has it
    /// @param daysLeft until its last day; negative where it has passed; absent where it has no end
    /// @param extensions how often its end was moved to a later day
    /// @param covers findings that it suppresses
    public record Line(
            ExceptionRecord record,
            String sourceName,
            Optional<String> account,
            String label,
            Stand stand,
            Optional<Long> daysLeft,
            int extensions,
            int covers) {}

    /// The register as of a day.
    public record Register(LocalDate today, List<Line> lines) {
        /// Copies the list.
        public Register {
            lines = List.copyOf(lines);
        }
    }

    /// As of an instant: what needs somebody first, then by its end.
    public Register asOf(Instant asOf) {
        return workspace.read(tx -> {
            CheckDrift.Looked looked = drift.look(tx, asOf, Progress.NONE);
            LocalDate today = looked.landscape().day();
            var store = new GovernanceStore(tx);
            Optional<Governance> governance = store.asOf(asOf).map(version -> GovernanceJson.typed(version.body()));
            Map<String, Integer> extensions = extensions(store.all(), asOf);
            Map<String, Integer> covers = new HashMap<>();
            looked.evaluation().suppressed().forEach(finding -> finding.suppressedBy()
                    .ifPresent(id -> covers.merge(id, 1, Integer::sum)));
            Map<String, Set<String>> found = new HashMap<>();
            for (Finding finding : looked.evaluation().findings()) {
                if (finding.subject().type() == Subject.Type.EXCEPTION) {
                    found.computeIfAbsent(finding.subject().id(), _ -> new HashSet<>())
                            .add(finding.rule());
                }
            }
            var lines = new ArrayList<Line>();
            governance.ifPresent(known -> known.exceptions().forEach(record -> {
                Optional<UserResource> account = account(looked.landscape(), record);
                lines.add(new Line(
                        record,
                        looked.landscape()
                                .source(record.source())
                                .map(state -> state.source().name())
                                .orElse(record.source()),
                        account.map(UserResource::id),
                        account.map(UserResource::label).orElse(record.account()),
                        stand(record, found.getOrDefault(record.id(), Set.of()), today),
                        record.expires().map(last -> ChronoUnit.DAYS.between(today, last)),
                        extensions.getOrDefault(record.id(), 0),
                        covers.getOrDefault(record.id(), 0)));
            }));
            lines.sort(Comparator.comparing(Line::stand)
                    .thenComparing(line -> line.daysLeft().orElse(Long.MIN_VALUE))
                    .thenComparing(line -> line.record().id()));
            return new Register(today, lines);
        });
    }

    private static Optional<UserResource> account(Landscape landscape, ExceptionRecord record) {
        return landscape.app(record.source()).flatMap(app -> app.accountsNamed(record.account()).stream()
                .findFirst()
                .map(app.state().accounts()::get));
    }

    private static Stand stand(ExceptionRecord record, Set<String> rules, LocalDate today) {
        for (Stand stand : Stand.values()) {
            if (rules.contains(stand.rule)) {
                return stand;
            }
        }
        if (record.granted().filter(today::isBefore).isPresent()) {
            return Stand.LATER;
        }
        return record.holdsOn(today) ? Stand.HOLDS : Stand.OVER;
    }

    /// How often each end was moved to a later day by a version of governance.
    private static Map<String, Integer> extensions(List<GovernanceVersion> versions, Instant asOf) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, LocalDate> ends = new HashMap<>();
        for (GovernanceVersion version : versions) {
            if (version.number() > 1 && version.effective().isAfter(asOf)) {
                continue;
            }
            for (ExceptionRecord record : GovernanceJson.typed(version.body()).exceptions()) {
                record.expires().ifPresent(end -> {
                    LocalDate before = ends.put(record.id(), end);
                    if (before != null && end.isAfter(before)) {
                        counts.merge(record.id(), 1, Integer::sum);
                    }
                });
            }
        }
        return counts;
    }
}
