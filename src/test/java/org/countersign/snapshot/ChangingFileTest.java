package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.countersign.testkit.House;
import org.countersign.testkit.RawZip;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written to, cut, replaced or removed while it is being imported is refused, and nothing is changed.
///
/// The change happens at the first report of progress: by then the reader has read at most the first of the
/// resources, because it runs only so far ahead of who writes them ([ReadAhead]).
class ChangingFileTest {
    /// Far more than the reader can be ahead.
    private static final int USERS = 20_000;

    private static final FileTime OLD = FileTime.from(Instant.parse("2026-11-24T05:00:00Z"));

    @TempDir
    private Path folder;

    @TempDir
    private Path inputs;

    /// Something that happens to a file meanwhile.
    private record Change(String name, String reason, Act act) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface Act {
        void on(Path file) throws IOException;
    }

    private static final String CHANGED = "It cannot be read: it was changed while it was being read.";
    private static final String GONE = "It cannot be read: it is no longer there.";

    static Stream<Change> changes() {
        return Stream.of(
                new Change("appended to", CHANGED, file -> Files.writeString(file, "\n", StandardOpenOption.APPEND)),
                new Change("cut", CHANGED, file -> {
                    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(channel.size() / 2);
                    }
                }),
                new Change("emptied", CHANGED, file -> Files.write(file, new byte[0])),
                new Change("overwritten in place", CHANGED, file -> {
                    byte[] other = new String(Files.readAllBytes(file))
                            .replace("user", "root")
                            .getBytes();
                    Files.write(file, other, StandardOpenOption.WRITE);
                }),
                new Change("overwritten with noise", CHANGED, file -> {
                    byte[] noise = new byte[(int) Files.size(file)];
                    Files.write(file, noise, StandardOpenOption.WRITE);
                }),
                new Change("replaced by one that looks the same", CHANGED, file -> {
                    Path other = file.resolveSibling("other");
                    Files.copy(file, other, StandardCopyOption.COPY_ATTRIBUTES);
                    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
                }),
                new Change("removed", GONE, Files::delete));
    }

    private static String users(String name) {
        var text = new StringBuilder("[");
        for (int i = 0; i < USERS; i++) {
            text.append(i == 0 ? "" : ",").append(House.active("u" + i, name + i));
        }
        return text + "]";
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = Files.write(inputs.resolve(name), bytes);
        Files.setLastModifiedTime(file, OLD);
        return file;
    }

    private Throwable importing(House house, boolean acceptIncomplete, Progress progress, Path... paths) {
        var request = new ImportSnapshot.Request("slack", List.of(paths), Optional.empty(), acceptIncomplete, true);
        return catchThrowable(() -> house.app().importSnapshot().run(house.app().actor(), request, progress));
    }

    /// Once, at the first report.
    private static Progress once(Act act, Path file) {
        var done = new AtomicBoolean();
        return (step, read, total) -> {
            if (!done.getAndSet(true)) {
                try {
                    assertThat(read).isLessThan(Files.size(file) / 2);
                    act.on(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private byte[] workspace() throws IOException {
        return Files.readAllBytes(folder.resolve("house.countersign"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aFileThatIsChangedWhileItIsReadIsRefused(Change change) throws Exception {
        Path file = write("users.json", users("user").getBytes());
        try (var house = new House(folder).governance("", "")) {
            byte[] before = workspace();
            Throwable told = importing(house, false, once(change.act(), file), file);
            assertThat(told)
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("users.json: " + change.reason()
                            + " Import it again once nothing else writes to it. Nothing was imported.");
            assertThat(workspace()).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aFileThatIsChangedBetweenTheListingAndTheReadingIsRefused(Change change) throws Exception {
        Path first = write("a.json", users("user").getBytes());
        Path second = write("b.json", ("[" + House.active("x", "user") + "]").getBytes());
        try (var house = new House(folder).governance("", "")) {
            byte[] before = workspace();
            var done = new AtomicBoolean();
            Progress progress = (step, read, total) -> {
                if (!done.getAndSet(true)) {
                    try {
                        assertThat(step).isEqualTo("a.json");
                        change.act().on(second);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
            assertThat(importing(house, false, progress, first, second))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("b.json: " + change.reason()
                            + " Import it again once nothing else writes to it. Nothing was imported.");
            assertThat(workspace()).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void anArchiveThatIsChangedIsRefused(Change change) throws Exception {
        byte[] zip = new RawZip()
                .stored("a.json", users("user").getBytes(), entry -> {})
                .bytes();
        Path file = write("export.zip", zip);
        try (var house = new House(folder).governance("", "")) {
            byte[] before = workspace();
            assertThat(importing(house, false, once(change.act(), file), file))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("export.zip/a.json: " + change.reason());
            assertThat(workspace()).isEqualTo(before);
        }
    }

    @Test
    void theRestIsTakenWhereThatWasAllowed() throws Exception {
        Path first = write("a.json", users("user").getBytes());
        Path second = write("b.json", ("[" + House.active("x", "ada") + "]").getBytes());
        try (var house = new House(folder).governance("", "")) {
            Progress progress = once(file -> Files.writeString(file, " ", StandardOpenOption.APPEND), first);
            assertThat(importing(house, true, progress, first, second)).isNull();
            Snapshot stored = house.app()
                    .workspace()
                    .read(tx -> new SnapshotStore(tx).all())
                    .getFirst();
            assertThat(stored.accounts()).isEqualTo(1);
            assertThat(stored.completeness().gaps()).contains("The file a.json could not be used.");
        }
    }

    @Test
    void whatIsLeftAloneIsRead() throws Exception {
        Path file = write("users.json", users("user").getBytes());
        try (var house = new House(folder).governance("", "")) {
            assertThat(importing(house, false, Progress.NONE, file)).isNull();
        }
    }

    @Test
    void theEndIsTheOneThatWasListed() throws Exception {
        Path file = write("a.json", "[]".getBytes());
        ListedFile listed = ListedFile.of(file);
        try (InputStream in = listed.open()) {
            Files.writeString(file, "[ ]");
            assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(ListedFile.ChangedException.class);
        }
        assertThatThrownBy(listed::open).isInstanceOf(ListedFile.ChangedException.class);
    }
}
