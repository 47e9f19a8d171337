package org.countersign.drift.list;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.DriftRun;
import org.countersign.drift.FindingStore;
import org.countersign.drift.NotEvaluable;
import org.countersign.drift.ToldStore;
import org.countersign.drift.list.KeptFindingStore.Compared;
import org.countersign.governance.Governance;
import org.countersign.governance.Source;
import org.countersign.work.Progress;
import org.countersign.work.Stretch;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: the list of findings in any order, on a connection of its own. It is what the last run stored, where that
/// looked at what there is now ([CheckDrift#stamp]); else somebody has it evaluated, and nothing is stored. Rows come
/// in stretches, between which it answers from those that are there; nothing of it is written to the workspace (ADR
/// 24).
///
/// One thread at a time, but for [#evaluate] and [#yesterday], which take long and only read; close it.
public final class ListFindings implements AutoCloseable {
    /// So long what ended stays listed.
    public static final Duration ENDED = Duration.ofDays(30);

    private static final int STRETCH = 10_000;

    /// The first one is shorter: somebody waits for it.
    private static final int FIRST = 1_000;

    private final Workspace workspace;
    private final Clock clock;
    private final CheckDrift drift;
    private final SearchedWords words;
    private Optional<Basis> wanted = Optional.empty();
    private Optional<Basis> basis = Optional.empty();
    private Optional<Evaluated> evaluated = Optional.empty();
    private Optional<Yesterday> yesterday = Optional.empty();
    private Optional<FindingReading> reading = Optional.empty();
    private Optional<Shown> shown = Optional.empty();
    private Optional<Shown> before = Optional.empty();
    private int tables;
    private boolean alone;

    /// @param workspace a connection of its own, closed with this
    public ListFindings(Workspace workspace, Clock clock, CheckDrift drift, SearchedWords words) {
        this.workspace = workspace;
        this.clock = clock;
        this.drift = drift;
        this.words = words;
    }

    /// What is read of a row beside its own texts, and found by it.
    public interface SearchedWords {
        /// Where it stands, in words.
        ///
        /// @param sourceName what people call a source
        String of(ListedFinding finding, UnaryOperator<String> sourceName);
    }

    /// What has to be done before the list is that of now.
    public enum Next {
        /// Nothing.
        NOTHING,
        /// [#read()].
        READ,
        /// [#evaluate], then [#take(Evaluated)].
        EVALUATE,
        /// The list is there, but for what is new since yesterday: [#yesterday], then [#take(Yesterday)].
        COMPARE
    }

    /// A list that is numbered.
    record Shown(int table, Names names, SegmentCounts counts, Governance governance, Head head) {
        String name(String source) {
            return governance.source(source).map(Source::name).orElse(source);
        }
    }

    /// What is said over the list.
    ///
    /// @param stale whether it is what the last run stored, which is not of now
    /// @param compared whether it is known what is new since yesterday
    public record Head(Instant asOf, int snapshots, boolean stale, boolean compared) {}

    /// Looks what has to be done; takes in what people said of findings since.
    public Next look() {
        return workspace.read(tx -> {
            Basis now = Basis.now(tx, clock, drift);
            if (basis.filter(now::same).isPresent() && reading.isEmpty()) {
                changes(tx);
                return compare();
            }
            if (reading.filter(under -> under.basis().same(now)).isPresent()) {
                return Next.READ;
            }
            wanted = Optional.of(now);
            evaluated = Optional.empty();
            yesterday = Optional.empty();
            alone = false;
            if (!now.kept()) {
                return Next.EVALUATE;
            }
            begin(tx, now);
            return Next.READ;
        });
    }

    private Next compare() {
        return basis.filter(now -> now.base().isEmpty()
                                && now.snapshotsBefore()
                                && !now.stale()
                                && yesterday.isEmpty()
                                && !alone)
                        .isPresent()
                ? Next.COMPARE
                : Next.NOTHING;
    }

    /// Evaluates the rules as of now, on a connection of its own; another thread may use the list meanwhile.
    public Evaluated evaluate(Progress progress) {
        Basis now = wanted.orElseThrow();
        return workspace.rehearse(progress::stopped, tx -> new EvaluatedFindings(
                        tx, drift.look(tx, now.asOf(), progress), now.asOf().minus(ENDED))
                .list(stood(new KeptFindingStore(tx), now)));
    }

    /// Evaluates the rules as of a day before, in the same way.
    public Yesterday yesterday(Progress progress) {
        Instant asOf = basis.orElseThrow().asOf();
        return workspace.rehearse(progress::stopped, tx -> Yesterday.of(tx, drift, asOf, evaluated, progress));
    }

