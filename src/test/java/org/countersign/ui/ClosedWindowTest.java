package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.countersign.testkit.House;
import org.countersign.testkit.Window;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a window that is closed leaves: nothing, however many there are.
class ClosedWindowTest {
    @TempDir
    private Path folder;

    @Test
    void aClosedWindowIsLetGoWithEveryScreen() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
        }
        WeakReference<Window> gone = opened();
        // The platform goes from the window that is active to those that were before.
        try (var next = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            next.press(KeyCode.F1);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (gone.get() != null && System.nanoTime() < deadline) {
                System.gc();
                Thread.sleep(50);
            }
            assertThat(gone.get()).as("the window after it was closed").isNull();
        }
    }

    /// Of its own, so that nothing of it stands on the caller's stack.
    private WeakReference<Window> opened() throws Exception {
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            for (Place place : Place.values()) {
                window.go(place);
            }
            window.press(KeyCode.F1);
            return new WeakReference<>(window);
        }
    }
}
