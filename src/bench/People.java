import atlantafx.base.controls.ModalPane;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.countersign.app.Countersign;
import org.countersign.governance.ImportGovernance;
import org.countersign.people.PeopleQuery.Column;
import org.countersign.people.PersonRow;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.people.PeopleController;
import org.countersign.ui.people.PeopleViewModel;
import org.countersign.ui.people.PersonViewModel;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.FxBackground;
import org.countersign.ui.theme.Theme;
import org.countersign.ui.view.Views;
import org.countersign.work.Progress;

/// The list of a million people beside a `TableView` with `SortedList` and `FilteredList` over the same rows in memory.
///
/// `people.sh make FOLDER ROWS` makes a workspace; `people.sh ours FOLDER` and `people.sh peer FOLDER` measure in a
/// program each: first rows, heap after a collection, the layout of each step and jump, sorts and filters.
final class People {
    private static final Instant TAKEN = Instant.parse("2026-01-01T06:00:00Z");
    private static final Clock CLOCK = Clock.fixed(TAKEN.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    private static final String[] FIRST = {
        "Olivia", "Noah", "José", "Zoë", "Søren", "Yuki", "Amélie", "Priya", "Fatima", "Björn", "Łukasz", "Grace", "Ngozi", "Мария"
    };
    private static final String[] LAST = {
        "Smith", "Nguyen", "García", "Müller", "O'Brien", "Kowalski", "Tanaka", "Novák", "Haddad", "Silva", "Hopper", "Кузнецова"
    };
    private static final String[] TITLES = {"Software Engineer", "Senior Accountant", "Sales Manager", "Data Analyst"};
    private static final String[] DEPARTMENTS = {"Engineering", "Finance", "Sales", "People", "Operations", "Legal"};
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final String[] FILTERS = {"hop", "grace hopper", "person777", "example", "nobody-at-all"};

    private People() {}

    public static void main(String[] arguments) throws Exception {
        Path workspace = Path.of(arguments[1]).resolve("people.countersign");
        switch (arguments[0]) {
            case "make" -> make(workspace, Integer.parseInt(arguments[2]));
            case "ours" -> ours(workspace);
            case "peer" -> peer(workspace);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private static void make(Path workspace, int rows) throws Exception {
        Files.createDirectories(workspace.getParent());
        Files.deleteIfExists(workspace);
        Path file = workspace.resolveSibling("idp.ndjson");
        var random = new Random(1);
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < rows; i++) {
                String given = FIRST[random.nextInt(FIRST.length)];
                String family = LAST[random.nextInt(LAST.length)] + " " + Integer.toString(random.nextInt(rows), 36);
                out.write("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"00u" + i
                        + "\",\"externalId\":\"E" + i + "\",\"userName\":\"person" + i + "@example.com\",\"name\":{\"familyName\":\""
                        + family + "\",\"givenName\":\"" + given + "\"},\"displayName\":\"" + given + " " + family
                        + "\",\"title\":\"" + TITLES[random.nextInt(TITLES.length)] + "\",\"active\":" + (random.nextInt(20) > 0)
                        + ",\"emails\":[{\"value\":\"person" + i + "@example.com\",\"type\":\"work\",\"primary\":true}],"
                        + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":\""
                        + DEPARTMENTS[random.nextInt(DEPARTMENTS.length)] + "\",\"employeeNumber\":\"" + i + "\"}}\n");
            }
        }
        try (var app = Countersign.openOrMake(workspace, CLOCK)) {
            app.importGovernance()
                    .run(
                            app.actor(),
                            "governance.yaml",
                            "sources: [{id: idp, name: IdP, kind: idp, vendor: scim}]".getBytes(StandardCharsets.UTF_8),
                            new ImportGovernance.Options(Optional.empty(), true, false));
            app.importSnapshot()
                    .run(
                            app.actor(),
                            new ImportSnapshot.Request("idp", List.of(file), Optional.of(TAKEN), true, true),
                            Progress.NONE);
            long begun = System.nanoTime();
            app.matchAccounts().run();
            System.out.printf("matched once: %.1f s%n", seconds(begun));
        }
    }

    private static void ours(Path workspace) throws Exception {
        Countersign app = Countersign.open(workspace, CLOCK);
        start();
        long before = heap();
        var worker = new FxBackground(daemon());
        var rows = new FxBackground(daemon());
        var model = new PeopleViewModel(app, worker, worker, rows);
        var controller = new PeopleController(
                model, new PersonViewModel(app, worker), new Questions(new ModalPane()), _ -> {});
        Stage stage = onFx(() -> window(Views.load(controller)));
        TableView<?> table = onFx(() -> (TableView<?>) stage.getScene().lookup("#table"));
        onFx(() -> drawn(table));
        long begun = System.nanoTime();
        long used = cpu();
        onFx(() -> {
            controller.show("");
            model.refresh();
            return true;
        });
        until(() -> model.rowsProperty().get().size() > 0);
        onFx(() -> drawn(table));
        System.out.printf(
                "first rows drawn after %.2f s, %.2f s of CPU (%,d of them)%n",
                seconds(begun), (cpu() - used) / 1e9, onFx(() -> model.rowsProperty().get().size()));
        until(() -> !model.busyProperty().get() && !model.askingProperty().get());
        System.out.printf(
                "everybody after %.2f s, %.1f s of CPU (%,d)%n",
                seconds(begun), (cpu() - used) / 1e9, onFx(() -> model.rowsProperty().get().size()));
        scroll(table, index -> model.rowsProperty().get().at(index).isPresent());
        long with = heap();
        answered(model, table, () -> model.textProperty().set("nobody-at-all"));
        System.out.printf("heap: %,d kB of rows, %,d kB with the window%n", (with - heap()) >> 10, (with - before) >> 10);
        answered(model, table, () -> model.textProperty().set(""));
        for (int round = 0; round < ROUNDS; round++) {
            for (Column column : List.of(Column.NAME, Column.DEPARTMENT, Column.STATE, Column.LABEL)) {
                for (boolean down : new boolean[] {true, false}) {
                    timed(
                            "sort " + column + (down ? " down" : ""),
                            () -> answered(model, table, () -> model.sort(column, down)));
                }
            }
            for (String text : FILTERS) {
                timed("filter \"" + text + "\"", () -> answered(model, table, () -> model.textProperty().set(text)));
                answered(model, table, () -> model.textProperty().set(""));
            }
        }
    }

    private static boolean answered(PeopleViewModel model, TableView<?> table, Runnable question) throws Exception {
        LazyRows<PersonRow> was = onFx(() -> {
            LazyRows<PersonRow> now = model.rowsProperty().get();
            question.run();
            return now;
        });
        until(() -> model.rowsProperty().get() != was);
        return onFx(() -> drawn(table));
    }

    private static void peer(Path workspace) throws Exception {
        Countersign app = Countersign.open(workspace, CLOCK);
        start();
        long before = heap();
        long begun = System.nanoTime();
        var all = FXCollections.<PersonRow>observableArrayList();
        try (var people = app.listPeople()) {
            while (people.read().more()) {
                continue;
            }
            var listing = people.list(org.countersign.people.PeopleQuery.ALL);
            for (int from = 0; from < listing.numbers().length; from += 10_000) {
                all.addAll(people.rows(
                        listing.table(),
                        Arrays.copyOfRange(listing.numbers(), from, Math.min(from + 10_000, listing.numbers().length))));
            }
        }
        System.out.printf("rows in memory after %.2f s%n", seconds(begun));
        var filtered = new FilteredList<>(all);
        var sorted = new SortedList<>(filtered);
        TableView<PersonRow> table = onFx(() -> {
            var view = new TableView<PersonRow>();
            column(view, "Name", PersonRow::label);
            column(view, "Account", PersonRow::name);
            column(view, "Source", PersonRow::sourceName);
            column(view, "State", row -> row.active().name());
            column(view, "Department", PersonRow::department);
            column(view, "Accounts", row -> Long.toString(row.accounts()));
            view.setFixedCellSize(34);
            view.setItems(sorted);
            return view;
        });
        onFx(() -> window(table));
        onFx(() -> drawn(table));
        scroll(table, _ -> true);
        long with = heap();
        for (int round = 0; round < ROUNDS; round++) {
            sort("NAME", Comparator.comparing(PersonRow::name, String.CASE_INSENSITIVE_ORDER), sorted, table);
            sort("DEPARTMENT", Comparator.comparing(PersonRow::department, String.CASE_INSENSITIVE_ORDER), sorted, table);
            sort("STATE", Comparator.comparing(PersonRow::active), sorted, table);
            sort("LABEL", Comparator.comparing(PersonRow::label, String.CASE_INSENSITIVE_ORDER), sorted, table);
            for (String text : FILTERS) {
                timed("filter \"" + text + "\"", () -> onFx(() -> {
                    String[] words = text.toLowerCase(Locale.ROOT).split(" ");
                    filtered.setPredicate(row -> Arrays.stream(words).allMatch(word -> has(row, word)));
                    return drawn(table);
                }));
                onFx(() -> {
                    filtered.setPredicate(null);
                    return drawn(table);
                });
            }
        }
        onFx(() -> {
            sorted.setComparator(null);
            table.setItems(FXCollections.observableArrayList());
            return true;
        });
        all.clear();
        System.out.printf("heap: %,d kB of rows, %,d kB with the window%n", (with - heap()) >> 10, (with - before) >> 10);
    }

    private static boolean has(PersonRow row, String word) {
        return (row.label() + " " + row.name() + " " + row.id() + " " + row.title() + " " + row.department())
                .toLowerCase(Locale.ROOT)
                .contains(word);
    }

    private static void sort(String what, Comparator<PersonRow> by, SortedList<PersonRow> sorted, TableView<?> table)
            throws Exception {
        for (boolean down : new boolean[] {true, false}) {
            timed("sort " + what + (down ? " down" : ""), () -> onFx(() -> {
                sorted.setComparator(down ? by.reversed() : by);
                return drawn(table);
            }));
        }
    }

    private static void column(TableView<PersonRow> table, String name, Function<PersonRow, String> text) {
        var column = new TableColumn<PersonRow, String>(name);
        column.setPrefWidth(180);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        table.getColumns().add(column);
    }

    /// 400 steps to the next row, 200 pages down, 300 jumps anywhere: the layout alone, in CPU time of the window's
    /// thread, which other work on the machine does not add to; then until the rows are there, by the clock.
    private static void scroll(TableView<?> table, Predicate<Integer> there) throws Exception {
        int rows = onFx(() -> table.getItems().size());
        var random = new Random(1);
        // Warm: what is measured is not the compiler.
        for (int i = 0; i < 500; i++) {
            step(table, random.nextInt(rows));
        }
        double[] steps = new double[400];
        double[] pages = new double[200];
        double[] jumps = new double[300];
        double[] arrivals = new double[300];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = step(table, i);
        }
        for (int i = 0; i < pages.length; i++) {
            pages[i] = step(table, (i * 22) % rows);
        }
        for (int i = 0; i < jumps.length; i++) {
            int to = random.nextInt(rows);
            long begun = System.nanoTime();
            jumps[i] = step(table, to);
            until(() -> there.test(to));
            onFx(() -> drawn(table));
            arrivals[i] = (System.nanoTime() - begun) / 1e6;
        }
        print("step", steps);
        print("page down", pages);
        print("jump, layout", jumps);
        print("jump until its rows are drawn", arrivals);
    }

