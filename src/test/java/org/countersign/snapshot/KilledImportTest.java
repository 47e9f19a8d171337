package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.countersign.app.Countersign;
import org.countersign.ledger.Ledger;
import org.countersign.scim.UserResource;
import org.countersign.testkit.House;
import org.countersign.testkit.Tools;
import org.countersign.work.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the midst of an import leaves the snapshot whole or nothing of it, and the next import works.
class KilledImportTest {
    private static final int KILLS = 5;
    /// With this each, a first import is large enough to be written straight into the file.
    private static final int USERS = 3_500;

    private static final Clock CLOCK = Clock.fixed(House.NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Path first;
    private Path later;

    /// The process that is killed: `WORKSPACE FILE TAKEN` imports and says when it begins and ends.
    static final class Importing {
        private Importing() {}

        public static void main(String[] arguments) throws Exception {
            try (var app = Countersign.open(Path.of(arguments[0]), CLOCK)) {
                say("begins");
                take(app, Path.of(arguments[1]), Instant.parse(arguments[2]));
                say("done");
            }
        }

        private static void say(String word) {
            System.out.println(word);
            System.out.flush();
        }
    }

    private static void take(Countersign app, Path file, Instant taken) throws Exception {
        app.importSnapshot()
                .run(
                        app.actor(),
                        new ImportSnapshot.Request("slack", List.of(file), Optional.of(taken), false, false),
                        Progress.NONE);
    }

    @BeforeEach
    void write() throws IOException {
        first = export("first.json", 0);
        later = export("later.json", 2);
    }

    /// Ten kilobytes a user; every `changed`th is another in the later one.
    private Path export(String name, int changed) throws IOException {
        Path file = folder.resolve(name);
        var random = new Random(7);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write('[');
            for (int i = 0; i < USERS; i++) {
                var about = new StringBuilder();
                for (int k = 0; k < 600; k++) {
                    about.append(Long.toHexString(random.nextLong() | Long.MIN_VALUE));
                }
                String user = changed > 0 && i % changed == 0 ? "renamed" + i : "user" + i;
                out.write(
                        (i == 0 ? "" : ",") + House.user("u" + i, user, "\"active\":true,\"about\":\"" + about + "\""));
            }
            String[] members = {"u1", "u2", changed > 0 ? "u3" : "u4"};
            out.write("," + House.group("g", "G", members) + "]");
        }
        return file;
    }

    private Path workspace(String name, boolean withFirst) throws Exception {
        Path own = Files.createDirectory(folder.resolve(name));
        try (var house = new House(own)) {
            house.governance("", "");
            if (withFirst) {
                take(house.app(), first, House.TAKEN.minusSeconds(86_400));
            }
            return house.workspace();
        }
    }

    private record Held(List<Long> numbers, Map<String, UserResource> newest) {}

    private static Held held(Countersign app) {
        return app.workspace().read(tx -> {
            var store = new SnapshotStore(tx);
            List<Snapshot> taken = store.before("slack", Instant.MAX);
            return new Held(
                    taken.stream().map(Snapshot::number).toList(),
                    taken.stream().findFirst().map(store::accounts).orElse(Map.of()));
        });
    }

    /// Kills it after so many milliseconds; answers how long it took where it was done before.
    private static long killAfter(Path workspace, Path file, long millis) throws Exception {
        Process process = Tools.program(Importing.class, workspace, file, House.TAKEN);
        try (var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("begins");
            long begun = System.nanoTime();
            if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                assertThat(process.exitValue()).isZero();
            }
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        }
    }

    private void survives(boolean withFirst) throws Exception {
        Path file = withFirst ? later : first;
        Path whole = workspace("whole", withFirst);
        long length = killAfter(whole, file, 300_000);
        Held after;
        try (var app = Countersign.open(whole, CLOCK)) {
            after = held(app);
        }
        Path untouched = workspace("untouched", withFirst);
        Held before;
        try (var app = Countersign.open(untouched, CLOCK)) {
            before = held(app);
        }
        assertThat(after.numbers()).hasSize(before.numbers().size() + 1);
        var random = new Random();
        int nothing = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path copy = Files.copy(untouched, folder.resolve("killed-" + kill + ".countersign"));
            // The last fifth is where it is put on the disk.
            long millis = kill == 0 ? length / 3 : length * 4 / 5 * kill / KILLS + random.nextLong(length / 4 + 1);
            killAfter(copy, file, millis);
            try (var app = Countersign.open(copy, CLOCK)) {
                Held left = held(app);
                assertThat(left).as("killed after %d of %d ms", millis, length).isIn(before, after);
                assertThat(app.workspace().<Ledger.Verdict, RuntimeException>read(app.ledger()::verify))
                        .isInstanceOf(Ledger.Verdict.Holds.class);
                nothing += left.equals(before) ? 1 : 0;
                take(app, file, House.TAKEN);
                assertThat(held(app)).isEqualTo(after);
            }
        }
        assertThat(nothing).as("kills before the end").isPositive();
    }

    @Test
    void aFirstImportThatGoesStraightIntoTheFile() throws Exception {
        assertThat(Files.size(first)).isGreaterThan(32L << 20);
        survives(false);
    }

    @Test
    void aLaterImport() throws Exception {
        survives(true);
    }
}
