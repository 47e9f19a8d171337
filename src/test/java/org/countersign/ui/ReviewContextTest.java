package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.testkit.House.active;
import static org.countersign.testkit.House.group;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.Scope;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.ui.view.Place;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The second review of the same access: what is different, what was decided, who else has it.
class ReviewContextTest {
    @TempDir
    private Path folder;

    /// Ada's account and group are called otherwise by now.
    private void secondReview() throws Exception {
        try (var first = new SignedCampaign(folder, Clock.systemUTC())) {
            first.sign();
            Path file = folder.resolve("later.json");
            Files.writeString(
                    file,
                    "["
                            + String.join(
                                    ",",
                                    active("a1", "grace"),
                                    active("a2", "ada"),
                                    active("a3", "דוד כהן"),
                                    active("a4", "王小明"),
                                    group("s", "eng-oncall", "a2", "a3"))
                            + "]");
            first.app()
                    .importSnapshot()
                    .run(
                            first.app().actor(),
                            new ImportSnapshot.Request(
                                    "slack",
                                    List.of(file),
                                    Optional.of(Instant.now().minusSeconds(60)),
                                    true,
                                    true),
                            Progress.NONE);
            first.app()
                    .openCampaign()
                    .run(
                            first.app().actor(),
                            new OpenCampaign.Request(
                                    "q1",
                                    "The next review",
                                    "amara@example.com",
                                    "apps@example.com",
                                    LocalDate.parse("2099-01-01"),
                                    Scope.ALL,
                                    Optional.empty()));
        }
    }

    @Test
    void whatWasDecidedWhatIsDifferentAndWhoElseHasItStandBesideTheItem() throws Exception {
        secondReview();
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.REVIEW);
            window.meanwhile(() -> window.lookup("#segments") != null);
            Window.onFx(() -> {
                window.findHere("#filter", javafx.scene.control.TextField.class).setText("ada oncall");
                return true;
            });
            window.press(KeyCode.DIGIT3);
            window.meanwhile(() -> Words.of(window.lookup("#aside")).contains("Who else has it"));
            String aside = Window.onFx(() -> Words.of(window.lookup("#aside")));
            assertThat(aside).contains("2 people in this review.", "2 of 4 without a department");
            assertThat(aside).containsPattern("(Approved|Revoked), grace@example.com");
            assertThat(Window.onFx(() -> Words.of(window.lookup("#item"))))
                    .contains("Group renamed (same id): oncall → eng-oncall");
            window.picture("review-second");
        }
    }

    @Test
    void fromTheItemToThePersonAndBackAndWithoutThePersonColumn() throws Exception {
        secondReview();
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.REVIEW);
            window.press(KeyCode.DIGIT3);
            window.meanwhile(() -> !Words.of(window.lookup("#aside")).isEmpty());
            ListView<?> list = window.find("#list", ListView.class);
            Node aside = window.find("#asideScroll", Node.class);
            window.press(KeyCode.I);
            assertThat(Window.onFx(aside::isVisible)).isFalse();
            window.press(KeyCode.I);
            assertThat(Window.onFx(aside::isVisible)).isTrue();
            window.press(KeyCode.J);
            String item = Window.onFx(() -> Shown.chosen(list));
            window.press(KeyCode.O);
            assertThat(Window.onFx(() -> window.lookup("#list") == list && list.isVisible() && list.getScene() != null))
                    .isFalse();
            window.press(KeyCode.ALT, KeyCode.LEFT);
            window.meanwhile(() -> Shown.chosen(list).equals(item));
        }
    }

    @Test
    void withoutACampaignAndOnceItHasEndedTheQueueSaysSo() throws Exception {
        try (var first = new SignedCampaign(folder, Clock.systemUTC())) {
            first.app().endCampaign().cancel(first.app().actor(), "q4");
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.REVIEW);
            window.meanwhile(() -> Words.of(window.lookup("#standing")).contains("This review is no longer open"));
            assertThat(Window.onFx(() -> window.lookup("#decisionBar").isDisabled()))
                    .isTrue();
            window.picture("review-ended");
        }
    }
}
