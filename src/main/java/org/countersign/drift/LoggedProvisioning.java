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
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.workspace.Transaction;

/// What provisioning logs say of an app as of an instant, and who left the IdP's groups that grant its groups.
///
/// @param events the newest of each object as far as the log itself tells objects apart
/// @param left since when at the latest, by app group and identity; read when it is asked for
public record LoggedProvisioning(List<ProvisioningEvent> events, Left left) {
    /// Copies the list.
    public LoggedProvisioning {
        events = List.copyOf(events);
    }

    /// Who left the groups of the IdP that grant a group of the app.
    public interface Left {
        /// By identity, since when at the latest.
        ///
        /// @param appGroup its id
        Map<String, Instant> of(String appGroup);
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
            Left left = idp.map(one -> left(one, mappings)).orElse(_ -> Map.of());
            return new LoggedProvisioning(events, left);
        }

        private List<ProvisioningEvent> log(String source) {
            return logs.computeIfAbsent(source, id -> new ProvisioningEventStore(tx).newest(id, asOf));
        }

        private Left left(IdpState idp, List<ResolvedMapping> mappings) {
            List<Snapshot> taken = new SnapshotStore(tx).before(idp.state().id(), asOf);
            return appGroup -> {
                var groups = new LinkedHashSet<String>();
                mappings.stream()
                        .filter(mapping -> mapping.appGroup().equals(Optional.of(appGroup)))
                        .forEach(mapping -> mapping.idpGroup()
                                .ifPresent(group -> groups.addAll(groups(
                                        mapping.mapping(), group, idp.state().memberships()))));
                return groups.isEmpty() || taken.size() < 2 ? Map.of() : new LeftGroupsStore(tx).of(taken, groups);
            };
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