    /// What was evaluated is the list; read it.
    public void take(Evaluated answer) {
        evaluated = Optional.of(answer);
        workspace.read(tx -> {
            begin(tx, wanted.orElseThrow());
            return true;
        });
    }

    /// What was evaluated says what is new; read the list again.
    public void take(Yesterday answer) {
        yesterday = Optional.of(answer);
        workspace.read(tx -> {
            begin(tx, basis.orElseThrow());
            return true;
        });
    }

    /// Nobody waits for an evaluation: what the last run stored is the list, although it is not of now.
    ///
    /// @return whether there is any
    public boolean takeStale() {
        return workspace.read(tx -> {
            Optional<DriftRun> last = new FindingStore(tx).lastRun();
            if (last.isEmpty()) {
                return false;
            }
            begin(tx, wanted.orElseThrow().stale(tx, last.get()));
            return true;
        });
    }

    /// Nobody waits for what is new since yesterday, until something else is.
    public void leave() {
        alone = true;
    }

    private void begin(Transaction tx, Basis now) {
        abandon(tx);
        Instant ended = now.asOf().minus(ENDED);
        Governance governance = Basis.governance(tx, now.asOf());
        var kept = new KeptFindingStore(tx);
        boolean asked = !now.kept() && !now.stale();
        Compared compared = now.base().isPresent()
                ? Compared.BY_RUN
                : yesterday.isPresent() || (!now.snapshotsBefore() && !now.stale())
                        ? Compared.BY_RULES
                        : Compared.NOT_YET;
        var to = new Shown(
                ++tables,
                new Names(),
                new SegmentCounts(),
                governance,
                new Head(now.asOf(), now.snapshots(), now.stale(), compared != Compared.NOT_YET));
        List<ListedFinding> rows = asked
                ? yesterday
                        .map(then -> then.in(evaluated.orElseThrow().rows()))
                        .orElseGet(() -> evaluated.orElseThrow().rows())
                : beside(tx, ended);
        if (!asked && compared == Compared.BY_RULES) {
            kept.stood(yesterday.orElse(Yesterday.NOTHING).stood());
        }
        reading = Optional.of(new FindingReading(to, now, rows, asked, compared, words));
        new ListedFindingStore(tx, to.table()).create();
    }

    private static Optional<Predicate<String>> stood(KeptFindingStore kept, Basis now) {
        if (now.base().isPresent()) {
            Set<String> stood = kept.stoodAt(now.base().get());
            return Optional.of(stood::contains);
        }
        return now.snapshotsBefore() ? Optional.empty() : Optional.of(_ -> false);
    }

    /// What is listed beside what runs stored, in the order of reports: rules that could not be answered, and what only
    /// the rules of a day before said.
    private List<ListedFinding> beside(Transaction tx, Instant ended) {
        var rows = new ArrayList<ListedFinding>();
        for (NotEvaluable entry : new ToldStore(tx).notEvaluable()) {
            rows.add(ListedFindings.unknown(entry));
        }
        yesterday.ifPresent(then -> {
            Set<String> there = new KeptFindingStore(tx)
                    .listed(
                            then.missing().stream()
                                    .map(ListedFinding::fingerprint)
                                    .toList(),
                            ended);
            then.missing().stream()
                    .filter(row -> !there.contains(row.fingerprint()))
                    .forEach(rows::add);
        });
        return rows;
    }

    private void abandon(Transaction tx) {
        reading.ifPresent(under -> {
            if (shown.filter(one -> one.table() == under.to().table()).isEmpty()) {
                new ListedFindingStore(tx, under.to().table()).drop();
            }
        });
        reading = Optional.empty();
    }

    /// Reads the next stretch; the first can be listed at once, and everything when there is no more.
    public Stretch read() {
        return workspace.read(tx -> {
            reading.ifPresent(under -> stretch(tx, under));
            return state();
        });
    }

    private Stretch state() {
        int table = shown.map(Shown::table).orElse(0);
        return reading.map(under -> new Stretch(table, under.read(), under.most(), true))
                .orElse(new Stretch(table, 0, 0, false));
    }

    private void stretch(Transaction tx, FindingReading under) {
        boolean first = under.read() == 0;
        boolean more = under.stretch(tx, first ? FIRST : STRETCH);
        if (first) {
            show(tx, under);
        }
        if (!more) {
            basis = Optional.of(under.basis());
            seen = new KeptFindingStore(tx).changes();
            reading = Optional.empty();
        }
    }

    private long seen;

