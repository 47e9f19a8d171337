import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.controlsfx.control.StatusBar;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.Scope;
import org.countersign.governance.ImportGovernance;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.shell.Desktop;
import org.countersign.ui.task.FxBackground;
import org.countersign.ui.view.Host;
import org.countersign.ui.view.Place;
import org.countersign.work.Progress;

/// The review queue with as many items as no organisation has, in the whole window on the headless platform.
///
/// `reviews.sh make FOLDER ITEMS` makes an open campaign with so many items of one reviewer. `reviews.sh ours FOLDER
/// [DECISIONS]` measures: the first rows; from the press of A to the next item laid out, while a watchdog asks the JavaFX
/// thread every 5 ms for a sign of life; undo; filters; heap. `reviews.sh peer FOLDER` holds the same items in memory in a
/// `TableView` with a `FilteredList`.
final class Reviews {
    private static final Instant TAKEN = Instant.parse("2026-01-01T06:00:00Z");
    private static final String[] FILTERS = {"hop", "grace hopper", "person777", "oncall", "nobody-at-all"};
    private static final String REVIEWER = "it@example.com";

    private Reviews() {}

    /// So that no decision comes too soon, each press is a second later than the one before.
    private static final class Hand extends Clock {
        private final AtomicLong seconds = new AtomicLong(7_200);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return TAKEN.plus(Duration.ofSeconds(seconds.get()));
        }
    }

    /// A window that stays as it is.
    private static final class Still implements Host {
        @Override
        public String open(Path file) {
            return "";
        }

        @Override
        public boolean again(String id) {
            return true;
        }

        @Override
        public void leave() {}

        @Override
        public String report() {
            return "";
        }

        @Override
        public void quit() {}
    }

    public static void main(String[] arguments) throws Exception {
        Path workspace = Path.of(arguments[1]).resolve("reviews.countersign");
        switch (arguments[0]) {
            case "make" -> make(workspace, Integer.parseInt(arguments[2]));
            case "ours" -> ours(workspace, arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000);
            case "peer" -> peer(workspace);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    /// A small organisation's campaign, whose one membership is made as many.
    private static void make(Path workspace, int items) throws Exception {
        Files.createDirectories(workspace.getParent());
        Files.deleteIfExists(workspace);
        Path idp = workspace.resolveSibling("idp.json");
        Files.writeString(
                idp,
                "[{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"1\",\"userName\":\"ada\",\"displayName\":\"Ada\","
                        + "\"active\":true,\"emails\":[{\"value\":\"ada@example.com\"}]}]");
        Path slack = workspace.resolveSibling("slack.json");
        Files.writeString(
                slack,
                "[{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"a\",\"userName\":\"ada\",\"displayName\":\"Ada\","
                        + "\"active\":true,\"emails\":[{\"value\":\"ada@example.com\"}]},"
                        + "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"g\",\"displayName\":\"oncall\","
                        + "\"members\":[{\"value\":\"a\"}]}]");
        try (var app = Countersign.openOrMake(workspace, new Hand())) {
            app.importGovernance()
                    .run(
                            app.actor(),
                            "governance.yaml",
                            ("sources:\n  - {id: idp, name: IdP, kind: idp, vendor: scim}\n"
                                            + "  - {id: slack, name: Slack, kind: app, vendor: scim, owner: " + REVIEWER
                                            + ", authoritativeIdp: idp}\n")
                                    .getBytes(StandardCharsets.UTF_8),
                            new ImportGovernance.Options(Optional.empty(), true, false));
            for (var one : List.of(List.of("idp", idp), List.of("slack", slack))) {
                app.importSnapshot()
                        .run(
                                app.actor(),
                                new ImportSnapshot.Request(
                                        (String) one.get(0), List.of((Path) one.get(1)), Optional.of(TAKEN), true, true),
                                Progress.NONE);
            }
            app.openCampaign()
                    .run(
                            app.actor(),
                            new OpenCampaign.Request(
                                    "q4",
                                    "The largest review",
                                    REVIEWER,
                                    REVIEWER,
                                    LocalDate.parse("2099-01-01"),
                                    Scope.ALL,
                                    Optional.empty()));
        }
        String seed = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + items + ") ";
        String given = "json_extract('[\"Olivia\",\"Noah\",\"José\",\"Zoë\",\"Søren\",\"Yuki\",\"Amélie\",\"Priya\",\"Fatima\","
                + "\"Björn\",\"Łukasz\",\"Grace\",\"Ngozi\",\"Мария\"]', '$[' || (i * 7919 % 14) || ']')";
        String family = "json_extract('[\"Smith\",\"Nguyen\",\"García\",\"Müller\",\"O''Brien\",\"Kowalski\",\"Tanaka\","
                + "\"Novák\",\"Haddad\",\"Silva\",\"Hopper\",\"Кузнецова\"]', '$[' || (i * 104729 % 12) || ']')";
        String name = given + " || ' ' || " + family + " || ' ' || i";
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + workspace);
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous=OFF");
            statement.execute("PRAGMA cache_size=-600000");
            connection.setAutoCommit(false);
            statement.execute(seed + "INSERT INTO item SELECT 'q4', 'x' || i, 100 + i,"
                    + " '[\"slack\",\"membership\",\"p' || i || '\",\"g\"]', '" + REVIEWER + "',"
                    + " json_set(line, '$.id', 'x' || i, '$.account.label', " + name + ", '$.account.id', 'p' || i,"
                    + " '$.identity.label', " + name + ", '$.reviewer', '" + REVIEWER + "') FROM n, item WHERE item.id ="
                    + " (SELECT id FROM item WHERE json_extract(line, '$.kind') = 'membership')");
            statement.execute(seed + "INSERT INTO item_row (number, campaign, item, reviewer, kind, source, holder, target,"
                    + " flags, worst, findings) SELECT 100 + i, 'q4', 'x' || i, '" + REVIEWER
                    + "', 'MEMBERSHIP', 'slack', 'p' || i, 'g', 3 + CASE WHEN i % 9 = 0 THEN 4 ELSE 0 END,"
                    + " CASE WHEN i % 9 = 0 THEN 3 END, i % 9 = 0 FROM n");
            statement.execute(seed + "INSERT INTO item_text SELECT 100 + i, " + name + ", 'oncall', 'Slack', " + name
                    + ", 'Department ' || (i % 40), lower(" + name + " || char(10) || 'oncall' || char(10) || 'slack'"
                    + " || char(10) || 'person' || i) FROM n");
            connection.commit();
        }
    }

    private static void ours(Path workspace, int decisions) throws Exception {
        var hand = new Hand();
        Countersign app = Countersign.open(workspace, hand);
        Lists.start();
        long before = Lists.heap();
        var desktop = new CompletableFuture<Desktop>();
        Stage stage = Lists.onFx(() -> {
            var built = new Desktop(
                    app, hand, new FxBackground(Lists.daemon()), new FxBackground(Lists.daemon()), (_, _) -> Optional.empty(), new Preferences(workspace.resolveSibling("settings.json")), new Still());
            Stage window = Lists.window(built.view());
            built.keys(window.getScene());
            built.start();
            desktop.complete(built);
            return window;
        });
        Scene scene = stage.getScene();
        long begun = System.nanoTime();
        Lists.onFx(() -> {
            desktop.get().go(Place.REVIEW);
            return true;
        });
        Lists.until(() -> scene.lookup("#item") instanceof VBox shown && !shown.getChildren().isEmpty());
        ListView<?> list = Lists.onFx(() -> (ListView<?>) scene.lookup("#list"));
        VBox item = Lists.onFx(() -> (VBox) scene.lookup("#item"));
        Lists.onFx(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            list.requestFocus();
            return true;
        });
        System.out.printf("first item and rows drawn after %.2f s (%,d rows)%n", Lists.seconds(begun), list.getItems().size());
        // Past those of the small organisation, which ask for a reason.
        press(hand, list, item, KeyCode.J, 5);
        press(hand, list, item, KeyCode.A, 300);
        var watchdog = new Watchdog();
        watchdog.start();
        double[] times = press(hand, list, item, KeyCode.A, decisions);
        double[] alive = watchdog.end();
        Lists.print("A to the next item laid out", times);
        Lists.print("the JavaFX thread answers", alive);
        Lists.print("Z to the item before laid out", press(hand, list, item, KeyCode.Z, 200));
        Lists.print("J to the next item laid out", press(hand, list, item, KeyCode.J, 500));
        long with = Lists.heap();
        System.out.printf("heap: %,d kB with the window%n", (with - before) >> 10);
        TextField filter = Lists.onFx(() -> (TextField) scene.lookup("#filter"));
        for (int round = 0; round < Integer.getInteger("rounds", 5); round++) {
            for (String text : FILTERS) {
                Lists.timed("filter \"" + text + "\"", () -> answered(list, () -> filter.setText(text)));
                answered(list, () -> filter.setText(""));
            }
        }
    }

    private static boolean answered(ListView<?> list, Runnable question) throws Exception {
        Object was = Lists.onFx(() -> {
            Object now = list.getItems();
            question.run();
            return now;
        });
        Lists.until(() -> list.getItems() != was);
        return Lists.onFx(() -> {
            list.getScene().getRoot().layout();
            return true;
        });
    }

    /// Each press, and how long until the item that it leads to is laid out.
    private static double[] press(Hand hand, ListView<?> list, VBox item, KeyCode key, int times) throws Exception {
        double[] taken = new double[times];
        long used = Lists.onFx(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
        for (int i = 0; i < times; i++) {
            hand.seconds.incrementAndGet();
            var shown = new CompletableFuture<Long>();
            long begun = Lists.onFx(() -> {
                ListChangeListener<Node> once = new ListChangeListener<>() {
                    @Override
                    public void onChanged(Change<? extends Node> change) {
                        if (!item.getChildren().isEmpty()) {
                            item.getChildren().removeListener(this);
                            Runnable[] pulse = new Runnable[1];
                            pulse[0] = () -> {
                                item.getScene().removePostLayoutPulseListener(pulse[0]);
                                shown.complete(System.nanoTime());
                            };
                            item.getScene().addPostLayoutPulseListener(pulse[0]);
                            Platform.requestNextPulse();
                        }
                    }
                };
                item.getChildren().addListener(once);
                long now = System.nanoTime();
                String letter = key.getName().toLowerCase(Locale.ROOT);
                Event.fireEvent(
                        list, new KeyEvent(KeyEvent.KEY_PRESSED, letter, letter, key, false, false, false, false));
                Event.fireEvent(
                        list, new KeyEvent(KeyEvent.KEY_RELEASED, letter, letter, key, false, false, false, false));
                return now;
            });
            try {
                taken[i] = (shown.get(60, TimeUnit.SECONDS) - begun) / 1e6;
            } catch (TimeoutException e) {
                throw new IllegalStateException(
                        key + " number " + i + " led nowhere: "
                                + ((StatusBar) list.getScene().lookup("#statusBar")).getText(),
                        e);
            }
        }
        System.out.printf(
                "%s: %.1f ms of CPU of the JavaFX thread each%n",
                key,
                (Lists.onFx(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()) - used) / 1e6 / times);
        return taken;
    }

    /// Asks the JavaFX thread every 5 ms to answer.
    private static final class Watchdog {
        private final List<Double> delays = new ArrayList<>();
        private volatile boolean ended;
        private Thread thread;

        void start() {
            thread = new Thread(() -> {
                while (!ended) {
                    long asked = System.nanoTime();
                    Platform.runLater(() -> delays.add((System.nanoTime() - asked) / 1e6));
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        double[] end() throws Exception {
            ended = true;
            thread.join();
            return Lists.onFx(() -> delays.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private static void peer(Path workspace) throws Exception {
        Countersign app = Countersign.open(workspace, Clock.systemUTC());
        Lists.start();
        long before = Lists.heap();
        long begun = System.nanoTime();
        var all = FXCollections.<ItemState>observableArrayList();
        all.addAll(app.workspace().<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items("q4")));
        System.out.printf("rows in memory after %.2f s (%,d)%n", Lists.seconds(begun), all.size());
        var filtered = new FilteredList<>(all);
        TableView<ItemState> table = Lists.onFx(() -> {
            var view = new TableView<ItemState>();
            Lists.column(view, "Who", state -> state.item().label());
            Lists.column(view, "Access", state -> state.item().access());
            Lists.column(view, "Source", state -> state.item().line().path("sourceName").asText());
            Lists.column(view, "State", ItemState::text);
            view.setFixedCellSize(52);
            view.setItems(filtered);
            return view;
        });
        Lists.onFx(() -> Lists.window(table));
        Lists.onFx(() -> Lists.drawn(table));
        System.out.printf("first rows drawn after %.2f s%n", Lists.seconds(begun));
        System.out.printf("heap: %,d kB with the window%n", (Lists.heap() - before) >> 10);
        for (int round = 0; round < Integer.getInteger("rounds", 5); round++) {
            for (String text : FILTERS) {
                String[] words = text.split(" ");
                Lists.timed("filter \"" + text + "\"", () -> Lists.onFx(() -> {
                    filtered.setPredicate(state -> Arrays.stream(words).allMatch(word -> (state.item().label() + " "
                                    + state.item().access() + " "
                                    + state.item().line().path("sourceName").asText())
                            .toLowerCase(Locale.ROOT)
                            .contains(word)));
                    return Lists.drawn(table);
                }));
                Lists.onFx(() -> {
                    filtered.setPredicate(null);
                    return Lists.drawn(table);
                });
            }
        }
    }
}
