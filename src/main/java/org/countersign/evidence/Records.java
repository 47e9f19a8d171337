package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.countersign.text.CanonicalJson;
import org.countersign.text.CanonicalReader;
import org.countersign.text.CanonicalReader.NotCanonicalException;
import org.countersign.text.Sha256;
import org.jspecify.annotations.Nullable;

/// The files of a bundle as JSON, read strictly: UTF-8, in the one way of writing that RFC 8785 gives a value, and
/// lines
/// that each end. What two readers could read in two ways is a fault. What was read or digested once is kept.
final class Records {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PART = 1 << 20;
    /// What no check asks for: of an item the largest part.
    private static final Map<String, Set<String>> UNKEPT = Map.of(
            "decisions",
            Set.of("reason"),
            "items.ndjson",
            Set.of("access", "changed", "findings", "identity", "link", "privileged", "revoke", "sourceName"));

    private final Map<String, byte[]> files;
    private final Map<String, byte[]> digests = new ConcurrentHashMap<>();
    private final Map<String, Lines<RecordLine>> read = new HashMap<>();
    private final Map<String, Lines<DecisionLine>> decisions = new HashMap<>();
    private @Nullable Lines<LedgerLine> ledger;

    /// The lines of a file, and what is wrong with how they are written.
    private record Lines<T>(List<T> all, List<String> faults) {}

    private record Part(int from, int to) {}

    /// One line; empty where it is not JSON.
    private record Line(Optional<JsonNode> node, boolean canonical) {}

    Records(Map<String, byte[]> files) {
        this.files = Map.copyOf(files);
    }

    /// The files' names.
    Set<String> names() {
        return files.keySet();
    }

    byte[] bytes(String name) {
        return files.getOrDefault(name, new byte[0]);
    }

    String sha256(String name) {
        return HexFormat.of().formatHex(digest(name));
    }

    /// SHA-256 of a file, which many signatures cover; of nothing where there is none.
    byte[] digest(String name) {
        return digests.computeIfAbsent(name, _ -> Sha256.of(bytes(name))).clone();
    }

    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /// One object; an empty one where it cannot be read.
    JsonNode json(String name) {
        try {
            return JSON.readTree(bytes(name));
        } catch (IOException e) {
            return CanonicalJson.object();
        }
    }

    /// The same, with what is wrong with how it is written.
    JsonNode json(String name, List<String> faults) {
        JsonNode node = json(name);
        if (!utf8(name)) {
            faults.add(name + " is not UTF-8.");
        } else if (!canonical(node, text(name))) {
            faults.add(name + " is not canonical JSON.");
        }
        return node;
    }

    /// The ledger's lines.
    List<LedgerLine> ledger(List<String> faults) {
        if (ledger == null) {
            JsonNode campaign = json("campaign.json").path("name");
            ledger = read("events.ndjson", line -> LedgerLine.of(line, campaign));
        }
        faults.addAll(ledger.faults());
        return ledger.all();
    }

    /// What the ledger tells of the campaign.
    List<ToldEvent> told() {
        return ledger(new ArrayList<>()).stream()
                .flatMap(line -> line.told().stream())
                .toList();
    }

    /// The decisions of a file.
    List<DecisionLine> decisions(String name, List<String> faults) {
        Lines<DecisionLine> lines = decisions.computeIfAbsent(name, _ -> read(name, DecisionLine::of));
        faults.addAll(lines.faults());
        return lines.all();
    }

    /// Lines that are RFC 8785 as written; others are faults. Each file is read once.
    List<RecordLine> lines(String name, List<String> faults) {
        Lines<RecordLine> lines = read.computeIfAbsent(name, _ -> read(name, Function.identity()));
        faults.addAll(lines.faults());
        return lines.all();
    }

    /// @param kept what is kept of a line; what is not can go at once
    private <T> Lines<T> read(String name, Function<RecordLine, T> kept) {
        return canonical(name, kept).map(all -> new Lines<>(all, List.of())).orElseGet(() -> judged(name, kept));
    }

    /// The lines of a file of nothing but canonical ones, which are then UTF-8, too; empty for any other.
    private <T> Optional<List<T>> canonical(String name, Function<RecordLine, T> kept) {
        byte[] text = bytes(name);
        if (text.length == 0 || text[text.length - 1] != '\n') {
            return Optional.empty();
        }
        Set<String> unkept = UNKEPT.getOrDefault(name.replaceFirst("/.*", ""), Set.of());
        List<Optional<List<T>>> parts = parts(text).parallelStream()
                .map(part -> canonical(text, part, unkept, kept))
                .toList();
        var all = new ArrayList<T>();
        parts.forEach(part -> part.ifPresent(all::addAll));
        return parts.stream().allMatch(Optional::isPresent)
                ? Optional.of(Collections.unmodifiableList(all))
                : Optional.empty();
    }

    /// Whole lines, of which no thread has too many.
    private static List<Part> parts(byte[] text) {
        var parts = new ArrayList<Part>();
        int from = 0;
        while (from < text.length) {
            int to = (int) Math.min((long) from + PART, text.length);
            while (text[to - 1] != '\n') {
                to++;
            }
            parts.add(new Part(from, to));
            from = to;
        }
        return parts;
    }

    private static <T> Optional<List<T>> canonical(
            byte[] text, Part part, Set<String> unkept, Function<RecordLine, T> kept) {
        var lines = new ArrayList<T>();
        var reader = new CanonicalReader(text, unkept);
        try {
            int from = part.from();
            while (from < part.to()) {
                JsonNode node = reader.line(from);
                lines.add(kept.apply(new RecordLine(node, new Written.Canonical(text, from, reader.end()))));
                from = reader.end() + 1;
            }
            return Optional.of(lines);
        } catch (NotCanonicalException _) {
            return Optional.empty();
        }
    }

    /// Line by line, with what is wrong with each.
    private <T> Lines<T> judged(String name, Function<RecordLine, T> kept) {
        var faults = new ArrayList<String>();
        String text = text(name);
        if (!utf8(name)) {
            faults.add(name + " is not UTF-8.");
        }
        if (text.indexOf('\r') >= 0 || !text.isEmpty() && !text.endsWith("\n")) {
            faults.add(name + " is not written in lines that each end with a line feed.");
        }
        List<Line> lines =
                text.lines().toList().parallelStream().map(Records::line).toList();
        var all = new ArrayList<T>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!line.canonical()) {
                faults.add(name + ", line " + (i + 1) + ", is not "
                        + (line.node().isPresent() ? "canonical JSON." : "JSON."));
            }
            line.node().ifPresent(node -> all.add(kept.apply(new RecordLine(node, new Written.Anew(node)))));
        }
        return new Lines<>(Collections.unmodifiableList(all), faults);
    }

    private static Line line(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isMissingNode()
                    ? new Line(Optional.empty(), false)
                    : new Line(Optional.of(node), canonical(node, text));
        } catch (IOException e) {
            return new Line(Optional.empty(), false);
        }
    }

    private static boolean canonical(JsonNode node, String text) {
        try {
            return CanonicalJson.text(node).equals(text);
        } catch (IllegalArgumentException noSuchNumber) {
            return false;
        }
    }

    private boolean utf8(String name) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes(name)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
