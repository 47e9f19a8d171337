package org.countersign.ui.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.testkit.House;
import org.countersign.testkit.Later;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on a real workspace and real files.
class SourcesViewModelTest {
    @TempDir
    private Path folder;

    private Path file(String name, String... resources) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "[" + String.join(",", resources) + "]");
        Files.setLastModifiedTime(file, FileTime.from(House.NOW.minusSeconds(600)));
        return file;
    }

    private static SourcesViewModel model(House house, Background background) {
        var model = new SourcesViewModel(house.app(), house.app().clock(), background);
        model.refresh();
        return model;
    }

    private static List<Snapshot> of(House house, String source) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all()).stream()
                .filter(snapshot -> snapshot.source().equals(source))
                .toList();
    }

    @Test
    void withoutGovernanceThereIsNothingAndNobodyIsSelected() throws Exception {
        try (var house = new House(folder)) {
            var model = model(house, Background.direct());
            assertThat(model.rows()).isEmpty();
            assertThat(model.current()).isEmpty();
        }
    }

    @Test
    void sourcesSayHowOldAndHowWhole() throws Exception {
        try (var house = new House(folder)) {
            house.governance("scim: {token: {expires: 2026-11-30}}", "").snapshot("okta", House.active("i", "ada"));
            var model = model(house, Background.direct());
            assertThat(model.rows()).extracting(SourceRow::word).containsExactly("fresh and complete", "no snapshot");
            SourceRow okta = model.rows().getFirst();
            assertThat(okta.line()).isEqualTo("1 account, 1 h old");
            assertThat(okta.facts())
                    .extracting(fact -> fact.getValue())
                    .contains("24 Nov 2026, 06:00 UTC", "10 unknown");
            assertThat(model.rows().getLast().facts())
                    .extracting(fact -> fact.getValue())
                    .contains("6 days left, ends on 2026-11-30");
        }
    }

    @Test
    void filesOfSeveralSourcesAreToldApartAndStoredOnlyWhenConfirmed() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            model.drop(List.of(
                    file("okta.json", House.active("i", "ada")),
                    file("slack.json", House.active("a", "ada")),
                    file("export.json", House.active("x", "xen"))));
            assertThat(model.drafts()).containsOnlyKeys("okta", "slack");
            assertThat(model.unassigned()).hasSize(1);
            assertThat(of(house, "okta")).isEmpty();
            assertThat(model.takenAtProperty().get()).isEqualTo("2026-11-24T06:50:00Z");
            assertThat(model.missing()).isEmpty();
            model.confirm();
            assertThat(of(house, "okta")).extracting(Snapshot::takenAtBasis).containsExactly("file");
            assertThat(of(house, "slack")).isEmpty();
            assertThat(model.drafts()).containsOnlyKeys("slack");
            assertThat(model.messageProperty().get()).isEqualTo("Snapshot 1 of okta imported.");
            model.discard();
            model.selectedProperty().set(Optional.of("slack"));
            model.discard();
            model.assign("slack");
            assertThat(model.unassigned()).isEmpty();
            model.takenAtProperty().set("yesterday");
            assertThat(model.missing()).contains("Say when");
            model.takenAtProperty().set("2026-11-23T10:00:00Z");
            model.confirm();
            assertThat(of(house, "slack")).extracting(Snapshot::takenAtBasis).containsExactly("given");
        }
    }

    @Test
    void incompleteTakesAnAnswer() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            Path bad = Files.writeString(folder.resolve("slack-2.json"), "[{\"id\": \"a\"");
            model.drop(List.of(file("slack-1.json", House.active("a", "ada")), bad));
            model.confirm();
            assertThat(of(house, "slack")).isEmpty();
            assertThat(model.missing()).isEqualTo("Accept that it is incomplete");
            model.incompleteProperty().set(true);
            model.confirm();
            assertThat(of(house, "slack")).hasSize(1);
            assertThat(model.rows().getLast().word()).isEqualTo("incomplete");
            assertThat(model.rows().getLast().gaps()).isNotEmpty();
        }
    }

    @Test
    void losingMoreThanAFifthTakesTheirNumber() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot("slack", House.active("a", "ada"), House.active("b", "bob"), House.active("c", "cy"));
            var model = model(house, Background.direct());
            model.drop(List.of(file("slack.json", House.active("a", "ada"))));
            model.confirm();
            model.goneProperty().set("1");
            model.confirm();
            assertThat(of(house, "slack")).hasSize(1);
            model.goneProperty().set("2");
            model.confirm();
            assertThat(of(house, "slack")).hasSize(2);
        }
    }

    @Test
    void refusedNamesFileReasonAndNothingIsStored() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var model = model(house, Background.direct());
            model.drop(List.of(Files.writeString(folder.resolve("slack.json"), "[{\"id\": \"a\"")));
            assertThat(model.draft().orElseThrow().stage())
                    .isInstanceOfSatisfying(Stage.Shown.class, shown -> assertThat(shown.outcome())
                            .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(
                                            refused.refused().getFirst().place())
                                    .startsWith("slack.json")));
            model.confirm();
            assertThat(of(house, "slack")).isEmpty();
            model.discard();
            assertThat(model.draft()).isEmpty();
        }
    }

    @Test
    void stoppedWhileReadingLeavesNothing() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            var later = new Later();
            var model = model(house, later);
            later.all();
            model.drop(List.of(file("slack.json", House.active("a", "ada"))));
            assertThat(model.draft().orElseThrow().stage()).isInstanceOf(Stage.Reading.class);
            model.discard();
            later.all();
            assertThat(model.draft()).isEmpty();
            assertThat(of(house, "slack")).isEmpty();
        }
    }

    @Test
    void paceSaysBytesRateAndWhatIsLeft() {
        assertThat(Pace.line("users.json", 50_000_000, 200_000_000, Duration.ofSeconds(2)))
                .isEqualTo("users.json: 50.0 of 200.0 MB, 25.0 MB a second, 6 s left");
        assertThat(Pace.line("users.json", 0, 200_000_000, Duration.ZERO)).isEqualTo("users.json: 0.0 of 200.0 MB");
    }
}
