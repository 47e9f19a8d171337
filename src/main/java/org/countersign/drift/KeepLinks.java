package org.countersign.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.identity.AppUsers;
import org.countersign.identity.Correlation;
import org.countersign.identity.IdentityHistory;
import org.countersign.identity.ManualLink;
import org.countersign.snapshot.AccountStore;
import org.countersign.snapshot.AssignmentStore;
import org.countersign.snapshot.LinkStore;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.snapshot.StoredAccounts;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;
import org.countersign.text.Strings;
import org.countersign.work.Progress;
import org.countersign.workspace.Transaction;

/// Links of accounts to identities: as they were kept, where nothing they rest on has changed, else made anew. They are
/// kept by every import, so that whoever asks afterwards need not correlate (ADR 22).
public final class KeepLinks {
    /// Another number where keys are read otherwise than before, so that what was kept is not used.
    private static final int READING = 3;

    private final Transaction tx;

    /// Inside `tx`.
    public KeepLinks(Transaction tx) {
        this.tx = tx;
    }

    /// An app's accounts with the IdP's past.
    record Asked(
            Source app,
            StoredAccounts accounts,
            IdentityHistory idp,
            AssignedAccess assigned,
            Set<String> applications) {}

    /// The links of an app.
    Correlation of(Asked asked) {
        List<ManualLink> manual = new LinkStore(tx).manual(asked.app().id());
        StoredAccounts accounts = asked.accounts();
        AppUsers appUsers = asked.assigned().appUsers(asked.applications(), asked.idp());
        return new LinkStore(tx)
                .kept(asked.app().id(), basis(asked))
                .map(kept -> new Correlation(
                        accounts, accounts.states(), accounts.rows(), asked.idp(), appUsers, manual, kept))
                .orElseGet(() ->
                        new Correlation(accounts, accounts.states(), accounts.rows(), asked.idp(), appUsers, manual));
    }

    private static String basis(Asked asked) {
        return basis(asked.app(), asked.accounts().content(), asked.idp().contents(), asked.applications());
    }

    /// Everything that decides what keys say: two that are equal link alike.
    ///
    /// @param identities the contents of the IdP's snapshots, newest first
    private static String basis(Source app, int accounts, int[] identities, Set<String> applications) {
        var basis = CanonicalJson.object()
                .put("reading", READING)
                .put("accounts", accounts)
                .put("idp", app.authoritativeIdp().orElse(""))
                .put("identities", Arrays.toString(identities));
        var known = basis.putArray("applications");
        new TreeSet<>(applications).forEach(known::add);
        return Sha256.hex(Sha256.of(CanonicalJson.bytes(basis)));
    }

    /// Keeps them, unless they were kept.
    void keep(Asked asked, Correlation links) {
        var store = new LinkStore(tx);
        String basis = basis(asked);
        if (!store.isKept(asked.app().id(), basis)) {
            store.keep(asked.app().id(), asked.app().authoritativeIdp().orElseThrow(), basis, links.kept());
        }
    }

    /// Whether those of every app are kept.
    public boolean isFresh(Instant asOf) {
        Governance governance = governance(asOf);
        return apps(governance).entrySet().stream().allMatch(entry -> {
            int[] identities = new AccountStore(tx, entry.getKey().id())
                    .contents(new SnapshotStore(tx).before(entry.getKey().id(), asOf));
            return entry.getValue().stream().allMatch(app -> new LinkStore(tx)
                    .isKept(
                            app.id(),
                            basis(
                                    app,
                                    new AccountStore(tx, app.id())
                                            .content(new SnapshotStore(tx).current(app.id(), asOf)),
                                    identities,
                                    AssignedAccess.applications(app, governance.mappings()))));
        });
    }

    private Governance governance(Instant asOf) {
        return new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
    }

    /// The apps of each IdP that has any.
    private static Map<Source, List<Source>> apps(Governance governance) {
        var apps = new LinkedHashMap<Source, List<Source>>();
        for (Source app : governance.sources()) {
            app.authoritativeIdp()
                    .filter(_ -> app.kind() == Source.Kind.APP)
                    .flatMap(governance::source)
                    .filter(idp -> idp.kind() == Source.Kind.IDP)
                    .ifPresent(idp ->
                            apps.computeIfAbsent(idp, _ -> new ArrayList<>()).add(app));
        }
        return apps;
    }

    /// Correlates what is not kept.
    public void refresh(Instant asOf) {
        Governance governance = governance(asOf);
        apps(governance).forEach((idp, apps) -> refresh(governance, idp, apps, asOf, Progress.NONE));
    }

    /// Correlates what an import of a source has changed: the app, or every app of the IdP.
    ///
    /// @param source that was imported
    /// @param progress told before each app
    public void refresh(String source, Instant asOf, Progress progress) {
        Governance governance = governance(asOf);
        apps(governance).forEach((idp, apps) -> {
            List<Source> changed = apps.stream()
                    .filter(app -> app.id().equals(source) || idp.id().equals(source))
                    .toList();
            if (!changed.isEmpty()) {
                refresh(governance, idp, changed, asOf, progress);
            }
        });
    }

    private void refresh(Governance governance, Source idp, List<Source> apps, Instant asOf, Progress progress) {
        progress.report(Strings.step("preview.links"), 0, apps.size());
        List<Snapshot> taken = new SnapshotStore(tx).before(idp.id(), asOf);
        var store = new AccountStore(tx, idp.id());
        IdentityHistory history =
                store.history(taken, store.accounts(taken.stream().findFirst()));
        AssignedAccess assigned = AssignedAccess.of(List.of(), new AssignmentStore(tx).ofAccounts(taken));
        for (int i = 0; i < apps.size(); i++) {
            Source app = apps.get(i);
            progress.report(Strings.step("preview.links"), i, apps.size());
            Optional<Snapshot> current = new SnapshotStore(tx).current(app.id(), asOf);
            var asked = new Asked(
                    app,
                    new AccountStore(tx, app.id()).accounts(current),
                    history,
                    assigned,
                    AssignedAccess.applications(app, governance.mappings()));
            keep(asked, of(asked));
        }
    }
}
