package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.snapshot.ImportSnapshot.Request;
import org.countersign.snapshot.PreviewSnapshot.Outcome.Usable;
import org.countersign.testkit.House;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was looked at is what is imported, and why.
class ExpectedImportTest {
    @TempDir
    private Path folder;

    private Path file(String... users) throws Exception {
        return Files.writeString(folder.resolve("slack.json"), "[" + String.join(",", users) + "]");
    }

    private static Request request(Path file) {
        return new Request("slack", List.of(file), Optional.of(House.NOW), true, true);
    }

    private static Expected looked(House house, Path file) {
        var shown =
                (Usable) house.app().previewSnapshot().run(request(file), Progress.NONE, PreviewSnapshot.Onlooker.NONE);
        return new Expected(
                shown.snapshot().sha256(), shown.before().map(Snapshot::number).orElse(0L));
    }

    private static void take(House house, Request request) throws RefusedException {
        house.app().importSnapshot().run(house.app().actor(), request, Progress.NONE);
    }

    private static List<Snapshot> all(House house) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all());
    }

    @Test
    void aFileThatChangedSinceItWasLookedAtIsNotImported() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            Path file = file(House.active("a", "ada"));
            Expected looked = looked(house, file);
            file(House.active("a", "ada"), House.active("m", "mallory"));
            assertThatThrownBy(() -> take(house, request(file).expecting(looked)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("slack: The files have changed since they were looked at."
                            + " Look at them again. Nothing was imported.");
            assertThat(all(house)).isEmpty();
            take(house, request(file).expecting(looked(house, file)));
            assertThat(all(house)).hasSize(1);
        }
    }

    @Test
    void whatWasComparedWithAnotherSnapshotIsLookedAtAgain() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            Path file = file(House.active("a", "ada"));
            Expected looked = looked(house, file);
            house.snapshot("slack", House.active("a", "ada"), House.active("b", "bob"));
            assertThatThrownBy(() -> take(house, request(file).expecting(looked)))
                    .hasMessageContaining("Another snapshot has been imported since");
            assertThat(all(house)).hasSize(1);
        }
    }

    @Test
    void theReasonForTakingFewerRowsIsInTheLedger() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "").snapshot("slack", House.active("a", "ada"), House.active("b", "bob"));
            take(house, request(file(House.active("a", "ada"))).because(Optional.of("the agency has left")));
            var event = house.app()
                    .workspace()
                    .read(tx -> Ledger.body(new LedgerStore(tx).last().orElseThrow()));
            assertThat(event.path("data").path("reason").asText()).isEqualTo("the agency has left");
            assertThat(house.app().workspace().read(house.app().ledger()::verify))
                    .isInstanceOf(Ledger.Verdict.Holds.class);
        }
    }

    @Test
    void atAWindowNoOptionOfTheCommandLineIsNamed() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "").snapshot("slack", House.active("a", "ada"), House.active("b", "bob"));
            var careful = new Request("slack", List.of(file(House.active("a", "ada"))), Optional.empty(), false, false);
            assertThatThrownBy(() -> take(house, careful)).isInstanceOfSatisfying(RefusedException.class, e -> {
                assertThat(e).hasMessageContaining("--accept-shrunken");
                assertThat(e.messageOnScreen())
                        .contains("1 account instead of 2")
                        .endsWith("Look at it again and say why, if it is right.")
                        .doesNotContain("--");
            });
        }
    }
}
