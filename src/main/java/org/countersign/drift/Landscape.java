package org.countersign.drift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.governance.Governance;
import org.countersign.governance.GroupRecord;

/// Everything that is known as of one instant: what the rules look at. Made once, never changed.
///
/// @param idps and `apps` in the order of the governance file
public record Landscape(Instant asOf, Governance governance, List<IdpState> idps, List<AppState> apps) {
    /// Copies the lists.
    public Landscape {
        idps = List.copyOf(idps);
        apps = List.copyOf(apps);
    }

    /// The UTC day of as-of.
    public LocalDate day() {
        return asOf.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /// Every source, IdPs first.
    public List<SourceState> sources() {
        return java.util.stream.Stream.concat(
                        idps.stream().map(IdpState::state), apps.stream().map(AppState::state))
                .toList();
    }

    /// By id.
    public Optional<AppState> app(String id) {
        return apps.stream().filter(app -> app.id().equals(id)).findFirst();
    }

    /// By id.
    public Optional<IdpState> idp(String id) {
        return idps.stream().filter(idp -> idp.state().id().equals(id)).findFirst();
    }

    /// By id, of either kind.
    public Optional<SourceState> source(String id) {
        return sources().stream().filter(state -> state.id().equals(id)).findFirst();
    }

    /// The record of a group, found by the id that its name means.
    public Optional<GroupRecord> groupRecord(SourceState state, String groupId) {
        return governance.groups().stream()
                .filter(entry -> entry.source().equals(state.id())
                        && state.references().resolve(entry.group()).equals(Optional.of(groupId)))
                .findFirst();
    }
}
