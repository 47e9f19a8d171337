package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.countersign.app.Countersign;
import org.countersign.app.RunDemo;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.testkit.House;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Choices;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.shell.MainWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The window itself: where workspaces are chosen, one workspace after another, and what changes while it is open.
class MainWindowTest {
    @TempDir
    private Path folder;

    private Preferences preferences;
    private Stage stage;
    private MainWindow window;
    private Optional<Path> picked = Optional.empty();
    private boolean quit;

    @BeforeEach
    void open() throws Exception {
        Window.start();
        preferences = new Preferences(folder.resolve("settings/settings.json"));
        preferences.change(choices -> choices.look(Choices.Look.LIGHT));
    }

    private void show(Optional<Path> named) throws Exception {
        Window.onFx(() -> {
            stage = new Stage();
            window = new MainWindow(stage, preferences, Clock.systemUTC(), (_, _) -> picked, () -> quit = true);
            window.start(named);
            stage.show();
            return true;
        });
    }

    @AfterEach
    void close() throws Exception {
        Strings.speak(Locale.ENGLISH);
        Window.onFx(() -> {
            if (window != null) {
                window.close();
                Window.closed(stage);
            }
            return true;
        });
    }

    private Node find(String selector) {
        return stage.getScene().lookup(selector);
    }

    private void until(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Window.onFx(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("it did not come true in 60 s").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private void fire(String selector) throws Exception {
        until(() -> find(selector) instanceof ButtonBase button && !button.isDisabled());
        Window.onFx(() -> {
            ((ButtonBase) find(selector)).fire();
            return true;
        });
    }

    private void picture(String name) throws Exception {
        Thread.sleep(300);
        var image = Window.onFx(() -> SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null));
        Path file = Path.of("target/pictures/" + name + ".png");
        Files.createDirectories(file.getParent());
        var opaque = new java.awt.image.BufferedImage(
                image.getWidth(), image.getHeight(), java.awt.image.BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, null);
        ImageIO.write(opaque, "png", file.toFile());
    }

    private String text(String selector) {
        return find(selector) instanceof Labeled labeled ? labeled.getText() : "";
    }

    @Test
    void aNewWorkspaceIsMadeAndOpenedAndOfferedAgain() throws Exception {
        show(Optional.empty());
        until(() -> find("#make") != null);
        picture("welcome");
        picked = Optional.of(folder.resolve("mine.countersign"));
        fire("#make");
        until(() -> find("#status-keys") != null);
        picture("welcome-made");
        assertThat(folder.resolve("mine.countersign")).exists();
        assertThat(preferences.choices().recent())
                .containsExactly(folder.resolve("mine.countersign").toString());
        Window.onFx(() -> {
            window.leave();
            return true;
        });
        until(() -> find("#make") != null);
        Files.delete(folder.resolve("mine.countersign"));
        try (var house = new House(folder)) {
            preferences.change(choices -> choices.opened(house.workspace().toString()));
        }
        Window.onFx(() -> {
            window.leave();
            return true;
        });
        picture("welcome-recent");
        assertThat(Window.onFx(() -> ((Hyperlink) find("#recent .hyperlink")).getText()))
                .isEqualTo("house.countersign");
        Window.onFx(() -> {
            stage.getScene().getRoot().lookupAll("#recent .button").stream()
                    .map(Button.class::cast)
                    .reduce((_, last) -> last)
                    .orElseThrow()
                    .fire();
            return true;
        });
        assertThat(preferences.choices().recent()).hasSize(1);
        fire("#recent .hyperlink");
        until(() -> find("#status-keys") != null);
        assertThat(Window.onFx(() -> stage.getTitle())).contains("house.countersign");
    }

    @Test
    void aFileThatIsNoneIsRefusedInPlace() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
        show(Optional.of(text));
        until(() -> find("#problem .note") != null);
        picture("welcome-refused");
        assertThat(find("#make")).isNotNull();
        assertThat(preferences.choices().recent()).isEmpty();
    }

