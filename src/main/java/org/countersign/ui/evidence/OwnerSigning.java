package org.countersign.ui.evidence;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.countersign.app.Countersign;
import org.countersign.evidence.OpenKey;
import org.countersign.evidence.SignAsOwner;
import org.countersign.evidence.SigningKey;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.preferences.Stamps;
import org.countersign.work.CancelledException;

/// Signs as the owner of a campaign, on a connection of its own.
final class OwnerSigning {
    private final EvidenceViewModel model;
    private final Countersign app;
    private final Signing signing;
    private int tries;

    OwnerSigning(EvidenceViewModel model, Countersign app, Signing signing) {
        this.model = model;
        this.app = app;
        this.signing = signing;
    }

    /// Signs the campaign that is looked at as its owner. One signature at a time: a second call while one is under way
    /// does nothing.
    ///
    /// @param passphrase is wiped
    /// @param stamps who stamps the time
    /// @param step gets how long that one has been waited for
    /// @param answer gets what stands against it; empty where it is signed
    /// @param unstamped gets why there is no timestamp, though an authority was named
    void sign(
            String keyFile,
            char[] passphrase,
            Stamps stamps,
            Consumer<String> step,
            Consumer<String> answer,
            Consumer<String> unstamped) {
        Optional<EvidenceState.Chosen> chosen = model.stateProperty().get().flatMap(EvidenceState::chosen);
        if (signing.busy() || chosen.isEmpty()) {
            Arrays.fill(passphrase, '\0');
            return;
        }
        String campaign = chosen.get().campaign().name();
        String title = chosen.get().campaign().title();
        model.started();
        signing.run(
                stamps,
                proofs -> {
                    try (Countersign own = app.beside()) {
                        SigningKey key = OpenKey.of(KeyWords.key(keyFile), passphrase);
                        return own.signAsOwner().run(own.actor(), campaign, key, proofs);
                    } finally {
                        Arrays.fill(passphrase, '\0');
                    }
                },
                step,
                outcome -> {
                    model.ended();
                    tries = 0;
                    answer.accept("");
                    signed(title, outcome, stamps, unstamped);
                },
                failure -> answer.accept(failed(failure)));
    }

    private String failed(Exception failure) {
        model.ended();
        tries += KeyWords.isWrongPassphrase(failure) ? 1 : 0;
        return failure instanceof CancelledException ? Strings.of("timestamps.stopped") : KeyWords.said(failure, tries);
    }

    private void signed(String title, SignAsOwner.Outcome outcome, Stamps stamps, Consumer<String> unstamped) {
        String reached = stamps.said(outcome.level(), outcome.notes());
        model.say(Strings.of("evidence.signed", Formats.line(title), Formats.digest(outcome.sha256())) + " " + reached);
        if (stamps.failed(outcome.level())) {
            unstamped.accept(reached);
        }
        model.refresh();
    }

    /// Waits for no authority any more.
    void stop() {
        signing.stop();
    }
}
