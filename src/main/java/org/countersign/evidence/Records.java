package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;

/// The files of a bundle as JSON, read strictly: UTF-8, in the one way of writing that RFC 8785 gives a value, and
// lines
/// that each end. What two readers could read in two ways is a fault.
final class Records {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> files;

    Records(Map<String, byte[]> files) {
        this.files = Map.copyOf(files);
    }

    byte[] bytes(String name) {
        return files.getOrDefault(name, new byte[0]);
    }

    String sha256(String name) {
        return Sha256.hex(bytes(name));
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

    /// Lines that are RFC 8785 as written; others are faults.
    List<JsonNode> lines(String name, List<String> faults) {
        String text = text(name);
        if (!utf8(name)) {
            faults.add(name + " is not UTF-8.");
        }
        if (text.indexOf('\r') >= 0 || !text.isEmpty() && !text.endsWith("\n")) {
            faults.add(name + " is not written in lines that each end with a line feed.");
        }
        var nodes = new ArrayList<JsonNode>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                JsonNode node = JSON.readTree(line);
                if (node.isMissingNode()) {
                    faults.add(name + ", line " + number + ", is not JSON.");
                    continue;
                }
                if (!canonical(node, line)) {
                    faults.add(name + ", line " + number + ", is not canonical JSON.");
                }
                nodes.add(node);
            } catch (IOException e) {
                faults.add(name + ", line " + number + ", is not JSON.");
            }
        }
        return nodes;
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
