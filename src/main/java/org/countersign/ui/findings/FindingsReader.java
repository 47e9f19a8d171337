package org.countersign.ui.findings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.drift.list.Chosen;
import org.countersign.drift.list.FindingQuery;
import org.countersign.drift.list.FindingQuery.Grouping;
import org.countersign.drift.list.ListFindings;
import org.countersign.drift.list.ListedFinding;
import org.countersign.drift.list.Listing;
import org.countersign.text.Strings;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.table.Stretches;
import org.countersign.ui.task.Background;
import org.countersign.ui.task.Watched;
import org.countersign.work.CancelledException;

/// Reads findings, stretch by stretch, and has the rules asked where no run asked them of what there is now. All of it
/// on workers; the list itself is touched on one of them alone.
final class FindingsReader {
    /// As many rows as are read at once where each is needed.
    private static final int PAGE = 500;

    /// So many chosen lines are found again in another list.
    private static final int KEPT = 1_000;

    private final Countersign app;
    private final Background checking;
    private final Background rows;
    private final Consumer<Boolean> another;
    private final Consumer<Exception> failed;
    private final Stretches stretches;
    private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
    private Optional<ListFindings> findings = Optional.empty();
    private Optional<Watched> watched = Optional.empty();
    private boolean again;
    private volatile Map<String, String> sources = Map.of();

    /// @param checking for what takes as long as a drift check
    /// @param rows for pages of rows alone
    /// @param another runs when what is shown has to be asked for again, with whether it is now that of now
    FindingsReader(
            Countersign app,
            Background checking,
            Background rows,
            Consumer<Boolean> another,
            Consumer<Exception> failed) {
        this.app = app;
        this.checking = checking;
        this.rows = rows;
        this.another = another;
        this.failed = failed;
        this.stretches = new Stretches(
                rows,
                () -> findings().read(),
                "findings.reading",
                () -> another.accept(false),
                this::read,
                this::failed);
        stretches.progressProperty().subscribe(progress::set);
    }

    /// What is asked: which rows, and which lines are looked for in them.
    record Question(FindingQuery query, List<String> kept) {}

    /// The rows that match, with the first page.
    record Answer(
            Question question,
            ListFindings.Head head,
            Listing listing,
            List<FindingLine> first,
            List<String> rules,
            Map<String, String> sources) {}

    /// How far it is; empty when it is done.
    ReadOnlyStringWrapper progressProperty() {
        return progress;
    }

    /// While it reads, or the rules are asked.
    ReadOnlyBooleanWrapper busyProperty() {
        return busy;
    }

    /// While the rules are asked, which can be stopped.
    ReadOnlyBooleanWrapper askingProperty() {
        return asking;
    }

    private ListFindings findings() {
        ListFindings open = findings.orElseGet(() -> app.listFindings(
                (finding, names) -> FindingStatus.of(finding, names::apply).text()));
        findings = Optional.of(open);
        return open;
    }

    private String name(String id) {
        return sources.getOrDefault(id, id);
    }

    /// Looks whether anything is new, and reads it.
    void refresh() {
        if (busy.get()) {
            again = true;
            return;
        }
        busy.set(true);
        look();
    }

    private void look() {
        again = false;
        rows.run(
                () -> {
                    app.workspace().version();
                    return findings().look();
                },
                next -> {
                    switch (next) {
                        case NOTHING -> idle();
                        case READ -> stretches.begin();
                        case EVALUATE ->
                            ask(
                                    watch -> findings().evaluate(watch),
                                    (list, looked) -> list.take(looked),
                                    () -> rows.run(() -> findings().takeStale(), this::stale, this::failed));
                        case COMPARE -> {
                            another.accept(false);
                            ask(
                                    watch -> findings().yesterday(watch),
                                    (list, before) -> list.take(before),
                                    () -> rows.run(
                                            () -> {
                                                findings().leave();
                                                return true;
                                            },
                                            _ -> idle(),
                                            this::failed));
                        }
                    }
                },
                this::failed);
    }

    private void idle() {
        busy.set(false);
        progress.set("");
        another.accept(true);
        if (again) {
            refresh();
        }
    }

    private interface Take<T> {
        void in(ListFindings list, T answer);
    }

    /// Has the rules asked, which may take long, while what was there before can be read.
    private <T> void ask(java.util.function.Function<Watched, T> work, Take<T> take, Runnable stopped) {
        var watch = new Watched(words -> checking.tell(() -> {
            if (asking.get()) {
                progress.set(words);
            }
        }));
        watched = Optional.of(watch);
        asking.set(true);
        checking.run(
                () -> work.apply(watch),
                answer -> {
                    asking.set(false);
                    rows.run(
                            () -> {
                                take.in(findings(), answer);
                                return true;
                            },
                            _ -> stretches.begin(),
                            this::failed);
                },
                failure -> {
                    asking.set(false);
                    if (failure instanceof CancelledException) {
                        stopped.run();
                    } else {
                        failed(failure);
                    }
                });
    }

    private void stale(boolean any) {
        if (any) {
            stretches.begin();
        } else {
            failed(new IllegalStateException(Strings.of("findings.stopped")));
        }
    }

