package org.countersign.ui;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import org.controlsfx.control.StatusBar;
import org.countersign.app.Countersign;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.SignatureLevel;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A review that is decided and waits for signatures by hand, and a timestamp authority that a person may name.
abstract class StampedByHand {
    static final String OWNER = "amara@example.com";

    @TempDir
    Path folder;

    Preferences preferences;
    StampServer stamps;
    SignedCampaign campaign;

    @BeforeEach
    void open() throws Exception {
        preferences = Window.light();
        stamps = new StampServer(Authority.root("Clockmaker", Instant.now()).timestamps("Clockmaker TSA"));
        campaign = new SignedCampaign(folder, Clock.systemUTC());
        campaign.decideAll();
    }

    @AfterEach
    void close() {
        Strings.speak(Locale.ENGLISH);
        campaign.close();
        stamps.close();
    }

    Window window() throws Exception {
        return new Window(campaign.workspace(), Optional.empty(), Clock.systemUTC(), preferences);
    }

    static void fire(Window window, String id) throws Exception {
        window.until(() -> window.lookup(id) instanceof ButtonBase button && !button.isDisabled());
        Window.onFx(() -> {
            window.findHere(id, ButtonBase.class).fire();
            return true;
        });
        window.settle();
    }

    static void put(Window window, String id, String text) throws Exception {
        Window.onFx(() -> {
            window.findHere(id, TextField.class).setText(text);
            return true;
        });
    }

    static String said(Window window) {
        return window.lookup("#statusBar") instanceof StatusBar bar ? bar.getText() : "";
    }

    static String words(Window window) {
        return Words.of(window.lookup(".root"));
    }

    List<SignatureLevel> levels(Countersign app) {
        return app.workspace().read(tx -> new EvidenceStore(tx)
                .signatures("q4").stream()
                        .map(one -> SignatureLevel.of(one.p7s().array()))
                        .toList());
    }

    void name(Window window) throws Exception {
        window.go(Place.SETTINGS);
        window.until(() -> window.lookup("#timestamps-address") != null);
        put(window, "#timestamps-address", stamps.url());
        fire(window, "#timestamps-use");
    }

    void sign(Window window, String reviewer) throws Exception {
        fire(window, "#sign");
        window.until(() -> window.lookup("#key-file") != null);
        campaign.key(reviewer);
        put(window, "#key-file", campaign.keyFile(reviewer).toString());
        put(window, "#password", SignedCampaign.PASSWORD);
    }
}
