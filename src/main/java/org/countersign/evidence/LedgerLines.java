package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.countersign.ledger.Event;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Transaction;

/// The ledger as a file of lines, `{"body":…,"seq":N}` for what is shown and `{"leaf":…,"seq":N}` for what is not. A
/// body has a
/// salt, so that a leaf tells nothing of it; both lead to the same head.
final class LedgerLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LEAF = Pattern.compile("[0-9a-f]{64}");

    private LedgerLines() {}

    /// Of the whole ledger.
    ///
    /// @param shown of which events the bodies are there
    static byte[] of(Transaction tx, Predicate<JsonNode> shown) {
        var lines = new ByteArrayOutputStream();
        new LedgerStore(tx).each(event -> {
            JsonNode body = Ledger.body(event);
            ObjectNode line = CanonicalJson.object().put("seq", event.seq());
            if (shown.test(body)) {
                line.set("body", body);
            } else {
                line.put("leaf", HexFormat.of().formatHex(Event.leaf(event.body())));
            }
            lines.writeBytes(CanonicalJson.bytes(line));
            lines.write('\n');
        });
        return lines.toByteArray();
    }

    /// What a file of lines comes to.
    ///
    /// @param head to which they lead, as far as they could be read
    /// @param leaves one an event
    /// @param shown how many bodies are there
    /// @param fault the first line that is not as it must be, in a sentence
    record Walked(Ledger.Head head, List<byte[]> leaves, long shown, Optional<String> fault) {
        Walked {
            leaves = List.copyOf(leaves);
        }
    }

    /// Recomputes the chain from the lines.
    static Walked walk(byte[] lines) {
        byte[] hash = new byte[32];
        var leaves = new ArrayList<byte[]>();
        long shown = 0;
        Optional<String> fault = Optional.empty();
        // Only LF ends a line; what has no end is no line.
        String text = new String(lines, StandardCharsets.UTF_8);
        int from = 0;
        while (from < text.length() && fault.isEmpty()) {
            int to = text.indexOf('\n', from);
            String line = to < 0 ? "" : text.substring(from, to);
            long seq = leaves.size() + 1L;
            Optional<byte[]> leaf = leaf(line, seq);
            if (leaf.isEmpty()) {
                fault = Optional.of("Line " + seq + " is not event " + seq + " as Countersign writes it.");
            } else {
                hash = Event.chain(seq, hash, leaf.get());
                leaves.add(leaf.get());
                shown += line.startsWith("{\"body\":") ? 1 : 0;
            }
            from = to + 1;
        }
        return new Walked(new Ledger.Head(leaves.size(), HexFormat.of().formatHex(hash)), leaves, shown, fault);
    }

    private static Optional<byte[]> leaf(String line, long seq) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.isObject()
                    || node.size() != 2
                    || node.path("seq").asLong() != seq
                    || !CanonicalJson.text(node).equals(line)) {
                return Optional.empty();
            }
            if (node.path("body").isObject()) {
                return Optional.of(Event.leaf(CanonicalJson.bytes(node.path("body"))));
            }
            String leaf = node.path("leaf").asText("");
            return node.path("leaf").isTextual() && LEAF.matcher(leaf).matches()
                    ? Optional.of(HexFormat.of().parseHex(leaf))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The first event of a workspace that is another than these leaves say, or is not there.
    static OptionalLong firstOther(Transaction tx, List<byte[]> leaves) {
        long[] at = {0};
        long[] other = {0};
        new LedgerStore(tx).each(event -> {
            at[0]++;
            boolean same = at[0] > leaves.size()
                    || (event.seq() == at[0]
                            && java.util.Arrays.equals(Event.leaf(event.body()), leaves.get((int) at[0] - 1)));
            if (!same && other[0] == 0) {
                other[0] = at[0];
            }
        });
        if (other[0] == 0 && at[0] < leaves.size()) {
            other[0] = at[0] + 1;
        }
        return other[0] == 0 ? OptionalLong.empty() : OptionalLong.of(other[0]);
    }
}
