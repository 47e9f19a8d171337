package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// What a reviewer said of an item; never overwritten, never deleted.
///
/// @param number over all campaigns, in the order of time
/// @param onBehalf set where somebody entered it for the reviewer
/// @param mode `single`, or `bulk:N` with the size of the batch
/// @param seconds that the item was shown before, 0 where it came from a file
/// @param supersedes the number of the signed decision that it changes
public record Decision(
        long number,
        String campaign,
        String item,
        String itemDigest,
        Verdict verdict,
        Optional<String> reason,
        Optional<LocalDate> until,
        String reviewer,
        String osUser,
        Instant decidedAt,
        boolean onBehalf,
        String mode,
        long seconds,
        Optional<Long> supersedes) {
    /// How many were decided at once with it; 0 where it was decided alone.
    public int batch() {
        return mode.startsWith("bulk:") ? Integer.parseInt(mode.substring(5)) : 0;
    }

    /// Its line in `decisions/NNN.ndjson`.
    public ObjectNode json() {
        ObjectNode node = CanonicalJson.object()
                .put("item", item)
                .put("itemDigest", itemDigest)
                .put("decision", verdict.text())
                .put("reviewer", reviewer)
                .put("decidedAt", Formats.instant(decidedAt))
                .put("mode", mode)
                .put("number", number)
                .put("seconds", seconds);
        reason.ifPresent(text -> node.put("reason", text));
        until.ifPresent(day -> node.put("until", day.toString()));
        supersedes.ifPresent(old -> node.put("supersedes", old));
        if (onBehalf) {
            node.put("onBehalf", true);
        }
        return node;
    }
}
