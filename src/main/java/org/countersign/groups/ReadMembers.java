package org.countersign.groups;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.campaign.ItemAnswerStore;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.GroupStore;
import org.countersign.snapshot.MemberStore;
import org.countersign.text.Formats;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: the members of a group, in the order of their names, of which a page is read at a time.
public final class ReadMembers {
    private final Workspace workspace;
    private final Clock clock;

    /// As of now, or of the instant of a sample.
    public ReadMembers(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// Which of them are listed.
    public enum Part {
        /// Everybody.
        ALL,
        /// Whom the group lists itself.
        DIRECT,
        /// Who is in it through another alone.
        NESTED
    }

    /// An app that the group reaches, or is of.
    ///
    /// @param behind by number of an account that of its identity
    /// @param targets what the group's mappings grant there
    private record Reached(Source app, int[] behind, List<Target> targets) {}

    private record Target(Kind kind, String value) {}

    /// Everybody in a group, by numbers: what a page is read by.
    public static final class Roll {
        /// Where nobody is.
        public static final Roll NONE = new Roll(
                "",
                "",
                false,
                new GroupStore.Members(new int[0], new int[0], new byte[0], Map.of(), false),
                new int[0],
                Map.of(),
                List.of());

        private final String source;
        private final String group;
        private final boolean idp;
        private final GroupStore.Members members;
        private final int[] order;
        private final Map<String, BitSet> apps;
        private final List<Reached> reached;

        private Roll(
                String source,
                String group,
                boolean idp,
                GroupStore.Members members,
                int[] order,
                Map<String, BitSet> apps,
                List<Reached> reached) {
            this.source = source;
            this.group = group;
            this.idp = idp;
            this.members = members;
            this.order = order;
            this.apps = new LinkedHashMap<>(apps);
            this.reached = List.copyOf(reached);
        }

        /// The places of a part, in the order of names.
        public int[] part(Part part) {
            return IntStream.of(order)
                    .filter(i -> part == Part.ALL || (members.via()[i] == 0) == (part == Part.DIRECT))
                    .toArray();
        }

        /// How many are in a part.
        public int count(Part part) {
            return switch (part) {
                case ALL -> members.size();
                case DIRECT -> members.direct();
                case NESTED -> members.size() - members.direct();
            };
        }

        /// `SOURCE/ID` of the group.
        public String key() {
            return source + "/" + group;
        }
    }

    /// Who is in a group; nobody where the source does not tell.
    public Roll roll(String source, String group) {
        return workspace.read(tx -> {
            var reading = new GroupReading(tx, clock);
            Optional<Source> at = reading.governance().source(source);
            if (at.isEmpty()) {
                return Roll.NONE;
            }
            GroupStore.Members members = reading.at(source).members(group);
            boolean idp = at.get().kind() == Source.Kind.IDP;
            return new Roll(
                    source,
                    group,
                    idp,
                    members,
                    byName(new MemberStore(tx, source, reading.asOf()).labels(members.numbers())),
                    idp ? apps(reading, at.get()) : Map.of(),
                    idp ? reached(reading, at.get(), group) : itself(reading, at.get(), group));
        });
    }

    private static int[] byName(String[] labels) {
        record Named(int place, String name) {}
        var named = new Named[labels.length];
        Arrays.setAll(named, i -> new Named(i, Formats.plain(labels[i])));
        Arrays.sort(named, Comparator.comparing(Named::name).thenComparing(Named::place));
        return Arrays.stream(named).mapToInt(Named::place).toArray();
    }

    /// By the name of each app the identities that have an account there.
    private static Map<String, BitSet> apps(GroupReading reading, Source idp) {
        var apps = new LinkedHashMap<String, BitSet>();
        for (Source app : reading.governance().sources()) {
            if (app.authoritativeIdp().equals(Optional.of(idp.id()))) {
                var there = new BitSet();
                var accounts = reading.accounts(app.id());
                int[] behind = reading.identities(app.id(), idp.id());
                for (int account = 1; account < behind.length; account++) {
                    if (behind[account] != 0 && accounts.row(account) != 0) {
                        there.set(behind[account]);
                    }
                }
                apps.put(app.name(), there);
            }
        }
        return apps;
    }

    private static List<Reached> reached(GroupReading reading, Source idp, String group) {
        var targets = new LinkedHashMap<String, List<Target>>();
        for (Mapping mapping : reading.mappings(idp.id(), group)) {
            Optional<Target> target =
                    switch (mapping.access().kind()) {
                        case GROUP ->
                            reading.resolve(mapping.app(), mapping.access().name())
                                    .map(id -> new Target(Kind.MEMBERSHIP, id));
                        case ROLE ->
                            Optional.of(new Target(Kind.ROLE, mapping.access().name()));
                        case ENTITLEMENT ->
                            Optional.of(new Target(
                                    Kind.ENTITLEMENT, mapping.access().name()));
                    };
            target.ifPresent(one -> targets.computeIfAbsent(mapping.app(), _ -> new ArrayList<>())
                    .add(one));
        }
        var reached = new ArrayList<Reached>();
        targets.forEach((app, all) -> reading.governance()
                .source(app)
                .ifPresent(source -> reached.add(new Reached(source, reading.identities(app, idp.id()), all))));
        return reached;
    }

    private static List<Reached> itself(GroupReading reading, Source app, String group) {
        int[] behind = reading.idp(app.id())
                .map(idp -> reading.identities(app.id(), idp.id()))
                .orElseGet(() -> new int[0]);
        return List.of(new Reached(app, behind, List.of(new Target(Kind.MEMBERSHIP, group))));
    }

    /// Members by their places in a roll.
    public List<MemberRow> rows(Roll roll, int[] places) {
        return workspace.read(tx -> new Page(tx, new GroupReading(tx, clock), roll, places).rows());
    }

    private static final class Page {
        private final GroupReading reading;
        private final Roll roll;
        private final int[] places;
        private final Map<Integer, UserResource> users;
        private final Map<Integer, List<String>> subjects = new HashMap<>();
        private final Map<String, ItemAnswerStore.Answer> answers;
        private final Map<Integer, String> labels = new HashMap<>();
        private final MemberStore store;

        Page(Transaction tx, GroupReading reading, Roll roll, int[] places) {
            this.reading = reading;
            this.roll = roll;
            this.places = places;
            this.store = new MemberStore(tx, roll.source, reading.asOf());
            this.users = store.users(IntStream.of(places)
                    .map(place -> roll.members.numbers()[place])
                    .toArray());
            roll.reached.forEach(one -> ask(one));
            this.answers = new ItemAnswerStore(tx)
                    .newest(subjects.values().stream().flatMap(List::stream).toList());
        }

        /// Which items there would be of what these members hold by the group.
        private void ask(Reached reached) {
            var wanted = new BitSet();
            IntStream.of(places).map(place -> roll.members.numbers()[place]).forEach(wanted::set);
            GroupStore at = reading.at(reached.app().id());
            if (roll.idp) {
                for (int account = 1; account < reached.behind().length; account++) {
                    int identity = reached.behind()[account];
                    if (identity != 0 && wanted.get(identity)) {
                        subjects(reached, identity, at.id(account));
                    }
                }
            } else {
                wanted.stream().forEach(account -> subjects(reached, account, at.id(account)));
            }
        }

        private void subjects(Reached reached, int member, String account) {
            reached.targets().forEach(target -> subjects.computeIfAbsent(member, _ -> new ArrayList<>())
                    .add(ReviewItem.subjectKey(reached.app().id(), target.kind(), account, target.value())));
        }

        List<MemberRow> rows() {
            return IntStream.of(places).mapToObj(this::row).toList();
        }

        private MemberRow row(int place) {
            int number = roll.members.numbers()[place];
            Optional<UserResource> user = Optional.ofNullable(users.get(number));
            String id = user.map(UserResource::id).orElseGet(() -> store.id(number));
            int via = roll.members.via()[place];
            return new MemberRow(
                    roll.source,
                    id,
                    user.map(UserResource::label).orElse(id),
                    user.map(UserResource::signInName).orElse(id),
                    user.map(UserResource::active),
                    way(via),
                    via == 0
                            ? Optional.empty()
                            : Optional.of(reading.at(roll.source).id(via)),
                    roll.idp ? apps(number) : behind(number),
                    said(number));
        }

        private List<String> way(int via) {
            var way = new ArrayList<String>();
            for (int group = via; group != 0 && roll.members.before().containsKey(group); ) {
                way.add(labels.computeIfAbsent(group, number -> reading.at(roll.source)
                        .group(number)
                        .map(found -> found.label())
                        .orElseGet(() -> reading.at(roll.source).id(number))));
                group = roll.members.before().getOrDefault(group, 0);
            }
            return way;
        }

        private List<String> apps(int identity) {
            return roll.apps.entrySet().stream()
                    .filter(app -> app.getValue().get(identity))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /// The identity behind an account.
        private List<String> behind(int account) {
            Reached app = roll.reached.getFirst();
            int identity = account < app.behind().length ? app.behind()[account] : 0;
            return identity == 0
                    ? List.of()
                    : reading
                            .idp(app.app().id())
                            .map(idp -> new MemberStore(reading.tx(), idp.id(), reading.asOf())
                                    .labels(new int[] {identity})[0])
                            .stream()
                            .toList();
        }

        private MemberRow.Said said(int member) {
            var verdicts = new EnumMap<Verdict, Integer>(Verdict.class);
            int open = 0;
            Optional<java.time.Instant> last = Optional.empty();
            Optional<String> campaign = Optional.empty();
            for (String subject : subjects.getOrDefault(member, List.of())) {
                Optional<ItemAnswerStore.Answer> answer = Optional.ofNullable(answers.get(subject));
                if (answer.isPresent()) {
                    campaign = Optional.of(answer.get().campaign());
                }
                if (answer.isPresent() && answer.get().verdict().isPresent()) {
                    verdicts.merge(answer.get().verdict().get(), 1, Integer::sum);
                    last = Optional.of(answer.get().at().orElseThrow());
                } else if (answer.isPresent()) {
                    open++;
                }
            }
            return new MemberRow.Said(verdicts, open, last, campaign);
        }
    }
}
