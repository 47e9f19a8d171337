package org.countersign.groups;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.drift.Severity;
import org.countersign.governance.Source;
import org.countersign.groups.ListGroups.Mark;
import org.countersign.text.Formats;

/// The groups of all sources in the order of names, with what needs a person. Held in memory: of each its id, its name
/// and
/// a few numbers; what is said of a group is kept of those alone of which there is something to say.
public final class GroupList {
    /// Nothing.
    public static final GroupList NONE = new GroupList(List.of(), Map.of());

    private final List<Base> bases;
    private final Map<String, Mark> marks;

    /// What snapshots tell of a group.
    ///
    /// @param members -1 where the source does not tell
    /// @param search what is searched
    record Base(Source source, String id, String label, int members, String search) {
        static Base of(Source source, String id, String label, int members) {
            return new Base(source, id, label, members, Formats.plain(label + " " + id));
        }

        String key() {
            return source.id() + "/" + id;
        }
    }

    GroupList(List<Base> bases, Map<String, Mark> marks) {
        this.bases = bases;
        this.marks = Map.copyOf(marks);
    }

    /// Which groups are listed.
    public enum Segment {
        /// All of them.
        ALL,
        /// Those by which access is given and whose card lacks something.
        UNDOCUMENTED,
        /// Those with something that is wrong.
        FINDINGS,
        /// Those that somebody should have looked at again.
        OVERDUE
    }

    /// The places of those that match, in the order of names; those with findings the worst first.
    public int[] find(String text, Segment segment) {
        String[] words = Formats.plain(text).split("\\s+");
        int[] found = IntStream.range(0, bases.size())
                .filter(i -> in(segment, bases.get(i)) && matches(bases.get(i), words))
                .toArray();
        return segment != Segment.FINDINGS
                ? found
                : Arrays.stream(found)
                        .boxed()
                        .sorted(java.util.Comparator.comparing(
                                i -> mark(bases.get(i)).flatMap(Mark::worst).orElse(Severity.INFO)))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private static boolean matches(Base base, String[] words) {
        return Arrays.stream(words).allMatch(word -> base.search().contains(word));
    }

    private boolean in(Segment segment, Base base) {
        return switch (segment) {
            case ALL -> true;
            case UNDOCUMENTED ->
                mark(base).filter(mark -> !mark.missing().isEmpty()).isPresent();
            case FINDINGS -> mark(base).filter(mark -> mark.findings() > 0).isPresent();
            case OVERDUE -> mark(base).flatMap(Mark::overdue).isPresent();
        };
    }

    private Optional<Mark> mark(Base base) {
        return Optional.ofNullable(marks.get(base.key()));
    }

    /// How many there are of each kind that a text finds.
    public Map<Segment, Integer> counts(String text) {
        String[] words = Formats.plain(text).split("\\s+");
        var counts = new EnumMap<Segment, Integer>(Segment.class);
        Arrays.stream(Segment.values()).forEach(segment -> counts.put(segment, 0));
        for (Base base : bases) {
            if (matches(base, words)) {
                for (Segment segment : Segment.values()) {
                    if (in(segment, base)) {
                        counts.merge(segment, 1, Integer::sum);
                    }
                }
            }
        }
        return counts;
    }

    /// Groups by their places.
    public List<GroupLine> rows(int[] places) {
        return IntStream.of(places).mapToObj(this::row).toList();
    }

    /// One of them.
    public GroupLine row(int place) {
        Base base = bases.get(place);
        Mark mark = mark(base).orElse(Mark.NONE);
        return new GroupLine(
                base.source(),
                base.id(),
                base.label(),
                base.members() < 0 ? Optional.empty() : Optional.of(base.members()),
                mark.missing(),
                mark.overdue(),
                mark.findings(),
                mark.worst());
    }

    /// How many there are at all.
    public int size() {
        return bases.size();
    }

    /// Names and keys of groups of one source that a text finds: what somebody may mean.
    public List<GroupLine> of(String source, String text, int most) {
        String[] words = Formats.plain(text).split("\\s+");
        return IntStream.range(0, bases.size())
                .filter(i -> bases.get(i).source().id().equals(source) && matches(bases.get(i), words))
                .limit(most)
                .mapToObj(this::row)
                .toList();
    }

    /// The place of a group by its key; -1 where it is not listed.
    public int place(String key) {
        return IntStream.range(0, bases.size())
                .filter(i -> bases.get(i).key().equals(key))
                .findFirst()
                .orElse(-1);
    }

    /// The undocumented group that comes after one, or the first where none does; empty where there is no other.
    public Optional<String> undocumentedAfter(String key) {
        int[] all = find("", Segment.UNDOCUMENTED);
        int from = place(key);
        return IntStream.concat(IntStream.of(all).filter(i -> i > from), IntStream.of(all))
                .mapToObj(i -> bases.get(i).key())
                .filter(one -> !one.equals(key))
                .findFirst();
    }
}
