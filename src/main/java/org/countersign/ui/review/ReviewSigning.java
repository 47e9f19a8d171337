package org.countersign.ui.review;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.countersign.campaign.Campaign;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SignAsReviewer;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.CancelledException;
import org.countersign.work.RefusedException;

/// Signs what waits for a reviewer; nobody's decision waits for it.
final class ReviewSigning {
    private final ReviewViewModel model;
    private final ReviewWork work;
    private final Background background;
    private final Signing signing;

    ReviewSigning(ReviewViewModel model, ReviewWork work, Background background, Signing signing) {
        this.model = model;
        this.work = work;
        this.background = background;
        this.signing = signing;
    }

    /// Asks what the evidence would say.
    void signOff(Consumer<SignOff> asked) {
        String campaign = model.name();
        String as = model.reviewerProperty().get();
        int waiting = model.headProperty().get().waiting();
        background.run(() -> work.signOff(campaign, as, waiting), asked, model::say);
    }

    /// Whether each signature must carry a timestamp.
    boolean stampRequired() {
        return model.campaign().filter(Campaign::timestampRequired).isPresent();
    }

    /// Signs, unless something is being signed.
    ///
    /// @param password is wiped
    /// @param stamps who stamps the time
    /// @param step gets how long an authority has been waited for
    /// @param done gets what stands against it; empty where it is signed
    /// @param unstamped gets why there is no timestamp, though an authority was named
    void sign(
            Path key,
            char[] password,
            Stamps stamps,
            Consumer<String> step,
            Consumer<String> done,
            Consumer<String> unstamped) {
        if (signing.busy()) {
            Arrays.fill(password, '\0');
            return;
        }
        String campaign = model.name();
        signing.run(
                stamps,
                proofs -> work.sign(campaign, key, password, proofs),
                step,
                outcome -> model.reload(() -> signed(outcome, stamps, done, unstamped)),
                failure -> done.accept(said(failure)));
    }

    private void signed(
            SignAsReviewer.Outcome outcome, Stamps stamps, Consumer<String> done, Consumer<String> unstamped) {
        String reached = stamps.said(outcome.level(), outcome.notes());
        model.tell(Strings.count("review.signed", outcome.decisions()) + " " + reached);
        done.accept("");
        if (stamps.failed(outcome.level())) {
            unstamped.accept(reached);
        }
    }

    private static String said(Exception failure) {
        if (failure instanceof CancelledException) {
            return Strings.of("timestamps.stopped");
        }
        return failure instanceof RefusedException refused && refused.reason().equals(KeyFile.WRONG_PASSWORD)
                ? Strings.of("review.ask.sign.wrong")
                : Failures.said(failure);
    }

    /// Waits for no authority any more.
    void stop() {
        signing.stop();
    }
}
