package org.countersign.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.countersign.app.Countersign;
import org.countersign.drift.ForeseeImport.Foreseen;
import org.countersign.snapshot.ImportSnapshot.Request;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.testkit.House;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which rules an import would silence, and that what is foreseen is what comes.
class ForeseeImportTest {
    private static final String CUT_OFF =
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":9,\"Resources\":[%s]}";

    @TempDir
    private Path folder;

    private Request request(String source, String json) throws Exception {
        Path file = Files.writeString(folder.resolve("export.json"), json);
        return new Request(source, List.of(file), Optional.of(House.NOW), true, true);
    }

    private static Foreseen foresee(House house, Request request) {
        return house.app().foreseeImport().run(request, Progress.NONE);
    }

    private static List<NotEvaluable> now(House house) {
        return house.drift().notEvaluable();
    }

    @Test
    void rulesThatAnIncompleteImportSilencesAreThoseThatAreNotEvaluableAfterIt() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot("okta", House.active("i", "ada"))
                    .snapshot("slack", House.active("a", "ada"));
            List<NotEvaluable> until = now(house);
            Request request = request("okta", CUT_OFF.formatted(House.active("i", "ada")));
            Foreseen foreseen = foresee(house, request);
            assertThat(foreseen.lost())
                    .extracting(NotEvaluable::rule)
                    .contains("unmatched-account", "departed-identity-active-account");
            assertThat(foreseen.regained()).isEmpty();
            assertThat(now(house)).isEqualTo(until);
            house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE);
            assertThat(now(house)).containsAll(foreseen.lost());
            assertThat(now(house)).hasSize(until.size() + foreseen.lost().size());
            Foreseen back = foresee(house, request("okta", "[" + House.active("i", "ada") + "]"));
            assertThat(back.regained()).containsExactlyElementsOf(foreseen.lost());
            assertThat(back.lost()).isEmpty();
        }
    }

    @Test
    void anOldSnapshotChangesNothingOfToday() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot("okta", House.active("i", "ada"))
                    .snapshot("slack", House.active("a", "ada"));
            var old = new Request(
                    "okta",
                    request("okta", CUT_OFF.formatted(House.active("i", "ada"))).paths(),
                    Optional.of(House.TAKEN.minusSeconds(86_400)),
                    true,
                    true);
            assertThat(foresee(house, old).lost()).isEmpty();
            assertThat(foresee(house, old).outcome())
                    .isInstanceOfSatisfying(Outcome.Usable.class, shown -> assertThat(shown.before())
                            .isEmpty());
        }
    }

    @Test
    void whileItReadsASchedulerImports() throws Exception {
        var reading = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var house = new House(folder);
                var scheduler = Countersign.open(house.workspace(), house.app().clock());
                var threads = Executors.newSingleThreadExecutor()) {
            house.governance("", "").snapshot("slack", House.active("a", "ada"));
            Request request = request("slack", "[" + House.active("b", "bob") + "]");
            var foreseen = threads.submit(() -> house.app().foreseeImport().run(request, (_, _, _) -> {
                reading.countDown();
                await(goOn);
            }));
            assertThat(reading.await(20, TimeUnit.SECONDS)).isTrue();
            scheduler
                    .importSnapshot()
                    .run(
                            scheduler.actor(),
                            new Request("okta", request.paths(), Optional.of(House.TAKEN), true, true),
                            Progress.NONE);
            house.governance("", "groups:\n  - {source: okta, group: b, owner: a@example.com}\n");
            goOn.countDown();
            assertThat(foreseen.get(20, TimeUnit.SECONDS).outcome()).isInstanceOf(Outcome.Usable.class);
            assertThat(house.app().workspace().<Integer, RuntimeException>read(tx -> new SnapshotStore(tx)
                            .all()
                            .size()))
                    .isEqualTo(2);
        }
    }

    @Test
    void stoppedItEndsAtOnceAndLeavesNothing() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            Request request = request("slack", "[" + House.active("b", "bob") + "]");
            var stopped = new Progress() {
                @Override
                public void report(String step, long done, long total) {}

                @Override
                public boolean stopped() {
                    return true;
                }
            };
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> house.app().foreseeImport().run(request, stopped))
                    .isInstanceOf(CancelledException.class);
            assertThat(foresee(house, request).outcome()).isInstanceOf(Outcome.Usable.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
