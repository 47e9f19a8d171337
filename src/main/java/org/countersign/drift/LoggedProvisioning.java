package org.countersign.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.governance.Mapping;
import org.countersign.identity.Memberships;
import org.countersign.scim.ProvisioningEvent;
import org.countersign.snapshot.LeftGroupsStore;
import org.countersign.snapshot.ProvisioningEventStore;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.workspace.Transaction;

/// What provisioning logs say of an app as of an instant, and who left the IdP's groups that grant its groups.
///
/// @param events the newest of each object as far as the log itself tells objects apart
/// @param left since when at the latest, by app group and identity
public record LoggedProvisioning(List<ProvisioningEvent> events, Map<String, Map<String, Instant>> left) {
    /// Copies the collections.
    public LoggedProvisioning {
        events = List.copyOf(events);
        left = Map.copyOf(left);
    }

    /// Reads it, each log once.
    static final class Reading {
        private final Transaction tx;
        private final Instant asOf;
        private final Map<String, List<ProvisioningEvent>> logs = new HashMap<>();

        Reading(Transaction tx, Instant asOf) {
            this.tx = tx;
            this.asOf = asOf;
        }

        /// Of one app.
        ///
        /// @param applications of its IdP that stand for it
        LoggedProvisioning of(
                SourceState app, Optional<IdpState> idp, Set<String> applications, List<ResolvedMapping> mappings) {
            var known = new HashSet<>(applications);
            known.add(app.id());
            var events = new ArrayList<ProvisioningEvent>();
            log(app.id()).stream()
                    .filter(event -> applications.isEmpty()
                            || event.application().filter(known::contains).isPresent()
                            || event.application().isEmpty())
                    .forEach(events::add);
            idp.ifPresent(one -> log(one.state().id()).stream()
                    .filter(event -> event.application().filter(known::contains).isPresent())
                    .forEach(events::add));
            return new LoggedProvisioning(
                    events, idp.map(one -> left(one, mappings)).orElse(Map.of()));
        }

        private List<ProvisioningEvent> log(String source) {
            return logs.computeIfAbsent(source, id -> new ProvisioningEventStore(tx).newest(id, asOf));
        }

        private Map<String, Map<String, Instant>> left(IdpState idp, List<ResolvedMapping> mappings) {
            var granting = new HashMap<String, Set<String>>();
            for (ResolvedMapping mapping : mappings) {
                if (mapping.appGroup().isPresent() && mapping.idpGroup().isPresent()) {
                    granting.computeIfAbsent(mapping.appGroup().get(), _ -> new LinkedHashSet<>())
                            .addAll(groups(
                                    mapping.mapping(),
                                    mapping.idpGroup().get(),
                                    idp.state().memberships()));
                }
            }
            var taken = new SnapshotStore(tx).before(idp.state().id(), asOf);
            var left = new HashMap<String, Map<String, Instant>>();
            granting.forEach((appGroup, groups) -> left.put(appGroup, new LeftGroupsStore(tx).of(taken, groups)));
            return left;
        }

        /// The group, and the groups in it where their members count.
        private static Set<String> groups(Mapping mapping, String group, Memberships memberships) {
            var all = new LinkedHashSet<>(Set.of(group));
            if (!mapping.nesting().equals(Optional.of(Mapping.Nesting.DIRECT))) {
                var next = new ArrayList<>(all);
                while (!next.isEmpty()) {
                    memberships.nested(next.removeLast()).stream()
                            .filter(all::add)
                            .forEach(next::add);
                }
            }
            return all;
        }
    }
}
