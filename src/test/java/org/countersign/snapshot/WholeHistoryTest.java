package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.testkit.House;
import org.countersign.testkit.RandomHistory;
import org.countersign.testkit.WholeSnapshot;
import org.countersign.work.Progress;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever was imported before, since or removed: a snapshot is shown as it would be in a workspace that
/// has never seen another.
class WholeHistoryTest {
    @TempDir
    private Path folder;

    /// By source and number.
    private final Map<String, WholeSnapshot> imported = new TreeMap<>();

    private int alone;

    private static String name(Snapshot snapshot) {
        return snapshot.source() + " " + snapshot.number();
    }

    private static List<Snapshot> all(House house) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all());
    }

    private WholeSnapshot alone(Instant taken, String source, String json) throws Exception {
        try (var house = new House(Files.createDirectory(folder.resolve("alone-" + alone++)))) {
            house.governance("", "").file(taken, source, json);
            return house.app()
                    .workspace()
                    .read(tx -> WholeSnapshot.of(tx, new SnapshotStore(tx).all().getFirst()));
        }
    }

    private void everyOneIsWhole(House house, String when) {
        for (Snapshot one : all(house)) {
            WholeSnapshot shown = house.app().workspace().read(tx -> WholeSnapshot.of(tx, one));
            assertThat(shown).as(name(one) + " " + when).isEqualTo(imported.get(name(one)));
            assertThat(one.accounts()).isEqualTo(shown.accounts().size());
            assertThat(one.groups()).isEqualTo(shown.groups().size());
        }
    }

    private void take(House house, Instant taken, String source, String json) throws Exception {
        Set<Snapshot> before = Set.copyOf(all(house));
        house.file(taken, source, json);
        for (Snapshot one : all(house)) {
            if (!before.contains(one)) {
                imported.put(name(one), alone(taken, source, json));
            }
        }
        everyOneIsWhole(house, "after the import of " + source + " of " + taken);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void everySnapshotIsShownAsItCameAfterEveryImportAndAfterPruning(long seed) throws Exception {
        var random = new Random(seed);
        try (var house = new House(Files.createDirectory(folder.resolve("all")))) {
            house.governance("", "");
            var history = new RandomHistory((taken, source, json) -> take(house, taken, source, json), random);
            history.days(6);
            int many = all(house).size();
            house.app()
                    .pruneSnapshots()
                    .run(
                            house.app().actor(),
                            new Retention(2 + random.nextInt(2), Optional.empty(), 0, 0, 0, 0),
                            Set.of(),
                            Progress.NONE);
            assertThat(all(house)).hasSizeLessThan(many);
            everyOneIsWhole(house, "after pruning");
            history.days(3);
        }
    }
}
