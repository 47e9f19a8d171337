package org.countersign.ui.evidence;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Binds [EvidenceViewModel], [KeysViewModel] and [VerifyViewModel] to `Evidence.fxml`: the page, or a bundle that was
/// verified.
public final class EvidenceController {
    /// Where one's own key is.
    public static final String KEY = "key";

    /// The place of the result; nothing else of this screen has an id.
    private static final String VERIFIED = "verified";

    private final EvidenceViewModel model;
    private final KeysViewModel keys;
    private final VerifyViewModel verifying;
    private final Navigator navigator;
    private final EvidenceAsks asks;
    private final FilePicker picker;
    private final Clock clock;

    @FXML
    private StackPane page;

    @FXML
    private ScrollPane overScroll;

    @FXML
    private Button choose;

    @FXML
    private VBox problem;

    @FXML
    private VBox content;

    @FXML
    private ScrollPane resultScroll;

    @FXML
    private VBox result;

    @FXML
    private ProgressBar busy;

    /// Shows the three.
    public EvidenceController(
            EvidenceViewModel model,
            KeysViewModel keys,
            VerifyViewModel verifying,
            Questions questions,
            Navigator navigator,
            FilePicker picker,
            Clock clock,
            Stamps stamps) {
        this.model = model;
        this.keys = keys;
        this.verifying = verifying;
        this.navigator = navigator;
        asks = EvidenceAsks.of(model, keys, questions, picker, clock, stamps);
        this.picker = picker;
        this.clock = clock;
    }

    @FXML
    private void initialize() {
        choose.setGraphic(Parts.icon(BootstrapIcons.SHIELD_CHECK, "i14", "k-fg"));
        busy.visibleProperty().bind(model.busyProperty().or(keys.busyProperty()).or(verifying.busyProperty()));
        model.problemProperty().subscribe(this::problem);
        keys.problemProperty().subscribe(this::problem);
        verifying.problemProperty().subscribe(this::problem);
        var drop = new DropPanel(this::choose);
        var over = new EvidencePage(model, keys, asks, navigator, picker, clock, drop);
        over.build(content);
        Consumer<Verified> more = one -> asks.counterSigning().ask(one, this::verify);
        var verified = new VerifyPage(verifying, navigator, this::choose, this::trust, more, clock, result);
        verifying.resultProperty().subscribe(verified::show);
        result.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                navigator.go(Place.EVIDENCE);
                event.consume();
            }
        });
        drop.listen(page, this::verify);
    }

    private void problem(String text) {
        Parts.problem(problem, text);
        if (!text.isEmpty() && resultScroll.isVisible()) {
            navigator.go(Place.EVIDENCE);
        }
    }

    /// Asks for a bundle.
    @FXML
    private void choose() {
        verify(picker.openAll(Strings.of("evidence.verify"), "*.asice", "*.zip", "*.pdf", "*.pem", "*.crt", "*.cer"));
    }

    /// Asks for certificates to measure the same bundle against.
    private void trust() {
        verify(picker.open(Strings.of("evidence.trust"), "*.pem", "*.crt", "*.cer").stream()
                .toList());
    }

    private void verify(List<Path> files) {
        verifying.verify(files, () -> {
            // Who has gone elsewhere meanwhile stays there; the status bar tells the verdict.
            if (page.getScene() != null) {
                navigator.go(Place.EVIDENCE, VERIFIED);
            }
        });
    }

    /// Comes to the page, or to the result.
    public void show(String id) {
        boolean verified =
                id.equals(VERIFIED) && verifying.resultProperty().get().isPresent();
        overScroll.setVisible(!verified);
        resultScroll.setVisible(verified);
        if (!verified) {
            model.open();
        }
        Node first = id.equals(KEY) && content.lookup("#evidence-key-make") instanceof Button make ? make : choose;
        Platform.runLater(() -> (verified ? result : first).requestFocus());
    }
}
