package org.countersign.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.work.Progress;

/// Exports of Okta at random, of the source `okta`: who is assigned to two applications, how, and what became of it.
public final class RandomAssignments {
    private final House house;
    private final Path folder;
    private final Random random;

    /// Written below this folder.
    public RandomAssignments(House house, Path folder, Random random) {
        this.house = house;
        this.folder = folder;
        this.random = random;
    }

    /// A snapshot a day.
    public void days(int count) throws Exception {
        for (int day = 0; day < count; day++) {
            Path in = export().into(folder.resolve("okta-" + day));
            var request = new ImportSnapshot.Request(
                    "okta", List.of(in), Optional.of(House.TAKEN.minus(Duration.ofDays(count - day))), true, true);
            house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE);
        }
    }

    private OktaExport export() {
        var export = new OktaExport().app("0oa1").group("g1", "staff", OktaExport.LONG_AGO, "u0");
        for (int user = 0; user < 5; user++) {
            if (user == 0 || random.nextInt(5) > 0) {
                export.user("u" + user, pick("n" + user, "m" + user));
            }
            // Some of whom the export does not list.
            if (random.nextInt(3) > 0) {
                export.appUser(
                        pick("0oa1", "0oa2"),
                        "u" + user,
                        pick("", "A" + user),
                        pick("ACTIVE", "STAGED", "DEPROVISIONED"),
                        pick("ERROR", "SYNCHRONIZED"),
                        // Fractions of a second are not kept.
                        ",\"statusChanged\":\"2026-10-0" + pick("1", "1", "2") + "T08:00:00." + pick("1", "2")
                                + "00Z\"");
            }
        }
        if (random.nextBoolean()) {
            export.appGroup("0oa1", pick("g1", "g2"));
        }
        return export;
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
