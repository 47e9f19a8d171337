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
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;

/// The files of a bundle as JSON, read strictly: UTF-8, in the one way of writing that RFC 8785 gives a value, and
/// lines
/// that each end. What two readers could read in two ways is a fault. What was read or digested once is kept.
final class Records {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> files;
    private final Map<String, byte[]> digests = new HashMap<>();
    private final Map<String, Lines> read = new HashMap<>();

    /// The lines of a file, and what is wrong with how they are written.
    private record Lines(List<JsonNode> nodes, List<String> faults) {}

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

    /// Lines that are RFC 8785 as written; others are faults. Each file is read once.
    List<JsonNode> lines(String name, List<String> faults) {
        Lines lines = read.computeIfAbsent(name, this::read);
        faults.addAll(lines.faults());
        return lines.nodes();
    }

    private Lines read(String name) {
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
        var nodes = new ArrayList<JsonNode>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!line.canonical()) {
                faults.add(name + ", line " + (i + 1) + ", is not "
                        + (line.node().isPresent() ? "canonical JSON." : "JSON."));
            }
            line.node().ifPresent(nodes::add);
        }
        return new Lines(Collections.unmodifiableList(nodes), faults);
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
