package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.countersign.workspace.Transaction;

/// Writes the items of a packet where a reviewer's queue reads them. What the queue, decisions and undo do with them is
/// the same as for a campaign that lies here.
public final class ReceiveItems {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private ReceiveItems() {}

    /// Writes them; those that an earlier packet of the campaign brought are there already, and wait for the reviewer
    /// again.
    ///
    /// @param frozen `campaign.json`
    /// @param governance what guards ask of governance
    /// @param received without its number
    /// @return with its number
    public static Received insert(
            Transaction tx, ObjectNode frozen, byte[] governance, Received received, List<ReceivedItem> items) {
        var campaigns = new CampaignStore(tx);
        String name = received.campaign();
        if (campaigns.find(name).isEmpty()) {
            campaigns.insert(campaign(frozen), NOTHING, governance);
        }
        var known = new HashSet<>(campaigns.ids(name));
        var fresh = new LinkedHashMap<String, ReviewItem>();
        for (ReceivedItem one : items) {
            if (known.contains(one.item().id())) {
                campaigns.reassign(name, one.item().id(), received.reviewer());
            } else {
                fresh.put(one.subject(), one.item());
            }
        }
        new AskedStore(tx).insert(name, fresh, known.size(), _ -> received.reviewer());
        var store = new ReceivedStore(tx);
        var numbered = new Received(
                store.next(),
                received.packet(),
                name,
                received.reviewer(),
                received.certificates(),
                received.signature(),
                received.first(),
                received.madeAt(),
                received.itemsSha256(),
                received.around(),
                received.openedAt(),
                Optional.empty());
        store.insert(numbered, items);
        return numbered;
    }

    /// A campaign as `campaign.json` has it.
    ///
    /// @throws java.time.DateTimeException where a day or an instant is none
    public static Campaign campaign(ObjectNode frozen) {
        return new Campaign(
                frozen.path("name").asText(),
                frozen.path("title").asText(),
                frozen.path("owner").asText(),
                frozen.path("fallback").asText(),
                LocalDate.parse(frozen.path("due").asText()),
                Instant.parse(frozen.path("openedAt").asText()),
                Instant.parse(frozen.path("asOf").asText()),
                Campaign.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                frozen);
    }
}
