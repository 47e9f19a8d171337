package org.countersign.groups;

import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.campaign.ItemAnswerStore;
import org.countersign.campaign.ItemAnswerStore.Answer;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;
import org.countersign.snapshot.GrantNameStore;
import org.countersign.snapshot.GroupStore;
import org.countersign.snapshot.MemberStore;
import org.countersign.text.Formats;
import org.countersign.workspace.Workspace;

/// Use case: the mappings by which groups give access, with who is where they say, and what was decided.
public final class ReadMappings {
    private final Workspace workspace;
    private final Clock clock;

    /// As of now, or of the instant of a sample.
    public ReadMappings(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// A mapping in the table.
    ///
    /// @param said what the newest campaign that asks about it says
    public record Row(MappingLine line, Optional<Answer> said) {}

    /// Whether somebody is where a mapping says.
    public enum State {
        /// Has an account there without the access.
        LACKING,
        /// Has the access, and no mapping grants it.
        EXTRA,
        /// Has no active account there.
        WITHOUT,
        /// Has it.
        THERE
    }

    /// Somebody whom a mapping grants its access, or who has it all the same.
    ///
    /// @param key `SOURCE/ID` of the identity; of the account where no identity is granted it
    /// @param way of groups of the IdP from the one that lists them to the mapped one, by what they are called
    public record Holder(String key, String label, List<String> way, State state) {
        /// Copies the way.
        public Holder {
            way = List.copyOf(way);
        }
    }

    /// Who has what a mapping grants, and why: what needs somebody first.
    ///
    /// @param left how many more there are
    /// @param alone how many have it by this mapping alone: what they have would be nobody's word without it
    public record Holders(List<Holder> first, int left, int alone) {
        /// Where nothing is known.
        public static final Holders NONE = new Holders(List.of(), 0, 0);

        /// Copies the list.
        public Holders {
            first = List.copyOf(first);
        }
    }

    /// All of them, in the order of their ids.
    public List<Row> all() {
        return workspace.read(tx -> {
            var reading = new GroupReading(tx, clock);
            var lines = new MappingReading(reading);
            List<MappingLine> all = reading.governance().mappings().stream()
                    .flatMap(mapping -> lines.line(mapping).stream())
                    .sorted(Comparator.comparing(line -> line.mapping().id()))
                    .toList();
            var said = new ItemAnswerStore(tx)
                    .newest(all.stream().map(ReadMappings::subject).toList());
            return all.stream()
                    .map(line -> new Row(line, Optional.ofNullable(said.get(subject(line)))))
                    .toList();
        });
    }

    private static String subject(MappingLine line) {
        return ReviewItem.subjectKey(
                line.app().id(),
                Kind.MAPPING,
                line.idpGroup().orElse(line.mapping().idpGroup()),
                line.mapping().id());
    }

    /// One of them.
    public Optional<MappingLine> one(String id) {
        return workspace.read(tx -> {
            var reading = new GroupReading(tx, clock);
            return known(reading, id).flatMap(new MappingReading(reading)::line);
        });
    }

    static Optional<Mapping> known(GroupReading reading, String id) {
        return reading.governance().mappings().stream()
                .filter(mapping -> mapping.id().equals(id))
                .findFirst();
    }

    /// Who has what a mapping grants.
    ///
    /// @param most so many are read
    public Holders holders(String id, int most) {
        return workspace.read(tx -> {
            var reading = new GroupReading(tx, clock);
            var lines = new MappingReading(reading);
            return known(reading, id)
                    .flatMap(lines::line)
                    .filter(line -> line.figures().known())
                    .map(line -> holders(reading, lines, line, most))
                    .orElse(Holders.NONE);
        });
    }

    /// A number at its source, and how it stands.
    private record Placed(boolean identity, int number, State state) {}

    private static Holders holders(GroupReading reading, MappingReading lines, MappingLine line, int most) {
        Source idp = line.idp().orElseThrow();
        BitSet granted = lines.granted(line.mapping(), idp, line.idpGroup().orElseThrow());
        MappingReading.Having having = lines.having(line);
        var placed = new ArrayList<Placed>();
        granted.stream()
                .mapToObj(number -> new Placed(
                        true,
                        number,
                        having.identities().get(number)
                                ? State.THERE
                                : having.active().get(number) ? State.LACKING : State.WITHOUT))
                .forEach(placed::add);
        IntStream.of(having.extra())
                .mapToObj(account -> new Placed(false, account, State.EXTRA))
                .forEach(placed::add);
        placed.sort(Comparator.comparing(Placed::state));
        BitSet alone = (BitSet) granted.clone();
        alone.and(having.identities());
        alone.andNot(lines.grantedByOthers(line));
        var names = new MemberStore(reading.tx(), idp.id(), reading.asOf());
        var accounts = new MemberStore(reading.tx(), line.app().id(), reading.asOf());
        GroupStore.Members members =
                reading.at(idp.id()).members(line.idpGroup().orElseThrow());
        List<Holder> first = placed.stream()
                .limit(most)
                .map(one -> one.identity()
                        ? new Holder(
                                idp.id() + "/" + names.id(one.number()),
                                names.labels(new int[] {one.number()})[0],
                                way(reading, idp, members, one.number()),
                                one.state())
                        : new Holder(
                                line.app().id() + "/" + accounts.id(one.number()),
                                accounts.labels(new int[] {one.number()})[0],
                                List.of(),
                                one.state()))
                .sorted(Comparator.comparing(Holder::state).thenComparing(one -> Formats.plain(one.label())))
                .toList();
        return new Holders(first, placed.size() - first.size(), alone.cardinality());
    }

    private static List<String> way(GroupReading reading, Source idp, GroupStore.Members members, int identity) {
        var way = new ArrayList<String>();
        int at = members.indexOf(identity);
        for (int group = at < 0 ? 0 : members.via()[at];
                group != 0 && members.before().containsKey(group); ) {
            way.add(reading.label(idp.id(), reading.at(idp.id()).id(group)));
            group = members.before().getOrDefault(group, 0);
        }
        return way;
    }

    /// What an app's accounts hold of a kind, to choose from.
    public List<String> grants(String app, boolean roles) {
        return workspace.read(tx -> {
            var reading = new GroupReading(tx, clock);
            return reading.at(app)
                    .current()
                    .map(snapshot -> new GrantNameStore(tx).of(snapshot, roles))
                    .orElse(List.of());
        });
    }

    /// The apps that a mapping can lead to: those with an IdP, each with that.
    public List<Target> targets() {
        return workspace.read(tx -> {
            var reading = new GroupReading(tx, clock);
            return reading.governance().sources().stream()
                    .filter(source -> source.kind() == Source.Kind.APP)
                    .flatMap(app -> reading.idp(app.id()).map(idp -> new Target(app, idp)).stream())
                    .toList();
        });
    }

    /// An app and its IdP.
    public record Target(Source app, Source idp) {}
}
