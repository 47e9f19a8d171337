import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Arrays;
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
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.theme.Theme;

/// What [People] and [Findings] measure alike: a list in a real window on the headless platform.
final class Lists {
    private Lists() {}

    /// 400 steps to the next row, 200 pages down, 300 jumps anywhere: the layout alone, in CPU time of the window's
    /// thread, which other work on the machine does not add to; then until the rows are there, by the clock.
    static void scroll(TableView<?> table, Predicate<Integer> there) throws Exception {
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

    static double step(TableView<?> table, int to) throws Exception {
        return onFx(() -> {
            long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            table.scrollTo(to);
            table.getSelectionModel().clearAndSelect(to);
            table.layout();
            return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e6;
        });
    }

    static void print(String what, double[] times) {
        Arrays.sort(times);
        System.out.printf(
                "%s: median %.2f ms, p99 %.2f ms, worst %.2f ms%n",
                what, times[times.length / 2], times[(int) (times.length * 0.99)], times[times.length - 1]);
    }

    interface Work<T> {
        T run() throws Exception;
    }

    /// By the clock: what a person waits; and the CPU time of the whole program, to which a busy machine adds nothing.
    static void timed(String what, Work<?> work) throws Exception {
        long begun = System.nanoTime();
        long used = cpu();
        work.run();
        System.out.printf("%s: %.0f ms, %.0f ms of CPU%n", what, seconds(begun) * 1000, (cpu() - used) / 1e6);
    }

    static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static boolean drawn(TableView<?> table) {
        table.applyCss();
        table.layout();
        return true;
    }

    static Stage window(Parent view) {
        var stage = new Stage();
        var scene = new Scene(view, 1440, 900);
        Theme.apply(scene);
        stage.setScene(scene);
        stage.show();
        return stage;
    }

    /// Nobody has chosen any others.
    static KeyMap keys() throws IOException {
        return new KeyMap(new Preferences(Files.createTempDirectory("countersign-bench").resolve("settings.json")));
    }

    static void start() throws Exception {
        var ready = new CompletableFuture<Boolean>();
        Platform.startup(() -> {
            Theme.install();
            ready.complete(true);
        });
        ready.get(60, TimeUnit.SECONDS);
    }

    static ExecutorService daemon() {
        return Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
    }

    static <T> T onFx(Work<T> work) throws Exception {
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

    static void until(BooleanSupplier condition) throws Exception {
        while (!onFx(condition::getAsBoolean)) {
            Thread.sleep(0, 200_000);
        }
    }

    static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    static long heap() throws Exception {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    static <R> void column(TableView<R> table, String name, Function<R, String> text) {
        var column = new TableColumn<R, String>(name);
        column.setPrefWidth(180);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        table.getColumns().add(column);
    }
}
