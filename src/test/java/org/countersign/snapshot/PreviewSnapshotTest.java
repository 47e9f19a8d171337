package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.snapshot.Difference.Changed;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.testkit.House;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an import would bring, and that nothing of it stays.
class PreviewSnapshotTest {
    @TempDir
    private Path folder;

    private Path file(String name, String json) throws IOException {
        Path file = Files.writeString(folder.resolve(name), json);
        Files.setLastModifiedTime(file, FileTime.from(House.NOW.minusSeconds(600)));
        return file;
    }

    private static Outcome preview(House house, Path... paths) {
        return house.app().previewSnapshot().run(request(paths), Progress.NONE, PreviewSnapshot.Onlooker.NONE);
    }

    private static long snapshots(House house) {
        return house.app().workspace().read(tx -> new SnapshotStore(tx).all().size());
    }

    private static ImportSnapshot.Request request(Path... paths) {
        return new ImportSnapshot.Request("slack", List.of(paths), Optional.empty(), false, false);
    }

    @Test
    void newGoneAndChangedAreCountedAndNothingIsStored() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot(
                            "slack",
                            House.active("a", "ada"),
                            House.active("b", "bob"),
                            House.active("c", "cy"),
                            House.active("d", "di"),
                            House.group("g", "staff", "a", "b", "c", "d"));
            String head =
                    house.app().workspace().read(house.app().ledger()::verify).toString();
            byte[] bytes = Files.readAllBytes(house.workspace());
            Outcome outcome = preview(
                    house,
                    file(
                            "slack.json",
                            "["
                                    + String.join(
                                            ",",
                                            House.active("a", "ada"),
                                            House.inactive("b", "bob"),
                                            House.active("c", "cy"),
                                            House.active("e", "eve"),
                                            House.group("g", "staff", "a", "b", "c", "e"))
                                    + "]"));
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Usable.class, read -> {
                assertThat(read.snapshot().number()).isEqualTo(2);
                assertThat(read.snapshot().takenAt()).isEqualTo(House.NOW.minusSeconds(600));
                assertThat(read.before().map(Snapshot::number)).contains(1L);
                Difference difference = read.difference().orElseThrow();
                assertThat(difference.accounts()).isEqualTo(new Changed(1, 1, 1));
                assertThat(difference.groups()).isEqualTo(new Changed(0, 0, 1));
                assertThat(difference.memberships()).isEqualTo(new Changed(1, 1, 0));
                assertThat(read.shrinkage()).isEmpty();
                assertThat(read.refused()).isEmpty();
            });
            assertThat(snapshots(house)).isEqualTo(1);
            assertThat(house.app()
                            .workspace()
                            .read(house.app().ledger()::verify)
                            .toString())
                    .isEqualTo(head);
            assertThat(Files.readAllBytes(house.workspace())).isEqualTo(bytes);
        }
    }

    @Test
    void theFirstSnapshotHasNothingToBeComparedWith() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            assertThat(preview(house, file("a.json", "[" + House.active("a", "ada") + "]")))
                    .isInstanceOfSatisfying(Outcome.Usable.class, read -> {
                        assertThat(read.before()).isEmpty();
                        assertThat(read.difference()).isEmpty();
                    });
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNamedBesideThoseThatCan() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            Path good = file("good.json", "[" + House.active("a", "ada") + "]");
            Path bad = file("bad.json", "[{\"id\": \"a\"");
            assertThat(preview(house, good, bad)).isInstanceOfSatisfying(Outcome.Usable.class, read -> {
                assertThat(read.refused()).hasSize(1);
                assertThat(read.refused().getFirst().place()).startsWith("bad.json");
                assertThat(read.snapshot().accounts()).isEqualTo(1);
                assertThat(read.snapshot().completeness().complete()).isFalse();
            });
            assertThat(preview(house, bad)).isInstanceOf(Outcome.Refused.class);
            assertThat(preview(house, folder.resolve("none.json"))).isInstanceOf(Outcome.Refused.class);
            assertThat(snapshots(house)).isZero();
        }
    }

    @Test
    void moreThanAFifthFewerIsSaid() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot("slack", House.active("a", "ada"), House.active("b", "bob"), House.active("c", "cy"));
            assertThat(preview(house, file("a.json", "[" + House.active("a", "ada") + "]")))
                    .isInstanceOfSatisfying(Outcome.Usable.class, read -> assertThat(read.shrinkage())
                            .contains(new Shrinkage(true, 3, 1, 1)));
        }
    }

    @Test
    void stoppedLeavesNothing() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            Path file = file("a.json", "[" + House.active("a", "ada") + "]");
            Progress stopped = (_, _, _) -> {
                throw new CancelledException();
            };
            assertThatThrownBy(() ->
                            house.app().previewSnapshot().run(request(file), stopped, PreviewSnapshot.Onlooker.NONE))
                    .isInstanceOf(CancelledException.class);
            assertThat(snapshots(house)).isZero();
            assertThat(preview(house, file)).isInstanceOf(Outcome.Usable.class);
        }
    }

    @Test
    void aSourceIsGuessedByTheLastFilesAndByWholeWordsOfTheName() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
            Path known = file("export-17.json", "[" + House.active("a", "ada") + "]");
            house.app()
                    .importSnapshot()
                    .run(
                            house.app().actor(),
                            new ImportSnapshot.Request("okta", List.of(known), Optional.empty(), false, false),
                            Progress.NONE);
            var guess = house.app()
                    .workspace()
                    .read(tx -> new SourceGuess(
                            GovernanceJson.typed(new GovernanceStore(tx)
                                            .newest()
                                            .orElseThrow()
                                            .body())
                                    .sources(),
                            new SnapshotStore(tx).all()));
            assertThat(guess.of(known)).contains("okta");
            assertThat(guess.of(Path.of("x/Slack users.json"))).contains("slack");
            assertThat(guess.of(Path.of("slack/users.json"))).contains("slack");
            assertThat(guess.of(Path.of("x/slackers.json"))).isEmpty();
            assertThat(guess.of(Path.of("x/okta-slack.zip"))).isEmpty();
        }
    }
}