    @Test
    void theSampleIsMadeWhereSomebodyWantsItWithSomethingToDecide() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "not the demo's");
        show(Optional.empty());
        picked = Optional.of(folder);
        fire("#sample");
        until(() -> find("#step") instanceof Label step && step.getText().contains("of 6"));
        picture("welcome-sample");
        until(() -> find("#status-keys") != null);
        assertThat(folder.resolve("countersign-sample/workspace.countersign")).exists();
        assertThat(folder.resolve("mine.txt")).hasContent("not the demo's");
        try (var app =
                Countersign.open(folder.resolve("countersign-sample/workspace.countersign"), Clock.systemUTC())) {
            List<ItemState> items = app.workspace().read(tx -> new CampaignStore(tx).items(RunDemo.SPOT_CHECK));
            assertThat(items).allMatch(ItemState::open).hasSizeGreaterThan(60);
            // What the welcome screen says of it.
            long people = app.workspace().read(tx -> new SnapshotStore(tx)
                    .current("okta", Instant.parse("2026-11-23T07:00:00Z"))
                    .orElseThrow()
                    .accounts());
            assertThat(people).isEqualTo(57);
            assertThat(Strings.of("welcome.sample.what")).startsWith("57 people, 6 systems");
        }
    }

    @Test
    void anotherWorkspaceTakesThePlaceOfTheFirstWhichIsClosed() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
        }
        Path sample = Samples.demoWorkspace(Files.createDirectories(folder.resolve("sample")));
        show(Optional.of(folder.resolve("house.countersign")));
        until(() -> text("#workspace").equals("house.countersign"));
        assertThat(Window.onFx(() -> window.open(folder.resolve("none.countersign"))))
                .isNotEmpty();
        assertThat(Window.onFx(() -> text("#workspace"))).as("it stays").isEqualTo("house.countersign");
        assertThat(Window.onFx(() -> window.open(sample))).isEmpty();
        until(() -> text("#workspace").equals("workspace.countersign"));
        // Nobody holds the first any more: its log is gone with the last connection.
        assertThat(folder.resolve("house.countersign-wal")).doesNotExist();
        assertThat(preferences.choices().recent()).hasSize(2).first().isEqualTo(sample.toString());
    }

    @Test
    void whatIsOpenIsSavedAndGoneOnWithWhereItsFileWasDeleted() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
        }
        Path file = folder.resolve("house.countersign");
        show(Optional.of(file));
        until(() -> text("#workspace").equals("house.countersign"));
        Files.delete(file);
        until(() -> find("#trouble-save") != null);
        picked = Optional.of(Files.writeString(folder.resolve("taken"), "by another"));
        fire("#trouble-save");
        until(() -> Words.of(find("#trouble")).contains("taken"));
        picture("trouble-save-refused");
        assertThat(folder.resolve("taken")).hasContent("by another");
        picked = Optional.of(folder.resolve("saved.countersign"));
        fire("#trouble-save");
        until(() -> text("#workspace").equals("saved.countersign"));
        assertThat(Window.onFx(() -> find("#trouble").isVisible())).isFalse();
        assertThat(file).doesNotExist();
        assertThat(preferences.choices().recent())
                .first()
                .isEqualTo(folder.resolve("saved.countersign").toString());
    }

    @Test
    void aWorkspaceThatWasReplacedIsOpenedAgainWithoutTheLogOfTheOneBefore() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
        }
        Path file = folder.resolve("house.countersign");
        Path sample = Samples.demoWorkspace(Files.createDirectories(folder.resolve("sample")));
        show(Optional.of(file));
        until(() -> find("#status-keys") != null);
        // So that the log of the first has something that must not get into the other.
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            statement.execute("INSERT INTO reviewer VALUES ('of the first', 'first@example.com')");
        }
        Files.move(sample, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        until(() -> find("#trouble-open") != null);
        picture("trouble-replaced");
        fire("#trouble-open");
        // It is open, and it is still said that another workspace was seen here before.
        until(() -> find("#trouble") != null
                && !Words.of(find("#trouble")).contains(Strings.of("trouble.replaced"))
                && Words.of(find("#trouble")).contains(Strings.of("trouble.unlike.REPLACED"))
                && text("#workspace").equals("house.countersign"));
        until(() -> find("#status-keys") != null);
        try (var app = Countersign.open(file, Clock.systemUTC())) {
            assertThat(app.sampleAsOf()).as("the one that was put there").isPresent();
        }
    }

    @Test
    void languageAndSizeChangeWhileItIsOpen() throws Exception {
        show(Optional.of(Samples.demoWorkspace(Files.createDirectories(folder.resolve("sample")))));
        until(() -> find("#status-keys") != null);
        review();
        until(() ->
                find("#reviewer") instanceof ComboBox<?> box && box.getItems().size() > 1);
        Window.onFx(() -> {
            ((ComboBox<?>) find("#reviewer")).getSelectionModel().selectLast();
            return true;
        });
        Object reviewer = Window.onFx(() -> ((ComboBox<?>) find("#reviewer")).getValue());
        settings();
        fire("#language-GERMAN");
        until(() -> text("#status-keys").equals("alle Tasten") && find("#language-GERMAN") != null);
        until(() -> find("#language-GERMAN") instanceof Node button && button.isFocused());
        picture("settings-german");
        double before =
                Window.onFx(() -> ((Labeled) find("#status-keys")).getFont().getSize());
        fire("#size-S150");
        until(() -> find("#status-keys") instanceof Labeled keys
                && Math.abs(keys.getFont().getSize() - before * 1.5) < 0.1);
        picture("settings-german-150");
        review();
        until(() -> find("#reviewer") instanceof ComboBox<?> box
                && box.getValue() != null
                && !box.getItems().isEmpty());
        assertThat(Window.onFx(() -> ((ComboBox<?>) find("#reviewer")).getValue()))
                .as("whoever was chosen before")
                .isEqualTo(reviewer);
        settings();
        fire("#density-ROOMY");
        fire("#motion-NONE");
        assertThat(Window.onFx(() -> stage.getScene().getPreferences().isReducedMotion()))
                .isTrue();
        until(() -> find("#busy") instanceof ProgressBar bar && animation(bar) == 100_000);
        Choices kept = new Preferences(preferences.file()).choices();
        assertThat(kept.language()).isEqualTo(Choices.Tongue.GERMAN);
        assertThat(kept.textSize()).isEqualTo(150);
        assertThat(kept.roomy()).isTrue();
        assertThat(kept.motion()).isFalse();
    }

    /// How long a bar that tells no figure takes from one end to the other.
    private static double animation(ProgressBar bar) {
        return bar.getCssMetaData().stream()
                .filter(one -> one.getProperty().equals("-fx-indeterminate-bar-animation-time"))
                .map(one -> value(one, bar))
                .findFirst()
                .orElse(0.0);
    }

    @SuppressWarnings("unchecked")
    private static double value(CssMetaData<? extends Styleable, ?> one, ProgressBar bar) {
        return ((Number) ((CssMetaData<Styleable, ?>) one)
                        .getStyleableProperty(bar)
                        .getValue())
                .doubleValue();
    }

    private void settings() throws Exception {
        control(KeyCode.COMMA);
    }

    private void review() throws Exception {
        control(KeyCode.DIGIT3);
    }

    private void control(KeyCode key) throws Exception {
        Window.onFx(() -> {
            Event.fireEvent(
                    stage.getScene(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, true, false, false));
            return true;
        });
    }

    @Test
    void aMistakeIsSaidWithACodeAndItsReportHoldsNobodysData() throws Exception {
        show(Optional.of(Samples.demoWorkspace(Files.createDirectories(folder.resolve("sample")))));
        until(() -> find("#status-keys") != null);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        try {
            window.listen();
            var thrower = new Thread(() -> {
                throw new IllegalStateException("Grace Hopper, grace.hopper@northwind.example, /home/grace");
            });
            thrower.start();
            thrower.join();
            until(() -> find("#mishap-code") != null);
            picture("mishap");
            assertThat(Window.onFx(() -> find("#mishap-details").isVisible()))
                    .as("never a stack trace first")
                    .isFalse();
            picked = Optional.of(folder.resolve("report.txt"));
            fire("#mishap-save");
            String report = Files.readString(folder.resolve("report.txt"));
            assertThat(report)
                    .contains(text("#mishap-code"), "IllegalStateException", "events in the ledger")
                    .doesNotContainIgnoringCase("grace")
                    .doesNotContain("northwind", folder.toString());
            picked = Optional.of(folder.resolve("none/report.txt"));
            fire("#mishap-save");
            until(() -> text("#mishap-problem").contains("cannot be written"));
            fire("#mishap-more");
            picture("mishap-details");
            fire("#mishap-go-on");
            until(() -> find("#mishap-code") == null);
            assertThat(quit).isFalse();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
