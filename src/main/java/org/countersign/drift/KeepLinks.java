package org.countersign.drift;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
import org.countersign.workspace.Transaction;

/// Links of accounts to identities: as they were kept, where nothing they rest on has changed, else made anew. An
// import
/// keeps them, so that whoever asks afterwards need not correlate (ADR 22).
public final class KeepLinks {
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
                .kept(asked.app().id(), basis(asked, manual))
                .map(kept -> Correlation.of(
                        accounts, accounts.states(), accounts.rows(), asked.idp(), appUsers, manual, kept))
                .orElseGet(() ->
                        new Correlation(accounts, accounts.states(), accounts.rows(), asked.idp(), appUsers, manual));
    }

    /// Everything that decides a link: two that are equal link alike.
    private static String basis(Asked asked, List<ManualLink> manual) {
        var basis = CanonicalJson.object()
                .put("accounts", asked.accounts().content())
                .put("idp", asked.app().authoritativeIdp().orElse(""));
        basis.put("identities", Arrays.toString(asked.idp().contents()));
        var applications = basis.putArray("applications");
        new TreeSet<>(asked.applications()).forEach(applications::add);
        var words = basis.putObject("manual");
        manual.forEach(word -> words.put(word.accountId(), word.identityId().orElse("")));
        return Sha256.hex(Sha256.of(CanonicalJson.bytes(basis)));
    }

    /// Keeps them, unless they were kept.
    void keep(Asked asked, Correlation links) {
        var store = new LinkStore(tx);
        String basis = basis(asked, store.manual(asked.app().id()));
        if (store.kept(asked.app().id(), basis).isEmpty()) {
            store.keep(asked.app().id(), basis, links.kept());
        }
    }

    /// Correlates what an import of a source has changed: the app, or every app of the IdP.
    ///
    /// @param source that was imported
    public void refresh(String source, Instant asOf) {
        Governance governance = new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
        for (Source idp : governance.sources()) {
            List<Source> apps = governance.sources().stream()
                    .filter(app -> app.kind() == Source.Kind.APP
                            && app.authoritativeIdp().equals(Optional.of(idp.id()))
                            && (app.id().equals(source) || idp.id().equals(source)))
                    .toList();
            if (idp.kind() == Source.Kind.IDP && !apps.isEmpty()) {
                refresh(governance, idp, apps, asOf);
            }
        }
    }

    private void refresh(Governance governance, Source idp, List<Source> apps, Instant asOf) {
        List<Snapshot> taken = new SnapshotStore(tx).before(idp.id(), asOf);
        var store = new AccountStore(tx, idp.id());
        IdentityHistory history =
                store.history(taken, store.accounts(taken.stream().findFirst()));
        AssignedAccess assigned = AssignedAccess.of(List.of(), new AssignmentStore(tx).ofAccounts(taken));
        for (Source app : apps) {
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
