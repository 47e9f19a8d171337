package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import org.countersign.app.Countersign;
import org.countersign.testkit.MainStage;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Words;
import org.countersign.ui.preferences.Choices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A window that is closed while its workspace is in no file any more.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be taken away there")
class ClosingScreenTest {
    @TempDir
    private Path folder;

    private Path file;
    private long entries;

    @BeforeEach
    void make() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            file = campaign.workspace();
            entries = entries(campaign.app());
        }
    }

    private static long entries(Countersign app) {
        return app.workspace()
                .<Long, RuntimeException>read(tx -> app.ledger().head(tx).seq());
    }

    private MainStage window(Choices.Tongue language) throws Exception {
        var window = new MainStage(folder, language);
        window.until(() -> window.find("#make") != null);
        assertThat(window.drop(file, "#drop")).isTrue();
        window.until(() -> window.find("#trouble") != null);
        return window;
    }

    @Test
    void aWorkspaceThatIsThereIsClosedUnasked() throws Exception {
        try (var window = window(Choices.Tongue.ENGLISH)) {
            assertThat(window.closes()).isTrue();
        }
    }

    @Test
    void whatIsInNoFileIsNamedAndCanBeSaved() throws Exception {
        Path saved = folder.resolve("saved.countersign");
        try (var window = window(Choices.Tongue.ENGLISH)) {
            Files.delete(file);
            assertThat(window.closes()).isFalse();
            window.until(() -> window.find("#closing-lose") != null);
            assertThat(window.words())
                    .contains("The workspace file is gone")
                    .contains(file + " was deleted or moved while it was open.")
                    .contains("It is a workspace with " + entries + " ledger entries, the last of ");
            window.picture("closing-gone");
            window.dark(true);
            window.picture("closing-gone-dark");
            window.dark(false);
            window.fire("#dialog-back");
            assertThat(window.isShowing()).isTrue();
            assertThat(window.closes()).isFalse();
            // Where there is a file already nothing is written.
            window.pick(Files.writeString(folder.resolve("taken"), "another"));
            window.fire("#dialog-ok");
            window.until(() -> Words.of(window.find("#dialog-problem")).contains("taken"));
            assertThat(window.isShowing()).isTrue();
            window.picture("closing-refused");
            window.pick(saved);
            window.fire("#dialog-ok");
            window.until(() -> !window.isShowing());
            assertThat(window.recent()).first().isEqualTo(saved.toString());
        }
        try (var app = Countersign.open(saved, Clock.systemUTC())) {
            assertThat(entries(app)).isEqualTo(entries);
        }
    }

    @Test
    void whoWantsToLoseItDoesAndAReplacedFileStaysAsItIs() throws Exception {
        try (var window = window(Choices.Tongue.GERMAN)) {
            Path other = Files.writeString(folder.resolve("other"), "another file");
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(window.closes()).isFalse();
            window.until(() -> window.find("#closing-lose") != null);
            assertThat(window.words()).contains("Der offene Stand ist in keiner Datei mehr.");
            window.size(1024, 680);
            window.picture("closing-replaced-de-1024");
            window.fire("#closing-lose");
            window.until(() -> !window.isShowing());
        }
        assertThat(file).hasContent("another file");
    }

    @Test
    void whoGoesToAnotherWorkspaceIsAskedToo() throws Exception {
        try (var window = window(Choices.Tongue.ENGLISH)) {
            Files.delete(file);
            window.leave();
            window.until(() -> window.find("#closing-lose") != null);
            assertThat(window.find("#make")).isNull();
            window.fire("#closing-lose");
            window.until(() -> window.find("#make") != null);
        }
    }
}
