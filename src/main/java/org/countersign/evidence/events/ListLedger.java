package org.countersign.evidence.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.ledger.Event;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.Stretch;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: the ledger as a list of any length, on a connection of its own. It is read in stretches by [#read()], the
/// newest first; what came since is read beside what is there, as nothing before it changes.
///
/// One thread at a time; close it.
public final class ListLedger implements AutoCloseable {
    private static final int STRETCH = 10_000;

    /// Somebody waits for the first one.
    private static final int FIRST = 1_000;

    private static final String SIGNED = "campaign.signed";

    private final Workspace workspace;
    private final Clock clock;
    private final List<String> types = new ArrayList<>();
    private final List<String> people = new ArrayList<>();
    private final Map<Long, LedgerRow.Anchor> anchors = new HashMap<>();
    private Map<String, String> sources = Map.of();
    private Optional<Ledger.Head> newest = Optional.empty();
    private long oldest;
    private boolean whole;
    private int table;

    /// @param workspace a connection of its own, closed with this
    public ListLedger(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// The events that match, by number, and what they can be narrowed by.
    ///
    /// @param length how many there are
    /// @param types those that there are, in the order of their names
    /// @param people the same
    public record Listing(int[] numbers, long length, List<String> types, List<String> people) {
        /// Copies the lists.
        public Listing {
            types = List.copyOf(types);
            people = List.copyOf(people);
        }
    }

    /// Reads the next stretch; the first can be listed at once.
    public Stretch read() {
        return workspace.read(tx -> {
            var events = new LedgerStore(tx);
            var store = new LedgerListStore(tx);
            boolean first = newest.filter(head -> stands(events, head)).isEmpty();
            if (first) {
                begin(tx, store);
            }
            Ledger.Head before = newest.orElseThrow();
            long reached = stretch(tx, events, store, first ? FIRST : STRETCH);
            Ledger.Head now = newest.orElseThrow();
            long length = events.last().map(Event::seq).orElse(0L);
            boolean more = now.seq() < length || !whole;
            if (first || (!more && (reached > 0 || !now.equals(before)))) {
                table++;
            }
            return new Stretch(table, store.count(), Math.max(store.count(), length), more);
        });
    }

    /// Whether the last that was read is still what it was: another backup may have been put in the file's place.
    private static boolean stands(LedgerStore events, Ledger.Head head) {
        return head.seq() == 0
                || events.at(head.seq())
                        .filter(event -> head(event).equals(head))
                        .isPresent();
    }

    private static Ledger.Head head(Event event) {
        return new Ledger.Head(event.seq(), HexFormat.of().formatHex(event.hash()));
    }

    private void begin(Transaction tx, LedgerListStore store) {
        store.begin();
        types.clear();
        people.clear();
        anchors.clear();
        whole = false;
        newest = Optional.of(
                new LedgerStore(tx).last().map(ListLedger::head).orElse(new Ledger.Head(0, "0".repeat(64))));
        oldest = newest.get().seq() + 1;
    }

    /// What came since, else what is older.
    ///
    /// @return how many
    private long stretch(Transaction tx, LedgerStore events, LedgerListStore store, int most) {
        var names = new AboutStore(tx, named(tx));
        long[] read = {0};
        try (Batch batch = store.reading()) {
            long from = newest.orElseThrow().seq();
            events.after(from, most, event -> {
                add(events, names, batch, event);
                newest = Optional.of(head(event));
                read[0]++;
            });
            if (read[0] == 0 && !whole) {
                long reached = events.before(oldest, most, event -> {
                    add(events, names, batch, event);
                    read[0]++;
                });
                whole = read[0] < most;
                oldest = reached;
            }
        }
        return read[0];
    }

    private Map<String, String> named(Transaction tx) {
        var names = new HashMap<String, String>();
        new GovernanceStore(tx)
                .asOf(clock.instant())
                .map(version -> GovernanceJson.typed(version.body()).sources())
                .orElse(List.<Source>of())
                .forEach(source -> names.put(source.id(), source.name()));
        sources = Map.copyOf(names);
        return sources;
    }

    private void add(LedgerStore events, AboutStore names, Batch batch, Event event) {
        LedgerRow row = row(events, names, event);
        if (row.type().equals(SIGNED)) {
            anchors.put(
                    signedHead(events, event.seq()),
                    new LedgerRow.Anchor(row.who(), row.about().getFirst().label()));
        }
        var words = new StringBuilder(row.type())
                .append('\n')
                .append(row.who())
                .append('\n')
                .append(row.osUser())
                .append('\n')
                .append(row.data().path("decision").asText())
                .append('\n')
                .append(row.data().path("item").asText())
                .append('\n')
                .append(row.hash());
        row.about()
                .forEach(about ->
                        words.append('\n').append(about.label()).append('\n').append(about.place()));
        batch.add(
                event.seq(),
                row.at().getEpochSecond(),
                number(types, row.type()),
                number(people, row.who()),
                Formats.plain(words.toString()));
    }

    /// The bundle holds the ledger up to the event before its owner's signature, which tells of a clock that went back
    /// in between.
    private static long signedHead(LedgerStore events, long signature) {
        boolean turned = events.at(signature - 1)
                .filter(event -> body(event).path("type").asText().equals("clock.backward"))
                .isPresent();
        return signature - (turned ? 2 : 1);
    }

    private static int number(List<String> known, String one) {
        int at = known.indexOf(one);
        if (at < 0) {
            known.add(one);
        }
        return at < 0 ? known.size() - 1 : at;
    }

    private LedgerRow row(LedgerStore events, AboutStore names, Event event) {
        JsonNode body = body(event);
        JsonNode actor = body.path("actor");
        String osUser = actor.path("osUser").asText();
        return new LedgerRow(
                event.seq(),
                body.path("type").asText(),
                at(body),
                events.address(actor.path("reviewer").asText()).orElse(osUser),
                osUser,
                names.of(body),
                body,
                HexFormat.of().formatHex(event.prev()),
                HexFormat.of().formatHex(event.hash()),
                Optional.ofNullable(anchors.get(event.seq())));
    }

    /// What somebody else has put there is listed, too; that it is not right is what verifying says.
    private static JsonNode body(Event event) {
        try {
            return Ledger.body(event);
        } catch (UncheckedIOException e) {
            return CanonicalJson.object();
        }
    }

    private static Instant at(JsonNode body) {
        try {
            return Instant.parse(body.path("at").asText());
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    /// Those that match, in their order.
    public Listing list(LedgerQuery query) {
        if (newest.isEmpty()) {
            return new Listing(new int[0], 0, List.of(), List.of());
        }
        return workspace.read(tx -> {
            var store = new LedgerListStore(tx);
            return new Listing(
                    store.order(query, types, people),
                    store.count(),
                    types.stream().sorted().toList(),
                    people.stream().sorted().toList());
        });
    }

    /// Events by their numbers, in that order; those that are not there are left out.
    public List<LedgerRow> rows(int[] numbers) {
        return workspace.read(tx -> {
            var events = new LedgerStore(tx);
            var names = new AboutStore(tx, sources);
            var found = new HashMap<Integer, LedgerRow>();
            events.numbered(numbers).forEach(event -> found.put((int) event.seq(), row(events, names, event)));
            return Arrays.stream(numbers)
                    .mapToObj(found::get)
                    .filter(row -> row != null)
                    .toList();
        });
    }

    @Override
    public void close() {
        workspace.close();
    }
}