    /// The list before stays until the next: somebody may be reading a page of it.
    private void show(Transaction tx, FindingReading under) {
        before.ifPresent(old -> new ListedFindingStore(tx, old.table()).drop());
        before = shown;
        shown = Optional.of(under.to());
    }

    /// What people said since the list was read: acknowledged, or reopened.
    private void changes(Transaction tx) {
        var kept = new KeptFindingStore(tx);
        List<String> changed = kept.changed(seen);
        seen = kept.changes();
        if (changed.isEmpty()) {
            return;
        }
        Shown to = shown.orElseThrow();
        var store = new ListedFindingStore(tx, to.table());
        var findings = new FindingStore(tx);
        Map<String, Integer> numbers = store.numbers(changed);
        Map<Integer, ListedFinding> rows =
                store.rows(numbers.values().stream().mapToInt(Integer::intValue).toArray(), to.names());
        try (var writer = store.new Writer(to.names())) {
            rows.forEach((number, row) -> findings.get(row.fingerprint())
                    .filter(_ -> row.stand().waits())
                    .ifPresent(known -> {
                        Optional<String> word = known.acknowledged()
                                .filter(one -> one.covers(
                                        row.severity().orElse(known.severity()),
                                        to.head()
                                                .asOf()
                                                .atZone(java.time.ZoneOffset.UTC)
                                                .toLocalDate()))
                                .map(ListedFindings::word);
                        ListedFinding now = row.standing(
                                word.isPresent() ? Stand.ACKNOWLEDGED : known.returns() > 0 ? Stand.BACK : Stand.OPEN,
                                word.orElse(""));
                        writer.add(number, now, FindingReading.search(to, now, words));
                    }));
        }
    }

    /// What is said over the list.
    public Head head() {
        return shown.map(Shown::head).orElse(new Head(Instant.EPOCH, 0, false, false));
    }

    /// The rules that are listed, sorted; as far as the list is read.
    public List<String> rules() {
        return shown.map(one -> one.names().rules().stream().sorted().toList()).orElse(List.of());
    }

    /// The sources that are listed, by id, with what people call them.
    public Map<String, String> sources() {
        var sources = new java.util.TreeMap<String, String>();
        shown.ifPresent(one -> one.names().sources().forEach(id -> sources.put(id, one.name(id))));
        return sources;
    }

    /// The findings that match, in their order.
    ///
    /// @param kept fingerprints of lines that are looked for; with `head ` before it, the head of its group
    public Listing list(FindingQuery query, List<String> kept) {
        if (shown.isEmpty()) {
            return Listing.NONE;
        }
        Shown to = shown.get();
        return workspace.read(tx -> {
            var store = new ListedFindingStore(tx, to.table());
            var sorted = new FindingOrderStore(tx, to.table(), query, to.names(), to::name);
            FindingOrderStore.Lines lines = sorted.grouped(sorted.order());
            return new Listing(
                    to.table(),
                    lines.lines(),
                    lines.heads(),
                    to.counts().counts(to.head().compared()),
                    FindingPlaces.of(store, lines, kept));
        });
    }

    /// Before the fingerprint of the first finding of a group, where its head is meant.
    public static final String HEAD = "head ";

    /// Rows by their numbers, in that order.
    ///
    /// @return none where the numbers are of a table that is gone
    public List<ListedFinding> rows(int table, int[] numbers) {
        return table(table)
                .map(one -> workspace.<List<ListedFinding>, RuntimeException>read(tx -> {
                    Map<Integer, ListedFinding> found = new ListedFindingStore(tx, table).rows(numbers, one.names());
                    return Arrays.stream(numbers)
                            .mapToObj(number -> Optional.ofNullable(found.get(number)))
                            .flatMap(Optional::stream)
                            .toList();
                }))
                .orElse(List.of());
    }

    private Optional<Shown> table(int table) {
        return shown.filter(one -> one.table() == table).or(() -> before.filter(one -> one.table() == table));
    }

    /// What several have in common.
    public Chosen chosen(int table, int[] numbers) {
        return table(table)
                .map(_ -> workspace.<Chosen, RuntimeException>read(
                        tx -> new ListedFindingStore(tx, table).chosen(numbers)))
                .orElse(Chosen.NONE);
    }

    /// Everything there is to say of one finding, newest first where it is told over time.
    ///
    /// @return nothing where the number is of a table that is gone
    public Optional<FindingFacts> facts(int table, ListedFinding finding) {
        return table(table)
                .map(one -> workspace.<FindingFacts, RuntimeException>read(
                        tx -> new ReadFacts(tx, one.governance(), one.head().asOf()).of(finding)));
    }

    @Override
    public void close() {
        workspace.close();
    }
}
