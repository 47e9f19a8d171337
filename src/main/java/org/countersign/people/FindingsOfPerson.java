package org.countersign.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.CurrentRun;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingStore;
import org.countersign.drift.Severity;
import org.countersign.drift.Status;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: the findings of one person, with where each stands. Those that the last drift check kept, where it looked
/// at what there is now; else everything is evaluated again, which takes as long as a drift check does.
public final class FindingsOfPerson {
    private final Workspace workspace;
    private final CheckDrift checkDrift;

    /// Reads only.
    public FindingsOfPerson(Workspace workspace, CheckDrift checkDrift) {
        this.workspace = workspace;
        this.checkDrift = checkDrift;
    }

    /// One finding.
    ///
    /// @param since when it was first seen, where a check kept that
    public record One(
            Severity severity, String rule, String source, String summary, Status status, Optional<Instant> since) {}

    /// Of a person, worst first; findings that are resolved are there as far as they are kept.
    public List<One> run(Person person) {
        Optional<List<One>> kept = workspace.read(
                tx -> CurrentRun.isOf(tx, person.asOf()) ? Optional.of(kept(tx, person)) : Optional.empty());
        return kept.orElseGet(() -> evaluated(person));
    }

    private static Set<String> sources(Transaction tx, Person person) {
        Set<String> sources = new GovernanceStore(tx)
                        .asOf(person.asOf())
                        .map(version -> GovernanceJson.typed(version.body()))
                        .orElse(Governance.EMPTY)
                        .sources()
                        .stream()
                        .filter(source -> source.authoritativeIdp()
                                .equals(Optional.of(person.source().id())))
                        .map(Source::id)
                        .collect(Collectors.toCollection(HashSet::new));
        sources.add(person.source().id());
        return sources;
    }

    private static List<String> subjects(Person person) {
        return Stream.concat(
                        Stream.of(person.source().id() + "\n" + person.who().id()),
                        person.accounts().stream()
                                .map(held -> held.source().id() + "\n"
                                        + held.account().id()))
                .distinct()
                .toList();
    }

    private static List<One> kept(Transaction tx, Person person) {
        // Ids of two IdPs may be equal; what names this identity without an account of its is of the IdP's own apps.
        Set<String> ours = sources(tx, person);
        LocalDate day = person.asOf().atZone(ZoneOffset.UTC).toLocalDate();
        return new FindingStore(tx)
                .of(person.identity() ? person.who().id() : "", subjects(person)).stream()
                        .filter(one -> ours.contains(one.source()))
                        .map(one -> new One(
                                one.severity(),
                                one.rule(),
                                one.source(),
                                one.summary(),
                                one.status(day),
                                Optional.of(one.firstSeen())))
                        .toList();
    }

    private List<One> evaluated(Person person) {
        var evaluation = checkDrift.current();
        Set<String> subjects = Set.copyOf(subjects(person));
        return Stream.concat(evaluation.findings().stream(), evaluation.suppressed().stream())
                .filter(finding -> of(person, subjects, finding))
                .sorted(Finding.ORDER)
                .map(finding -> new One(
                        finding.severity(),
                        finding.rule(),
                        finding.source(),
                        finding.summary(),
                        finding.status(),
                        finding.firstSeen()))
                .toList();
    }

    private static boolean of(Person person, Set<String> subjects, Finding finding) {
        return finding.identity()
                        .filter(identity ->
                                identity.source().equals(person.source().id())
                                        && identity.id().equals(person.who().id()))
                        .isPresent()
                || finding.account()
                        .filter(account -> subjects.contains(finding.source() + "\n" + account))
                        .isPresent()
                || subjects.contains(finding.source() + "\n" + finding.subject().id());
    }
}
