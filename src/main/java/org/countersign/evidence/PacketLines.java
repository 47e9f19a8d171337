package org.countersign.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.campaign.Decision;
import org.countersign.campaign.Received;
import org.countersign.campaign.ReceivedItem;
import org.countersign.text.CanonicalJson;

/// The lines of decisions on the items of a packet. A decision has another number in the workspace that the campaign
/// lies in: the one that was set aside for its item.
public final class PacketLines {
    private PacketLines() {}

    /// In the order of the packet's items, whatever the order of the decisions.
    ///
    /// @param decisions at most one on each item
    public static byte[] of(Received packet, List<ReceivedItem> items, List<Decision> decisions) {
        Map<String, Decision> byItem = new HashMap<>();
        decisions.forEach(decision -> byItem.put(decision.item(), decision));
        var lines = new StringBuilder();
        for (int place = 0; place < items.size(); place++) {
            ReceivedItem item = items.get(place);
            Decision decision = byItem.get(item.item().id());
            if (decision != null) {
                ObjectNode line = decision.json().put("number", packet.first() + place);
                line.remove("supersedes");
                item.supersedes().ifPresent(old -> line.put("supersedes", old));
                lines.append(CanonicalJson.text(line)).append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
