package org.countersign.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What packaging starts ends by itself, and has then seen every screen.
class TourTest {
    @TempDir
    private Path folder;

    @AfterEach
    void clear() {
        System.clearProperty(Tour.PROPERTY);
    }

    private List<Place> tour(String asked) throws Exception {
        System.setProperty(Tour.PROPERTY, asked);
        Window.start();
        Path sample = Samples.demoWorkspace(Files.createDirectories(folder.resolve("sample")));
        var places = new ArrayList<Place>();
        var ended = new CompletableFuture<Boolean>();
        Stage stage = Window.onFx(Stage::new);
        MainWindow window = Window.onFx(() -> {
            var made = new MainWindow(stage, Window.light(), Clock.systemUTC(), (_, _) -> Optional.empty(), () -> {});
            made.start(Optional.of(sample));
            stage.show();
            Tour.begin(
                    () -> {
                        made.desktop().map(Desktop::place).ifPresent(places::add);
                        return made.desktop();
                    },
                    () -> {
                        made.desktop().map(Desktop::place).ifPresent(places::add);
                        ended.complete(true);
                    });
            return made;
        });
        ended.get(60, TimeUnit.SECONDS);
        Window.onFx(() -> {
            window.close();
            Window.closed(stage);
            return true;
        });
        return places;
    }

    @Test
    void allScreensAreSeenAndItEnds() throws Exception {
        assertThat(EnumSet.copyOf(tour("all"))).containsExactly(Place.values());
    }

    @Test
    void theFirstScreenAloneIsSeenWhereThatIsAsked() throws Exception {
        assertThat(EnumSet.copyOf(tour("first"))).containsExactly(Place.OVERVIEW);
    }
}