    private static double step(TableView<?> table, int to) throws Exception {
        return onFx(() -> {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            table.scrollTo(to);
            table.getSelectionModel().clearAndSelect(to);
            table.layout();
            return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e6;
        });
    }

    private static void print(String what, double[] times) {
        Arrays.sort(times);
        System.out.printf(
                "%s: median %.2f ms, p99 %.2f ms, worst %.2f ms%n",
                what, times[times.length / 2], times[(int) (times.length * 0.99)], times[times.length - 1]);
    }

    private interface Work<T> {
        T run() throws Exception;
    }

    /// By the clock: what a person waits; and the CPU time of the whole program, to which a busy machine adds nothing.
    private static void timed(String what, Work<?> work) throws Exception {
        long begun = System.nanoTime();
        long used = cpu();
        work.run();
        System.out.printf("%s: %.0f ms, %.0f ms of CPU%n", what, seconds(begun) * 1000, (cpu() - used) / 1e6);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static boolean drawn(TableView<?> table) {
        table.applyCss();
        table.layout();
        return true;
    }

    private static Stage window(Parent view) {
        var stage = new Stage();
        var scene = new Scene(view, 1440, 900);
        Theme.apply(scene);
        stage.setScene(scene);
        stage.show();
        return stage;
    }

    private static void start() throws Exception {
        var ready = new CompletableFuture<Boolean>();
        Platform.startup(() -> {
            Theme.install();
            ready.complete(true);
        });
        ready.get(60, TimeUnit.SECONDS);
    }

    private static ExecutorService daemon() {
        return Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static <T> T onFx(Work<T> work) throws Exception {
        var answer = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                answer.complete(work.run());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.get(300, TimeUnit.SECONDS);
    }

    private static void until(BooleanSupplier condition) throws Exception {
        while (!onFx(condition::getAsBoolean)) {
            Thread.sleep(0, 200_000);
        }
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static long heap() throws Exception {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
