package org.countersign.drift;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.identity.AppUsers;
import org.countersign.identity.Correlation;
import org.countersign.identity.Era;
import org.countersign.identity.IdentityHistory;
import org.countersign.identity.Link;
import org.countersign.identity.LookAlike;
import org.countersign.identity.RankedSuggestion;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.AssignmentStore;
import org.countersign.snapshot.LinkStore;
import org.countersign.snapshot.ResourceStore;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: who stands behind the accounts of an app, as of now, or of the sample's own instant. Correlates anew, so
/// that it does not wait for a run of the rules; changes nothing.
public final class ReadLinks {
    private static final int FEW = 50_000;

    private final Workspace workspace;
    private final Clock clock;

    /// As of now by this clock.
    public ReadLinks(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// Reads one app.
    ///
    /// @throws RefusedException where governance has no such source, it has no IdP, or there is no snapshot of it
    public AccountLinks run(String source) throws RefusedException {
        return workspace.read(tx -> in(tx, source));
    }

    /// All that is known of one account.
    public AccountView view(AccountLinks links, UserResource account, Progress progress) {
        String id = account.id();
        Optional<Link> link = links.link(id);
        return new AccountView(
                account,
                link,
                link.flatMap(one -> links.identity(one.identityId())),
                link.flatMap(one -> workspace.read(tx -> since(tx, links, one))),
                links.word(id),
                links.asked(id),
                links.suggestions(List.of(id), progress).getOrDefault(id, List.of()),
                links.lookAlikes(List.of(id)).getOrDefault(id, List.of()));
    }

    /// What names say of one account. Everybody's are read for it, so where there are more than [#FEW] accounts and
    /// identities nothing is answered: `link list` goes through them all.
    public Optional<Names> names(String source, String account, Progress progress) throws RefusedException {
        Optional<AccountLinks> links = workspace.read(tx -> {
            AccountLinks all = few(tx, source) ? in(tx, source) : null;
            return Optional.ofNullable(all);
        });
        return links.map(all -> new Names(
                all.suggestions(List.of(account), progress).getOrDefault(account, List.of()).stream()
                        .filter(suggestion -> suggestion.key().isEmpty())
                        .map(suggestion -> new Names.Alike(
                                suggestion,
                                all.identity(suggestion.identityId())
                                        .map(UserResource::label)
                                        .orElse(suggestion.identityId())))
                        .toList(),
                all.lookAlikes(List.of(account)).getOrDefault(account, List.of())));
    }

    /// Names that are like an account's.
    ///
    /// @param alike identities that may be its person, best first; never a link
    /// @param imitated whom it looks like, or who looks like it
    public record Names(List<Alike> alike, List<LookAlike> imitated) {
        /// Copies the lists.
        public Names {
            alike = List.copyOf(alike);
            imitated = List.copyOf(imitated);
        }

        /// An identity by what it is called.
        public record Alike(RankedSuggestion suggestion, String label) {}
    }

    private boolean few(Transaction tx, String source) {
        Instant asOf = asOf(tx);
        var snapshots = new SnapshotStore(tx);
        Optional<String> idp = new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .flatMap(governance -> governance.source(source))
                .flatMap(Source::authoritativeIdp);
        return Stream.concat(Stream.of(source), idp.stream())
                        .flatMap(id -> snapshots.current(id, asOf).stream())
                        .mapToLong(Snapshot::accounts)
                        .sum()
                <= FEW;
    }

    /// The same, inside a transaction that somebody else owns.
    AccountLinks in(Transaction tx, String source) throws RefusedException {
        Instant asOf = asOf(tx);
        Governance governance = new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
        Optional<Source> app = governance.source(source);
        if (app.isEmpty()) {
            throw new RefusedException(
                    source,
                    "There is no source of this id.",
                    "See: countersign governance export -",
                    "The sources are listed under Sources.");
        }
        Optional<Source> idp = app.get()
                .authoritativeIdp()
                .flatMap(governance::source)
                .filter(known -> known.kind() == Source.Kind.IDP);
        if (app.get().kind() != Source.Kind.APP || idp.isEmpty()) {
            throw new RefusedException(
                    source, "This source has no authoritative IdP, so its accounts are nobody's.", "Name an app.");
        }
        var snapshots = new SnapshotStore(tx);
        Snapshot snapshot = snapshots
                .current(source, asOf)
                .orElseThrow(() -> new RefusedException(
                        source,
                        "There is no snapshot of this source.",
                        "See: countersign snapshot list",
                        "Its snapshots are listed under Sources."));
        return read(
                tx,
                governance,
                app.get(),
                idp.get(),
                snapshot,
                snapshots.before(idp.get().id(), asOf));
    }

    private Instant asOf(Transaction tx) {
        return new FindingStore(tx).sampleAsOf().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static AccountLinks read(
            Transaction tx, Governance governance, Source app, Source idp, Snapshot snapshot, List<Snapshot> taken) {
        var snapshots = new SnapshotStore(tx);
        Map<String, UserResource> accounts = snapshots.accounts(snapshot);
        Map<String, UserResource> identities =
                taken.stream().findFirst().map(snapshots::accounts).orElse(Map.of());
        var states = new ArrayList<Collection<UserResource>>();
        states.add(identities.values());
        states.addAll(snapshots.earlier(taken, identities));
        var history = new IdentityHistory(states);
        AppUsers records = new AssignedAccess(Map.of(), new AssignmentStore(tx).ofAccounts(taken))
                .appUsers(AssignedAccess.applications(app, governance.mappings()), history);
        var links = new LinkStore(tx);
        return new AccountLinks(
                app,
                idp,
                snapshot,
                accounts,
                identities,
                history,
                records,
                new Correlation(accounts.values(), history, records, links.manual(app.id())),
                links.words(app.id()));
    }

    /// The later of the two snapshots from which on, without a break, account and identity have had their values.
    private Optional<AccountView.Since> since(Transaction tx, AccountLinks links, Link link) {
        Instant asOf = asOf(tx);
        Stream<Snapshot> account =
                first(tx, links.app(), link.accountId(), asOf, user -> link.saidBy(user, link.accountValue()));
        Stream<Snapshot> identity = link.era() == Era.CURRENT
                ? first(tx, links.idp(), link.identityId(), asOf, user -> link.saidBy(user, link.identityValue()))
                : Stream.empty();
        return switch (link.key()) {
            case MANUAL -> Optional.empty();
            case APP_USER, EXTERNAL_ID, USER_NAME, EMAIL, EMPLOYEE_NUMBER ->
                Stream.concat(account, identity)
                        .max(java.util.Comparator.comparing(Snapshot::takenAt))
                        .map(one -> new AccountView.Since(one.source(), one.number(), one.takenAt()));
        };
    }

    /// The oldest snapshot of those, newest first, before the first of which it does not hold.
    private static Stream<Snapshot> first(
            Transaction tx, Source source, String id, Instant asOf, Predicate<UserResource> holds) {
        return new ResourceStore(tx, source.id(), asOf)
                .through(id).stream()
                        .takeWhile(seen -> holds.test(seen.getValue()))
                        .map(Map.Entry::getKey)
                        .reduce((_, older) -> older)
                        .stream();
    }
}
