package org.countersign.scim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;

/// Reads SCIM 2.0 and 1.1, and what vendors' own APIs answer, from one file: pages in any key case, bare arrays,
/// NDJSON, single objects.
///
/// Streams: one resource is in memory at a time, whatever the size of the list. Refuses, with line and
/// column, what is not JSON or holds no user, group or membership.
public final class ScimReader {
    /// Limits of evidence.md 5; none on the length of a document.
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .maxNameLength(256)
                    .maxNumberLength(40)
                    .maxDocumentLength(-1)
                    .maxTokenCount(-1)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // the caller digests what follows the document
            .build();

    static final ObjectMapper MAPPER = new ObjectMapper(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

    private final Dialect dialect;
    private final ResourceParser resources;

    /// @param dialect whose marks count, and whose own objects are read
    public ScimReader(Dialect dialect) {
        this.dialect = dialect;
        this.resources = new ResourceParser(MAPPER, dialect);
    }

    /// Reads to the end of `in`, which is all there is.
    ///
    /// @param file the name for messages, and for what it tells of a list of members
    /// @throws RefusedException where the file cannot be used at all
    public void read(String file, InputStream in, ResourceSink sink) throws IOException, RefusedException {
        var assembly = new Assembly(sink);
        read(Origin.of(file, file), in, assembly);
        assembly.finish().gaps().forEach(sink::warning);
    }

    /// Reads to the end of `in`, which is one document of several.
    ///
    /// @throws RefusedException where the document cannot be used at all
    public void read(Origin origin, InputStream in, Assembly assembly) throws IOException, RefusedException {
        JsonLocation at = JsonLocation.NA;
        String file = origin.name();
        MessageDigest digest = Sha256.digest();
        try (var tape = new Tape(StrictText.open(in, file), digest);
                JsonParser parser = FACTORY.createParser(tape)) {
            var objects = new ObjectReading(origin, dialect, resources, assembly);
            var digests = new Digests(tape, parser, digest, dialect);
            var skipping = new Skipping(tape, parser, digests);
            try {
                new DocumentReading(origin, tape, parser, objects, digests, skipping).document();
            } catch (JsonProcessingException e) {
                throw notJson(file, e, skipping.place(told(e) ? e.getLocation() : parser.currentLocation()));
            } finally {
                at = skipping.place(parser.currentLocation());
            }
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    file + ", after line " + Math.max(1, at.getLineNr()), // before the first token there is none
                    "The file is not valid UTF-8, or has a NUL in it.",
                    "Export it again as UTF-8.");
        }
    }

    private static boolean told(JsonProcessingException e) {
        return e.getLocation() != null && e.getLocation().getLineNr() > 0;
    }

    static RefusedException notJson(String file, JsonProcessingException e, JsonLocation at) {
        String place = file + ", line " + at.getLineNr() + ", column " + at.getColumnNr();
        String reason = e.getOriginalMessage();
        if (reason.contains("'<'")) {
            return new RefusedException(
                    place,
                    "This is HTML or XML, not JSON: a sign-in page saved instead of the answer looks like this.",
                    "Export it again with a valid token.");
        }
        if (e instanceof com.fasterxml.jackson.core.exc.StreamConstraintsException) {
            return new RefusedException(
                    place, "The JSON is beyond every sensible limit: " + firstSentence(reason), "Look at the file.");
        }
        if (e instanceof com.fasterxml.jackson.core.io.JsonEOFException
                || reason.startsWith("Unexpected end-of-input")) {
            return new RefusedException(
                    place, "The JSON ends in the middle: the file is cut off.", "Export it again, whole.");
        }
        return new RefusedException(place, "The JSON cannot be read: " + firstSentence(reason), "Export it again.");
    }

    private static String firstSentence(String reason) {
        String line = reason.lines().findFirst().orElse("").strip();
        if (line.startsWith("Duplicate field")) {
            return line.replaceAll(" for `.*", "") + ".";
        }
        // What stands behind advises whoever programs with the parser.
        line = line.replaceFirst(": enable `.*", "");
        int end = line.indexOf(" (");
        return (end > 0 ? line.substring(0, end) : line).replaceAll("[.:]$", "") + ".";
    }
}
