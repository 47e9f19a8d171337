package org.countersign.drift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.governance.Governance;
import org.countersign.governance.GroupRecord;

/// Everything that is known as of one instant: what the rules look at. Made once, never changed.
///
/// @param idps and `apps` in the order of the governance file
/// @param documented since which UTC day a group has a record with a cadence
public record Landscape(
        Instant asOf,
        Governance governance,
        List<IdpState> idps,
        List<AppState> apps,
        Map<GroupName, LocalDate> documented) {
    /// Copies the collections.
    public Landscape {
        documented = Map.copyOf(documented);
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

    /// Records of groups that the current snapshot has, with the source of each; of two that mean one group the first.
    public List<KnownRecord> groupRecords() {
        var seen = new HashSet<String>();
        var known = new ArrayList<KnownRecord>();
        for (GroupRecord entry : governance.groups()) {
            source(entry.source()).ifPresent(state -> state.references()
                    .resolve(entry.group())
                    .filter(id -> seen.add(state.id() + "/" + id))
                    .ifPresent(id -> known.add(new KnownRecord(state, id, entry))));
        }
        return known;
    }

    /// A group as the governance file names it.
    public record GroupName(String source, String group) {}

    /// The UTC day since which a group has a record with a cadence.
    public LocalDate documented(GroupRecord entry) {
        return documented.getOrDefault(new GroupName(entry.source(), entry.group()), day());
    }

    /// A group's record.
    ///
    /// @param group its id
    public record KnownRecord(SourceState state, String group, GroupRecord entry) {}
}
