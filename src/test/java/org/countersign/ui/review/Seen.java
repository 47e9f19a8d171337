package org.countersign.ui.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.queue.QueueRow;
import org.countersign.testkit.SignedCampaign;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.Background;

/// What a queue shows, item by item, with what the workspace says of each.
final class Seen {
    private Seen() {}

    static List<QueueRow> lines(ReviewViewModel model) {
        return lines(model.shown().rowsProperty().get());
    }

    static List<QueueRow> batch(ReviewViewModel model) {
        return lines(model.shown().rows(model.batch().places(model.shown().queue())));
    }

    private static List<QueueRow> lines(LazyRows<QueueLine> rows) {
        var lines = new ArrayList<QueueRow>();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i);
            if (rows.get(i).row().orElseThrow() instanceof QueueLine.Item(QueueRow row)) {
                lines.add(row);
            }
        }
        return lines;
    }

    static List<ItemState> items(ReviewViewModel model, SignedCampaign campaign) {
        return states(lines(model), campaign);
    }

    static List<ItemState> states(List<QueueRow> rows, SignedCampaign campaign) {
        Map<String, ItemState> all = new HashMap<>();
        campaign.app().workspace().<Boolean, RuntimeException>read(tx -> {
            var store = new CampaignStore(tx);
            store.all().forEach(one -> store.items(one.name())
                    .forEach(state -> all.put(state.item().id(), state)));
            return true;
        });
        return rows.stream().map(row -> all.get(row.item())).toList();
    }

    static SignOff signOff(ReviewViewModel model) {
        var said = new ArrayList<SignOff>();
        model.signing(new Signing(Background.direct())).signOff(said::add);
        return said.getFirst();
    }
}
