package org.countersign.packet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.countersign.evidence.AsicManifest;
import org.countersign.evidence.BundleFiles;
import org.countersign.evidence.Cades;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.evidence.CanonicalZip;
import org.countersign.evidence.CanonicalZip.NotCanonicalException;
import org.countersign.evidence.SigningKey;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// A file that travels: a canonical ZIP of named files, with one signature over all of them (ASiC-E,
/// ETSI EN 319 162-1). Nothing of it is written to disk; what is in it beyond what must be is refused.
final class Container {
    /// As large as one may be: more than any reviewer can decide.
    static final int LARGEST = 64 << 20;

    private static final int DEEPEST = 32;
    private static final int LONGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST)
                            .maxNumberLength(40)
                            .maxNameLength(256)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String name;
    private final Map<String, byte[]> files;

    private Container(String name, Map<String, byte[]> files) {
        this.name = name;
        this.files = files;
    }

    /// A container of these files, signed by `key`.
    ///
    /// @param number of manifest and signature
    static byte[] sign(Map<String, byte[]> content, int number, SigningKey key, Instant at) {
        var files = new TreeMap<>(content);
        byte[] manifest = AsicManifest.over(number, files).bytes();
        files.put(CanonicalZip.MIMETYPE, BundleFiles.MIMETYPE.getBytes(StandardCharsets.US_ASCII));
        files.put(AsicManifest.name(number), manifest);
        files.put(AsicManifest.signatureName(number), Cades.sign(manifest, key, Optional.of(at)));
        return CanonicalZip.write(files);
    }

    /// Reads one.
    ///
    /// @param name of the file, for messages
    /// @throws RefusedException where it is no canonical ZIP of ASiC-E
    static Container read(String name, byte[] bytes) throws RefusedException {
        if (bytes.length > LARGEST) {
            throw new RefusedException(
                    name, "The file is larger than " + (LARGEST >> 20) + " MiB, which no packet is.", "");
        }
        try {
            Map<String, byte[]> files = CanonicalZip.read(bytes);
            if (!Arrays.equals(
                    files.get(CanonicalZip.MIMETYPE), BundleFiles.MIMETYPE.getBytes(StandardCharsets.US_ASCII))) {
                throw new RefusedException(name, "This is neither a packet nor the answer to one.", "");
            }
            return new Container(name, files);
        } catch (NotCanonicalException e) {
            String reason = String.valueOf(e.getMessage());
            throw new RefusedException(
                    name,
                    reason.contains("not an evidence bundle")
                            ? "This is neither a packet nor the answer to one."
                            : reason,
                    "Get the file again; send it as an attachment that nothing unpacks or changes.");
        }
    }

    boolean holds(String file) {
        return files.containsKey(file);
    }

    byte[] file(String file) {
        return files.getOrDefault(file, new byte[0]);
    }

    /// Goes on only with exactly these files, all under one signature that holds.
    ///
    /// @param number of manifest and signature
    Cades.Signature requireSigned(List<String> content, int number) throws RefusedException {
        var expected = new TreeSet<>(content);
        var all = new TreeSet<>(content);
        all.addAll(List.of(CanonicalZip.MIMETYPE, AsicManifest.name(number), AsicManifest.signatureName(number)));
        for (String file : files.keySet()) {
            if (!all.contains(file)) {
                throw refused(
                        "A file of this name does not belong in it: " + Formats.visible(Formats.brief(file, 80)) + ".");
            }
        }
        for (String file : all) {
            if (!files.containsKey(file)) {
                throw refused(file + " is missing.");
            }
        }
        Optional<AsicManifest> manifest = AsicManifest.parse(file(AsicManifest.name(number)));
        if (manifest.isEmpty()
                || !manifest.get().signature().equals(AsicManifest.signatureName(number))
                || !manifest.get().digests().keySet().equals(expected)) {
            throw refused("Its signature does not cover exactly the files that are in it.");
        }
        for (String file : expected) {
            String digest = Base64.getEncoder().encodeToString(Sha256.of(file(file)));
            if (!digest.equals(manifest.get().digests().get(file))) {
                throw refused(file + " is not what was signed.");
            }
        }
        return verified(number);
    }

    /// The signature of this number over the manifest of this number.
    Cades.Signature verified(int number) throws RefusedException {
        try {
            Cades.Signature signature =
                    Cades.verify(file(AsicManifest.name(number)), file(AsicManifest.signatureName(number)));
            Instant at =
                    signature.claimedAt().orElseThrow(() -> refused("Its signature does not tell when it was made."));
            if (at.isBefore(signature.certificate().getNotBefore().toInstant())
                    || at.isAfter(signature.certificate().getNotAfter().toInstant())) {
                throw refused("Its signature claims a time at which its certificate was not valid.");
            }
            return signature;
        } catch (BadSignatureException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /// A file of one object, as RFC 8785 writes it.
    ObjectNode object(String file) throws RefusedException {
        return object(text(file), file);
    }

    /// A file of lines, each an object as RFC 8785 writes it.
    List<ObjectNode> lines(String file) throws RefusedException {
        String text = text(file);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw refused(file + ": its last line has no end.");
        }
        var lines = new ArrayList<ObjectNode>();
        String[] split = text.split("\n", -1);
        for (int i = 0; i < split.length - 1; i++) {
            lines.add(object(split[i], file + ", line " + (i + 1)));
        }
        return lines;
    }

    private String text(String file) throws RefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused(file + " is not UTF-8.");
        }
    }

    private ObjectNode object(String text, String place) throws RefusedException {
        try {
            JsonNode node = JSON.readTree(text);
            if (node instanceof ObjectNode object && CanonicalJson.text(object).equals(text)) {
                return object;
            }
            throw refused(place + " is not an object as RFC 8785 writes it.");
        } catch (IOException | IllegalArgumentException e) {
            throw refused(place + " is not JSON.");
        }
    }

    RefusedException refused(String reason) {
        return new RefusedException(name, reason, "Nothing was changed.");
    }

    /// A text of a pattern.
    String text(JsonNode node, String field, Pattern pattern) throws RefusedException {
        JsonNode value = node.path(field);
        if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
            throw refused("It does not tell its “" + field + "” in the way that it must.");
        }
        return value.textValue();
    }

    /// A whole number between these, both included.
    long number(JsonNode node, String field, long from, long to) throws RefusedException {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < from || value.asLong() > to) {
            throw refused("It does not tell its “" + field + "” in the way that it must.");
        }
        return value.asLong();
    }
}
