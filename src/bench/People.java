import atlantafx.base.controls.ModalPane;
import java.io.Writer;
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
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
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
import org.countersign.ui.view.Views;
import org.countersign.work.Progress;

/// The list of a million people beside a `TableView` with `SortedList` and `FilteredList` over the same rows in memory.
///
/// `people.sh make FOLDER ROWS` makes a workspace; `people.sh find FOLDER` measures the search over everything; `people.sh ours FOLDER` and `people.sh peer FOLDER` measure in a
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
            case "find" -> find(workspace);
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
            System.out.printf("matched once: %.1f s%n", Lists.seconds(begun));
        }
    }

    /// What Ctrl K reads, and how long it looks.
    private static void find(Path workspace) throws Exception {
        try (Countersign app = Countersign.open(workspace, CLOCK);
                var find = app.findAnything()) {
            long begun = System.nanoTime();
            boolean more = find.read();
            System.out.printf("first stretch after %.2f s%n", Lists.seconds(begun));
            while (more) {
                more = find.read();
            }
            System.out.printf("everything after %.2f s (%,d accounts)%n", Lists.seconds(begun), find.count());
            for (String filter : FILTERS) {
                var millis = new double[ROUNDS];
                int hits = 0;
                for (int i = 0; i < ROUNDS; i++) {
                    long asked = System.nanoTime();
                    hits = find.find(filter).size();
                    millis[i] = (System.nanoTime() - asked) / 1e6;
                }
                Arrays.sort(millis);
                System.out.printf("%-16s %2d hits, median %.1f ms%n", filter, hits, millis[ROUNDS / 2]);
            }
        }
    }

    private static void ours(Path workspace) throws Exception {
        Countersign app = Countersign.open(workspace, CLOCK);
        Lists.start();
        long before = Lists.heap();
        var worker = new FxBackground(Lists.daemon());
        var rows = new FxBackground(Lists.daemon());
        var model = new PeopleViewModel(app, worker, worker, rows);
        var controller = new PeopleController(
                model, new PersonViewModel(app, worker), new Questions(new ModalPane()), _ -> {}, Lists.keys());
        Stage stage = Lists.onFx(() -> Lists.window(Views.load(controller)));
        TableView<?> table = Lists.onFx(() -> (TableView<?>) stage.getScene().lookup("#table"));
        Lists.onFx(() -> Lists.drawn(table));
        long begun = System.nanoTime();
        long used = Lists.cpu();
        Lists.onFx(() -> {
            controller.show("");
            model.refresh();
            return true;
        });
        Lists.until(() -> model.rowsProperty().get().size() > 0);
        Lists.onFx(() -> Lists.drawn(table));
        System.out.printf(
                "first rows drawn after %.2f s, %.2f s of CPU (%,d of them)%n",
                Lists.seconds(begun), (Lists.cpu() - used) / 1e9, Lists.onFx(() -> model.rowsProperty().get().size()));
        Lists.until(() -> !model.busyProperty().get() && !model.askingProperty().get());
        System.out.printf(
                "everybody after %.2f s, %.1f s of CPU (%,d)%n",
                Lists.seconds(begun), (Lists.cpu() - used) / 1e9, Lists.onFx(() -> model.rowsProperty().get().size()));
        Lists.scroll(table, index -> model.rowsProperty().get().at(index).isPresent());
        long with = Lists.heap();
        answered(model, table, () -> model.textProperty().set("nobody-at-all"));
        System.out.printf("heap: %,d kB of rows, %,d kB with the window%n", (with - Lists.heap()) >> 10, (with - before) >> 10);
        answered(model, table, () -> model.textProperty().set(""));
        for (int round = 0; round < ROUNDS; round++) {
            for (Column column : List.of(Column.NAME, Column.DEPARTMENT, Column.STATE, Column.LABEL)) {
                for (boolean down : new boolean[] {true, false}) {
                    Lists.timed(
                            "sort " + column + (down ? " down" : ""),
                            () -> answered(model, table, () -> model.sort(column, down)));
                }
            }
            for (String text : FILTERS) {
                Lists.timed("filter \"" + text + "\"", () -> answered(model, table, () -> model.textProperty().set(text)));
                answered(model, table, () -> model.textProperty().set(""));
            }
        }
    }

    private static boolean answered(PeopleViewModel model, TableView<?> table, Runnable question) throws Exception {
        LazyRows<PersonRow> was = Lists.onFx(() -> {
            LazyRows<PersonRow> now = model.rowsProperty().get();
            question.run();
            return now;
        });
        Lists.until(() -> model.rowsProperty().get() != was);
        return Lists.onFx(() -> Lists.drawn(table));
    }

    private static void peer(Path workspace) throws Exception {
        Countersign app = Countersign.open(workspace, CLOCK);
        Lists.start();
        long before = Lists.heap();
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
        System.out.printf("rows in memory after %.2f s%n", Lists.seconds(begun));
        var filtered = new FilteredList<>(all);
        var sorted = new SortedList<>(filtered);
        TableView<PersonRow> table = Lists.onFx(() -> {
            var view = new TableView<PersonRow>();
            Lists.column(view, "Name", PersonRow::label);
            Lists.column(view, "Account", PersonRow::name);
            Lists.column(view, "Source", PersonRow::sourceName);
            Lists.column(view, "State", row -> row.active().name());
            Lists.column(view, "Department", PersonRow::department);
            Lists.column(view, "Accounts", row -> Long.toString(row.accounts()));
            view.setFixedCellSize(34);
            view.setItems(sorted);
            return view;
        });
        Lists.onFx(() -> Lists.window(table));
        Lists.onFx(() -> Lists.drawn(table));
        Lists.scroll(table, _ -> true);
        long with = Lists.heap();
        for (int round = 0; round < ROUNDS; round++) {
            sort("NAME", Comparator.comparing(PersonRow::name, String.CASE_INSENSITIVE_ORDER), sorted, table);
            sort("DEPARTMENT", Comparator.comparing(PersonRow::department, String.CASE_INSENSITIVE_ORDER), sorted, table);
            sort("STATE", Comparator.comparing(PersonRow::active), sorted, table);
            sort("LABEL", Comparator.comparing(PersonRow::label, String.CASE_INSENSITIVE_ORDER), sorted, table);
            for (String text : FILTERS) {
                Lists.timed("filter \"" + text + "\"", () -> Lists.onFx(() -> {
                    String[] words = text.toLowerCase(Locale.ROOT).split(" ");
                    filtered.setPredicate(row -> Arrays.stream(words).allMatch(word -> has(row, word)));
                    return Lists.drawn(table);
                }));
                Lists.onFx(() -> {
                    filtered.setPredicate(null);
                    return Lists.drawn(table);
                });
            }
        }
        Lists.onFx(() -> {
            sorted.setComparator(null);
            table.setItems(FXCollections.observableArrayList());
            return true;
        });
        all.clear();
        System.out.printf("heap: %,d kB of rows, %,d kB with the window%n", (with - Lists.heap()) >> 10, (with - before) >> 10);
    }

    private static boolean has(PersonRow row, String word) {
        return (row.label() + " " + row.name() + " " + row.id() + " " + row.title() + " " + row.department())
                .toLowerCase(Locale.ROOT)
                .contains(word);
    }

    private static void sort(String what, Comparator<PersonRow> by, SortedList<PersonRow> sorted, TableView<?> table)
            throws Exception {
        for (boolean down : new boolean[] {true, false}) {
            Lists.timed("sort " + what + (down ? " down" : ""), () -> Lists.onFx(() -> {
                sorted.setComparator(down ? by.reversed() : by);
                return Lists.drawn(table);
            }));
        }
    }

}
