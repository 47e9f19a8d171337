import atlantafx.base.controls.ModalPane;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.countersign.app.Countersign;
import org.countersign.drift.list.FindingQuery;
import org.countersign.drift.list.FindingQuery.Column;
import org.countersign.drift.list.ListedFinding;
import org.countersign.governance.ImportGovernance;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.findings.FindingLine;
import org.countersign.ui.findings.FindingsController;
import org.countersign.ui.findings.FindingsViewModel;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.FxBackground;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Views;
import org.countersign.work.Progress;

/// The list of a million findings beside a `TableView` with `SortedList` and `FilteredList` over the same rows in memory.
///
/// `findings.sh make FOLDER ROWS` makes a workspace whose last run stored so many; `findings.sh ours FOLDER` and
/// `findings.sh peer FOLDER` measure in a program each: first rows, heap after a collection, the layout of each step and
/// jump, sorts and filters.
final class Findings {
    private static final Instant TAKEN = Instant.parse("2026-01-01T06:00:00Z");
    private static final Clock CLOCK = Clock.fixed(TAKEN.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final String[] FILTERS = {"hop", "grace hopper", "person777", "app-3", "nobody-at-all"};

    private Findings() {}

    public static void main(String[] arguments) throws Exception {
        Path workspace = Path.of(arguments[1]).resolve("findings.countersign");
        switch (arguments[0]) {
            case "make" -> make(workspace, Integer.parseInt(arguments[2]));
            case "ours" -> ours(workspace);
            case "peer" -> peer(workspace);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    /// A run over a small organisation, to whose findings as many are added as no test organisation has.
    private static void make(Path workspace, int rows) throws Exception {
        Files.createDirectories(workspace.getParent());
        Files.deleteIfExists(workspace);
        Path file = workspace.resolveSibling("idp.json");
        Files.writeString(
                file,
                "[{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"1\",\"userName\":\"ada\",\"active\":true}]");
        try (var app = Countersign.openOrMake(workspace, CLOCK)) {
            var yaml = new StringBuilder("sources:\n  - {id: idp, name: IdP, kind: idp, vendor: scim}\n");
            for (int i = 0; i < 8; i++) {
                yaml.append("  - {id: app-").append(i).append(", name: App ").append((char) ('H' - i)).append(
                        ", kind: app, vendor: scim, owner: ada, authoritativeIdp: idp}\n");
            }
            app.importGovernance()
                    .run(
                            app.actor(),
                            "governance.yaml",
                            yaml.toString().getBytes(StandardCharsets.UTF_8),
                            new ImportGovernance.Options(Optional.empty(), true, false));
            app.importSnapshot()
                    .run(
                            app.actor(),
                            new ImportSnapshot.Request("idp", List.of(file), Optional.of(TAKEN), true, true),
                            Progress.NONE);
            app.checkDrift().run();
        }
        String pick = "abs(random()) % ";
        String seed = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + rows + "),"
                + " made AS MATERIALIZED (SELECT i, lower(hex(randomblob(8))) AS fingerprint,"
                + " " + pick + "14 AS given, " + pick + "12 AS family, " + pick + "6 AS rule, " + pick + "8 AS app,"
                + " " + pick + "5 AS severity, " + pick + "20 AS stand, " + pick + "1000 AS days FROM n) ";
        String given = "json_extract('[\"Olivia\",\"Noah\",\"José\",\"Zoë\",\"Søren\",\"Yuki\",\"Amélie\",\"Priya\",\"Fatima\","
                + "\"Björn\",\"Łukasz\",\"Grace\",\"Ngozi\",\"Мария\"]', '$[' || given || ']')";
        String family = "json_extract('[\"Smith\",\"Nguyen\",\"García\",\"Müller\",\"O''Brien\",\"Kowalski\",\"Tanaka\","
                + "\"Novák\",\"Haddad\",\"Silva\",\"Hopper\",\"Кузнецова\"]', '$[' || family || ']')";
        String rule = "json_extract('[\"unmatched-account\",\"disabled-identity-active-account\",\"guest-without-exception\","
                + "\"attribute-mismatch\",\"dormant-account\",\"privileged-account-outside-idp\"]', '$[' || rule || ']')";
        String severity = "json_extract('[\"critical\",\"high\",\"medium\",\"low\",\"info\"]', '$[' || severity || ']')";
        String name = given + " || ' ' || " + family + " || ' ' || i";
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + workspace);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous=OFF");
            statement.execute("PRAGMA cache_size=-600000");
            connection.setAutoCommit(false);
            statement.execute(seed + "INSERT INTO finding SELECT fingerprint, " + rule + ", 'app-' || app, 'account', 'person' || i, "
                    + name + ", 'id' || i, " + severity + ", " + name
                    + " || ' is active in App ' || app || ', and nobody at the IdP stands behind it.', CASE WHEN stand = 1 THEN"
                    + " 'EX-7' END, CASE stand WHEN 0 THEN 'back' WHEN 1 THEN 'suppressed' WHEN 2 THEN 'resolved' ELSE 'open'"
                    + " END, 0, stand = 0, at - days * 3600, 1, at - days * 3600, 1, at, 1 FROM made, drift_run");
            statement.execute("INSERT INTO finding_told SELECT fingerprint, 0, subject, 'idp', label, NULL, '',"
                    + " '{\"lastSignIn\":\"2025-11-01T00:00:00Z\",\"userName\":\"' || subject || '\"}' FROM finding"
                    + " WHERE subject_type = 'account' AND status <> 'resolved'"
                    + " AND fingerprint NOT IN (SELECT fingerprint FROM finding_told)");
            connection.commit();
        }
    }

    private static void ours(Path workspace) throws Exception {
        Countersign app = Countersign.open(workspace, CLOCK);
        Lists.start();
        long before = Lists.heap();
        var model = new FindingsViewModel(
                app, CLOCK, new FxBackground(Lists.daemon()), new FxBackground(Lists.daemon()));
        var controller = new FindingsController(
                model, new Questions(new ModalPane()), (_, _) -> Optional.empty(), (_, _) -> false, Lists.keys());
        Stage stage = Lists.onFx(() -> Lists.window(Views.load(controller)));
        TableView<?> table = Lists.onFx(() -> (TableView<?>) stage.getScene().lookup("#table"));
        Lists.onFx(() -> Lists.drawn(table));
        long begun = System.nanoTime();
        long used = Lists.cpu();
        Lists.onFx(() -> {
            model.refresh();
            return true;
        });
        Lists.until(() -> model.rowsProperty().get().size() > 0);
        Lists.onFx(() -> Lists.drawn(table));
        System.out.printf(
                "first rows drawn after %.2f s, %.2f s of CPU (%,d of them)%n",
                Lists.seconds(begun),
                (Lists.cpu() - used) / 1e9,
                Lists.onFx(() -> model.rowsProperty().get().size()));
        Lists.until(() -> !model.busyProperty().get() && !model.sortingProperty().get());
        System.out.printf(
                "all after %.2f s, %.1f s of CPU (%,d)%n",
                Lists.seconds(begun),
                (Lists.cpu() - used) / 1e9,
                Lists.onFx(() -> model.rowsProperty().get().size()));
        Lists.scroll(table, index -> model.rowsProperty().get().at(index).isPresent());
        long with = Lists.heap();
        answered(model, table, () -> model.filter().textProperty().set("nobody-at-all"));
        System.out.printf(
                "heap: %,d kB of rows, %,d kB with the window%n", (with - Lists.heap()) >> 10, (with - before) >> 10);
        answered(model, table, () -> model.filter().textProperty().set(""));
        for (int round = 0; round < ROUNDS; round++) {
            for (Column column : List.of(
                    Column.SUBJECT, Column.SOURCE, Column.SINCE, Column.STATUS, Column.FINDING, Column.SEVERITY)) {
                for (boolean down : new boolean[] {true, false}) {
                    Lists.timed(
                            "sort " + column + (down ? " down" : ""),
                            () -> answered(model, table, () -> model.filter().sort(column, down)));
                }
            }
            for (String text : FILTERS) {
                Lists.timed(
                        "filter \"" + text + "\"",
                        () -> answered(
                                model, table, () -> model.filter().textProperty().set(text)));
                answered(model, table, () -> model.filter().textProperty().set(""));
            }
        }
    }

    private static boolean answered(FindingsViewModel model, TableView<?> table, Runnable question) throws Exception {
        LazyRows<FindingLine> was = Lists.onFx(() -> {
            LazyRows<FindingLine> now = model.rowsProperty().get();
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
        var all = FXCollections.<ListedFinding>observableArrayList();
        try (var findings = app.listFindings((finding, _) -> finding.stand().name())) {
            findings.look();
            while (findings.read().more()) {
                continue;
            }
            var listing = findings.list(FindingQuery.OPEN, List.of());
            int[] numbers = listing.numbers();
            for (int from = 0; from < numbers.length; from += 10_000) {
                all.addAll(findings.rows(
                        listing.table(), Arrays.copyOfRange(numbers, from, Math.min(from + 10_000, numbers.length))));
            }
        }
        System.out.printf("rows in memory after %.2f s (%,d)%n", Lists.seconds(begun), all.size());
        var filtered = new FilteredList<>(all);
        var sorted = new SortedList<>(filtered);
        TableView<ListedFinding> table = Lists.onFx(() -> {
            var view = new TableView<ListedFinding>();
            Lists.column(view, "Severity", row -> row.severity().orElseThrow().name());
            Lists.column(view, "Finding", ListedFinding::summary);
            Lists.column(view, "Subject", row -> row.subject().label());
            Lists.column(view, "Source", ListedFinding::source);
            Lists.column(view, "Since", row -> row.since().toString());
            Lists.column(view, "Status", row -> row.stand().name());
            view.setFixedCellSize(34);
            view.setItems(sorted);
            return view;
        });
        Lists.onFx(() -> Lists.window(table));
        Lists.onFx(() -> Lists.drawn(table));
        Lists.scroll(table, _ -> true);
        long with = Lists.heap();
        for (int round = 0; round < ROUNDS; round++) {
            sort("SUBJECT", Comparator.comparing(row -> row.subject().label(), String.CASE_INSENSITIVE_ORDER), sorted, table);
            sort("SOURCE", Comparator.comparing(ListedFinding::source, String.CASE_INSENSITIVE_ORDER), sorted, table);
            sort("SINCE", Comparator.comparing(row -> row.since().orElseThrow()), sorted, table);
            sort("STATUS", Comparator.comparing(ListedFinding::stand), sorted, table);
            sort("FINDING", Comparator.comparing(ListedFinding::summary, String.CASE_INSENSITIVE_ORDER), sorted, table);
            sort("SEVERITY", Comparator.comparing(row -> row.severity().orElseThrow()), sorted, table);
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
        System.out.printf(
                "heap: %,d kB of rows, %,d kB with the window%n", (with - Lists.heap()) >> 10, (with - before) >> 10);
    }

    private static boolean has(ListedFinding row, String word) {
        return (row.summary() + " " + row.subject().label() + " " + row.subject().id() + " " + row.rule() + " "
                        + row.source() + " " + row.stand())
                .toLowerCase(Locale.ROOT)
                .contains(word);
    }

    private static void sort(
            String what, Comparator<ListedFinding> by, SortedList<ListedFinding> sorted, TableView<?> table)
            throws Exception {
        for (boolean down : new boolean[] {true, false}) {
            Lists.timed("sort " + what + (down ? " down" : ""), () -> Lists.onFx(() -> {
                sorted.setComparator(down ? by.reversed() : by);
                return Lists.drawn(table);
            }));
        }
    }
}
