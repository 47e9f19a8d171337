package org.countersign.ui.review;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.evidence.KeyFile;
import org.countersign.work.RefusedException;

/// The slow half of the review: calls use cases and reads the population again. Runs off the JavaFX thread.
final class ReviewWork {
    private final Countersign app;
    /// Chosen by name; empty while nobody has.
    private volatile String wanted = "";

    ReviewWork(Countersign app) {
        this.app = app;
    }

    /// A campaign with its population, as it is now.
    ///
    /// @param changed what an undo took back, empty otherwise
    /// @param signed how many decisions a signature took, 0 otherwise
    record Loaded(Optional<Campaign> campaign, List<ItemState> items, List<Decision> changed, int signed) {
        /// Open items by reviewer; who has passed everything on is one still, with something to sign or undo.
        Map<String, Integer> reviewers() {
            var counts = new TreeMap<String, Integer>();
            items.forEach(state -> {
                counts.merge(state.reviewer(), state.open() ? 1 : 0, Integer::sum);
                state.decision().ifPresent(made -> counts.merge(made.reviewer(), 0, Integer::sum));
            });
            return counts;
        }

        /// Who has most to do.
        Optional<String> busiest() {
            return reviewers().entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey);
        }
    }

    /// From now on this one, wherever it is there.
    void want(String campaign) {
        wanted = campaign;
    }

    /// The one that is wanted, else the newest open campaign, else the newest.
    Loaded load() {
        return loaded(List.of(), 0);
    }

    private Loaded loaded(List<Decision> changed, int signed) {
        return app.workspace().read(tx -> {
            var store = new CampaignStore(tx);
            List<Campaign> all = store.all();
            Optional<Campaign> chosen = all.stream()
                    .filter(one -> one.name().equals(wanted))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(one -> one.state() == Campaign.State.OPEN)
                            .findFirst())
                    .or(() -> all.stream().findFirst());
            return new Loaded(chosen, chosen.map(one -> store.items(one.name())).orElse(List.of()), changed, signed);
        });
    }

    Loaded record(String campaign, String reviewer, List<Draft> drafts, Manner manner) throws RefusedException {
        app.recordDecision().run(app.actor(), campaign, reviewer, drafts, manner);
        return load();
    }

    Loaded undo(String campaign, String reviewer) throws RefusedException {
        return loaded(app.recordDecision().undo(app.actor(), campaign, reviewer), 0);
    }

    /// Wipes the password.
    Loaded sign(String campaign, Path key, char[] password) throws RefusedException {
        try {
            return loaded(
                    List.of(),
                    app.signAsReviewer()
                            .run(app.actor(), campaign, KeyFile.open(key, password))
                            .decisions());
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
