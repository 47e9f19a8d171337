package org.countersign.ui.review;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemNote;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.queue.Order;
import org.countersign.campaign.queue.ReadQueue.Opened;
import org.countersign.campaign.queue.ReadQueue.Said;
import org.countersign.evidence.OpenKey;
import org.countersign.evidence.Proofs;
import org.countersign.evidence.SignAsReviewer;
import org.countersign.work.RefusedException;

/// The slow half of the review: calls use cases and reads what they changed, and no more. Runs off the JavaFX thread.
final class ReviewWork {
    private final Countersign app;
    private final QueueReader reader;
    /// Chosen by name; empty while nobody has.
    private volatile String wanted = "";

    ReviewWork(Countersign app, QueueReader reader) {
        this.app = app;
        this.reader = reader;
    }

    /// A queue with its order.
    record Loaded(Opened opened, Order order) {
        boolean open() {
            return opened.campaign()
                    .filter(one -> one.state() == Campaign.State.OPEN)
                    .isPresent();
        }
    }

    /// What became of a decision, or of taking some back.
    ///
    /// @param next the item that is looked at after it, read beside
    record Done(Said said, List<Decision> taken, OptionalInt number, Optional<ItemState> next) {}

    /// From now on this one, wherever it is there.
    void want(String campaign) {
        wanted = campaign;
    }

    /// The one that is wanted, else the newest open campaign, else the newest.
    Loaded load(String reviewer, ShownQueue.Asked asked) {
        Opened opened = reader.queue().open(wanted, reviewer);
        return new Loaded(opened, reader.order(opened.queue(), asked));
    }

    Done record(String campaign, String reviewer, List<Draft> drafts, Manner manner, int answered, OptionalInt next)
            throws RefusedException {
        app.recordDecision().run(app.actor(), campaign, reviewer, drafts, manner);
        Said said = reader.queue()
                .said(campaign, reviewer, drafts.stream().map(Draft::item).toList(), answered);
        return new Done(
                said, List.of(), next, next.isPresent() ? reader.item(next.getAsInt(), true) : Optional.empty());
    }

    /// Of items by their numbers.
    Done batch(String campaign, String reviewer, int[] numbers, Draft like, int answered) throws RefusedException {
        List<Draft> drafts = reader.queue().ids(numbers).stream()
                .map(item -> new Draft("", item, like.verdict(), like.reason(), like.until(), 0))
                .toList();
        return record(campaign, reviewer, drafts, new Manner(true, false), answered, OptionalInt.empty());
    }

    Done undo(String campaign, String reviewer, int answered) throws RefusedException {
        List<Decision> taken = app.recordDecision().undo(app.actor(), campaign, reviewer);
        List<String> items = taken.stream().map(Decision::item).toList();
        Said said = reader.queue().said(campaign, reviewer, items, answered);
        OptionalInt number = items.stream()
                .findFirst()
                .flatMap(item -> reader.queue().number(campaign, item))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
        return new Done(
                said, taken, number, number.isPresent() ? reader.item(number.getAsInt(), true) : Optional.empty());
    }

    /// Writes on an item without deciding it.
    ItemNote note(String campaign, String item, String reviewer, String text) throws RefusedException {
        return app.noteItem().run(app.actor(), campaign, item, reviewer, text);
    }

    /// What the evidence would say.
    SignOff signOff(String campaign, String reviewer, int waiting) {
        return SignOff.of(
                app.workspace().<List<Decision>, RuntimeException>read(tx -> new CampaignStore(tx)
                        .unsigned(campaign, reviewer)),
                waiting);
    }

    /// On a connection of its own; wipes the password.
    SignAsReviewer.Outcome sign(String campaign, Path key, char[] password, Proofs proofs) throws RefusedException {
        try (Countersign own = app.beside()) {
            return own.packets().sign().run(own.actor(), campaign, OpenKey.of(key.toString(), password), proofs);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
