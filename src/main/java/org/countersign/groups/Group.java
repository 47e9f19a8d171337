package org.countersign.groups;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.governance.GroupRecord;
import org.countersign.governance.Mapping;
import org.countersign.governance.SeparationRule;
import org.countersign.governance.Source;
import org.countersign.snapshot.GroupStore;
import org.countersign.snapshot.Snapshot;

/// Everything that is known of one group, but for the list of its members.
///
/// @param label what it is called now, or its id
/// @param before what it was called before, where snapshots tell another name
/// @param snapshot the one that it was read from
/// @param record what people say of it
/// @param mapped whether a mapping gives access by it
/// @param stated who stated what it is for
/// @param owner whom the record's owner means
/// @param attested when it was found right last
/// @param due the last day on which that holds; absent where no cadence is stated
/// @param reaches mappings that name it: of an IdP's group those that it grants by, of an app's those that grant it
/// @param around groups that it is in, of any depth, with what those grant
/// @param toxic rules that part its members from others
public record Group(
        Source source,
        String id,
        String label,
        Optional<GroupStore.Name> before,
        Instant asOf,
        Optional<Snapshot> snapshot,
        Optional<GroupRecord> record,
        boolean mapped,
        Optional<Stated> stated,
        Optional<Owner> owner,
        Optional<Found> attested,
        Optional<LocalDate> due,
        Counts counts,
        List<MappingLine> reaches,
        List<Around> around,
        List<Toxic> toxic) {
    /// Copies the lists.
    public Group {
        reaches = List.copyOf(reaches);
        around = List.copyOf(around);
        toxic = List.copyOf(toxic);
    }

    /// `SOURCE/ID`, by which one gets here.
    public String key() {
        return source.id() + "/" + id;
    }

    /// What the card lacks.
    public List<GroupCard.Field> missing() {
        return GroupCard.missing(record);
    }

    /// Whether somebody should have looked at it again before the day that counts.
    public boolean overdue() {
        return due.filter(day -> day.isBefore(LocalDate.ofInstant(asOf, java.time.ZoneOffset.UTC)))
                .isPresent();
    }

    /// Whether it is an IdP's.
    public boolean idp() {
        return source.kind() == Source.Kind.IDP;
    }

    /// How many of what it reaches is privileged, also through the groups that it is in.
    public long privileged() {
        return reaches.stream().filter(MappingLine::privileged).count()
                + around.stream()
                        .flatMap(one -> one.grants().stream())
                        .filter(Granted::privileged)
                        .count();
    }

    /// How the mappings treat groups within it; empty where none says.
    public List<Mapping.Nesting> nesting() {
        return reaches.stream()
                .flatMap(line -> line.mapping().nesting().stream())
                .distinct()
                .toList();
    }

    /// Who stated something.
    ///
    /// @param by an address where it was signed; else who was at the keyboard, or imported a file
    /// @param signed whether a signature of a review says it
    /// @param file whether it came in with a governance file
    public record Stated(String by, Instant at, boolean signed, boolean file) {}

    /// Whom an owner's text means.
    ///
    /// @param id absent where the IdP has nobody of that name, or several
    /// @param label what a person reads
    /// @param active whether that identity is
    /// @param member whether they are in the group themselves
    /// @param known whether the IdP tells enough to say so
    public record Owner(
            String text, Optional<String> id, String label, boolean active, boolean member, boolean known) {}

    /// That it was found right.
    ///
    /// @param members how many there were then, as far as is known
    /// @param same whether they are the same now; absent where nobody can say
    /// @param by who, where the ledger knows
    /// @param campaign the review, where it was in one
    public record Found(
            LocalDate day,
            Optional<Integer> members,
            Optional<Boolean> same,
            Optional<String> by,
            Optional<String> campaign) {}

    /// Its members in numbers.
    ///
    /// @param told whether the source says who is in it
    /// @param all effective ones
    /// @param inactive those that are not active, or whom the snapshot does not have
    /// @param nestedGroups groups within it, of any depth
    /// @param attested what an attestation of today would say
    public record Counts(
            boolean told, int all, int direct, int inactive, int nestedGroups, Optional<Attested> attested) {
        static final Counts UNTOLD = new Counts(false, 0, 0, 0, 0, Optional.empty());

        /// Those that are in it through other groups alone.
        public int nested() {
            return all - direct;
        }
    }

    /// A group that this one is in.
    public record Around(String id, String label, List<Granted> grants) {
        /// Copies the list.
        public Around {
            grants = List.copyOf(grants);
        }
    }

    /// What a group grants to those within it.
    public record Granted(
            String mapping, String app, org.countersign.governance.Access.Kind kind, String to, boolean privileged) {}

    /// A rule that nobody may be on both sides of.
    ///
    /// @param others the groups of the other side, by what they are called
    /// @param both members of this group who are also there
    public record Toxic(SeparationRule rule, List<String> others, int both) {
        /// Copies the list.
        public Toxic {
            others = List.copyOf(others);
        }
    }
}
