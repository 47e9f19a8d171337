package org.countersign.groups;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.TreeSet;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;

/// Who was in a group when somebody found it right: how many, and a digest by which it can be told later whether they
/// are
/// the same. What the ledger keeps of an attestation, be it an owner's at the group or a reviewer's in a campaign.
///
/// @param group its id
/// @param members effective ones, direct and nested
/// @param sha256 over their ids, sorted, each ended by a line feed
public record Attested(String source, String group, int members, String sha256) {
    /// The event that says it.
    public static final String EVENT = "group.attested";

    /// Of members by their ids, in any order.
    public static Attested of(String source, String group, Collection<String> ids) {
        var sorted = new TreeSet<>(ids);
        var lines = new StringBuilder();
        sorted.forEach(id -> lines.append(id).append('\n'));
        return new Attested(
                source,
                group,
                sorted.size(),
                Sha256.hex(lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    /// The event's data.
    public ObjectNode json() {
        return CanonicalJson.object()
                .put("source", source)
                .put("group", group)
                .put("members", members)
                .put("membersSha256", sha256);
    }
}