    /// Everything is read: what has come meanwhile, and what is new since yesterday.
    private void read() {
        another.accept(false);
        look();
    }

    /// Nobody waits for the rules any more.
    void stopAsking() {
        watched.ifPresent(Watched::stop);
    }

    private void failed(Exception failure) {
        busy.set(false);
        progress.set("");
        failed.accept(failure);
    }

    /// Whether there is anything to ask.
    boolean ready() {
        return stretches.ready();
    }

    /// Asks; on a worker.
    Answer look(Question question) {
        ListFindings open = findings();
        sources = open.sources();
        Listing listing = open.list(question.query(), question.kept());
        return new Answer(
                question,
                open.head(),
                listing,
                lines(listing, open.head().asOf(), question.query().grouping(), LazyRows.firstPage(listing.lines())),
                open.rules(),
                sources);
    }

    /// Lines by their numbers; a head by that of its first row, negative.
    private List<FindingLine> lines(Listing listing, Instant asOf, Grouping grouping, int[] numbers) {
        int[] wanted = Arrays.stream(numbers).map(Math::abs).distinct().toArray();
        List<ListedFinding> read = findings().rows(listing.table(), wanted);
        if (read.size() < wanted.length) {
            return List.of();
        }
        var found = new HashMap<Integer, FindingRow>();
        for (int i = 0; i < wanted.length; i++) {
            found.put(wanted[i], FindingRow.of(read.get(i), this::name, asOf));
        }
        Map<Integer, Integer> sizes = listing.sizes(
                Arrays.stream(numbers).filter(one -> one < 0).boxed().collect(Collectors.toSet()));
        var lines = new ArrayList<FindingLine>();
        for (int number : numbers) {
            FindingRow row = found.getOrDefault(Math.abs(number), FindingRow.of(read.getFirst(), this::name, asOf));
            lines.add(number < 0 ? FindingGroup.of(grouping, row, sizes.getOrDefault(number, 0)) : row);
        }
        return lines;
    }

    /// What an answer lists.
    LazyRows<FindingLine> rows(Answer answer) {
        Instant asOf = answer.head().asOf();
        Grouping grouping = answer.question().query().grouping();
        return new LazyRows<>(
                rows,
                answer.listing().lines(),
                answer.first(),
                numbers -> lines(answer.listing(), asOf, grouping, numbers));
    }

    /// What is chosen.
    ///
    /// @param lines in the listing
    /// @param numbers of the findings on them
    record Choosing(Answer answer, int[] lines, int[] numbers) {}

    /// What there is to say of what is chosen; on a worker.
    FindingChoice choice(Choosing choosing) {
        int[] numbers = choosing.numbers();
        int table = choosing.answer().listing().table();
        Instant asOf = choosing.answer().head().asOf();
        if (numbers.length == 0) {
            return FindingChoice.NONE;
        }
        List<String> keys = keys(choosing);
        if (numbers.length > 1) {
            Chosen several = findings().chosen(table, numbers);
            return new FindingChoice(several.count(), Optional.empty(), Optional.empty(), several, keys);
        }
        return findings().rows(table, numbers).stream()
                .findFirst()
                .flatMap(one -> findings().facts(table, one).map(facts -> {
                    FindingRow row = FindingRow.of(one, this::name, asOf);
                    return new FindingChoice(
                            1,
                            Optional.of(row),
                            Optional.of(FindingDetails.of(
                                    row, facts, this::name, app.clock().getZone())),
                            Chosen.NONE,
                            keys);
                }))
                .orElse(FindingChoice.NONE);
    }

    private List<String> keys(Choosing choosing) {
        Listing listing = choosing.answer().listing();
        if (choosing.lines().length > KEPT) {
            return List.of();
        }
        int[] numbers =
                Arrays.stream(choosing.lines()).map(at -> listing.lines()[at]).toArray();
        return lines(
                        listing,
                        choosing.answer().head().asOf(),
                        choosing.answer().question().query().grouping(),
                        numbers)
                .stream()
                .map(FindingLine::key)
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /// Findings by their numbers, read as they are needed: all of them, or it fails.
    PickedFindings picked(Answer answer, int[] numbers) {
        return new PickedFindings() {
            @Override
            public int count() {
                return numbers.length;
            }

            @Override
            public void each(Consumer<List<FindingRow>> action) {
                for (int from = 0; from < numbers.length; from += PAGE) {
                    int[] page = Arrays.copyOfRange(numbers, from, Math.min(from + PAGE, numbers.length));
                    List<ListedFinding> read = findings().rows(answer.listing().table(), page);
                    if (read.size() < page.length) {
                        throw new IllegalStateException(Strings.of("findings.listGone"));
                    }
                    action.accept(read.stream()
                            .map(one -> FindingRow.of(
                                    one,
                                    FindingsReader.this::name,
                                    answer.head().asOf()))
                            .toList());
                }
            }
        };
    }

    void stop() {
        stopAsking();
        stretches.stop();
        rows.run(
                () -> {
                    findings.ifPresent(ListFindings::close);
                    return true;
                },
                _ -> {},
                _ -> {});
    }
}
